//! The API as its description has it, asked by somebody who knows nothing but the description.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use portico_model::Role;
use portico_testkit::{HENRIK, TestPortal, TestVisitor};

use crate::world::ANA;

/// What a sign-out by another method, or a wrong code, would end: the session with which all is asked.
const ENDS_SESSIONS: &str = "session$|session/(factor|recovery)";

/// Where the program is, unless nobody said so.
fn program() -> Option<OsString> {
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

/// Asks every address that `paths` matches, as this visitor: no failure, and no status that is not described.
async fn ask_all(portal: &TestPortal, program: &OsString, mut visitor: TestVisitor, paths: &str) {
    let description = visitor.get("/api/v1/openapi.json").await.text;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("openapi.json");
    std::fs::write(&file, description).unwrap();
    let cookies: Vec<_> = visitor.cookies().iter().map(|(name, value)| format!("{name}={value}")).collect();
    let mut command = command(program, folder.path());
    command
        .args(["run", "openapi.json", "--url", portal.base.as_str().trim_end_matches('/')])
        .args(["--header", &format!("cookie: {}", cookies.join("; "))])
        .args(["--header", &format!("x-csrf-token: {}", visitor.csrf())])
        .args(["--include-path-regex", paths, "--exclude-path-regex", ENDS_SESSIONS])
        .args(["--checks", "not_a_server_error,status_code_conformance"])
        .args(["--phases", "examples,coverage,fuzzing", "--max-examples", "6"])
        .args(["--seed", "8", "--generation-deterministic"])
        .args(["--generation-with-security-parameters", "false"])
        .args(["--continue-on-failure", "--no-shrink", "--no-color"]);
    let run = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();

    let said = String::from_utf8_lossy(&run.stdout) + String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{said}");
    assert!(said.contains("generated"), "it asked nothing: {said}");
    let state = if paths.contains("/staff/") { "/api/v1/staff/session" } else { "/api/v1/session" };
    assert_eq!(visitor.get(state).await.status, 200, "the session lasted to the end");
}

fn command(program: &OsString, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder);
    command
}

#[tokio::test(flavor = "multi_thread")]
async fn schemathesis_as_a_patient_finds_no_failure_and_no_status_that_is_not_described() {
    let Some(program) = program() else { return };
    let portal = TestPortal::start().await;
    let ana = portal.patient(ANA).await;

    ask_all(&portal, &program, ana, "^/api/v1/(?!staff/)").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn schemathesis_as_staff_finds_no_failure_and_no_status_that_is_not_described() {
    let Some(program) = program() else { return };
    let portal = TestPortal::start().await;
    let henrik = portal.colleague(HENRIK).await;
    ask_all(&portal, &program, henrik, "^/api/v1/staff/").await;
    for role in [Role::PrivacyOfficer, Role::Support] {
        let mut member = portal.staff(role).await;
        portal.learn_token(&mut member).await;
        ask_all(&portal, &program, member, "^/api/v1/staff/").await;
    }
}
