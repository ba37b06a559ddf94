//! What lies on the disk, and what happens to somebody who tampers with it.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod world;

use std::path::Path;

use portico_model::{AccountId, CaseSubject, GrantId};
use portico_store::{Courier, Letter, Mail, NewAccount, NewCase, NewOutgoing, Recipient, Store, StoreError};
use portico_vault::{Class, Database, Vault};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use uuid::Uuid;

use world::{ana, embedded, embedded_at, later, now, vault};

/// Somebody with the file and its key, but not the keys of the columns.
async fn intruder(folder: &Path, vault: &Vault) -> SqliteConnection {
    let key: String = vault.database_key(Database::Portal).iter().map(|byte| format!("{byte:02x}")).collect();
    let options = SqliteConnectOptions::new().filename(folder.join("portal.db")).create_if_missing(true);
    options.pragma("key", format!("\"x'{key}'\"")).connect().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_and_its_journal_show_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = embedded(folder.path()).await;
    store.create_account(&ana()).await.unwrap();
    let mut intruder = intruder(folder.path(), &vault(folder.path())).await;
    sqlx::raw_sql("PRAGMA wal_checkpoint(FULL)").execute(&mut intruder).await.unwrap();

    for name in ["portal.db", "portal.db-wal"] {
        let bytes = std::fs::read(folder.path().join(name)).unwrap();
        assert!(bytes.len() > 4096, "{name} is written");
        assert!(!bytes.starts_with(b"SQLite format 3"), "{name}");
        for text in ["ana@example.org", "Ana Ruiz", "ana-1", "argon2id", "CREATE TABLE"] {
            assert!(!bytes.windows(text.len()).any(|part| part == text.as_bytes()), "{name} shows {text}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn even_with_the_key_of_the_file_the_columns_show_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let store = embedded(folder.path()).await;
    store.create_account(&ana()).await.unwrap();
    let plain = folder.path().join("plain.db");

    let mut intruder = intruder(folder.path(), &vault(folder.path())).await;
    let export = format!("ATTACH '{}' AS plain KEY ''; SELECT sqlcipher_export('plain')", plain.display());
    sqlx::raw_sql(sqlx::AssertSqlSafe(export)).execute(&mut intruder).await.unwrap();
    intruder.close().await.unwrap();

    let bytes = std::fs::read(plain).unwrap();
    assert!(bytes.starts_with(b"SQLite format 3"));
    for text in ["ana@example.org", "Ana Ruiz", "ana-1", "argon2id", "555 0100"] {
        assert!(!bytes.windows(text.len()).any(|part| part == text.as_bytes()), "shows {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_another_house_does_not_open() {
    let (ours, theirs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    drop(embedded(ours.path()).await);

    let opened = Store::open(&embedded_at(ours.path()), vault(theirs.path())).await;

    assert!(matches!(opened, Err(StoreError::WrongKey { .. })));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_process_is_told_that_the_file_is_in_use() {
    let folder = tempfile::tempdir().unwrap();
    let store = embedded(folder.path()).await;
    assert!(store.is_sole_writer());

    let second = Store::open(&embedded_at(folder.path()), vault(folder.path())).await;

    assert!(matches!(second, Err(StoreError::InUse { .. })));
    drop(store);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let new = ana();
    let store = embedded(folder.path()).await;
    store.create_account(&new).await.unwrap();
    drop(store);

    let again = embedded(folder.path()).await;

    assert_eq!(again.find_account(new.id).await.unwrap().unwrap().email, new.email);
}

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::disallowed_methods, reason = "the intruder does not come by our door")]
async fn a_column_moved_to_another_row_or_column_does_not_open() {
    let folder = tempfile::tempdir().unwrap();
    let vault = vault(folder.path());
    let store = Store::open(&embedded_at(folder.path()), vault.clone()).await.unwrap();
    let (ana, email) = (ana(), "ben@example.org".parse().unwrap());
    let ben = NewAccount { email, own_record: Some(world::patient("ben-1")), ..world::ana() };
    store.create_account(&ana).await.unwrap();
    store.create_account(&ben).await.unwrap();
    let mut intruder = intruder(folder.path(), &vault).await;

    for (tampering, column) in [
        ("own_record = (SELECT own_record FROM account WHERE id = ?2)", "account.own_record"),
        ("password_hash = (SELECT password_hash FROM account WHERE id = ?2)", "account.password_hash"),
        ("name = email", "account.name"),
    ] {
        let statement = sqlx::AssertSqlSafe(format!("UPDATE account SET {tampering} WHERE id = ?1"));
        let mut change = intruder.begin().await.unwrap();
        sqlx::query(statement).bind(ana.id.0).bind(ben.id.0).execute(&mut *change).await.unwrap();
        change.commit().await.unwrap();

        let found = store.find_account(ana.id).await;
        assert!(
            matches!(found, Err(StoreError::Sealed { column: refused, .. }) if refused == column),
            "{column}"
        );
        let restore = "UPDATE account SET own_record = NULL, password_hash = NULL WHERE id = ?1";
        sqlx::query(restore).bind(ana.id.0).execute(&mut intruder).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_byte_in_a_column_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let vault = vault(folder.path());
    let store = Store::open(&embedded_at(folder.path()), vault.clone()).await.unwrap();
    let ana = ana();
    store.create_account(&ana).await.unwrap();
    let mut intruder = intruder(folder.path(), &vault).await;

    let (mut email,): (Vec<u8>,) =
        sqlx::query_as("SELECT email FROM account").fetch_one(&mut intruder).await.unwrap();
    *email.last_mut().unwrap() ^= 1;
    sqlx::query("UPDATE account SET email = ?1").bind(email).execute(&mut intruder).await.unwrap();

    let found = store.find_account(ana.id).await;
    assert!(matches!(found, Err(StoreError::Sealed { column: "account.email", .. })));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_holds_up_nothing_behind_it() {
    let folder = tempfile::tempdir().unwrap();
    let vault = vault(folder.path());
    let store = Store::open(&embedded_at(folder.path()), vault.clone()).await.unwrap();
    let to = || Recipient::Account(AccountId(Uuid::new_v4()));
    let letter = |at| NewOutgoing::mail(&Mail::new(to(), Letter::CaseArrived, "/account"), None, at);
    let (broken, whole) = (letter(now()), letter(later(1)));
    store.enqueue(&[broken.clone(), whole.clone()]).await.unwrap();
    let subject = || CaseSubject::ProxyReview { grant: GrantId(Uuid::new_v4()) };
    let [lost, late] = ["lost", "late"].map(|key| NewCase::new(subject(), key, now()));
    store.open_case(&lost, &[]).await.unwrap();
    store.open_case(&late, &[]).await.unwrap();
    let mut intruder = intruder(folder.path(), &vault).await;
    for (change, id) in [
        ("UPDATE outbox SET body = x'00' WHERE id = ?1", broken.id),
        ("UPDATE desk_case SET subject = x'00' WHERE id = ?1", lost.id.0),
    ] {
        sqlx::query(change).bind(id).execute(&mut intruder).await.unwrap();
    }

    let worker = Uuid::new_v4();
    let lease = jiff::SignedDuration::from_mins(3);
    let claimed = store.claim_outgoing(&[Courier::Mail], worker, later(2), lease, 8).await.unwrap();
    assert_eq!(claimed.iter().map(|row| row.id).collect::<Vec<_>>(), [whole.id]);
    assert_eq!(store.count_outgoing().await.unwrap().failed, 1, "it is not tried for ever");
    let overdue = store.list_late_cases(later(3_600 * 24 * 365), 50).await.unwrap();
    assert_eq!(overdue.iter().map(|case| case.id).collect::<Vec<_>>(), [late.id]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sealed_under_an_older_key_still_opens_and_is_still_found() {
    let folder = tempfile::tempdir().unwrap();
    let vault = vault(folder.path());
    let store = Store::open(&embedded_at(folder.path()), vault.clone()).await.unwrap();
    let ana = ana();
    store.create_account(&ana).await.unwrap();

    vault.rotate(Class::Identity).unwrap();
    vault.rotate_kek().unwrap();

    let found = store.find_account_by_email(&ana.email).await.unwrap().unwrap();
    assert_eq!((found.id, found.email), (ana.id, ana.email));
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_on_the_machine_may_read_the_file() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    embedded(folder.path()).await.create_account(&ana()).await.unwrap();

    for name in ["portal.db", "portal.db-wal", "portal.db.lock"] {
        let mode = std::fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}
