//! Whatever is done to the tables past the log is found, and said where.

use portico_audit::verify::{Expected, Finding, Report, whole_log};
use portico_audit::{Log, Query, TreeHead};
use sea_orm::sea_query::Value;
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};

use crate::place::{Place, fill, luz, on_both_engines, read, vault};

on_both_engines![
    an_untouched_log_is_intact,
    a_log_is_verified_while_it_grows,
    a_changed_byte_of_a_payload_is_found,
    a_changed_searchable_column_is_found,
    a_changed_leaf_hash_is_found,
    a_changed_tree_head_is_found,
    a_changed_node_and_a_changed_state_are_found,
    a_deleted_row_is_found,
    a_deleted_tail_is_found_by_the_stored_head,
    a_log_cut_back_to_an_earlier_state_is_found_by_a_kept_head,
    two_exchanged_rows_are_found,
    an_inserted_row_is_found,
    a_history_rewritten_without_the_key_is_found,
    a_history_rewritten_with_the_key_is_found_by_a_kept_head,
    a_forged_kept_head_is_found,
    a_log_without_its_state_is_found,
];

/// A log of 300 entries in several groups, the way past it, and the head of its first 100 entries.
async fn filled(place: &Place) -> (Log, DatabaseConnection, TreeHead) {
    let log = place.log().await;
    fill(&log, 100).await;
    let kept = log.head().await.unwrap();
    fill(&log, 200).await;
    (log, place.behind_its_back().await, kept)
}

async fn execute(database: &DatabaseConnection, sql: &str, values: impl IntoIterator<Item = Value>) {
    let statement = Statement::from_sql_and_values(database.get_database_backend(), sql, values);
    assert!(database.execute_raw(statement).await.unwrap().rows_affected() > 0, "{sql}");
}

async fn bytes(database: &DatabaseConnection, sql: &str) -> Vec<u8> {
    let statement = Statement::from_string(database.get_database_backend(), sql);
    database.query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}

/// Flips one bit of a byte column.
async fn flip(database: &DatabaseConnection, table: &str, column: &str, row: &str) {
    let mut value = bytes(database, &format!("SELECT {column} FROM {table} WHERE {row}")).await;
    let last = value.len() - 1;
    value[last] ^= 1;
    execute(database, &format!("UPDATE {table} SET {column} = $1 WHERE {row}"), [value.into()]).await;
}

async fn findings(log: &Log) -> Vec<Finding> {
    log.verify(None).await.unwrap().findings
}

async fn an_untouched_log_is_intact(place: Place) {
    let (log, _, kept) = filled(&place).await;

    let report = log.verify(Some(kept)).await.unwrap();

    assert_eq!(report.findings, []);
    assert!(report.is_intact());
    assert_eq!((report.entries, report.head), (300, Some(log.head().await.unwrap())));
    assert!(report.heads > 10, "{}", report.heads);
    assert_eq!(place.log().await.verify(None).await.unwrap().findings, []);
}

async fn a_log_is_verified_while_it_grows(place: Place) {
    let (log, _, kept) = filled(&place).await;
    let growing = tokio::spawn({
        let log = log.clone();
        async move { fill(&log, 400).await }
    });

    while !growing.is_finished() {
        assert_eq!(log.verify(Some(kept.clone())).await.unwrap().findings, []);
    }
    growing.await.unwrap();
}

async fn a_changed_byte_of_a_payload_is_found(place: Place) {
    let (log, database, _) = filled(&place).await;
    for index in [0, 123, 299] {
        flip(&database, "audit_entry", "payload", &format!("idx = {index}")).await;
    }

    let changed = [0, 123, 299].map(|index| Finding::EntryChanged { index });
    assert_eq!(findings(&log).await, changed);
    assert_eq!(log.query(&Query::default()).await.unwrap().unreadable, [299]);
}

async fn a_changed_searchable_column_is_found(place: Place) {
    let (log, database, _) = filled(&place).await;
    let changes = [
        "at_us = at_us + 1",
        "actor = NULL",
        "patient = actor",
        "action = 'search'",
        "outcome = 'refused'",
        "role = 'clinician'",
    ];
    for (index, change) in changes.iter().enumerate() {
        execute(&database, &format!("UPDATE audit_entry SET {change} WHERE idx = {index}"), []).await;
    }
    let other = uuid::Uuid::new_v4();
    execute(&database, "UPDATE audit_entry SET correlation = $1 WHERE idx = 6", [other.into()]).await;

    assert_eq!(findings(&log).await, [0, 1, 2, 3, 4, 5, 6].map(|index| Finding::EntryChanged { index }));
}

