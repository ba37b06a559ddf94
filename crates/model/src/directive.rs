//! What a patient permits or forbids about their record (FHIR R4 `Consent`, in the portal's own words).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{AccountId, Categories, DirectiveId, PatientId, Purpose, ResourceId, Sensitivities, Timestamp};

/// Permit or deny; one decision a directive.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    Permit,
    Deny,
}

/// What a directive is about. Each member that is set narrows; with none set it is the whole record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Matter {
    /// Kinds of record; empty: every kind.
    #[serde(default)]
    pub categories: Categories,
    /// Labels; empty: whatever its labels.
    #[serde(default)]
    pub labels: Sensitivities,
    /// What was dated this day or later.
    #[serde(default)]
    pub from: Option<Date>,
    /// What was dated this day or earlier.
    #[serde(default)]
    pub to: Option<Date>,
    /// One thing: the logical id of a resource.
    #[serde(default)]
    pub item: Option<ResourceId>,
}

/// To whom a directive speaks. It never speaks to the patient themselves.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum Audience {
    Everyone,
    /// Everybody who acts for the patient.
    Proxies,
    /// One person with an account: a proxy or a member of staff.
    Person(AccountId),
    /// A member of the care team: a FHIR `Practitioner`.
    Practitioner(ResourceId),
    /// Everybody who belongs to a FHIR `Organization`.
    Organization(ResourceId),
    /// An app, by its client id.
    App(String),
    Research,
}

/// A patient's decision.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Directive {
    pub id: DirectiveId,
    pub patient: PatientId,
    pub effect: Effect,
    pub matter: Matter,
    pub audience: Audience,
    /// Empty: for every purpose.
    pub purposes: Vec<Purpose>,
    pub valid_from: Timestamp,
    /// The instant from which it no longer holds.
    pub valid_until: Option<Timestamp>,
    /// For one that was taken over from the record system: whose visit brought it in.
    pub made_by: AccountId,
    pub made_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    /// The FHIR `Consent` of the record system that this was taken over from; it is changed there, not here.
    pub taken_from: Option<ResourceId>,
}

impl Directive {
    pub fn is_in_force(&self, now: Timestamp) -> bool {
        self.valid_from <= now && self.valid_until.is_none_or(|until| now < until) && self.ended_at.is_none()
    }
}
