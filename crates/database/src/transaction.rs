//! A transaction that knows its end.

use std::fmt;

use sea_orm::entity::prelude::async_trait::async_trait;
use sea_orm::sea_query::Values;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, Statement};
use tokio::runtime::Handle;
use tokio::sync::Mutex;

use crate::connection::{Connection, is_refused_row};
use crate::in_doubt::{self, Outcome, TransactionId};
use crate::pool::Pool;

/// Why a commit was not answered with success.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    #[error("nothing of the change was kept")]
    Refused(#[source] DbErr),
    /// The connection broke while the engine committed, and the engine could not be asked what came of it.
    #[error("whether the change was kept is not known")]
    Unknown(#[source] DbErr),
}

/// Several statements, all or nothing. Dropped without [`Transaction::commit`], nothing of it is kept.
///
/// After a statement that failed it takes no more and cannot be committed, on either engine.
pub struct Transaction {
    backend: DbBackend,
    pool: Pool,
    work: Mutex<Work>,
}

struct Work {
    /// Present until the end.
    connection: Option<Connection>,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    /// A row was refused. The engine still answers, and the transaction can only be undone.
    Failed,
    /// What state the connection is in cannot be relied on: something is under way on it, or failed. It is to be closed.
    Broken,
}

impl Transaction {
    pub(crate) fn new(connection: Connection, pool: Pool) -> Self {
        let work = Work { connection: Some(connection), state: State::Open };
        Self { backend: pool.get_database_backend(), pool, work: Mutex::new(work) }
    }

    /// Ends it and keeps what was done. `Ok` means that the engine has confirmed it as durable.
    pub async fn commit(mut self) -> Result<(), CommitError> {
        let work = self.work.get_mut();
        if work.state != State::Open {
            return Err(CommitError::Refused(failed_before()));
        }
        work.state = State::Broken;
        let connection = work.connection.as_mut().expect("it is there until the end");
        // PostgreSQL answers a failed transaction's COMMIT with success; this it refuses then.
        let id = TransactionId::of(connection).await.map_err(CommitError::Refused)?;
        match connection.run("COMMIT").await {
            Ok(_) => {
                work.connection = None;
                Ok(())
            }
            Err(error) => {
                let connection = work.connection.take().expect("it was there");
                connection.close().await;
                match in_doubt::outcome(id, &error, &self.pool).await {
                    Outcome::Committed => Ok(()),
                    Outcome::Undone => Err(CommitError::Refused(error)),
                    Outcome::Unknown => Err(CommitError::Unknown(error)),
                }
            }
        }
    }

    /// Ends it and waits until nothing of it is left.
    pub async fn rollback(mut self) {
        let work = self.work.get_mut();
        let can_go_on = work.state != State::Broken;
        work.state = State::Broken;
        if let Some(connection) = work.connection.take() {
            undo(connection, can_go_on).await;
        }
    }

    /// Executes statements one after the other, on SQLite in one trip to its thread. Answers how many rows they changed.
    ///
    /// The statements of one call are prepared together and kept: few different ones should come often.
    pub async fn execute_together(&self, statements: Vec<Statement>) -> Result<u64, DbErr> {
        let together = if self.backend == DbBackend::Sqlite { joined(statements) } else { statements };
        let mut changed = 0;
        for statement in together {
            changed += self.execute_raw(statement).await?.rows_affected();
        }
        Ok(changed)
    }

    async fn run<T>(
        &self,
        statement: impl AsyncFnOnce(&mut Connection) -> Result<T, DbErr>,
    ) -> Result<T, DbErr> {
        let mut work = self.work.lock().await;
        if work.state != State::Open {
            return Err(failed_before());
        }
        // As long as it is under way: whoever waits may stop waiting.
        work.state = State::Broken;
        let connection = work.connection.as_mut().expect("it is there until the end");
        let done = statement(connection).await;
        work.state = match &done {
            Ok(_) => State::Open,
            Err(error) if is_refused_row(error) => State::Failed,
            Err(_) => State::Broken,
        };
        done
    }
}

/// SQLite prepares several statements as one, and takes their values one after the other.
fn joined(statements: Vec<Statement>) -> Vec<Statement> {
    statements
        .into_iter()
        .reduce(|mut all, next| {
            all.sql.push(';');
            all.sql.push_str(&next.sql);
            let values = all.values.get_or_insert_with(|| Values(Vec::new()));
            values.0.extend(next.values.into_iter().flat_map(|values| values.0));
            all
        })
        .into_iter()
        .collect()
}

fn failed_before() -> DbErr {
    DbErr::Custom("a statement of the transaction failed before".to_owned())
}

/// Leaves the connection outside of the transaction, or closed.
async fn undo(mut connection: Connection, can_go_on: bool) {
    if can_go_on && connection.run("ROLLBACK").await.is_ok() {
        return;
    }
    connection.close().await;
}

impl Drop for Transaction {
    fn drop(&mut self) {
        let work = self.work.get_mut();
        let can_go_on = work.state != State::Broken;
        if let (Some(connection), Ok(runtime)) = (work.connection.take(), Handle::try_current()) {
            runtime.spawn(undo(connection, can_go_on));
        }
    }
}

impl fmt::Debug for Transaction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Transaction(…)")
    }
}

#[async_trait]
impl ConnectionTrait for Transaction {
    fn get_database_backend(&self) -> DbBackend {
        self.backend
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.run(async |connection| connection.execute(statement).await).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.run(async |connection| connection.run(sql).await).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.run(async |connection| connection.query_one(statement).await).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.run(async |connection| connection.query_all(statement).await).await
    }
}
