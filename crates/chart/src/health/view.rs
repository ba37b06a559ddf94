//! What a reader sees of problems, allergies and immunizations.

use std::sync::Arc;

use portico_model::{ResourceId, When};
use serde::Serialize;
use utoipa::ToSchema;

use crate::view::{Mark, Term};

/// What the record has under problems. "Now" is only what somebody has now and for sure; everything else stands apart.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct ConditionList {
    /// Illnesses of today.
    pub active: Vec<Condition>,
    /// Suspected, or one of several possibilities.
    pub suspected: Vec<Condition>,
    /// Illnesses of which the record leaves open whether they are still there.
    pub unclear: Vec<Condition>,
    /// What was found at a visit, and nobody has ended.
    pub visit_diagnoses: Vec<Condition>,
    pub concerns: Vec<Condition>,
    /// How somebody lives: work, schooling, home, company.
    pub social: Vec<Condition>,
    /// What is over, was ruled out, or was entered in error.
    pub past: Vec<Condition>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Condition {
    pub id: ResourceId,
    pub name: Term,
    pub status: ConditionStatus,
    /// How sure it is, where the record says so (`verificationStatus`).
    pub verification: Option<Verification>,
    pub group: ConditionGroup,
    /// What a reader must know beside the name.
    pub mark: Option<Mark>,
    pub onset: Option<When>,
    pub onset_text: Option<String>,
    pub ended: Option<When>,
    pub ended_text: Option<String>,
    pub recorded: Option<When>,
    pub severity: Option<Term>,
    pub notes: Vec<String>,
}

/// Where a condition stands in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConditionGroup {
    Active,
    Suspected,
    Unclear,
    VisitDiagnosis,
    Concern,
    Social,
    Past,
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

/// FHIR `verificationStatus` of conditions and allergies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verification {
    Confirmed,
    Unconfirmed,
    Presumed,
    Provisional,
    Differential,
    Refuted,
    EnteredInError,
    /// The record says something that is not understood here.
    Unknown,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AllergyList {
    pub allergies: Vec<Allergy>,
    /// The record states that there are none of any kind, and nothing in it speaks against that.
    pub says_none: bool,
    /// The kinds of which the record states that there are none.
    pub none_of: Vec<Absence>,
}

/// A statement that there is no allergy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Absence {
    pub id: ResourceId,
    pub kind: AbsenceKind,
    /// As the record has it.
    pub words: String,
}

/// Of which kind there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AbsenceKind {
    Any,
    Medicines,
    Foods,
    Surroundings,
    Latex,
    Other,
    /// Nobody asked: it states nothing.
    Unasked,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Allergy {
    pub id: ResourceId,
    pub name: Term,
    /// Active, or the record says nothing of it.
    pub is_active: bool,
    pub criticality: Option<Criticality>,
    pub verification: Option<Verification>,
    /// What a reader must know beside the name.
    pub mark: Option<Mark>,
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
    /// When it was given, where the record has it in words.
    pub given_text: Option<String>,
    /// From whom the record has it, where nobody here gave it.
    pub source: Option<VaccineSource>,
    /// What a reader must know beside the name.
    pub mark: Option<Mark>,
    /// FHIR `Immunization.status` (`completed`, `not-done`, `entered-in-error`).
    pub status: String,
    pub not_done_reason: Option<Term>,
    pub dose: Option<String>,
    pub lot_number: Option<String>,
    pub site: Option<Term>,
    pub given_by: Option<Arc<str>>,
    pub place: Option<Arc<str>>,
}

/// FHIR `Immunization.reportOrigin`, or what `primarySource` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum VaccineSource {
    /// The patient, or who answers for them, told it.
    Recall,
    /// A written record was shown.
    Record,
    Provider,
    School,
    /// A register of vaccines.
    Register,
    /// Somebody else; in words where the record has them.
    Another {
        words: Option<Term>,
    },
}

impl Allergy {
    /// Whether it counts today: not over, not ruled out, not a mistake.
    pub fn is_current(&self) -> bool {
        let is_withdrawn =
            matches!(self.verification, Some(Verification::Refuted | Verification::EnteredInError));
        !is_withdrawn && (self.is_active || self.mark == Some(Mark::StatusNotKnown))
    }
}

impl ConditionList {
    /// Every item.
    pub fn all(&self) -> impl Iterator<Item = &Condition> {
        let groups = [
            &self.active,
            &self.suspected,
            &self.unclear,
            &self.visit_diagnoses,
            &self.concerns,
            &self.social,
            &self.past,
        ];
        groups.into_iter().flatten()
    }

    pub(super) fn group_mut(&mut self, group: ConditionGroup) -> &mut Vec<Condition> {
        match group {
            ConditionGroup::Active => &mut self.active,
            ConditionGroup::Suspected => &mut self.suspected,
            ConditionGroup::Unclear => &mut self.unclear,
            ConditionGroup::VisitDiagnosis => &mut self.visit_diagnoses,
            ConditionGroup::Concern => &mut self.concerns,
            ConditionGroup::Social => &mut self.social,
            ConditionGroup::Past => &mut self.past,
        }
    }
}
