//! The names that every part of Portico shares: who asks, for whom, what kind of record, why, and when.
//! No I/O and no framework.

mod asker;
mod break_glass;
mod case;
mod category;
mod causes;
mod clock;
mod contact;
mod directive;
mod entry_number;
mod grant;
mod id;
mod language;
mod purpose;
mod when;

pub use asker::{Asker, Assurance, Origin, Relationship, Role, StaffClaims};
pub use break_glass::BreakGlassReason;
pub use case::{CaseAct, CaseKind, CaseState, CaseSubject, NotPossible};
pub use category::{Categories, Category, Sensitivities, Sensitivity};
pub use causes::Causes;
pub use clock::Clock;
pub use contact::contact_key;
pub use directive::{Audience, Directive, Effect, Matter};
pub use entry_number::{EntryNumber, NotAnEntry, plain_number};
pub use grant::{GrantInForce, GrantState, Proof};
pub use id::{
    AccountId, CaseId, CorrelationId, DirectiveId, GrantId, InvalidId, PatientId, ResourceId, SessionId,
};
pub use jiff::Timestamp;
pub use language::Language;
pub use purpose::Purpose;
pub use when::{Moment, NotADate, When};
