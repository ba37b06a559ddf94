//! What a reader sees of visits and of what was written in them.

use std::sync::Arc;

use portico_model::{ResourceId, When};
use serde::Serialize;
use utoipa::ToSchema;

use crate::documents::{DocumentHead, ReportHead};
use crate::labs::LabPanel;
use crate::view::{Link, LinkKind, Mark, Term};

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
    /// Its type, or where the record has none, its kind.
    pub name: Term,
    /// The record gives it a name of its own.
    pub has_name: bool,
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
    pub diagnoses: Vec<Diagnosis>,
    pub notes: Vec<DocumentHead>,
    pub results: Vec<LabPanel>,
    pub reports: Vec<ReportHead>,
}

/// A condition that a visit names, with what must be known of it: it may have been ruled out since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Diagnosis {
    pub name: Term,
    pub mark: Option<Mark>,
}

impl Visit {
    /// A visit without a name of its own is told by its place and its reasons.
    pub fn link(&self) -> Link {
        let reasons = self.reasons.iter().map(|reason| reason.text.clone()).filter(|_| !self.has_name);
        Link {
            beside: self.place.iter().map(ToString::to_string).chain(reasons).collect(),
            mark: self.status.mark(),
            ..Link::new(LinkKind::Visit, self.id.clone(), self.name.clone(), self.start)
        }
    }
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
