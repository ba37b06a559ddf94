//! The portal's own tables: people, factors, sessions, and what the chart remembers between requests.
//! Written once for encrypted SQLite (one process, one file) and PostgreSQL (many). Columns that name a
//! person or open a door are additionally sealed under vault keys, each for its own column and row, and
//! looked up by keyed hash.
//!
//! Times are kept as whole milliseconds since 1970 (UTC): they compare alike on both engines.

mod accounts;
mod attempts;
mod break_glass;
mod columns;
mod database;
mod email;
mod error;
mod factors;
mod last_known_good;
mod migrations;
mod recovery_codes;
mod seen;
mod session_cache;
mod sessions;
mod settings;

pub use accounts::{Account, AccountState, NewAccount};
pub use attempts::Attempts;
pub use break_glass::BreakGlass;
pub use database::{DatabaseUrl, Store};
pub use email::{Email, InvalidEmail};
pub use error::StoreError;
pub use factors::{NewTotp, Totp};
pub use last_known_good::{Answer, KeptAnswer};
pub use sessions::{NewSession, OpenSession, Session, TokenHash};
