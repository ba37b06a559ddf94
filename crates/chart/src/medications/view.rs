//! What a reader sees of medicines.

use std::sync::Arc;

use portico_model::{ResourceId, When};
use serde::Serialize;
use utoipa::ToSchema;

use crate::view::Term;

/// The medicines, those in use first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MedicationList {
    pub active: Vec<Medication>,
    pub past: Vec<Medication>,
}

/// One prescription (`MedicationRequest`) with what the pharmacy gave out for it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Medication {
    pub id: ResourceId,
    pub name: Term,
    pub status: MedicationStatus,
    /// How to take it, in the prescriber's words (`Dosage.text`), or put together from the coded dosage.
    pub instructions: Option<String>,
    pub reasons: Vec<Term>,
    pub prescriber: Option<Arc<str>>,
    pub prescribed: Option<When>,
    /// The patient or another source said so; nobody here prescribed it.
    pub is_reported: bool,
    /// Refills allowed less refills given out; `None` where the record does not say.
    pub refills_left: Option<u32>,
    /// Until when the prescription may be filled.
    pub valid_until: Option<When>,
    /// The day the last supply runs out, from the last dispense.
    pub supply_until: Option<When>,
    /// Newest first.
    pub dispenses: Vec<Dispense>,
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Dispense {
    pub at: Option<When>,
    /// Amount with unit, as recorded.
    pub quantity: Option<String>,
    pub days_supply: Option<u32>,
    pub pharmacy: Option<Arc<str>>,
    pub status: String,
}

/// FHIR `MedicationRequest.status`, in the reader's terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MedicationStatus {
    Active,
    OnHold,
    /// Written, not yet valid.
    Draft,
    Completed,
    Stopped,
    Cancelled,
    EnteredInError,
    Unknown,
}
