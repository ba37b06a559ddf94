//! What staff see of a request for access.

use askama::Template;
use portico_account::grants::{GrantDocument, GrantedPatient, Review, ReviewLine};
use portico_chart::identity::{Identity, RelatedPersonCard};
use portico_model::{GrantId, GrantState, PatientId, Relationship, Timestamp, When};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::faults::SharingFault;
use crate::answer::{Answer, Answered, plain};
use crate::look::{Chip, Empty, Frame, Hidden, Icon, Notice, Place, Tone, relationship_key};
use crate::page::{Page, Shell};
use crate::words::Words;

/// `GET /staff/access`
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct ReviewList {
    /// The longest waiting first.
    pub rows: Vec<ReviewRow>,
    /// What the reader decided a moment ago.
    pub done: Option<ReviewDone>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewDone {
    Approved,
    Refused,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReviewRow {
    pub grant: GrantId,
    pub asked_by: String,
    pub patient_name: String,
    pub relationship: Relationship,
    pub asked_at: Timestamp,
}

/// `GET /staff/access/{grant}`
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReviewPage {
    pub request: ReviewRow,
    pub email: String,
    pub state: GrantState,
    /// As the person who asks wrote it.
    pub patient_born: Option<When>,
    /// Patients whom the request can mean.
    pub found: Vec<Evidence>,
    pub papers: Vec<ReviewPaper>,
    /// Who has found that a document proves it: somebody else must find so too.
    pub checked_by: Option<String>,
    /// It was the reader.
    pub is_checked_by_reader: bool,
    pub fault: Option<ReviewFault>,
}

/// A patient, and whom the record names as theirs.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Evidence {
    pub patient: PatientId,
    pub name: String,
    pub born: Option<When>,
    pub state: Option<String>,
    pub related: Vec<RelatedPersonCard>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReviewPaper {
    pub id: String,
    pub media_type: String,
    pub at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewFault {
    /// Nobody can be looked up at the moment.
    RecordSystemDown,
    Refused(SharingFault),
}

impl From<ReviewLine> for ReviewRow {
    fn from(line: ReviewLine) -> Self {
        let ReviewLine { grant, asked_by, patient_name, relationship, asked_at } = line;
        Self { grant, asked_by, patient_name, relationship, asked_at }
    }
}

impl From<GrantDocument> for ReviewPaper {
    fn from(document: GrantDocument) -> Self {
        Self { id: document.id.to_string(), media_type: document.media_type, at: document.at }
    }
}

impl Evidence {
    pub(in crate::sharing) fn of(identity: Identity, related: Vec<RelatedPersonCard>) -> Self {
        let Identity { patient, name, born, state } = identity;
        Self { patient, name, born, state, related }
    }

    /// The record calls the asker a parent or guardian.
    pub(in crate::sharing) fn names_asker(&self) -> bool {
        self.related.iter().any(|person| person.is_guardian && person.is_asker)
    }
}

impl From<Evidence> for GrantedPatient {
    fn from(found: Evidence) -> Self {
        Self { id: Some(found.patient), name: found.name, born: found.born, state: found.state }
    }
}

impl ReviewPage {
    pub(in crate::sharing) fn of(review: Review, found: Vec<Evidence>) -> Self {
        let is_checked_by_reader = review.checked_by.as_ref().is_some_and(|first| first.is_reader);
        Self {
            checked_by: review.checked_by.map(|first| first.name),
            is_checked_by_reader,
            email: review.email,
            state: review.state,
            patient_born: review.patient.born,
            papers: review.documents.into_iter().map(Into::into).collect(),
            request: review.line.into(),
            found,
            fault: None,
        }
    }

    fn is_open(&self) -> bool {
        self.state == GrantState::Requested
    }

    fn takes_paper(&self) -> bool {
        !self.papers.is_empty() && !self.is_checked_by_reader
    }

    fn is_parental(&self) -> bool {
        matches!(self.request.relationship, Relationship::Parent | Relationship::Guardian)
    }
}

impl Answered for ReviewList {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

impl Answered for ReviewPage {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

#[derive(Template)]
#[template(path = "sharing/review_list.html")]
struct ListTemplate<'a> {
    f: Frame<'a>,
    page: &'a ReviewList,
}

#[derive(Template)]
#[template(path = "sharing/review.html")]
struct ReviewTemplate<'a> {
    f: Frame<'a>,
    page: &'a ReviewPage,
}

impl Page for ReviewList {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        ListTemplate { f: Frame::of(shell, Place::StaffAccess), page: self }.render()
    }
}

impl Page for ReviewPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let title = Words::of(shell).say("review-title", "name", &self.request.asked_by);
        let f = Frame::below(shell, Place::StaffAccess, title);
        ReviewTemplate { f, page: self }.render()
    }
}

impl ListTemplate<'_> {
    fn done(&self) -> Option<Notice> {
        let words = match self.page.done? {
            ReviewDone::Approved => "done-review-approved",
            ReviewDone::Refused => "done-review-refused",
        };
        Some(Notice::new(Tone::Good, self.f.t("done-title"), self.f.t(words).to_owned()))
    }
}

impl ReviewTemplate<'_> {
    fn fault(&self) -> Option<Notice> {
        Some(match self.page.fault? {
            ReviewFault::Refused(fault) => fault.notice(&self.f),
            ReviewFault::RecordSystemDown => {
                Notice::new(Tone::Warning, self.f.t("fault-title"), self.f.t("review-down").to_owned())
            }
        })
    }

    fn checked(&self) -> Option<String> {
        let name = self.page.checked_by.as_deref().filter(|_| self.page.is_open())?;
        let key = if self.page.is_checked_by_reader { "review-checked-by-you" } else { "review-checked-by" };
        Some(self.f.w.say(key, "name", name))
    }

    fn state(&self) -> &'static str {
        self.f.t(match self.page.state {
            GrantState::Active => "review-is-active",
            GrantState::Refused => "review-is-refused",
            _ => "review-is-over",
        })
    }

    fn facts(&self) -> Vec<(&'static str, String)> {
        let (w, page) = (&self.f.w, self.page);
        vec![
            (w.t("review-asked-by"), page.request.asked_by.clone()),
            (w.t("email"), page.email.clone()),
            (w.t("access-as"), w.t(relationship_key(page.request.relationship)).to_owned()),
            (w.t("review-for"), page.request.patient_name.clone()),
            (w.t("review-born"), w.date_or_none(&page.patient_born)),
            (w.t("review-asked-at"), w.moment(page.request.asked_at)),
        ]
    }
}

fn row_line(w: &Words, row: &ReviewRow) -> String {
    let relationship = w.t(relationship_key(row.relationship));
    let asked = w.say("access-asked-at", "moment", &w.moment(row.asked_at));
    format!("{relationship} · {asked}")
}

fn evidence_line(w: &Words, found: &Evidence) -> String {
    let born = w.say("review-born-on", "day", &w.date_or_none(&found.born));
    [Some(born), found.state.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn related_chip<'a>(w: &Words, person: &RelatedPersonCard) -> Option<Chip<'a>> {
    let (tone, key) = match (person.is_asker, person.has_same_name, person.is_guardian) {
        (true, _, true) => (Tone::Good, "review-is-asker"),
        (true, _, false) | (_, true, false) => (Tone::Wait, "review-no-guardian"),
        (false, true, true) => (Tone::Wait, "review-same-name"),
        (false, false, _) => return None,
    };
    Some(Chip::new(tone, w.t(key)))
}
