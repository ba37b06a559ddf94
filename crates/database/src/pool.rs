//! Where connections come from: each statement, and each transaction, has one for itself.

use sea_orm::entity::prelude::async_trait::async_trait;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr, Statement,
};
use sea_orm_migration::MigratorTrait;
use sqlx::Sqlite;
use sqlx::pool::PoolOptions;

use crate::Transaction;
use crate::connection::{Connection, is_refused_row};

/// A pool to write by. Statements outside of a transaction are each one of their own.
#[derive(Clone)]
pub struct Pool(DatabaseConnection);

impl Pool {
    /// `database` must be a pool of SQLite's or PostgreSQL's. For SQLite, [`outside_of_transactions`] goes into its options.
    pub fn new(database: DatabaseConnection) -> Self {
        Self(database)
    }

    /// Begins a transaction on a connection of its own. Fails if none can be had, or if the engine does not begin one.
    pub async fn begin(&self) -> Result<Transaction, DbErr> {
        let connection = match begun(self.acquire().await?).await {
            Ok(connection) => connection,
            // It may have died in the pool. Nothing was done on it, and it is closed: the next one is another.
            Err(_) => begun(self.acquire().await?).await?,
        };
        Ok(Transaction::new(connection, self.clone()))
    }

    /// Makes or changes the tables.
    pub async fn migrate<M: MigratorTrait>(&self, _: M) -> Result<(), DbErr> {
        M::up(&self.0, None).await
    }

    /// For reading what was committed.
    pub fn database(&self) -> &DatabaseConnection {
        &self.0
    }

    pub(crate) async fn acquire(&self) -> Result<Connection, DbErr> {
        let connection = match self.get_database_backend() {
            DbBackend::Postgres => {
                self.0.get_postgres_connection_pool().acquire().await.map(Connection::Postgres)
            }
            _ => self.0.get_sqlite_connection_pool().acquire().await.map(Connection::Sqlite),
        };
        connection.map_err(|error| DbErr::Conn(RuntimeErr::SqlxError(error.into())))
    }
}

/// Has each connection asked, before it returns to its pool, whether it is outside of all transactions; one that is not is
/// closed. It holds for whatever is done on connections past [`Transaction`], such as the making of tables.
pub fn outside_of_transactions(options: PoolOptions<Sqlite>) -> PoolOptions<Sqlite> {
    options.after_release(|connection, _| {
        Box::pin(async move {
            // SQLite refuses this pragma inside of a transaction, and only there; it is how the connection is set up anyway.
            let asked = sqlx::raw_sql("PRAGMA synchronous = FULL").execute(connection).await;
            if let Err(error) = &asked {
                let error = error as &dyn std::error::Error;
                tracing::error!(error, "a connection was left inside of a transaction; it is closed");
            }
            Ok(asked.is_ok())
        })
    })
}

/// A connection inside of a new transaction; where that fails, it is closed.
async fn begun(mut connection: Connection) -> Result<Connection, DbErr> {
    // Inside of a transaction SQLite refuses this. On PostgreSQL a connection comes back with its transaction's end
    // confirmed, or never.
    match connection.run("BEGIN").await {
        Ok(_) => Ok(connection),
        Err(error) => {
            connection.close().await;
            Err(error)
        }
    }
}

/// Hands `done` on; a connection on which more than a row was refused is not used again.
async fn after<T>(done: Result<T, DbErr>, connection: Connection) -> Result<T, DbErr> {
    if done.as_ref().is_err_and(|error| !is_refused_row(error)) {
        connection.close().await;
    }
    done
}

#[async_trait]
impl ConnectionTrait for Pool {
    fn get_database_backend(&self) -> DbBackend {
        self.0.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        let mut connection = self.acquire().await?;
        let done = connection.execute(statement).await;
        after(done, connection).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        let mut connection = self.acquire().await?;
        let done = connection.run(sql).await;
        after(done, connection).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        let mut connection = self.acquire().await?;
        let done = connection.query_one(statement).await;
        after(done, connection).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let mut connection = self.acquire().await?;
        let done = connection.query_all(statement).await;
        after(done, connection).await
    }
}
