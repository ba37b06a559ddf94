use portico_database::CommitError;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::place::{Place, count, on_both_engines, on_sqlite};

on_both_engines![
    a_commit_is_seen_from_outside_and_a_dropped_transaction_is_not,
    a_commit_that_the_engine_refuses_leaves_nothing_and_its_connection_is_never_used_again,
    after_a_refused_row_a_transaction_takes_nothing_more_and_cannot_be_committed,
    a_refused_row_does_not_cost_the_connection,
    somebody_who_stops_waiting_leaves_nothing_open,
    statements_that_are_executed_together_change_what_they_would_one_by_one,
    of_statements_that_are_executed_together_a_refused_one_undoes_all,
];

const INSERT: &str = "INSERT INTO line (words) VALUES ('words')";

async fn insert(place: &Place, id: u32) -> Result<(), CommitError> {
    let change = place.pool.begin().await.unwrap();
    change.execute_unprepared(&format!("INSERT INTO line (id) VALUES ({id})")).await.unwrap();
    change.commit().await
}

/// Something of the connection's own, by which it is known again.
async fn mark(place: &Place) {
    let mark = "CREATE TEMP TABLE mark (id INTEGER)";
    place.pool.execute_unprepared(mark).await.unwrap();
}

async fn is_marked(place: &Place) -> bool {
    let own = match place.pool.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT COUNT(*) FROM pg_class WHERE relname = 'mark' AND relpersistence = 't' AND pg_table_is_visible(oid)"
        }
        _ => "SELECT COUNT(*) FROM sqlite_temp_master WHERE name = 'mark'",
    };
    count(&place.pool, own).await == 1
}

async fn a_commit_is_seen_from_outside_and_a_dropped_transaction_is_not(place: Place) {
    insert(&place, 1).await.unwrap();
    let change = place.pool.begin().await.unwrap();
    change.execute_unprepared("INSERT INTO line (id) VALUES (2)").await.unwrap();
    drop(change);
    let change = place.pool.begin().await.unwrap();
    change.execute_unprepared("INSERT INTO line (id) VALUES (3)").await.unwrap();
    change.rollback().await;

    assert_eq!(place.lines().await, 1);
    insert(&place, 4).await.unwrap();
    assert_eq!(place.lines().await, 2);
}

async fn a_commit_that_the_engine_refuses_leaves_nothing_and_its_connection_is_never_used_again(
    place: Place,
) {
    mark(&place).await;
    assert!(is_marked(&place).await);
    let change = place.pool.begin().await.unwrap();
    change.execute_unprepared("INSERT INTO line (id) VALUES (1)").await.unwrap();
    change.execute_unprepared("INSERT INTO child VALUES (7)").await.unwrap();

    assert!(matches!(change.commit().await, Err(CommitError::Refused(_))));

    assert_eq!(place.lines().await, 0);
    assert!(!is_marked(&place).await, "it is another connection");
    insert(&place, 2).await.unwrap();
    place.pool.execute_unprepared("INSERT INTO line (id) VALUES (3)").await.unwrap();
    assert_eq!(place.lines().await, 2);
}

async fn after_a_refused_row_a_transaction_takes_nothing_more_and_cannot_be_committed(place: Place) {
    insert(&place, 1).await.unwrap();
    let change = place.pool.begin().await.unwrap();
    change.execute_unprepared("INSERT INTO line (id) VALUES (2)").await.unwrap();
    assert!(change.execute_unprepared("INSERT INTO line (id) VALUES (1)").await.is_err());

    assert!(change.execute_unprepared("INSERT INTO line (id) VALUES (3)").await.is_err());
    assert!(matches!(change.commit().await, Err(CommitError::Refused(_))));

    assert_eq!(place.lines().await, 1);
}

async fn a_refused_row_does_not_cost_the_connection(place: Place) {
    insert(&place, 1).await.unwrap();
    mark(&place).await;
    let change = place.pool.begin().await.unwrap();
    assert!(change.execute_unprepared("INSERT INTO line (id) VALUES (1)").await.is_err());
    drop(change);
    assert!(place.pool.execute_unprepared("INSERT INTO line (id) VALUES (1)").await.is_err());

    assert!(is_marked(&place).await);
    insert(&place, 2).await.unwrap();
    assert_eq!(place.lines().await, 2);
}

