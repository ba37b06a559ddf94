//! One connection of a pool, as long as somebody works with it.

use std::sync::Arc;

use sea_orm::{DbErr, ExecResult, QueryResult, RuntimeErr, Statement};
use sea_query_sqlx::SqlxValues;
use sqlx::error::ErrorKind;
use sqlx::pool::PoolConnection;
use sqlx::{AssertSqlSafe, Postgres, Sqlite};

/// Goes back to its pool when it is dropped.
pub(crate) enum Connection {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
}

impl Connection {
    pub(crate) async fn execute(&mut self, statement: Statement) -> Result<ExecResult, DbErr> {
        let (sql, values) = parts(statement);
        let done = match self {
            Self::Sqlite(it) => sqlx::query_with(sql, values).execute(&mut **it).await.map(ExecResult::from),
            Self::Postgres(it) => {
                sqlx::query_with(sql, values).execute(&mut **it).await.map(ExecResult::from)
            }
        };
        done.map_err(exec_error)
    }

    pub(crate) async fn query_all(&mut self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let (sql, values) = parts(statement);
        let rows = match self {
            Self::Sqlite(it) => {
                let rows = sqlx::query_with(sql, values).fetch_all(&mut **it).await;
                rows.map(|rows| rows.into_iter().map(QueryResult::from).collect())
            }
            Self::Postgres(it) => {
                let rows = sqlx::query_with(sql, values).fetch_all(&mut **it).await;
                rows.map(|rows| rows.into_iter().map(QueryResult::from).collect())
            }
        };
        rows.map_err(query_error)
    }

    pub(crate) async fn query_one(&mut self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        let (sql, values) = parts(statement);
        let row = match self {
            Self::Sqlite(it) => {
                sqlx::query_with(sql, values).fetch_optional(&mut **it).await.map(|row| row.map(Into::into))
            }
            Self::Postgres(it) => {
                sqlx::query_with(sql, values).fetch_optional(&mut **it).await.map(|row| row.map(Into::into))
            }
        };
        row.map_err(query_error)
    }

    /// Runs statements as they are written, without preparing them.
    pub(crate) async fn run(&mut self, sql: &str) -> Result<ExecResult, DbErr> {
        let sql = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
        let done = match self {
            Self::Sqlite(it) => sql.execute(&mut **it).await.map(ExecResult::from),
            Self::Postgres(it) => sql.execute(&mut **it).await.map(ExecResult::from),
        };
        done.map_err(exec_error)
    }

    /// Closes it for good, which undoes what was begun on it. The pool opens another one when it needs one.
    pub(crate) async fn close(self) {
        let closed = match self {
            Self::Sqlite(it) => it.close().await,
            Self::Postgres(it) => it.close().await,
        };
        if let Err(error) = closed {
            tracing::debug!(error = &error as &dyn std::error::Error, "a connection that failed was cut off");
        }
    }
}

/// Whether the engine refused a row by the rules of a table, which says nothing against the connection.
pub(crate) fn is_refused_row(error: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause))) = error
    else {
        return false;
    };
    cause.as_database_error().is_some_and(|cause| !matches!(cause.kind(), ErrorKind::Other))
}

fn parts(statement: Statement) -> (AssertSqlSafe<String>, SqlxValues) {
    let values = statement.values.unwrap_or_else(|| sea_orm::sea_query::Values(Vec::new()));
    (AssertSqlSafe(statement.sql), SqlxValues(values))
}

pub(crate) fn exec_error(error: sqlx::Error) -> DbErr {
    DbErr::Exec(RuntimeErr::SqlxError(Arc::new(error)))
}

fn query_error(error: sqlx::Error) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(Arc::new(error)))
}
