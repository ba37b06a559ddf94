//! What a reader sees of care plans, goals, the care team and their own particulars.

use std::sync::Arc;

use jiff::civil::Date;
use portico_model::{ResourceId, Sensitivities, When};
use serde::Serialize;
use utoipa::ToSchema;

use crate::view::Term;

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CarePlanList {
    pub plans: Vec<CarePlan>,
    pub goals: Vec<Goal>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CarePlan {
    pub id: ResourceId,
    pub title: Term,
    /// FHIR `CarePlan.status`.
    pub status: String,
    pub start: Option<When>,
    pub end: Option<When>,
    pub description: Option<String>,
    /// Narrative from the record, cleaned as in [`crate::documents::DocumentBody::Html`].
    pub narrative_html: Option<String>,
    pub activities: Vec<Activity>,
    pub addresses: Vec<Term>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Activity {
    pub text: Term,
    pub status: Option<String>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Goal {
    pub id: ResourceId,
    pub text: Term,
    /// FHIR `Goal.lifecycleStatus`.
    pub status: String,
    pub achievement: Option<Term>,
    pub start: Option<When>,
    pub targets: Vec<GoalTarget>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct GoalTarget {
    pub measure: Option<Term>,
    /// The target as people say it (`below 7 %`).
    pub text: Option<String>,
    pub due: Option<When>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CareTeamView {
    pub members: Vec<CareTeamMember>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CareTeamMember {
    pub name: Arc<str>,
    /// Who this is in the record system's directory, where it says so.
    pub practitioner: Option<ResourceId>,
    pub role: Option<Term>,
    pub specialty: Option<Term>,
    /// National Provider Identifier.
    pub npi: Option<String>,
    pub phone: Option<String>,
    pub organization: Option<Arc<str>>,
    /// For whom this member works: the id of the FHIR `Organization`.
    pub organization_id: Option<ResourceId>,
    /// Family and friends, as opposed to professionals.
    pub is_lay: bool,
}

/// Who the patient is. Read afresh each time, never cached.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Profile {
    /// The name to use: `usual`, else `official`.
    pub name: String,
    pub other_names: Vec<OtherName>,
    /// The family names of all of them, for comparing; no page shows them.
    #[serde(skip)]
    pub family_names: Vec<String>,
    pub given: Option<String>,
    pub born: Option<When>,
    pub age_years: Option<u32>,
    pub administrative_gender: Option<String>,
    pub birth_sex: Option<String>,
    pub gender_identity: Option<String>,
    pub pronouns: Option<String>,
    /// What the record says besides, by extensions of FHIR.
    pub more: Vec<ProfileFact>,
    /// How many extensions say something that the portal has no name for.
    pub unnamed_extensions: u32,
    pub is_deceased: bool,
    pub languages: Vec<Term>,
    pub marital_status: Option<Term>,
    pub addresses: Vec<String>,
    pub phones: Vec<ContactWay>,
    pub emails: Vec<ContactWay>,
    pub emergency_contacts: Vec<EmergencyContact>,
    pub general_practitioners: Vec<Arc<str>>,
    pub identifiers: Vec<PatientNumber>,
    pub coverages: Vec<CoverageCard>,
}

/// Something that the record says of a patient beside the fields of FHIR.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProfileFact {
    pub kind: FactKind,
    /// What it says, in the record's words.
    pub words: Vec<Term>,
    /// What the words give away.
    #[serde(skip)]
    pub labels: Sensitivities,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    Race,
    Ethnicity,
    TribalAffiliation,
    InterpreterNeeded,
    Sex,
    /// As in an official paper.
    RecordedSex,
    SexForClinicalUse,
    Religion,
    Nationality,
    Citizenship,
    Disability,
    BirthPlace,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OtherName {
    pub name: String,
    /// FHIR `HumanName.use` (`maiden`, `nickname`, `old`, …).
    pub kind: Option<String>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ContactWay {
    pub value: String,
    /// FHIR `ContactPoint.use` (`home`, `mobile`, `work`).
    pub kind: Option<String>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EmergencyContact {
    pub name: String,
    pub relationship: Option<Term>,
    pub phone: Option<String>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PatientNumber {
    /// What the number is ("Medical record number").
    pub kind: String,
    pub value: String,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CoverageCard {
    pub payer: String,
    pub plan: Option<String>,
    pub member_number: Option<String>,
    pub status: String,
    pub start: Option<Date>,
    pub end: Option<Date>,
}
