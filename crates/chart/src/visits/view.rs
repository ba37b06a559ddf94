//! What a reader sees of visits and of what was written in them.

use std::sync::Arc;

use portico_model::{ResourceId, When};
use serde::Serialize;
use utoipa::ToSchema;

use crate::documents::{DocumentHead, ReportHead};
use crate::labs::LabPanel;
use crate::view::Term;

/// What is to come and what has been, newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VisitList {
    /// Booked appointments, soonest first.
    pub upcoming: Vec<Appointment>,
    pub visits: Vec<Visit>,
}

/// One encounter.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Visit {
    pub id: ResourceId,
    pub kind: VisitKind,
    pub name: Term,
    pub status: VisitStatus,
    pub start: Option<When>,
    pub end: Option<When>,
    pub clinicians: Vec<Arc<str>>,
    pub place: Option<Arc<str>>,
    pub reasons: Vec<Term>,
}

/// One visit with what came of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VisitDetail {
    pub visit: Visit,
    pub diagnoses: Vec<Term>,
    pub notes: Vec<DocumentHead>,
    pub results: Vec<LabPanel>,
    pub reports: Vec<ReportHead>,
}

/// `Encounter.class` (v3-ActCode), as people say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VisitKind {
    Office,
    Emergency,
    Hospital,
    Video,
    Home,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VisitStatus {
    Planned,
    InProgress,
    Finished,
    Cancelled,
    EnteredInError,
    Unknown,
}

/// The booked and past appointments.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Appointment {
    pub id: ResourceId,
    pub name: Term,
    pub start: Option<When>,
    pub end: Option<When>,
    /// FHIR `Appointment.status`.
    pub status: String,
    pub with: Vec<Arc<str>>,
    pub place: Option<Arc<str>>,
    pub instructions: Option<String>,
}
