//! Who may see this record.

use askama::Template;
use portico_account::grants::{AgeChange, Sharing, Waiting, Who};
use portico_model::{Category, Relationship, Timestamp};
use portico_model::{GrantId, When};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::scope::{proof_key, scope_words};
use super::AccessRow;
use crate::answer::{Answer, Answered, plain};
use crate::look::{Chip, Empty, Frame, Icon, Notice, Place, Tone, initials, relationship_key};
use crate::page::{Page, Shell};
use crate::words::{Words, capital};

/// `GET /patients/{patient}/sharing`: for the patient, who may see the record; for somebody who acts for the patient, their
/// own access alone.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct SharingPage {
    pub is_own: bool,
    pub people: Vec<SharedWithRow>,
    /// Invitations without an answer.
    pub waiting: Vec<InvitationRow>,
    /// Who had access within the last ninety days.
    pub former: Vec<SharedWithRow>,
    /// The reader's access to this record, or, on their own page, to the records of others.
    pub mine: Vec<AccessRow>,
    /// What was just done.
    pub done: Option<SharingDone>,
}

/// Somebody who may see the record, or could.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SharedWithRow {
    pub grant: GrantId,
    pub name: String,
    pub relationship: Relationship,
    pub scope: Vec<Category>,
    pub since: Timestamp,
    pub valid_until: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    /// `given_by_patient`, `related_person` or `document`.
    #[schema(value_type = Option<String>)]
    pub proof: Option<portico_account::grants::Proof>,
    /// Staff alone can end it.
    pub is_for_staff_to_end: bool,
    pub change: Option<AgeChangeRow>,
}

/// A birthday that changes what a parent sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AgeChangeRow {
    /// `YYYY-MM-DD`
    pub on: When,
    pub age_years: u32,
    /// Nothing is left, not only the sensitive is withheld.
    pub ends_access: bool,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InvitationRow {
    pub grant: GrantId,
    pub email: String,
    pub relationship: Relationship,
    pub scope: Vec<Category>,
    pub sent_at: Timestamp,
    pub expires_at: Option<Timestamp>,
    pub has_run_out: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SharingDone {
    Invited,
    Ended,
    Accepted,
    Declined,
    /// Accepted, and waiting for a document.
    PaperNeeded,
    Requested,
    PaperKept,
    /// The same paper was there already.
    PaperKnown,
}

impl From<&AgeChange> for AgeChangeRow {
    fn from(change: &AgeChange) -> Self {
        Self {
            on: When::Day(change.on),
            age_years: change.age_years,
            ends_access: change.access == portico_policy::ParentalAccess::None,
        }
    }
}

impl From<Who> for SharedWithRow {
    fn from(who: Who) -> Self {
        Self {
            grant: who.grant,
            name: who.name,
            relationship: who.relationship,
            scope: who.scope.iter().collect(),
            since: who.since,
            valid_until: who.valid_until,
            ended_at: who.ended_at,
            proof: who.proof,
            is_for_staff_to_end: who.is_for_staff_to_end,
            change: who.change.as_ref().map(AgeChangeRow::from),
        }
    }
}

impl From<Waiting> for InvitationRow {
    fn from(waiting: Waiting) -> Self {
        Self {
            grant: waiting.grant,
            email: waiting.email,
            relationship: waiting.relationship,
            scope: waiting.scope.iter().collect(),
            sent_at: waiting.sent_at,
            expires_at: waiting.expires_at,
            has_run_out: waiting.has_run_out,
        }
    }
}

impl From<Sharing> for SharingPage {
    fn from(sharing: Sharing) -> Self {
        Self {
            is_own: true,
            people: sharing.people.into_iter().map(Into::into).collect(),
            waiting: sharing.waiting.into_iter().map(Into::into).collect(),
            former: sharing.former.into_iter().map(Into::into).collect(),
            ..Self::default()
        }
    }
}

impl Answered for SharingPage {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

#[derive(Template)]
#[template(path = "sharing/overview.html")]
struct SharingTemplate<'a> {
    f: Frame<'a>,
    page: &'a SharingPage,
}

impl Page for SharingPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        SharingTemplate { f: Frame::of(shell, Place::Sharing), page: self }.render()
    }
}

