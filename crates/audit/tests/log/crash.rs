//! What was acknowledged before a kill is there after it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use portico_audit::Log;
use portico_model::Clock;
use portico_vault::{Kms, Vault};

use crate::place::{ana, read};

const FOLDER: &str = "PORTICO_AUDIT_CRASH_FOLDER";

async fn log_in(folder: &Path) -> Log {
    let vault =
        Vault::unlock(Kms::file(folder.join("kek.json")), folder.join("keys.json"), Clock::system()).unwrap();
    Log::open(Log::embedded(&folder.join("audit.db"), &vault), vault, Clock::system()).await.unwrap()
}

/// Not a test by itself: the process that the test below kills. It prints the index of each acknowledged entry.
#[tokio::test(flavor = "multi_thread")]
async fn the_process_that_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let log = log_in(folder.as_ref()).await;
    let appending = (0..16).map(|_| async {
        loop {
            println!("\nacknowledged {}", log.append(read(&ana())).await.unwrap().index);
        }
    });
    futures::future::join_all(appending).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_acknowledged_entry_is_lost_by_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let mut acknowledged = Vec::new();
    for round in [150, 400, 20] {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["crash::the_process_that_is_killed", "--exact", "--nocapture"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut indices =
            lines.filter_map(|line| line.unwrap().strip_prefix("acknowledged ")?.parse::<u64>().ok());
        acknowledged.extend(indices.by_ref().take(round));
        child.kill().unwrap();
        child.wait().unwrap();
        acknowledged.extend(indices);

        let log = log_in(folder.path()).await;
        let report = log.verify(None).await.unwrap();
        assert_eq!(report.findings, []);
        for index in &acknowledged {
            assert!(log.signed_receipt(*index).await.is_ok(), "entry {index} of {}", report.entries);
        }
    }
    assert!(acknowledged.len() >= 570);
}
