use std::fs;
use std::path::{Path, PathBuf};

use portico_audit::{Action, Entry, Log, Query};
use portico_model::Clock;
use portico_vault::{Kms, Vault};
use serde_json::Value;

use crate::process::{Demo, fails, folder, intact, succeeds};
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
    /// Bytes that are flipped, one after the other, over the whole length of database and journal.
    const FLIPS: usize = 24;
    let folder = folder();
    Demo::start(folder.path()).stop();
    intact(&[], folder.path());
    let whole = Copy::of(&folder.path().join("audit.db"));
    let length = whole.files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>();
    assert!(length > 100 * 4096, "there is something to flip: {length} bytes");

    for flip in 0..FLIPS {
        let mut flipped = Copy { files: whole.files.clone() };
        let mut at = length * flip / FLIPS + 2048;
        for (_, bytes) in &mut flipped.files {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1;
                break;
            }
            at = at.saturating_sub(bytes.len());
        }
        flipped.put_back();
        let found = fails(&["audit", "verify"], folder.path());
        assert!(found.contains("audit log"), "flip {flip}: {found}");
    }

    whole.put_back();
    intact(&[], folder.path());
}

#[test]
fn an_older_copy_is_found_by_the_head_that_was_kept() {
    let folder = folder();
    Demo::start(folder.path()).stop();
    let older = Copy::of(&folder.path().join("audit.db"));
    Demo::start(folder.path()).stop();
    let kept = folder.path().join("head.json");
    let kept = kept.to_str().unwrap();
    succeeds(&["audit", "head", "--out", kept], folder.path());
    succeeds(&["audit", "verify", "--head", kept], folder.path());

    older.put_back();

    let found = fails(&["audit", "verify"], folder.path());
    assert!(found.contains("the log was cut off"), "by the head that the portal itself keeps: {found}");
    let found = fails(&["audit", "verify", "--head", kept], folder.path());
    assert!(found.contains("the log was cut off") && !found.contains("another log"), "{found}");
    let report = fails(&["audit", "verify", "--json", "--head", kept], folder.path());
    assert!(report.contains("\"truncated\""), "{report}");
}

#[tokio::test]
async fn a_log_that_was_put_back_is_noticed_at_start_and_gone_on_with_only_on_purpose() {
    let folder = folder();
    let (log, tables) = (folder.path().join("audit.db"), folder.path().join("portal.db"));
    Demo::start(folder.path()).stop();
    let (older_log, older_tables) = (Copy::of(&log), Copy::of(&tables));
    Demo::start(folder.path()).stop();
    older_log.put_back();

    let refused = fails(&["demo", "--port", "0"], folder.path());
    assert!(refused.contains("the log was cut off") && refused.contains("portico audit accept"), "{refused}");
    let asked = fails(&["audit", "accept"], folder.path());
    assert!(asked.contains("the log was cut off") && asked.contains("--confirm"), "{asked}");
    succeeds(&["audit", "accept", "--confirm"], folder.path());

    Demo::start(folder.path()).stop();
    intact(&[], folder.path());
    let query = Query { action: Some(Action::VerifyAudit), ..Query::default() };
    let told = entries(folder.path(), &query).await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].event.detail.reason.as_deref(), Some("shorter_log_accepted"));

    // Whoever puts back both is found by a head from elsewhere alone.
    let kept = folder.path().join("head.json");
    succeeds(&["audit", "head", "--out", kept.to_str().unwrap()], folder.path());
    older_log.put_back();
    older_tables.put_back();
    intact(&[], folder.path());
    let found = fails(&["audit", "verify", "--head", kept.to_str().unwrap()], folder.path());
    assert!(found.contains("the log was cut off"), "{found}");
}

#[test]
fn another_history_that_is_longer_is_noticed_at_start() {
    let folder = folder();
    let (log, tables) = (folder.path().join("audit.db"), folder.path().join("portal.db"));
    Demo::start(folder.path()).stop();
    let older_log = Copy::of(&log);
    Demo::start(folder.path()).stop();
    let newer_tables = Copy::of(&tables);
    older_log.put_back();
    succeeds(&["audit", "accept", "--confirm"], folder.path());
    Demo::start(folder.path()).stop();
    Demo::start(folder.path()).stop();
    newer_tables.put_back();

    let refused = fails(&["demo", "--port", "0"], folder.path());

    assert!(refused.contains("are not the ones that they were when the head was kept"), "{refused}");
}

/// What the log says, read by its own keys.
async fn entries(folder: &Path, query: &Query) -> Vec<Entry> {
    let kms = Kms::file(folder.join("keys/kek.json"));
    let vault = Vault::unlock(kms, folder.join("keys/register.json"), Clock::system()).unwrap();
    let options = Log::embedded(&folder.join("audit.db"), &vault);
    let log = Log::open(options, vault, Clock::system()).await.unwrap();
    log.query(query).await.unwrap().entries
}

/// A database of a stopped portal, with its journal.
struct Copy {
    files: Vec<(PathBuf, Vec<u8>)>,
}

impl Copy {
    fn of(file: &Path) -> Self {
        let names = ["", "-wal"].map(|ending| PathBuf::from(format!("{}{ending}", file.display())));
        Self {
            files: names.into_iter().map(|name| (name.clone(), fs::read(name).unwrap_or_default())).collect(),
        }
    }

    fn put_back(&self) {
        let _ = fs::remove_file(format!("{}-shm", self.files[0].0.display()));
        for (file, bytes) in &self.files {
            fs::write(file, bytes).unwrap();
        }
    }
}

#[test]
fn the_logs_key_from_elsewhere_is_compared() {
    let folder = folder();
    Demo::start(folder.path()).stop();
    let head: Value = serde_json::from_str(&succeeds(&["audit", "head"], folder.path())).unwrap();
    let key = head["public_key"].as_str().unwrap();

    succeeds(&["audit", "verify", "--public-key", key], folder.path());
    let other = format!("{}AAA=", &key[..40]);
    let refused = fails(&["audit", "verify", "--public-key", &other], folder.path());
    assert!(refused.contains("another key"), "{refused}");
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
