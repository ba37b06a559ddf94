//! What the driver's own transactions do, which is why ours are begun and ended otherwise. When a newer driver fails this
//! test, it is mended there.

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions};

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::disallowed_methods, reason = "it is what is shown here")]
async fn the_drivers_own_transactions_answer_commits_that_nobody_else_ever_sees() {
    let folder = tempfile::tempdir().unwrap();
    let file = SqliteConnectOptions::new().filename(folder.path().join("lines.db"));
    let file = file.create_if_missing(true).journal_mode(SqliteJournalMode::Wal);
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(file.clone()).await.unwrap();
    let other = SqlitePoolOptions::new().connect_with(file).await.unwrap();
    let tables = "CREATE TABLE line (id INTEGER PRIMARY KEY); INSERT INTO line VALUES (1); \
                  CREATE TABLE child (id REFERENCES line (id) DEFERRABLE INITIALLY DEFERRED)";
    sqlx::raw_sql(tables).execute(&pool).await.unwrap();

    // The engine ends the transaction by itself, as it does where a disk is full; ROLLBACK fails, and the count stays at 1.
    let mut ended = pool.begin().await.unwrap();
    sqlx::query("INSERT OR ROLLBACK INTO line VALUES (1)").execute(&mut *ended).await.unwrap_err();
    drop(ended);
    // It is a savepoint; its release fails, it is rolled back *to*, and stays open.
    let mut refused = pool.begin().await.unwrap();
    sqlx::query("INSERT INTO child VALUES (7)").execute(&mut *refused).await.unwrap();
    refused.commit().await.unwrap_err();
    // It is a savepoint within that one.
    let mut lost = pool.begin().await.unwrap();
    sqlx::query("INSERT INTO line VALUES (2)").execute(&mut *lost).await.unwrap();
    lost.commit().await.unwrap();

    let seen: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM line WHERE id = 2").fetch_one(&other).await.unwrap();
    assert_eq!(seen, 0, "the driver is mended");
}