async fn a_changed_leaf_hash_is_found(place: Place) {
    let (log, database, _) = filled(&place).await;
    flip(&database, "audit_entry", "leaf_hash", "idx = 123").await;

    let findings = findings(&log).await;
    assert_eq!(findings[0], Finding::EntryChanged { index: 123 });
    let differs = |finding: &Finding| matches!(finding, Finding::HeadDiffers { since: ..124, size: 124.. });
    assert!(findings.iter().any(differs), "{findings:?}");
}

async fn a_changed_tree_head_is_found(place: Place) {
    let (log, database, kept) = filled(&place).await;
    let size = kept.size;
    let row = format!("size = {size}");

    flip(&database, "audit_head", "root", &row).await;
    assert!(findings(&log).await.contains(&Finding::HeadNotSigned { size }));
    assert!(
        findings(&log).await.iter().any(|finding| matches!(finding, Finding::HeadDiffers { size: 100, .. }))
    );
    flip(&database, "audit_head", "root", &row).await;
    flip(&database, "audit_head", "signature", &row).await;
    assert_eq!(findings(&log).await, [Finding::HeadNotSigned { size }]);
    flip(&database, "audit_head", "signature", &row).await;
    execute(&database, &format!("UPDATE audit_head SET at_us = at_us - 1 WHERE {row}"), []).await;
    assert_eq!(findings(&log).await, [Finding::HeadNotSigned { size }]);
    execute(&database, &format!("DELETE FROM audit_head WHERE {row}"), []).await;
    assert_eq!(log.verify(Some(kept)).await.unwrap().findings, [Finding::HeadMissing { size }]);
}

async fn a_changed_node_and_a_changed_state_are_found(place: Place) {
    let (log, database, _) = filled(&place).await;

    flip(&database, "audit_node", "hash", "place > 0").await;
    assert_eq!(findings(&log).await, [Finding::NodeChanged { from: 0, to: 256 }]);
    execute(&database, "DELETE FROM audit_node", []).await;
    assert_eq!(findings(&log).await, [Finding::NodeChanged { from: 0, to: 256 }]);
    flip(&database, "audit_tree", "frontier", "id = 1").await;
    assert!(findings(&log).await.contains(&Finding::StateDiffers));
}

async fn a_deleted_row_is_found(place: Place) {
    let (log, database, _) = filled(&place).await;
    execute(&database, "DELETE FROM audit_entry WHERE idx = 123 OR idx = 124", []).await;

    assert_eq!(findings(&log).await, [Finding::EntriesMissing { from: 123, to: 125 }]);
}

async fn a_deleted_tail_is_found_by_the_stored_head(place: Place) {
    let (log, database, _) = filled(&place).await;
    execute(&database, "DELETE FROM audit_entry WHERE idx >= 290", []).await;

    assert_eq!(findings(&log).await, [Finding::EntriesMissing { from: 290, to: 300 }]);
}

async fn a_log_cut_back_to_an_earlier_state_is_found_by_a_kept_head(place: Place) {
    let log = place.log().await;
    fill(&log, 100).await;
    let database = place.behind_its_back().await;
    let frontier = bytes(&database, "SELECT frontier FROM audit_tree").await;
    fill(&log, 200).await;
    let kept = log.head().await.unwrap();

    execute(&database, "UPDATE audit_tree SET size = 100, frontier = $1", [frontier.into()]).await;
    assert!(findings(&log).await.contains(&Finding::HeadUnexpected { size: 300 }));
    execute(&database, "DELETE FROM audit_head WHERE size > 100", []).await;
    assert!(findings(&log).await.contains(&Finding::EntryUnexpected { index: 299 }));
    execute(&database, "DELETE FROM audit_entry WHERE idx >= 100", []).await;
    execute(&database, "DELETE FROM audit_node", []).await;

    // Nothing in the database tells any more; whoever kept a head knows.
    assert_eq!(findings(&log).await, []);
    let report = log.verify(Some(kept)).await.unwrap();
    assert_eq!(report.findings, [Finding::Truncated { kept: 300, size: 100 }]);
}

