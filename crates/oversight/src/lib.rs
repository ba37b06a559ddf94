//! What the privacy officer does with the audit log: search it, be alerted by it, and let others keep a copy of it.
//!
//! [`Oversight`] answers the officer: each search and export is decided by policy and written into the log before
//! anything is shown. [`Watch`] goes along with the log and finds what the rules in `rules/alerts.toml` describe.
//! [`siem`] goes along with the log and sends it to a collector. Both keep nothing but how far they have come, so that
//! a restart, a crash or a collector that is away loses nothing.

mod alerts;
mod error;
mod export;
mod fhir;
mod oversight;
pub mod rules;
mod search;
pub mod siem;
mod watch;

pub use alerts::{AlertPage, ToldAlert};
pub use error::{OversightError, Which};
pub use export::{Export, ExportForm};
pub use oversight::{Oversight, SetUp};
pub use portico_audit::{Action, Event, Outcome};
pub use portico_store::{Alert, AlertState, Named};
pub use search::{Line, Lines, Search, Who};
pub use watch::{Turn, Watch};
