//! Standing toward somebody else: a grant, from the asking to the end.

use serde::{Deserialize, Serialize};

use crate::{AccountId, Categories, GrantId, PatientId, Relationship, Timestamp, When};

/// Where a grant is on its way.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum GrantState {
    /// The patient invited somebody, who has not answered yet.
    Invited,
    /// Somebody asked for access, or brought a document; staff have not decided yet.
    Requested,
    /// In force between its dates.
    Active,
    /// The invited person said no, or the invitation ran out.
    Declined,
    /// Staff said no.
    Refused,
    /// Ended by the patient, the proxy or staff.
    Ended,
}

/// Who checked that a grant is right, and by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// The patient gave it.
    GivenByPatient,
    /// The record system names this person (FHIR `RelatedPerson`).
    RelatedPerson,
    /// Staff saw a document.
    Document,
}

/// A grant that opens a chart today, as policy wants to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantInForce {
    pub id: GrantId,
    pub patient: PatientId,
    /// The patient's name, as the proxy may see it on every page.
    pub patient_name: String,
    pub grantee: AccountId,
    pub relationship: Relationship,
    pub is_verified: bool,
    pub scope: Categories,
    /// For rules about age; absent where the record system did not say.
    pub patient_born: Option<When>,
    /// Two letters (USPS) of the state whose age rules hold; absent: the organisation's default.
    pub patient_state: Option<String>,
    pub valid_until: Option<Timestamp>,
}
