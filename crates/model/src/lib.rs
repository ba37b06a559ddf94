//! The names that every part of Portico shares: who asks, for whom, what kind of record, why, and when.
//! No I/O and no framework.

mod asker;
mod category;
mod clock;
mod id;
mod language;
mod purpose;
mod when;

pub use asker::{Asker, Assurance, Origin, Relationship, Role};
pub use category::{Category, Sensitivities, Sensitivity};
pub use clock::Clock;
pub use id::{AccountId, CorrelationId, InvalidId, PatientId, ResourceId, SessionId};
pub use jiff::Timestamp;
pub use language::Language;
pub use purpose::Purpose;
pub use when::When;
