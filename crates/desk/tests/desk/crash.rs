//! A worker that is killed in the middle: the test starts itself again as the worker.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use jiff::SignedDuration;
use portico_audit::Log;
use portico_model::Clock;
use portico_sandbox::{Inbox, Sandbox, SandboxConfig};
use portico_store::Store;

use crate::world::{couriers, database, desk, letter_to, vault};

const FOLDER: &str = "PORTICO_TEST_WORKER_FOLDER";
const PORT: &str = "PORTICO_TEST_WORKER_PORT";
/// The worker's clock is so many minutes ahead.
const AHEAD: &str = "PORTICO_TEST_WORKER_AHEAD";
const LETTERS: usize = 60;
/// Rows that a worker has in hand at a time.
const IN_HAND: usize = 8;

fn given(name: &str) -> Option<String> {
    std::env::var_os(name).and_then(|value| value.into_string().ok())
}

/// Not a test by itself: what is killed.
#[tokio::test(flavor = "multi_thread")]
async fn a_worker_to_be_killed() {
    let Some((folder, port)) = given(FOLDER).zip(given(PORT)) else { return };
    let folder = PathBuf::from(folder);
    let clock = Clock::system();
    clock.advance(SignedDuration::from_mins(given(AHEAD).unwrap().parse().unwrap()));
    let vault = vault(&folder);
    let store = Store::open(&database(&folder), vault.clone()).await.unwrap();
    let file = folder.join("audit.db");
    let log = Log::open(Log::embedded(&file, &vault), vault, clock.clone()).await.unwrap();
    desk(store, log, clock).run(couriers(port.parse().unwrap()), std::future::pending()).await;
}

fn worker(folder: &Path, port: u16, ahead: u32) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::a_worker_to_be_killed"])
        .env(FOLDER, folder)
        .env(PORT, port.to_string())
        .env(AHEAD, ahead.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

async fn until(inbox: &Inbox, is_enough: impl Fn(&HashMap<String, usize>) -> bool) {
    for _ in 0..1200 {
        if is_enough(&arrivals(inbox)) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("after a minute there are {:?}", arrivals(inbox).len());
}

/// How often each letter came.
fn arrivals(inbox: &Inbox) -> HashMap<String, usize> {
    let mut arrivals = HashMap::new();
    for letter in inbox.letters() {
        *arrivals.entry(letter.message_id).or_default() += 1;
    }
    arrivals
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_in_the_middle_loses_nothing_and_repeats_only_what_was_in_hand() {
    let folder = tempfile::tempdir().unwrap();
    let post_office = Sandbox::start(SandboxConfig::default()).await.unwrap();
    let inbox = &post_office.inbox;
    let port = post_office.smtp_address().port();
    let clock = Clock::system();
    let store = Store::open(&database(folder.path()), vault(folder.path())).await.unwrap();
    let letters: Vec<_> =
        (0..LETTERS).map(|number| letter_to(&format!("p{number}@example.org"), &clock)).collect();
    store.enqueue(&letters).await.unwrap();
    drop(store);
    inbox.pause(Duration::from_millis(100));

    let mut first = worker(folder.path(), port, 0);
    until(inbox, |arrivals| arrivals.len() >= LETTERS / 4).await;
    first.kill().unwrap();
    first.wait().unwrap();
    assert!(arrivals(inbox).len() < LETTERS, "it was killed before the end");
    let mut second = worker(folder.path(), port, 5);
    until(inbox, |arrivals| arrivals.len() == LETTERS).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    second.kill().unwrap();
    second.wait().unwrap();

    let arrivals = arrivals(inbox);
    assert!(arrivals.values().all(|times| *times <= 2), "{arrivals:?}");
    let twice = arrivals.values().filter(|times| **times == 2).count();
    assert!(twice <= IN_HAND, "{twice} came twice");
}
