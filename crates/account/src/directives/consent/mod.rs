//! Directives as FHIR R4 `Consent` (<https://hl7.org/fhir/R4/consent.html>), both ways. One directive is one Consent with
//! one provision: `policyRule` is the rule that it is the exception to (`OPTIN` for a deny, `OPTOUT` for a permit).
//!
//! Reading is all or nothing: a Consent that says anything more than a directive can say is [`NotUnderstood`], with the
//! place. Signed forms, who performed and who verified are passed over and not kept. Whole days are read so that a deny
//! holds wherever on earth it is that day, and a permit only where it is everywhere.

pub(super) mod codes;
mod days;
mod read;
mod shape;
mod write;

use portico_model::{DirectiveId, Effect, PatientId, ResourceId};
use uuid::Uuid;

use super::DirectiveTerms;

pub use read::read;
pub use write::{bundle, to_fhir};

/// Where a Consent says what a directive cannot say, and what.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {why}")]
pub struct NotUnderstood {
    /// A FHIRPath.
    pub at: &'static str,
    pub why: String,
}

/// A Consent of the record system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    pub id: ResourceId,
    /// The directive of this portal that it is the copy of.
    pub copy_of: Option<DirectiveId>,
    pub is_active: bool,
    pub terms: Result<DirectiveTerms, NotUnderstood>,
}

pub(super) struct Deny<'a> {
    pub id: &'a ResourceId,
    pub terms: &'a DirectiveTerms,
}

impl Foreign {
    /// One that was made elsewhere, forbids, and is understood.
    pub(super) fn deny_in_force(&self) -> Option<Deny<'_>> {
        let terms = self.terms.as_ref().ok().filter(|terms| terms.effect == Effect::Deny)?;
        (self.is_active && self.copy_of.is_none()).then_some(Deny { id: &self.id, terms })
    }

    pub(super) fn is_over(&self) -> bool {
        !self.is_active
    }
}

/// The directive that a Consent of the record system becomes: always the same one, so that it is taken over once.
pub fn taken_over_as(patient: &PatientId, consent: &ResourceId) -> DirectiveId {
    let name = format!("Patient/{patient}/Consent/{consent}");
    DirectiveId(Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()))
}

#[cfg(test)]
mod tests;
