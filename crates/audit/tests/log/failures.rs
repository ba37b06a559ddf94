use portico_audit::{AuditError, Log, Query};
use portico_vault::Database;
use sea_orm::{ConnectOptions, ConnectionTrait, TransactionTrait};

use crate::place::{Place, ana, fill, on_both_engines, on_postgres, read};

on_both_engines![
    a_closed_log_takes_nothing,
    a_log_whose_table_is_gone_answers_an_error_and_works_again_when_it_is_back,
    a_group_that_cannot_be_committed_leaves_no_trace,
    a_tree_state_that_was_tampered_with_is_not_built_upon,
    a_writer_that_holds_the_tree_for_too_long_is_an_error_and_no_loss,
    a_check_tells_whether_entries_are_taken_and_adds_none,
];

async fn a_closed_log_takes_nothing(place: Place) {
    let log = place.log().await;
    let waiting = tokio::spawn({
        let log = log.clone();
        async move { log.append(read(&ana())).await }
    });
    let before = waiting.await.unwrap();
    log.close().await;

    assert!(before.is_ok());
    assert!(matches!(log.append(read(&ana())).await, Err(AuditError::Closed)));
    assert_eq!(log.head().await.unwrap().size, 1);
}

async fn a_log_whose_table_is_gone_answers_an_error_and_works_again_when_it_is_back(place: Place) {
    let log = place.log().await;
    fill(&log, 3).await;
    let other = place.behind_its_back().await;

    other.execute_unprepared("ALTER TABLE audit_entry RENAME TO audit_away").await.unwrap();
    assert!(matches!(log.append(read(&ana())).await, Err(AuditError::Database(_))));
    other.execute_unprepared("ALTER TABLE audit_away RENAME TO audit_entry").await.unwrap();

    assert_eq!(log.append(read(&ana())).await.unwrap().index, 3);
}

async fn a_group_that_cannot_be_committed_leaves_no_trace(place: Place) {
    let log = place.log().await;
    fill(&log, 3).await;
    let head = log.head().await.unwrap();
    let other = place.behind_its_back().await;

    // The tree head is refused, after the entries of its group were inserted.
    other.execute_unprepared("ALTER TABLE audit_head RENAME TO audit_away").await.unwrap();
    let refused = futures::future::join_all((0..20).map(|_| log.append(read(&ana())))).await;
    assert!(refused.iter().all(|receipt| matches!(receipt, Err(AuditError::Database(_)))));
    other.execute_unprepared("ALTER TABLE audit_away RENAME TO audit_head").await.unwrap();

    assert_eq!(log.head().await.unwrap(), head);
    assert_eq!(log.query(&Query::default()).await.unwrap().entries.len(), 3);
    assert_eq!(log.append(read(&ana())).await.unwrap().index, 3);
}

async fn a_tree_state_that_was_tampered_with_is_not_built_upon(place: Place) {
    let log = place.log().await;
    fill(&log, 4).await;
    let other = place.behind_its_back().await;

    other.execute_unprepared("UPDATE audit_tree SET size = 8").await.unwrap();

    assert!(matches!(log.append(read(&ana())).await, Err(AuditError::Damaged(_))));
}

#[expect(clippy::disallowed_methods, reason = "somebody else's writer, which is not ours")]
async fn a_writer_that_holds_the_tree_for_too_long_is_an_error_and_no_loss(place: Place) {
    let log = place.log().await;
    fill(&log, 3).await;
    let other = place.behind_its_back().await;

    let holding = other.begin().await.unwrap();
    holding.execute_unprepared("UPDATE audit_tree SET id = id").await.unwrap();
    assert!(matches!(log.append(read(&ana())).await, Err(AuditError::Database(_))));
    holding.rollback().await.unwrap();

    assert_eq!(log.append(read(&ana())).await.unwrap().index, 3);
}

