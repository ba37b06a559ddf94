//! What every view has in common: how fresh it is, what is missing from it, and the small values it is made of.

use portico_model::{Category, ResourceId, Timestamp, When};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use crate::shared::Shared;

/// One disclosure of part of a chart: the content, and the truth about it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[non_exhaustive]
pub struct Disclosure<T> {
    /// When the record system said so (the oldest part of the content).
    pub as_of: Timestamp,
    /// The record system cannot be reached: this is the last known good copy.
    pub is_stale: bool,
    /// Parts of the record that could not be read this time and of which no copy is kept.
    pub failed: Vec<Part>,
    /// How many items a rule withholds from this reader, where the rule lets that be known.
    pub withheld: u32,
    /// Kinds of record on this page that are not shared with this reader, whether or not there is anything.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_shared: Vec<Category>,
    /// How many items are in the record but could not be understood.
    pub unreadable: u32,
    /// How many dates stand in the record but could not be read. What they belong to is shown as undated, and last.
    pub lost_dates: u32,
    /// The record system had more than the portal reads at once.
    pub is_truncated: bool,
    #[serde(flatten)]
    pub content: T,
}

impl<T> Disclosure<T> {
    /// Of an invented content, fresh and complete. For samples: clippy.toml keeps everybody else away.
    #[doc(hidden)]
    pub fn invented(as_of: Timestamp, content: T) -> Self {
        Self {
            as_of,
            is_stale: false,
            failed: Vec::new(),
            withheld: 0,
            not_shared: Vec::new(),
            unreadable: 0,
            lost_dates: 0,
            is_truncated: false,
            content,
        }
    }
}

/// A part of the record that is fetched, fails and is stamped on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Profile,
    Coverage,
    Results,
    ResultReports,
    Vitals,
    Conditions,
    Allergies,
    Immunizations,
    Medications,
    Dispenses,
    Visits,
    Documents,
    Reports,
    CarePlans,
    Goals,
    CareTeam,
    Appointments,
}

impl Part {
    pub const ALL: [Part; 17] = [
        Part::Profile,
        Part::Coverage,
        Part::Results,
        Part::ResultReports,
        Part::Vitals,
        Part::Conditions,
        Part::Allergies,
        Part::Immunizations,
        Part::Medications,
        Part::Dispenses,
        Part::Visits,
        Part::Documents,
        Part::Reports,
        Part::CarePlans,
        Part::Goals,
        Part::CareTeam,
        Part::Appointments,
    ];

    /// The name in JSON, audit events and text keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Part::Profile => "profile",
            Part::Coverage => "coverage",
            Part::Results => "results",
            Part::ResultReports => "result_reports",
            Part::Vitals => "vitals",
            Part::Conditions => "conditions",
            Part::Allergies => "allergies",
            Part::Immunizations => "immunizations",
            Part::Medications => "medications",
            Part::Dispenses => "dispenses",
            Part::Visits => "visits",
            Part::Documents => "documents",
            Part::Reports => "reports",
            Part::CarePlans => "care_plans",
            Part::Goals => "goals",
            Part::CareTeam => "care_team",
            Part::Appointments => "appointments",
        }
    }
}

/// A clinical term: the record's own words, and the key of a reviewed plain name where Portico has one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, ToSchema)]
pub struct Term {
    pub text: String,
    /// Key into the message catalogues (`lab-ldl`); `None` where only the record's words exist.
    pub key: Option<&'static str>,
    pub code: Option<Code>,
}

/// A code with its system (SNOMED CT, LOINC, ICD-10-CM, RxNorm, CVX, …).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, ToSchema)]
pub struct Code {
    pub system: String,
    pub code: String,
}

/// A file that belongs to a note, report or document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AttachmentHead {
    /// Its place in the document, from 0.
    pub index: u16,
    pub title: Option<String>,
    /// The declared media type, or `application/octet-stream`.
    pub content_type: String,
    pub size_bytes: Option<u64>,
}

/// Something in the record that a page links to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Link {
    pub kind: LinkKind,
    pub id: ResourceId,
    pub title: Term,
    pub at: Option<When>,
}

/// What a [`Link`] leads to; each kind has its own page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// One result.
    Lab,
    /// A report with its results.
    LabPanel,
    Vital,
    Condition,
    Allergy,
    Immunization,
    Medication,
    Visit,
    Note,
    Report,
    Document,
    CarePlan,
    Appointment,
}

impl Term {
    /// A term without a code or a reviewed name.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), key: None, code: None }
    }

    /// What the record gives neither words nor a code for.
    pub fn unnamed() -> Self {
        Self { text: String::new(), key: Some("term-unnamed"), code: None }
    }
}

impl Code {
    pub fn new(system: impl Into<String>, code: impl Into<String>) -> Self {
        Self { system: system.into(), code: code.into() }
    }
}
