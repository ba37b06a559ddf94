//! What came of a commit that was not answered. SQLite's connection is in this process: closed without a confirmed commit,
//! its transaction is undone. PostgreSQL may have committed while the connection broke, and is asked by the transaction's
//! own number (`pg_xact_status`).

use std::time::Duration;

use sea_orm::{ConnectionTrait, DbBackend, DbErr, RuntimeErr, Statement};

use crate::connection::Connection;
use crate::pool::Pool;

/// A server that was cut off from us may take a moment to learn of it and to end what it was at.
const ASK_AGAIN_AFTER: Duration = Duration::from_millis(100);
const ASK_FOR: Duration = Duration::from_secs(5);

pub(crate) enum Outcome {
    Committed,
    Undone,
    Unknown,
}

/// PostgreSQL's number of a transaction; absent if it changed nothing so far, and on SQLite.
pub(crate) struct TransactionId(Option<String>);

impl TransactionId {
    /// Fails inside of a transaction of which a statement has failed.
    pub(crate) async fn of(connection: &mut Connection) -> Result<Self, DbErr> {
        if !matches!(connection, Connection::Postgres(_)) {
            return Ok(Self(None));
        }
        let ask = "SELECT pg_current_xact_id_if_assigned()::text";
        let row = connection.query_one(Statement::from_string(DbBackend::Postgres, ask)).await?;
        Ok(Self(row.map(|row| row.try_get_by_index::<Option<String>>(0)).transpose()?.flatten()))
    }
}

/// What came of the commit that `error` was the answer to. Its connection is closed by now.
pub(crate) async fn outcome(id: TransactionId, error: &DbErr, pool: &Pool) -> Outcome {
    let is_postgres = pool.get_database_backend() == DbBackend::Postgres;
    match id.0 {
        Some(id) => {
            ask(&id, pool).await.unwrap_or(if is_refusal(error) { Outcome::Undone } else { Outcome::Unknown })
        }
        // Nothing was changed that could be kept.
        None if is_postgres => Outcome::Undone,
        None if is_of_engine(error) => Outcome::Undone,
        None => Outcome::Unknown,
    }
}

async fn ask(id: &str, pool: &Pool) -> Option<Outcome> {
    let asking = async {
        loop {
            match status(id, pool).await {
                Ok(Some(status)) if status == "committed" => return Some(Outcome::Committed),
                Ok(Some(status)) if status == "aborted" => return Some(Outcome::Undone),
                // Too long ago to be known.
                Ok(None) => return None,
                // Still under way, or nobody there to be asked.
                Ok(Some(_)) | Err(_) => tokio::time::sleep(ASK_AGAIN_AFTER).await,
            }
        }
    };
    tokio::time::timeout(ASK_FOR, asking).await.ok().flatten()
}

async fn status(id: &str, pool: &Pool) -> Result<Option<String>, DbErr> {
    let ask = Statement::from_sql_and_values(
        DbBackend::Postgres,
        "SELECT pg_xact_status($1::text::xid8)",
        [id.into()],
    );
    let row = pool.query_one_raw(ask).await?;
    Ok(row.map(|row| row.try_get_by_index::<Option<String>>(0)).transpose()?.flatten())
}

/// Whether the engine itself answered.
fn is_of_engine(error: &DbErr) -> bool {
    code(error).is_some()
}

/// Whether PostgreSQL said no, and not that it is going down (class 57) or that the connection broke (class 08).
fn is_refusal(error: &DbErr) -> bool {
    code(error).is_some_and(|code| !code.starts_with("57") && !code.starts_with("08"))
}

fn code(error: &DbErr) -> Option<String> {
    let DbErr::Exec(RuntimeErr::SqlxError(cause)) = error else { return None };
    cause.as_database_error()?.code().map(Into::into)
}
