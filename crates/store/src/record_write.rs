//! What is to be written to the record system, as it waits for its courier.

use portico_model::{DirectiveId, PatientId};
use serde::{Deserialize, Serialize};

/// The body of [`crate::Courier::RecordSystem`]. Names are stored until it has left; add, never rename.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordWrite {
    Consent(ConsentCopy),
}

/// What a patient decided here, for the record system to know.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ConsentCopy {
    pub patient: PatientId,
    pub directive: DirectiveId,
    /// A FHIR `Consent` that has the directive's id as its identifier and none of its own: `active`, or `inactive` for good.
    pub resource: serde_json::Value,
}
