//! How the log's database is opened: durable commits on either engine, own tables, and a first signed head.

use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use aws_lc_rs::signature::Ed25519KeyPair;
use portico_database::Pool;
use portico_model::Clock;
use sea_orm::{ActiveModelTrait, ConnectOptions, Database, DatabaseConnection, DbErr, EntityTrait};
use sqlx::sqlite::SqliteConnectOptions;
use uuid::Uuid;

use crate::error::AuditError;
use crate::head::TreeHead;
use crate::merkle::Frontier;
use crate::tables::migration::Migrator;
use crate::tables::{head, tree};

/// How long an append waits for another writer; on PostgreSQL it is `lock_timeout` below.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// One connection to append with, and a pool to read from. The first is used in transactions alone, each of which the engine
/// begins only outside of every other: it need not be asked when one is over.
pub(crate) async fn connect(mut options: ConnectOptions) -> Result<(Pool, DatabaseConnection), AuditError> {
    options.sqlx_logging(false);
    options.map_sqlx_sqlite_opts(durable);
    options.map_sqlx_postgres_opts(|postgres| {
        postgres.options([("synchronous_commit", "on"), ("lock_timeout", "5s")])
    });
    options.test_before_acquire_if_idle_for(Duration::from_secs(1));
    let mut one = options.clone();
    one.max_connections(1).min_connections(1).idle_timeout(None).max_lifetime(None);
    one.map_sqlx_sqlite_opts(|sqlite| roomy(durable(sqlite)));
    let writer = Pool::new(Database::connect(one).await?);
    Ok((writer, Database::connect(options).await?))
}

fn durable(sqlite: SqliteConnectOptions) -> SqliteConnectOptions {
    // SHA-256 is what processors have instructions for; SQLCipher's usual SHA-512 costs as much again as a page's encryption.
    let sqlite = sqlite.pragma("cipher_hmac_algorithm", "HMAC_SHA256");
    // In WAL mode a commit is flushed with FULL, and only then.
    sqlite.pragma("journal_mode", "WAL").pragma("synchronous", "FULL").busy_timeout(BUSY_TIMEOUT)
}

/// Entries fall all over their indexes: a page that leaves memory is decrypted again, or encrypted twice in one group,
/// and the more pages a checkpoint waits for, the fewer it writes.
fn roomy(sqlite: SqliteConnectOptions) -> SqliteConnectOptions {
    sqlite.pragma("cache_size", "-16000").pragma("cache_spill", "OFF").pragma("wal_autocheckpoint", "4000")
}

/// The path is decoded by percent signs, and ends at a question mark.
pub(crate) fn sqlite_url(file: &Path) -> String {
    let path = file.display().to_string().replace('%', "%25").replace('?', "%3F");
    format!("sqlite://{path}?mode=rwc")
}

/// The form in which SQLCipher takes a raw key, which saves the derivation from a passphrase.
pub(crate) fn sqlcipher_key(key: &[u8; 32]) -> String {
    let mut text = String::from("\"x'");
    for byte in key {
        write!(text, "{byte:02x}").expect("a string takes all");
    }
    text + "'\""
}

/// Makes what is not there yet, and answers the log id. An existing log is not written to.
pub(crate) async fn prepare(
    database: &Pool,
    key: &Ed25519KeyPair,
    clock: &Clock,
) -> Result<Uuid, AuditError> {
    migrate(database).await?;
    if let Some(tree) = tree::Entity::find_by_id(tree::ONLY).one(database).await? {
        return Ok(tree.log_id);
    }
    match begin(database, key, clock).await {
        Ok(id) => Ok(id),
        // Another node was first.
        Err(error) => match tree::Entity::find_by_id(tree::ONLY).one(database).await? {
            Some(tree) => Ok(tree.log_id),
            None => Err(error),
        },
    }
}

/// Two nodes that start at once may collide in making the tables; the later one then finds them made.
async fn migrate(database: &Pool) -> Result<(), DbErr> {
    match database.migrate(Migrator).await {
        Ok(()) => Ok(()),
        Err(_) => database.migrate(Migrator).await,
    }
}

async fn begin(database: &Pool, key: &Ed25519KeyPair, clock: &Clock) -> Result<Uuid, AuditError> {
    let id = Uuid::new_v4();
    let empty = Frontier::default();
    let transaction = database.begin().await?;
    tree::row(id, &empty).insert(&transaction).await?;
    let head = TreeHead::sign(key, id, empty.size(), empty.root(), clock.now());
    head::ActiveModel::from(&head).insert(&transaction).await?;
    transaction.commit().await?;
    Ok(id)
}