impl SharingTemplate<'_> {
    fn done(&self) -> Option<Notice> {
        self.page.done.map(|done| done.notice(&self.f))
    }

    fn changes(&self) -> Vec<Notice> {
        let told = |person: &SharedWithRow| Some(change_notice(&self.f, person.change.as_ref()?, None));
        self.page.people.iter().filter_map(told).collect()
    }
}

impl SharingDone {
    pub(super) fn notice(self, f: &Frame<'_>) -> Notice {
        let key = match self {
            SharingDone::Invited => "share-done-invited",
            SharingDone::Ended => "share-done-ended",
            SharingDone::Accepted => "share-done-accepted",
            SharingDone::Declined => "share-done-declined",
            SharingDone::PaperNeeded => "share-done-paper-needed",
            SharingDone::Requested => "share-done-requested",
            SharingDone::PaperKept => "share-done-paper",
            SharingDone::PaperKnown => "share-done-paper-known",
        };
        Notice::new(Tone::Good, f.t("done-title"), f.t(key).to_owned())
    }
}

/// A birthday is near: to the patient, or, with the patient's name, to the parent.
pub(super) fn change_notice(f: &Frame<'_>, change: &AgeChangeRow, patient: Option<&str>) -> Notice {
    let day = f.w.date(change.on);
    let key = match (patient.is_some(), change.ends_access) {
        (false, false) => "share-change-limits",
        (false, true) => "share-change-ends",
        (true, false) => "share-change-limits-for",
        (true, true) => "share-change-ends-for",
    };
    let words = match patient {
        Some(name) => f.w.with(key, &[("day", day.into()), ("name", name.into())]),
        None => f.w.say(key, "day", &day),
    };
    Notice::new(Tone::Wait, f.t("share-change-title"), words)
}

/// What somebody sees, since when and until when, and who checked it: names and words of a list.
fn person_facts(w: &Words, person: &SharedWithRow) -> Vec<(&'static str, String)> {
    let until = match person.valid_until {
        Some(until) => w.last_day(until),
        None => w.t("share-no-end").to_owned(),
    };
    vec![
        (w.t("share-sees"), capital(&scope_words(w, &person.scope))),
        (w.t("share-since"), w.date(When::from(person.since))),
        (w.t("share-until"), until),
        (w.t("share-checked"), w.t(proof_key(person.proof)).to_owned()),
    ]
}

fn former_line(w: &Words, person: &SharedWithRow) -> String {
    let ended = person.ended_at.map(|at| w.say("share-ended-at", "moment", &w.moment(at)));
    let parts = [Some(w.t(relationship_key(person.relationship)).to_owned()), ended];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn waiting_line(w: &Words, waiting: &InvitationRow) -> String {
    let sent = w.say("share-sent-at", "moment", &w.moment(waiting.sent_at));
    let ends = waiting.expires_at.filter(|_| !waiting.has_run_out);
    let ends = ends.map(|at| w.say("share-open-until", "moment", &w.moment(at)));
    let relationship = w.t(relationship_key(waiting.relationship)).to_owned();
    let scope = scope_words(w, &waiting.scope);
    [Some(relationship), Some(scope), Some(sent), ends].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn waiting_chip<'a>(w: &Words, waiting: &InvitationRow) -> Chip<'a> {
    match (waiting.has_run_out, waiting.expires_at) {
        (true, _) => Chip::new(Tone::Plain, w.t("share-ran-out")),
        (false, Some(_)) => Chip::new(Tone::Wait, w.t("share-waits")),
        (false, None) => Chip::new(Tone::Wait, w.t("share-waits-for-staff")),
    }
}
