use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::process::{Demo, fails, folder, succeeds};
use crate::visitor::Visitor;

#[tokio::test]
async fn a_search_tells_who_looked_and_is_itself_told_first() {
    let folder = folder();
    let demo = Demo::start(folder.path());
    let patient = demo.person("Ana Reyes")["patient"].as_str().unwrap().to_owned();
    let ana = Visitor::sign_in(demo.portal(), demo.person("Ana Reyes")).await;
    ana.get("/api/v1/medications").await;
    let query = ["audit", "query", "--patient", &patient];

    let shown = succeeds(&query, folder.path());
    let json = succeeds(&[&query[..], &["--json"]].concat(), folder.path());

    let lines: Vec<&str> = shown.lines().collect();
    assert!(lines[1].contains("query_audit") && lines[1].contains("portico"), "{shown}");
    assert!(lines[2].contains("medications") && lines[2].contains("127.0.0.1"), "{shown}");
    let found: Value = serde_json::from_str(&json).unwrap();
    let read = &found["entries"][2]["event"];
    assert_eq!(found["entries"][0]["event"]["action"], "query_audit");
    assert_eq!(read["detail"]["part"], "medications");
    let by_id = read["actor"].as_str().unwrap();
    let of_ana = succeeds(&["audit", "query", "--actor", by_id, "--limit", "1"], folder.path());
    assert!(of_ana.contains("medications"), "{of_ana}");
    let by_email = fails(&["audit", "query", "--actor", "ana.reyes@example.org"], folder.path());
    assert!(by_email.contains("stop it first"), "{by_email}");
    let before = succeeds(&["audit", "query", "--patient", &patient, "--to", "2020-01-01"], folder.path());
    assert_eq!(before, "Nothing was found.\n");
    demo.stop();
}

#[test]
fn a_flipped_byte_is_found_wherever_it_is() {
    const PAGE: usize = 4096;
    let folder = folder();
    Demo::start(folder.path()).stop();
    succeeds(&["audit", "verify"], folder.path());
    let file = folder.path().join("audit.db");
    let whole = fs::read(&file).unwrap();

    for page in 0..whole.len() / PAGE {
        let mut bytes = whole.clone();
        bytes[page * PAGE + PAGE / 2] ^= 1;
        put_back(&file, &bytes);
        let found = fails(&["audit", "verify"], folder.path());
        assert!(found.contains("audit log"), "page {page}: {found}");
    }

    put_back(&file, &whole);
    succeeds(&["audit", "verify"], folder.path());
}

#[test]
fn an_older_copy_is_found_by_the_head_that_was_kept() {
    let folder = folder();
    Demo::start(folder.path()).stop();
    let older = fs::read(folder.path().join("audit.db")).unwrap();
    Demo::start(folder.path()).stop();
    let kept = folder.path().join("head.json");
    let kept = kept.to_str().unwrap();
    succeeds(&["audit", "head", "--out", kept], folder.path());
    succeeds(&["audit", "verify", "--head", kept], folder.path());

    put_back(&folder.path().join("audit.db"), &older);

    succeeds(&["audit", "verify"], folder.path());
    let found = fails(&["audit", "verify", "--head", kept], folder.path());
    assert!(found.contains("the log was cut off"), "{found}");
    let report = fails(&["audit", "verify", "--json", "--head", kept], folder.path());
    assert!(report.contains("\"truncated\""), "{report}");
}

#[test]
fn a_log_that_is_gone_is_not_begun_anew() {
    let folder = folder();
    Demo::start(folder.path()).stop();
    fs::remove_file(folder.path().join("audit.db")).unwrap();

    let refused = fails(&["demo", "--port", "0"], folder.path());
    assert!(refused.contains("audit.db is missing"), "{refused}");
    assert!(fails(&["audit", "verify"], folder.path()).contains("there is no audit log"));
}

fn put_back(file: &Path, content: &[u8]) {
    for beside in ["-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{beside}", file.display()));
    }
    fs::write(file, content).unwrap();
}
