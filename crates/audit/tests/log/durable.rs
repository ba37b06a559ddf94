//! What is acknowledged is on disk, whatever happened to the transactions before it.

use std::io::{BufRead, BufReader};
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
        // A write that changes nothing is smaller than an entry, and may fit where none does; soon it does not.
        let mut fitting = 0;
        while log.check().await.is_ok() {
            fitting += 1;
            assert!(fitting < 500, "an entry cannot be appended, and the log does not say so");
        }
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

/// Not a test by itself: the process whose every fifth flush of the journal fails, for each of its connections.
#[tokio::test(flavor = "multi_thread")]
async fn the_process_whose_flushes_fail() {
    let Some(folder) = std::env::var_os(FLUSHES) else { return };
    let log = log_in(Path::new(&folder)).await;
    println!("\nprocess {}", std::process::id());
    let mut refused = 0;
    for round in 0.. {
        assert!(round < 500, "flushes fail, and entries are acknowledged all the same");
        for receipt in futures::future::join_all((0..4).map(|_| log.append(read(&ana())))).await {
            match receipt {
                Ok(receipt) => println!("\nacknowledged {}", receipt.index),
                Err(AuditError::Database(_)) => refused += 1,
                Err(other) => panic!("{other}"),
            }
        }
        if refused >= 80 {
            break;
        }
    }
    println!("\nrefused {refused}");
    println!("\ndone");
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

const FLUSHES: &str = "PORTICO_AUDIT_FLUSHES_FOLDER";

/// `strace` fails system calls where it may trace.
fn failing_flushes(folder: &Path) -> Option<Command> {
    let can_trace = Command::new("strace").args(["-qq", "-e", "trace=none", "true"]).output();
    if !can_trace.is_ok_and(|traced| traced.status.success()) {
        println!("skipped: failing flushes cannot be had without strace");
        return None;
    }
    let mut command = Command::new("strace");
    command
        .args(["-f", "-qq", "-o", "/dev/null", "-P"])
        .arg(folder.join("audit.db-wal"))
        .args(["-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO:when=5+5"])
        .arg(std::env::current_exe().unwrap())
        .args(["durable::the_process_whose_flushes_fail", "--exact", "--nocapture"])
        .env(FLUSHES, folder);
    Some(command)
}

#[tokio::test(flavor = "multi_thread")]
async fn after_failed_flushes_every_acknowledged_entry_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let Some(command) = failing_flushes(folder.path()) else { return };
    fill(&log_in(folder.path()).await, 20).await;
    let (mut tracer, _stdin, mut lines) = spawn(command);
    let mut told = Told::default();
    let is_done = told.read(&mut lines);
    let process = rustix::process::Pid::from_raw(told.process).unwrap();
    rustix::process::kill_process(process, rustix::process::Signal::KILL).unwrap();
    tracer.wait().unwrap();
    assert!(is_done, "it ended before: {told:?}");

    told.compare(&log_in(folder.path()).await).await;
    assert!(told.acknowledged.len() >= 200 && told.refused >= 80, "{told:?}");
}

/// What a process said of its appends.
#[derive(Debug, Default)]
struct Told {
    process: i32,
    acknowledged: Vec<u64>,
    refused: u64,
}

impl Told {
    /// Reads until it is done; `false` if it ended before.
    fn read(&mut self, lines: &mut impl Iterator<Item = String>) -> bool {
        lines.any(|line| {
            match line.split_once(' ') {
                Some(("process", id)) => self.process = id.parse().unwrap(),
                Some(("acknowledged", index)) => self.acknowledged.push(index.parse().unwrap()),
                Some(("refused", count)) => self.refused += count.parse::<u64>().unwrap(),
                _ => {}
            }
            line == "done"
        })
    }

    /// All that was acknowledged must be in `log`.
    async fn compare(&self, log: &Log) {
        let report = log.verify(None).await.unwrap();
        let mut found = 0;
        for index in &self.acknowledged {
            found += usize::from(log.signed_receipt(*index).await.is_ok());
        }
        let (acknowledged, refused) = (self.acknowledged.len(), self.refused);
        println!("{acknowledged} acknowledged, {found} found, {refused} refused, {} entries", report.entries);
        assert_eq!(report.findings, []);
        assert_eq!(found, acknowledged);
    }
}

/// Runs the test of that name in a process of its own, which is told of files that become too long by an error, not a signal.
fn limited(test: &str, folder: &Path) -> Command {
    let mut command = Command::new("sh");
    command
        .args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""])
        .arg(std::env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture"])
        .env(FOLDER, folder);
    command
}

fn spawn(mut command: Command) -> (Child, ChildStdin, impl Iterator<Item = String>) {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let stdin = child.stdin.take().unwrap();
    (child, stdin, lines)
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_full_disk_every_acknowledged_entry_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let (mut child, _stdin, mut lines) =
        spawn(limited("durable::the_process_whose_disk_is_full", folder.path()));
    let mut told = Told::default();
    let is_done = told.read(&mut lines);
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(is_done, "it ended before: {told:?}");

    told.compare(&log_in(folder.path()).await).await;
    assert!(told.acknowledged.len() >= 60 && told.refused >= 240, "{told:?}");
}
