//! The portal's own tables: people, factors, sessions, and what the chart remembers between requests.
//! Written once for encrypted SQLite (one process, one file) and PostgreSQL (many). Columns that name a
//! person or open a door are additionally sealed under vault keys, each for its own column and row, and
//! looked up by keyed hash.
//!
//! Times are kept as whole milliseconds since 1970 (UTC): they compare alike on both engines.

mod accounts;
mod activation;
mod attempts;
mod break_glass;
mod case_ends;
mod cases;
mod columns;
mod database;
mod devices;
mod directives;
mod email;
mod error;
mod factors;
mod forms;
mod grants;
mod last_known_good;
mod mail;
mod migrations;
mod outbox;
mod oversight;
mod pools;
mod postgres_url;
mod quotas;
mod record_write;
mod recovery_codes;
mod seen;
mod seen_cache;
mod session_cache;
mod sessions;
mod settings;
mod staff;
mod steps;

pub use accounts::{Account, AccountState, NewAccount};
pub use activation::{NewActivationCode, NewSignUp};
pub use attempts::Attempts;
pub use break_glass::BreakGlass;
pub use cases::{Case, NewCase, Opened, Queue};
pub use database::{DatabaseUrl, Store};
pub use email::{Email, InvalidEmail};
pub use error::StoreError;
pub use factors::{NewTotp, Totp, TotpMiss};
pub use forms::{FormClaim, NewFormDraft};
pub use grants::{Grant, GrantDocument, GrantedPatient, Invitation, NewDocument, NotPossible, PaperRoom};
pub use last_known_good::{Answer, KeptAnswer};
pub use mail::{Letter, Mail, Recipient};
pub use outbox::{Courier, NewOutgoing, OutboxCounts, Outgoing};
pub use oversight::{Alert, AlertState, Cursor, Named, NewAlert, Settlement};
pub use quotas::Quota;
pub use record_write::{ConsentCopy, RecordWrite};
pub use sessions::{NewSession, OpenSession, Session, TokenHash};
pub use staff::{OidcAttempt, ProviderLogout, ProviderSession, StaffChange, StaffMember, Subject};
pub use steps::{NewStep, Step};
