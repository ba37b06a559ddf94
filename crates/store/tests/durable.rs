//! What the store answers as done is on disk, whatever happened to the changes before it.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests may panic, and say what they skip")]

#[path = "../../database/tests/durable/proxy.rs"]
mod proxy;
mod world;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use portico_model::AccountId;
use portico_store::{DatabaseUrl, NewAccount, Store, StoreError};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use uuid::Uuid;

use proxy::{Cut, Proxy};

fn somebody(number: u32) -> NewAccount {
    NewAccount {
        id: AccountId(Uuid::from_u128(number.into())),
        email: format!("person-{number}@example.org").parse().unwrap(),
        own_record: None,
        ..world::ana()
    }
}

async fn by_proxy(url: DatabaseUrl, folder: &Path) -> (Store, Proxy) {
    let DatabaseUrl::Postgres(url) = url else { unreachable!("it is PostgreSQL's") };
    let (user, rest) = url.rsplit_once('@').unwrap();
    let (server, name) = rest.split_once('/').unwrap();
    let proxy = Proxy::to(server.to_owned()).await;
    let way = format!("{user}@{}/{name}?sslmode=disable", proxy.address);
    (Store::open(&DatabaseUrl::Postgres(way), world::vault(folder)).await.unwrap(), proxy)
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_cut_while_postgresql_commits_lose_nothing_that_was_answered() {
    let Some(postgres) = world::Postgres::start().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let (store, proxy) = by_proxy(postgres.url(), folder.path()).await;

    for number in 0..20 {
        let new = somebody(number);
        store.create_account(&new).await.unwrap();
        let is_before = number % 2 == 0;
        proxy.cut(if is_before { Cut::BeforeCommit } else { Cut::AfterCommit }, 1);

        let answer = store.replace_recovery_codes(new.id, &["a code"], world::now(), &[]).await;

        let is_there = store.count_recovery_codes(new.id).await.unwrap() == 1;
        assert_eq!(answer.is_ok(), is_there, "{number}: {answer:?}");
        assert_eq!(is_there, !is_before, "{number}");
    }
    postgres.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_server_is_gone_a_change_is_said_to_be_in_doubt() {
    let Some(postgres) = world::Postgres::start().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let (store, proxy) = by_proxy(postgres.url(), folder.path()).await;
    let new = somebody(1);
    store.create_account(&new).await.unwrap();
    proxy.cut_off_after_commit();

    let answer = store.replace_recovery_codes(new.id, &["a code"], world::now(), &[]).await;

    assert!(matches!(answer, Err(StoreError::InDoubt(_))), "{answer:?}");
    proxy.open_again();
    assert_eq!(store.count_recovery_codes(new.id).await.unwrap(), 1);
    postgres.drop().await;
}

const FOLDER: &str = "PORTICO_STORE_FULL_DISK_FOLDER";

fn limit(current: Option<u64>) {
    let maximum = getrlimit(Resource::Fsize).maximum;
    setrlimit(Resource::Fsize, Rlimit { current: current.or(maximum), maximum }).unwrap();
}

/// Changes of both kinds: one statement alone, and several in a transaction.
async fn change(store: &Store, number: u32) -> Result<(), StoreError> {
    if number.is_multiple_of(2) {
        return store.change_setting(&format!("setting-{number}"), "kept").await;
    }
    store.replace_recovery_codes(somebody(0).id, &[format!("code {number}")], world::now(), &[]).await?;
    store.change_setting(&format!("setting-{number}"), "kept").await
}

/// Not a test by itself: the process that the test below runs out of room, gives room, and kills.
#[tokio::test(flavor = "multi_thread")]
async fn the_process_whose_disk_is_full() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let folder = Path::new(&folder);
    let store = world::embedded(folder).await;
    store.create_account(&somebody(0)).await.unwrap();
    let mut number = 0;
    for more in [0, 100, 5_000, 30_000, 4_120] {
        limit(Some(std::fs::metadata(folder.join("portal.db-wal")).unwrap().len() + more));
        let mut refused = 0;
        for round in 0.. {
            if refused >= 10 {
                break;
            }
            assert!(round < 200, "the disk is full, and changes are answered as done all the same");
            number += 1;
            match change(&store, number).await {
                Ok(()) => println!("\ndone {number}"),
                Err(StoreError::Database(_)) => refused += 1,
                Err(other) => panic!("{other}"),
            }
        }
        limit(None);
        for _ in 0..6 {
            number += 1;
            change(&store, number).await.unwrap();
            println!("\ndone {number}");
        }
    }
    println!("\nend");
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_full_disk_everything_that_was_answered_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new("sh")
        .args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""])
        .arg(std::env::current_exe().unwrap())
        .args(["the_process_whose_disk_is_full", "--exact", "--nocapture"])
        .env(FOLDER, folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut done = BTreeMap::new();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let has_ended = lines.any(|line| {
        done.extend(line.strip_prefix("done ").map(|number| (format!("setting-{number}"), ())));
        line == "end"
    });
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(has_ended, "it ended before, after {} changes", done.len());

    let store = world::embedded(folder.path()).await;
    let mut found = 0;
    for name in done.keys() {
        found += usize::from(store.find_setting(name).await.unwrap().as_deref() == Some("kept"));
    }
    println!("{} changes answered, {found} found", done.len());
    assert_eq!(found, done.len());
    assert!(found >= 30);
}