async fn somebody_who_stops_waiting_leaves_nothing_open(place: Place) {
    for id in 0..20 {
        let change = place.pool.begin().await.unwrap();
        change.execute_unprepared(&format!("INSERT INTO line (id) VALUES ({id})")).await.unwrap();
        // Polled once, and dropped with the statement under way.
        let mut statement = Box::pin(change.execute_unprepared("INSERT INTO child VALUES (7)"));
        let polled = std::future::poll_fn(|context| {
            let _ = statement.as_mut().poll(context);
            std::task::Poll::Ready(())
        });
        polled.await;
        drop(statement);
        drop(change);
    }

    place.pool.execute_unprepared("INSERT INTO line (id) VALUES (100)").await.unwrap();
    insert(&place, 101).await.unwrap();
    assert_eq!(place.lines().await, 2);
}

/// The engine ends the transaction by itself, so that there is none to undo.
#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_that_the_engine_ended_costs_the_connection_and_nothing_else() {
    on_sqlite(async |place: Place| {
        insert(&place, 1).await.unwrap();
        mark(&place).await;
        let change = place.pool.begin().await.unwrap();
        change.execute_unprepared("INSERT INTO line (id) VALUES (2)").await.unwrap();
        assert!(change.execute_unprepared("INSERT OR ROLLBACK INTO line (id) VALUES (1)").await.is_err());
        assert!(
            change.execute_unprepared("INSERT INTO line (id) VALUES (3)").await.is_err(),
            "not by itself"
        );
        drop(change);

        insert(&place, 4).await.unwrap();
        assert!(!is_marked(&place).await, "it is another connection");
        assert_eq!(place.lines().await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_somebody_left_inside_of_a_transaction_is_not_used_again() {
    on_sqlite(async |place: Place| {
        place.pool.execute_unprepared("BEGIN").await.unwrap();

        place.pool.execute_unprepared(INSERT).await.unwrap();
        insert(&place, 7).await.unwrap();

        assert_eq!(place.lines().await, 2);
    })
    .await;
}

/// Inserts a line, by values.
fn line(place: &Place, id: i32, words: &str) -> Statement {
    let sql = match place.pool.get_database_backend() {
        DbBackend::Postgres => "INSERT INTO line (id, words) VALUES ($1, $2)",
        _ => "INSERT INTO line (id, words) VALUES (?, ?)",
    };
    Statement::from_sql_and_values(place.pool.get_database_backend(), sql, [id.into(), words.into()])
}

async fn statements_that_are_executed_together_change_what_they_would_one_by_one(place: Place) {
    let backend = place.pool.get_database_backend();
    let change = place.pool.begin().await.unwrap();
    assert_eq!(change.execute_together(Vec::new()).await.unwrap(), 0);
    let both = Statement::from_string(backend, "UPDATE line SET words = words || '!' WHERE id < 3");
    let all = vec![line(&place, 1, "one"), line(&place, 2, "two"), both, line(&place, 3, "three")];
    assert_eq!(change.execute_together(all).await.unwrap(), 5);
    change.commit().await.unwrap();

    let as_they_were =
        "SELECT COUNT(*) FROM line WHERE (id, words) IN ((1, 'one!'), (2, 'two!'), (3, 'three'))";
    assert_eq!(count(&place.outside, as_they_were).await, 3);
}

async fn of_statements_that_are_executed_together_a_refused_one_undoes_all(place: Place) {
    insert(&place, 2).await.unwrap();
    let change = place.pool.begin().await.unwrap();
    let all = vec![line(&place, 1, "one"), line(&place, 2, "two"), line(&place, 3, "three")];
    assert!(change.execute_together(all).await.is_err());
    assert!(change.execute_together(vec![line(&place, 4, "four")]).await.is_err());
    assert!(matches!(change.commit().await, Err(CommitError::Refused(_))));

    assert_eq!(place.lines().await, 1);
    insert(&place, 5).await.unwrap();
    assert_eq!(place.lines().await, 2);
}
