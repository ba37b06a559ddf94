//! A data base that lasts as long as a test. The tests of other crates read this file as well.

use portico_store::DatabaseUrl;
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

/// A data base of its own on the PostgreSQL of `PORTICO_TEST_POSTGRES`, dropped by [`Postgres::drop`].
/// `None` where there is no server, unless `PORTICO_REQUIRE_SERVICES` says that there must be one.
pub struct Postgres {
    server: String,
    name: String,
}

impl Postgres {
    #[expect(clippy::disallowed_methods, reason = "tests are configured by their environment")]
    pub async fn start() -> Option<Self> {
        let server = std::env::var("PORTICO_TEST_POSTGRES")
            .unwrap_or_else(|_| "postgres://postgres@127.0.0.1:5432/postgres".to_owned());
        let name = format!("portico_test_{}", Uuid::new_v4().simple());
        let mut connection = match PgConnection::connect(&server).await {
            Ok(connection) => connection,
            Err(error) if std::env::var("PORTICO_REQUIRE_SERVICES").is_ok() => {
                panic!("PostgreSQL is required and does not answer: {error}")
            }
            Err(_) => {
                #[expect(clippy::print_stdout, reason = "whoever runs the tests should see it")]
                {
                    println!("skipped: no PostgreSQL at PORTICO_TEST_POSTGRES");
                }
                return None;
            }
        };
        let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
        sqlx::raw_sql(create).execute(&mut connection).await.unwrap();
        Some(Self { server, name })
    }

    pub fn url(&self) -> DatabaseUrl {
        let (server, _) = self.server.rsplit_once('/').unwrap();
        DatabaseUrl::Postgres(format!("{server}/{}", self.name))
    }

    pub async fn drop(self) {
        let mut connection = PgConnection::connect(&self.server).await.unwrap();
        let drop = sqlx::AssertSqlSafe(format!("DROP DATABASE {} WITH (FORCE)", self.name));
        sqlx::raw_sql(drop).execute(&mut connection).await.unwrap();
    }
}
