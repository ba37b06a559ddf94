//! The audit log: who looked at what, kept so that nobody can change it unnoticed.
//!
//! Entries are the leaves of a Merkle tree (RFC 9162), appended in groups under signed tree heads. An append is
//! answered when it is durable. [`verify`] checks proofs, heads and whole logs, and needs no key of Portico's for it.

mod base64_bytes;
mod continuity;
mod entry;
mod error;
mod event;
mod follow;
mod head;
mod insert;
mod log;
mod merkle;
mod opening;
mod proof;
mod query;
mod sealer;
mod tables;
pub mod verify;

pub use entry::InTheOpen;
pub use error::AuditError;
pub use event::{Action, Counts, Detail, Event, Outcome, Resource, Withheld};
pub use follow::Stretch;
pub use head::TreeHead;
pub use log::{Log, Receipt};
pub use merkle::Hash;
pub use proof::SignedReceipt;
pub use query::{Entry, Found, Query};
pub use sealer::COMMIT_TIMEOUT;