async fn two_exchanged_rows_are_found(place: Place) {
    let (log, database, _) = filled(&place).await;
    for (from, to) in [(120, -1), (121, 120), (-1, 121)] {
        execute(&database, &format!("UPDATE audit_entry SET idx = {to} WHERE idx = {from}"), []).await;
    }

    let findings = findings(&log).await;
    assert_eq!(findings[0], Finding::NodeChanged { from: 0, to: 256 });
    assert!(matches!(findings[1], Finding::HeadDiffers { since: ..=120, size: 121.. }), "{findings:?}");
}

async fn an_inserted_row_is_found(place: Place) {
    let (log, database, _) = filled(&place).await;
    let copy = "actor, patient, action, outcome, role, correlation, leaf_hash, payload";
    let insert = |index: i64| {
        format!(
            "INSERT INTO audit_entry (idx, at_us, {copy}) SELECT {index}, at_us, {copy} FROM audit_entry WHERE idx = 150"
        )
    };

    execute(&database, &insert(300), []).await;
    assert_eq!(findings(&log).await, [Finding::EntryUnexpected { index: 300 }]);
    execute(&database, "UPDATE audit_entry SET idx = -1 WHERE idx = 300", []).await;
    assert_eq!(findings(&log).await, [Finding::EntryUnexpected { index: -1 }]);

    // Into the middle, everything after it moved on.
    execute(&database, "UPDATE audit_entry SET idx = -1 - idx WHERE idx >= 200", []).await;
    execute(&database, "UPDATE audit_entry SET idx = 200 WHERE idx = -1", []).await;
    execute(&database, "UPDATE audit_entry SET idx = -idx WHERE idx < 0", []).await;
    let findings = findings(&log).await;
    let differs = |finding: &Finding| matches!(finding, Finding::HeadDiffers { since: ..=200, size: 201.. });
    assert!(findings.iter().any(differs), "{findings:?}");
    assert!(findings.contains(&Finding::EntryUnexpected { index: 300 }), "{findings:?}");
}

async fn rewrite(place: &Place, database: &DatabaseConnection) {
    execute(database, "DELETE FROM audit_entry", []).await;
    execute(database, "DELETE FROM audit_node", []).await;
    execute(database, "DELETE FROM audit_head WHERE size > 0", []).await;
    execute(database, "UPDATE audit_tree SET size = 0, frontier = $1", [Vec::<u8>::new().into()]).await;
    let forged = place.log().await;
    for _ in 0..300 {
        forged.append(read(&luz())).await.unwrap();
    }
}

async fn a_history_rewritten_with_the_key_is_found_by_a_kept_head(place: Place) {
    let (log, database, kept) = filled(&place).await;
    rewrite(&place, &database).await;

    assert_eq!(findings(&log).await, []);
    let report = log.verify(Some(kept)).await.unwrap();
    assert_eq!(report.findings, [Finding::Rewritten { kept: 100 }]);
}

async fn a_history_rewritten_without_the_key_is_found(place: Place) {
    let (log, database, kept) = filled(&place).await;
    for table in ["audit_entry", "audit_node", "audit_head", "audit_tree"] {
        execute(&database, &format!("DELETE FROM {table}"), []).await;
    }
    let (_folder, other) = vault();
    let forger = Log::open(place.options.clone(), other, place.clock.clone()).await.unwrap();
    fill(&forger, 300).await;

    let Report { findings, .. } = log.verify(Some(kept)).await.unwrap();
    for expected in
        [Finding::HeadForeign { size: 300 }, Finding::KeptHeadForeign, Finding::Rewritten { kept: 100 }]
    {
        assert!(findings.contains(&expected), "{expected:?}");
    }
    let key = log.public_key().to_vec();
    execute(&database, "UPDATE audit_head SET public_key = $1", [key.into()]).await;
    assert!(self::findings(&log).await.contains(&Finding::HeadNotSigned { size: 300 }));
}

async fn a_forged_kept_head_is_found(place: Place) {
    let (log, database, kept) = filled(&place).await;
    let expected = Expected { public_key: None, kept: Some(TreeHead { size: 101, ..kept.clone() }) };

    let report = whole_log(&database, &expected).await.unwrap();
    assert!(report.findings.contains(&Finding::KeptHeadNotSigned), "{:?}", report.findings);
    let of_another = TreeHead { public_key: [1; 32], ..kept };
    let report = log.verify(Some(of_another)).await.unwrap();
    assert!(report.findings.contains(&Finding::KeptHeadForeign));
}

async fn a_log_without_its_state_is_found(place: Place) {
    let (log, database, _) = filled(&place).await;
    execute(&database, "DELETE FROM audit_tree", []).await;

    assert_eq!(findings(&log).await, [Finding::StateDiffers]);
}
