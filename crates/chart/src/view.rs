//! What every view has in common: how fresh it is, what is missing from it, and the small values it is made of.

use portico_model::{Category, ResourceId, Timestamp, When};
use serde::{Deserialize, Serialize, Serializer};
use utoipa::ToSchema;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};

use crate::merged::RecordUse;
pub use crate::other::OtherKind;
pub use crate::paging::{Page, PageQuery, Paged};
pub use crate::shared::Shared;

/// One disclosure of part of a chart: the content, and the truth about it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[non_exhaustive]
pub struct Disclosure<T> {
    /// When the record system said so (the oldest part of the content).
    pub as_of: Timestamp,
    /// Whether this record is the one to be read.
    #[serde(skip_serializing_if = "RecordUse::is_usual")]
    pub record: RecordUse,
    /// The record system cannot be reached: this is the last known good copy.
    pub is_stale: bool,
    /// Parts of the record that could not be read this time and of which no copy is kept.
    pub failed: Vec<Part>,
    /// Parts of the record that the record system does not hand out to us at all. That nothing of them is here says nothing
    /// of whether there is anything.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_offered: Vec<Part>,
    /// How many items a rule withholds from this reader, where the rule lets that be known.
    pub withheld: u32,
    /// Kinds of record on this page that are not shared with this reader, whether or not there is anything.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_shared: Vec<Category>,
    /// How many items are in the record and are not shown, because they could not be understood.
    pub unreadable: u32,
    /// What is not shown, or shown without some of it, by section and kind: all of `unreadable`, and more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<Gap>,
    /// How many dates stand in the record but could not be read. What they belong to is shown as undated, and last.
    pub lost_dates: u32,
    /// The record system had more than the portal reads at once.
    pub is_truncated: bool,
    #[serde(flatten)]
    pub content: T,
}

impl<T> Disclosure<T> {
    /// Whether all of these parts were looked through, so that what is not here is not there: none failed, nothing is left
    /// out, not offered, held back, unread or cut off.
    pub fn is_whole(&self, parts: &[Part]) -> bool {
        let is_had = |part: &Part| !self.failed.contains(part) && !self.not_offered.contains(part);
        let is_read = |part: &Part| self.gaps.iter().all(|gap| gap.lost == 0 || gap.part != *part);
        let is_shared = |part: &Part| part.categories().iter().all(|kind| !self.not_shared.contains(kind));
        self.withheld == 0
            && !self.is_truncated
            && parts.iter().all(|part| is_had(part) && is_read(part) && is_shared(part))
    }

    /// Of an invented content, fresh and complete. For samples: clippy.toml keeps everybody else away.
    #[doc(hidden)]
    pub fn invented(as_of: Timestamp, content: T) -> Self {
        Self {
            as_of,
            record: RecordUse::InUse,
            is_stale: false,
            failed: Vec::new(),
            not_offered: Vec::new(),
            withheld: 0,
            not_shared: Vec::new(),
            unreadable: 0,
            gaps: Vec::new(),
            lost_dates: 0,
            is_truncated: false,
            content,
        }
    }
}

/// What of one kind of thing could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Gap {
    /// The section where it would stand.
    pub part: Part,
    /// The FHIR resource type; `Resource` where not even that could be read.
    pub kind: String,
    /// So many are not shown at all.
    pub lost: u32,
    /// So many are shown, each without some of what it says.
    pub in_part: u32,
}

/// A part of the record that is fetched, fails and is stamped on its own. In JSON its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// One kind of what has no page of its own.
    Other(OtherKind),
}

impl Part {
    /// Those that have a page of their own.
    pub(crate) const WITH_PAGES: [Part; 17] = [
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

    /// The kinds of record that are in this part.
    pub fn categories(self) -> &'static [Category] {
        match self {
            Part::Profile | Part::Coverage => &[Category::Demographics],
            Part::Results | Part::ResultReports => &[Category::Laboratory],
            Part::Vitals => &[Category::Vitals],
            Part::Conditions => &[Category::Conditions],
            Part::Allergies => &[Category::Allergies],
            Part::Immunizations => &[Category::Immunizations],
            Part::Medications | Part::Dispenses => &[Category::Medications],
            Part::Visits => &[Category::Visits],
            Part::Documents => &[Category::Notes, Category::Documents],
            Part::Reports => &[Category::Reports],
            Part::CarePlans | Part::Goals => &[Category::CarePlans],
            Part::CareTeam => &[Category::CareTeam],
            Part::Appointments => &[Category::Appointments],
            Part::Other(_) => &[Category::Other],
        }
    }

    pub fn all() -> impl Iterator<Item = Part> {
        Self::WITH_PAGES.into_iter().chain(OtherKind::PARTS.iter().copied())
    }

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
            Part::Other(kind) => kind.as_str(),
        }
    }
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl utoipa::PartialSchema for Part {
    fn schema() -> utoipa::openapi::RefOr<Schema> {
        let names = Part::all().map(|part| part.as_str());
        ObjectBuilder::new().schema_type(Type::String).enum_values(Some(names)).into()
    }
}

impl ToSchema for Part {}

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
    /// What a reader must know beside the title: that it did not happen, is over, was withdrawn.
    pub mark: Option<Mark>,
    /// What else names it, such as the place of a visit. Search looks here too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<String>,
}

/// What must stand beside the name of a thing that is not simply so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    EnteredInError,
    Cancelled,
    Stopped,
    Finished,
    OnHold,
    NotStarted,
    DoNotTake,
    /// The record said to leave it alone, and says so no more.
    DoNotTakeEnded,
    Proposed,
    Planned,
    InHospital,
    /// Another one of the same kind came in its place.
    Replaced,
    NotGiven,
    NotDone,
    /// An order that it must not be done.
    NotToDo,
    RuledOut,
    Suspected,
    OneOfSeveral,
    Inactive,
    Over,
    /// Over, or no longer in use.
    Ended,
    Ongoing,
    /// Begun and not finished, or not confirmed yet.
    Unfinished,
    /// Changed after it was final.
    Changed,
    Preliminary,
    StatusNotKnown,
}

impl Link {
    pub fn new(kind: LinkKind, id: ResourceId, title: Term, at: Option<When>) -> Self {
        Self { kind, id, title, at, mark: None, beside: Vec::new() }
    }

    pub fn marked(self, mark: Option<Mark>) -> Self {
        Self { mark, ..self }
    }
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
    /// What was found at a visit.
    VisitDiagnosis,
    Concern,
    /// How somebody lives.
    Social,
    Allergy,
    /// A statement that there is no allergy.
    NoAllergy,
    Immunization,
    Medication,
    /// What a pharmacy gave out without a prescription in the record.
    Dispense,
    Visit,
    Note,
    Report,
    Document,
    CarePlan,
    Appointment,
    /// What has no page of its own, by its kind.
    Other(OtherKind),
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
