//! What is acknowledged is on disk, whatever happened to the transactions before it.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};

use portico_audit::{AuditError, Log};
use portico_model::{Clock, Timestamp};
use portico_vault::{Kms, Vault};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use sea_orm::ConnectionTrait;

use crate::place::{Place, ana, fill, read};

/// Far enough apart that no head of one moment is taken for another's.
const YEAR: jiff::SignedDuration = jiff::SignedDuration::from_hours(24 * 365);

fn year_from(now: Timestamp) -> String {
    format!("BETWEEN {} AND {}", now.as_microsecond(), (now + YEAR / 2).as_microsecond())
}

/// First the engine ends a transaction by itself, so that undoing it fails; then a commit fails: the driver's count is wrong
/// and a transaction stays open. Triggers do here what a full disk does.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_acknowledged_after_failed_commits_is_there_for_everybody() {
    let place = Place::sqlite();
    let log = place.log().await;
    fill(&log, 3).await;
    let other = place.behind_its_back().await;
    let first = place.clock.now() + YEAR;
    let second = first + YEAR;
    let triggers = format!(
        "CREATE TABLE parent (id INTEGER PRIMARY KEY); \
         CREATE TABLE child (id INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED); \
         CREATE TRIGGER ends_all BEFORE INSERT ON audit_head WHEN NEW.at_us {} \
         BEGIN SELECT RAISE(ROLLBACK, 'ended by the engine'); END; \
         CREATE TRIGGER fails_at_commit AFTER INSERT ON audit_head WHEN NEW.at_us {} \
         BEGIN INSERT INTO child VALUES (1); END",
        year_from(first),
        year_from(second)
    );
    other.execute_unprepared(&triggers).await.unwrap();

    for _ in 0..2 {
        place.clock.advance(YEAR);
        assert!(matches!(log.append(read(&ana())).await, Err(AuditError::Database(_))));
    }
    place.clock.advance(YEAR);
    let receipt = log.append(read(&ana())).await.unwrap();

    let again = place.log().await;
    assert!(again.signed_receipt(receipt.index).await.is_ok(), "another connection sees it");
    assert!(again.append(read(&ana())).await.unwrap().index > receipt.index, "nobody holds the log");
    log.check().await.unwrap();
    assert_eq!(log.verify(None).await.unwrap().findings, []);
}

const FOLDER: &str = "PORTICO_AUDIT_FULL_DISK_FOLDER";

async fn log_in(folder: &Path) -> Log {
    let vault =
        Vault::unlock(Kms::file(folder.join("kek.json")), folder.join("keys.json"), Clock::system()).unwrap();
    Log::open(Log::embedded(&folder.join("audit.db"), &vault), vault, Clock::system()).await.unwrap()
}

/// No file of this process may become longer than it is now, and a few bytes: a full disk, for the log alone.
fn fill_disk(folder: &Path, more: u64) {
    let length = std::fs::metadata(folder.join("audit.db-wal")).unwrap().len();
    let limit = Rlimit { current: Some(length + more), maximum: getrlimit(Resource::Fsize).maximum };
    setrlimit(Resource::Fsize, limit).unwrap();
}

fn make_room() {
    let maximum = getrlimit(Resource::Fsize).maximum;
    setrlimit(Resource::Fsize, Rlimit { current: maximum, maximum }).unwrap();
}

/// Not a test by itself: the process that the test below runs out of room, gives room, and kills.
#[tokio::test(flavor = "multi_thread")]
async fn the_process_whose_disk_is_full() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let folder = Path::new(&folder);
    let log = log_in(folder).await;
    fill(&log, 30).await;
    // Other lengths are other places where the disk ends: within a page, within a group, at a group's end.
    for more in [0, 100, 5_000, 20_000, 60_000, 4_120] {
        fill_disk(folder, more);
        let mut refused = 0;
        for round in 0.. {
            if refused >= 40 {
                break;
            }
            assert!(round < 100, "the disk is full, and entries are acknowledged all the same");
            let appends = futures::future::join_all((0..8).map(|_| log.append(read(&ana())))).await;
            for receipt in appends {
                match receipt {
                    Ok(receipt) => println!("\nacknowledged {}", receipt.index),
                    Err(AuditError::Database(_)) => refused += 1,
                    Err(other) => panic!("{other}"),
                }
            }
        }
        assert!(log.check().await.is_err(), "an entry cannot be appended, and the log says so");
        println!("\nrefused {refused}");
        make_room();
        log.check().await.unwrap();
        for _ in 0..10 {
            println!("\nacknowledged {}", log.append(read(&ana())).await.unwrap().index);
        }
    }
    println!("\ndone");
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

/// Runs the test of that name in a process of its own, which is told of files that become too long by an error, not a signal.
fn start(test: &str, folder: &Path) -> (Child, ChildStdin, impl Iterator<Item = String>) {
    let mut child = Command::new("sh")
        .args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""])
        .arg(std::env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture"])
        .env(FOLDER, folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let stdin = child.stdin.take().unwrap();
    (child, stdin, lines)
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_full_disk_every_acknowledged_entry_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let (mut child, mut stdin, mut lines) = start("durable::the_process_whose_disk_is_full", folder.path());
    let (mut acknowledged, mut refused) = (Vec::<u64>::new(), 0);
    let is_done = lines.by_ref().any(|line| {
        acknowledged.extend(line.strip_prefix("acknowledged ").and_then(|index| index.parse::<u64>().ok()));
        refused += line.strip_prefix("refused ").and_then(|count| count.parse::<u64>().ok()).unwrap_or(0);
        line == "done"
    });
    child.kill().unwrap();
    child.wait().unwrap();
    let _ = stdin.flush();
    assert!(is_done, "it ended before: {} acknowledged, {refused} refused", acknowledged.len());

    let log = log_in(folder.path()).await;
    let report = log.verify(None).await.unwrap();
    let mut found = 0;
    for index in &acknowledged {
        found += u64::from(log.signed_receipt(*index).await.is_ok());
    }
    println!(
        "{} acknowledged, {found} found, {refused} refused, {} entries",
        acknowledged.len(),
        report.entries
    );
    assert_eq!(report.findings, []);
    assert_eq!(found, acknowledged.len() as u64);
    assert!(acknowledged.len() >= 60 && refused >= 240);
}
