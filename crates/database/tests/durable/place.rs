//! Two pools of one throw-away database: one to work with, one to look from outside.

use std::future::Future;
use std::str::FromStr;

use portico_database::{Pool, outside_of_transactions};
use sea_orm::{ConnectionTrait, DatabaseConnection, SqlxPostgresConnector, Statement};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions, PgSslMode};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions};
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

pub struct Place {
    /// With one connection, so that whatever is left behind on it is met again.
    pub pool: Pool,
    pub outside: DatabaseConnection,
}

const TABLES: [&str; 3] = [
    "CREATE TABLE line (id INTEGER PRIMARY KEY, words TEXT)",
    "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
    "CREATE TABLE child (id INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)",
];

impl Place {
    async fn with_tables(self) -> Self {
        for table in TABLES {
            self.outside.execute_unprepared(table).await.unwrap();
        }
        self
    }

    /// How many lines somebody else sees.
    pub async fn lines(&self) -> i64 {
        count(&self.outside, "SELECT COUNT(*) FROM line").await
    }
}

pub async fn count(database: &impl ConnectionTrait, sql: &str) -> i64 {
    let statement = Statement::from_string(database.get_database_backend(), sql);
    database.query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}

pub async fn on_sqlite<F: Future<Output = ()>>(test: impl FnOnce(Place) -> F) {
    let folder = tempfile::tempdir().unwrap();
    let options = SqliteConnectOptions::new()
        .filename(folder.path().join("lines.db"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal);
    let one = outside_of_transactions(SqlitePoolOptions::new().max_connections(1));
    let pool = Pool::new(one.connect_with(options.clone()).await.unwrap().into());
    let outside = SqlitePoolOptions::new().connect_with(options).await.unwrap().into();
    test(Place { pool, outside }.with_tables().await).await;
}

/// A throw-away database. `None` where there is no server, unless services are required.
pub struct Postgres {
    admin: PgConnectOptions,
    pub options: PgConnectOptions,
    name: String,
}

impl Postgres {
    pub async fn start() -> Option<Self> {
        let server = std::env::var_os("PORTICO_TEST_POSTGRES")
            .map_or("postgres://postgres@127.0.0.1:5432/postgres".to_owned(), |it| it.into_string().unwrap());
        let admin = PgConnectOptions::from_str(&server).unwrap().ssl_mode(PgSslMode::Disable);
        let mut connection = match PgConnection::connect_with(&admin).await {
            Ok(connection) => connection,
            Err(error) if std::env::var_os("PORTICO_REQUIRE_SERVICES").is_none() => {
                println!("skipped: no PostgreSQL at {server} ({error})");
                return None;
            }
            Err(error) => panic!("PostgreSQL is required and not there: {error}"),
        };
        let name = format!("portico_database_{}", Uuid::new_v4().simple());
        let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
        sqlx::raw_sql(create).execute(&mut connection).await.unwrap();
        Some(Self { options: admin.clone().database(&name), admin, name })
    }

    /// `pool` reaches the server by `way`.
    pub async fn place(&self, way: PgConnectOptions) -> Place {
        let one = PgPoolOptions::new().max_connections(1);
        let pool = one.connect_with(way).await.unwrap();
        let outside = PgPoolOptions::new().connect_with(self.options.clone()).await.unwrap();
        let pool = Pool::new(SqlxPostgresConnector::from_sqlx_postgres_pool(pool));
        let outside = SqlxPostgresConnector::from_sqlx_postgres_pool(outside);
        Place { pool, outside }.with_tables().await
    }

    pub async fn drop(self) {
        let mut connection = PgConnection::connect_with(&self.admin).await.unwrap();
        let drop = sqlx::AssertSqlSafe(format!("DROP DATABASE {} WITH (FORCE)", self.name));
        sqlx::raw_sql(drop).execute(&mut connection).await.unwrap();
    }
}

pub async fn on_postgres<F>(test: impl FnOnce(Place) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let Some(postgres) = Postgres::start().await else { return };
    let place = postgres.place(postgres.options.clone()).await;
    let outcome = tokio::spawn(test(place)).await;
    postgres.drop().await;
    outcome.unwrap();
}

/// Writes each `async fn(Place)` once as a test on SQLite and once as a test on PostgreSQL.
macro_rules! on_both_engines {
    ($($test:ident,)+) => {
        mod on_sqlite {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                crate::place::on_sqlite(super::$test).await;
            })+
        }

        mod on_postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                crate::place::on_postgres(super::$test).await;
            })+
        }
    };
}
pub(crate) use on_both_engines;
