//! The API as its description has it, asked by somebody who knows nothing but the description.

use std::process::Command;

use serde_json::Value;

use crate::process::{Demo, folder, text};
use crate::visitor::{Visitor, client};

/// Where the program is, unless nobody said so.
fn program() -> Option<std::ffi::OsString> {
    let program = std::env::var_os("PORTICO_SCHEMATHESIS");
    let is_required = std::env::var_os("PORTICO_REQUIRE_SERVICES").is_some();
    assert!(
        program.is_some() || !is_required,
        "schemathesis is required and PORTICO_SCHEMATHESIS names none"
    );
    if program.is_none() {
        println!("skipped: PORTICO_SCHEMATHESIS does not say where schemathesis is");
    }
    program
}

/// Everything that the description has, but for what ends the session with which it is asked.
const ENDS_SESSIONS: &str = "session/(factor|recovery)|sign-out";

#[tokio::test]
async fn schemathesis_finds_no_failure_and_no_status_that_the_description_leaves_out() {
    let Some(program) = program() else { return };
    let folder = folder();
    let demo = Demo::start(folder.path());
    let description = format!("{}/api/v1/openapi.json", demo.portal());
    let described: Value = client().get(&description).send().await.unwrap().json().await.unwrap();
    let file = folder.path().join("openapi.json");
    std::fs::write(&file, described.to_string()).unwrap();
    let ana = Visitor::sign_in(demo.portal(), demo.person("Ana Reyes")).await;

    let run = Command::new(program)
        .current_dir(folder.path())
        .arg("run")
        .arg(&file)
        .args(["--url", demo.portal(), "--header", &format!("authorization: Bearer {}", ana.token())])
        .args(["--checks", "not_a_server_error,status_code_conformance"])
        .args(["--phases", "examples,coverage,fuzzing", "--max-examples", "8", "--seed", "8"])
        .args(["--generation-deterministic", "--exclude-path-regex", ENDS_SESSIONS])
        .args(["--request-timeout", "20", "--no-color"])
        .output()
        .unwrap();

    let said = text(&run.stdout) + &text(&run.stderr);
    assert!(run.status.success(), "{said}");
    let tested = described["paths"].as_object().unwrap().len();
    assert!(tested > 60 && said.contains("test cases"), "{said}");
    demo.stop();
}
