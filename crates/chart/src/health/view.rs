//! What a reader sees of problems, allergies and immunizations.

use std::sync::Arc;

use portico_model::{ResourceId, When};
use serde::Serialize;
use utoipa::ToSchema;

use crate::view::Term;

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ConditionList {
    pub active: Vec<Condition>,
    pub past: Vec<Condition>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Condition {
    pub id: ResourceId,
    pub name: Term,
    pub status: ConditionStatus,
    /// Suspected, refuted and the like, where the record says so (`verificationStatus`).
    pub verification: Option<String>,
    pub onset: Option<When>,
    pub onset_text: Option<String>,
    pub ended: Option<When>,
    pub recorded: Option<When>,
    pub severity: Option<Term>,
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConditionStatus {
    Active,
    Inactive,
    Resolved,
    EnteredInError,
    Unknown,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AllergyList {
    pub allergies: Vec<Allergy>,
    /// The record states that there are none (SNOMED CT 716186003 and its kin).
    pub says_none: bool,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Allergy {
    pub id: ResourceId,
    pub name: Term,
    pub is_active: bool,
    pub criticality: Option<Criticality>,
    pub verification: Option<String>,
    /// FHIR `AllergyIntolerance.category` (`food`, `medication`, …).
    pub kinds: Vec<String>,
    pub reactions: Vec<Reaction>,
    pub onset: Option<When>,
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Criticality {
    Low,
    High,
    UnableToAssess,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Reaction {
    pub manifestations: Vec<Term>,
    /// FHIR `reaction.severity` (`mild`, `moderate`, `severe`).
    pub severity: Option<String>,
}

/// The immunizations, newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImmunizationList {
    pub immunizations: Vec<Immunization>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Immunization {
    pub id: ResourceId,
    pub name: Term,
    pub given: Option<When>,
    /// FHIR `Immunization.status` (`completed`, `not-done`, `entered-in-error`).
    pub status: String,
    pub not_done_reason: Option<Term>,
    pub dose: Option<String>,
    pub lot_number: Option<String>,
    pub site: Option<Term>,
    pub given_by: Option<Arc<str>>,
    pub place: Option<Arc<str>>,
}
