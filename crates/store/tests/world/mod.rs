//! What the tests of the store stand on: a vault, both engines, sample rows.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]
#![allow(dead_code, reason = "each test binary uses its part")]

use std::path::Path;

use jiff::SignedDuration;
use portico_model::{AccountId, Assurance, Clock, Language, Origin, PatientId, Role, SessionId, Timestamp};
use portico_store::{DatabaseUrl, NewAccount, NewSession, Store};
use portico_vault::{Kms, Vault};
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

pub fn vault(folder: &Path) -> Vault {
    Vault::unlock(Kms::file(folder.join("kek.json")), folder.join("keys.json"), Clock::system()).unwrap()
}

pub fn embedded_at(folder: &Path) -> DatabaseUrl {
    DatabaseUrl::Embedded(folder.join("portal.db"))
}

pub async fn embedded(folder: &Path) -> Store {
    Store::open(&embedded_at(folder), vault(folder)).await.unwrap()
}

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
        let name = format!("portico_story_{}", Uuid::new_v4().simple());
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

/// Whole milliseconds, as the tables keep them.
pub fn now() -> Timestamp {
    Timestamp::from_millisecond(Clock::system().now().as_millisecond()).unwrap()
}

pub fn later(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

pub fn patient(id: &str) -> PatientId {
    id.parse().unwrap()
}

pub fn ana() -> NewAccount {
    NewAccount {
        id: AccountId(Uuid::new_v4()),
        role: Role::Patient,
        email: "ana@example.org".parse().unwrap(),
        phone: Some("+1 555 0100".to_owned()),
        name: "Ana Ruiz".to_owned(),
        language: Language::Es,
        own_record: Some(patient("ana-1")),
        password_hash: Some("$argon2id$sample".to_owned()),
        created_at: now(),
    }
}

pub fn session_of(account: AccountId, token: u8) -> NewSession {
    NewSession {
        token_hash: [token; 32],
        id: SessionId(Uuid::new_v4()),
        account,
        assurance: Assurance::Password,
        started_at: now(),
        expires_at: later(3600),
        origin: Origin { address: Some([127, 0, 0, 1].into()), user_agent: "a browser".to_owned() },
    }
}