async fn a_check_tells_whether_entries_are_taken_and_adds_none(place: Place) {
    let log = place.log().await;
    fill(&log, 3).await;
    let head = log.head().await.unwrap();
    let other = place.behind_its_back().await;

    log.check().await.unwrap();
    assert_eq!(log.head().await.unwrap(), head);
    assert_eq!(log.append(read(&ana())).await.unwrap().index, 3);
    other.execute_unprepared("ALTER TABLE audit_tree RENAME TO audit_away").await.unwrap();
    assert!(matches!(log.check().await, Err(AuditError::Database(_))));
    other.execute_unprepared("ALTER TABLE audit_away RENAME TO audit_tree").await.unwrap();
    log.check().await.unwrap();
    log.close().await;
    assert!(matches!(log.check().await, Err(AuditError::Closed)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_only_log_can_be_read_and_takes_nothing() {
    let place = Place::sqlite();
    let log = place.log().await;
    fill(&log, 3).await;
    log.close().await;
    let key = place.vault.database_key(Database::Audit);
    let key: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=ro", place.file().display()));
    options.sqlcipher_key(format!("\"x'{key}'\""));

    let log = Log::open(options, place.vault.clone(), place.clock.clone()).await.unwrap();

    assert!(matches!(log.append(read(&ana())).await, Err(AuditError::Database(_))));
    assert!(matches!(log.check().await, Err(AuditError::Database(_))));
    assert_eq!(log.query(&Query::default()).await.unwrap().entries.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_an_error_and_nothing_of_the_group_is_kept() {
    let place = Place::sqlite();
    let mut options = place.options.clone();
    options.after_connect(|connection| {
        Box::pin(async move { connection.execute_unprepared("PRAGMA max_page_count = 60").await.map(drop) })
    });
    let log = Log::open(options, place.vault.clone(), place.clock.clone()).await.unwrap();

    let mut kept = 0;
    let refused = loop {
        match log.append(read(&ana())).await {
            Ok(receipt) => kept = receipt.index + 1,
            Err(refused) => break refused,
        }
    };

    assert!(matches!(refused, AuditError::Database(_)), "{refused:?}");
    assert!(kept > 0);
    assert_eq!(log.head().await.unwrap().size, kept);
}

#[tokio::test(flavor = "multi_thread")]
async fn lost_connections_lose_nothing_that_was_acknowledged() {
    on_postgres(async |place: Place| {
        let log = place.log().await;
        let other = place.behind_its_back().await;
        let appending: Vec<_> = (0..300)
            .map(|_| {
                let log = log.clone();
                tokio::spawn(async move { log.append(read(&ana())).await })
            })
            .collect();
        for _ in 0..3 {
            let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                       WHERE datname = current_database() AND pid <> pg_backend_pid()";
            other.execute_unprepared(cut).await.unwrap();
            let _ = log.append(read(&ana())).await;
        }

        fill(&log, 5).await;
        let again = place.log().await;
        for append in appending {
            if let Ok(receipt) = append.await.unwrap() {
                assert!(again.signed_receipt(receipt.index).await.is_ok(), "{}", receipt.index);
            }
        }
        assert_eq!(again.verify(None).await.unwrap().findings, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_hangs_is_an_error_in_time() {
    on_postgres(async |place: Place| {
        let log = place.log().await;
        let other = place.behind_its_back().await;
        let hang = "CREATE FUNCTION hang() RETURNS trigger LANGUAGE plpgsql AS \
                    'BEGIN PERFORM pg_sleep(12); RETURN NEW; END'; \
                    CREATE TRIGGER hang BEFORE INSERT ON audit_head EXECUTE FUNCTION hang()";
        other.execute_unprepared(hang).await.unwrap();

        assert!(matches!(log.append(read(&ana())).await, Err(AuditError::Timeout)));
        other.execute_unprepared("DROP TRIGGER hang ON audit_head").await.unwrap();

        assert_eq!(log.append(read(&ana())).await.unwrap().index, 0);
    })
    .await;
}
