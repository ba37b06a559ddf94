//! What the tests of the store stand on: a vault, both engines, sample rows.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]
#![allow(dead_code, reason = "each test binary uses its part")]

mod postgres;

use std::path::Path;

use jiff::SignedDuration;
use portico_model::{AccountId, Assurance, Clock, Language, Origin, PatientId, Role, SessionId, Timestamp};
use portico_store::{DatabaseUrl, NewAccount, NewSession, Store};
use portico_vault::{Kms, Vault};
use uuid::Uuid;

#[allow(unused_imports, reason = "each test binary uses its part")]
pub use postgres::Postgres;

pub fn vault(folder: &Path) -> Vault {
    Vault::unlock(Kms::file(folder.join("kek.json")), folder.join("keys.json"), Clock::system()).unwrap()
}

pub fn embedded_at(folder: &Path) -> DatabaseUrl {
    DatabaseUrl::Embedded(folder.join("portal.db"))
}

pub async fn embedded(folder: &Path) -> Store {
    Store::open(&embedded_at(folder), vault(folder)).await.unwrap()
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
