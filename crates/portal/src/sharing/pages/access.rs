//! Whose records somebody may see, and for whom they asked.

use askama::Template;
use portico_account::grants::{Held, Proof};
use portico_model::{Category, GrantId, GrantState, PatientId, Relationship, Timestamp, When};
use serde::Serialize;
use utoipa::ToSchema;

use super::super::scope::{proof_key, scope_words};
use super::overview::change_notice;
use super::{AgeChangeRow, SharingDone};
use crate::answer::{Answer, Answered, plain};
use crate::look::{Chip, Empty, Frame, Icon, Notice, Place, Tone, acting_key, relationship_key};
use crate::page::{Page, Shell};
use crate::words::{Words, capital};

/// `GET /account/access`
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct AccessPage {
    pub rows: Vec<AccessRow>,
    pub done: Option<SharingDone>,
}

/// An access that the reader holds, asked for, or had.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AccessRow {
    pub grant: GrantId,
    /// Present where it is in force.
    pub patient: Option<PatientId>,
    pub patient_name: String,
    pub relationship: Relationship,
    pub scope: Vec<Category>,
    pub state: GrantState,
    pub asked_at: Timestamp,
    pub valid_until: Option<Timestamp>,
    #[schema(value_type = Option<String>)]
    pub proof: Option<Proof>,
    /// Nothing was handed in yet, and nothing can be decided without it.
    pub needs_paper: bool,
    pub change: Option<AgeChangeRow>,
}

impl From<Held> for AccessRow {
    fn from(held: Held) -> Self {
        let is_waiting = held.state == GrantState::Requested;
        Self {
            needs_paper: is_waiting && held.papers == 0 && held.relationship == Relationship::PowerOfAttorney,
            grant: held.grant,
            patient: held.patient,
            patient_name: held.patient_name,
            relationship: held.relationship,
            scope: held.scope.iter().collect(),
            state: held.state,
            asked_at: held.asked_at,
            valid_until: held.valid_until,
            proof: held.proof,
            change: held.change.as_ref().map(AgeChangeRow::from),
        }
    }
}

impl AccessRow {
    pub(super) fn address(&self) -> Option<String> {
        Some(format!("/patients/{}", self.patient.as_ref()?))
    }

    pub(in crate::sharing) fn is_waiting(&self) -> bool {
        self.state == GrantState::Requested
    }

    /// Whether there is anything to give up or take back.
    fn is_live(&self) -> bool {
        self.patient.is_some() || self.is_waiting()
    }

    pub(super) fn line(&self, w: &Words) -> String {
        let relationship = w.t(acting_key(self.relationship)).to_owned();
        let until = self.valid_until.filter(|_| self.patient.is_some());
        let until = until.map(|until| w.say("access-until", "moment", &w.last_day(until)));
        let asked = self.is_waiting().then(|| w.say("access-asked-at", "moment", &w.moment(self.asked_at)));
        [Some(relationship), until, asked].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    pub(super) fn chip<'a>(&self, w: &Words) -> Chip<'a> {
        match self.state {
            _ if self.needs_paper => Chip::new(Tone::Warning, w.t("access-needs-paper")),
            GrantState::Active => Chip::new(Tone::Good, w.t("access-active")),
            GrantState::Requested | GrantState::Invited => Chip::new(Tone::Wait, w.t("access-waits")),
            GrantState::Refused => Chip::new(Tone::Plain, w.t("access-refused")),
            GrantState::Declined | GrantState::Ended => Chip::new(Tone::Plain, w.t("access-ended")),
        }
    }
}

impl Answered for AccessPage {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

#[derive(Template)]
#[template(path = "sharing/access.html")]
struct AccessTemplate<'a> {
    f: Frame<'a>,
    page: &'a AccessPage,
}

impl Page for AccessPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let mut f = Frame::of(shell, Place::Sharing);
        f.title = f.t("access-title").to_owned();
        AccessTemplate { f, page: self }.render()
    }
}

impl AccessTemplate<'_> {
    fn done(&self) -> Option<Notice> {
        self.page.done.map(|done| done.notice(&self.f))
    }

    fn live(&self) -> impl Iterator<Item = &AccessRow> {
        self.page.rows.iter().filter(|row| row.is_live())
    }

    fn over(&self) -> Vec<&AccessRow> {
        self.page.rows.iter().filter(|row| !row.is_live()).collect()
    }

    fn changes(&self) -> Vec<Notice> {
        let told =
            |row: &AccessRow| Some(change_notice(&self.f, row.change.as_ref()?, Some(&row.patient_name)));
        self.page.rows.iter().filter_map(told).collect()
    }
}

/// What somebody sees under an access, until when, and who checked it. Of a request only what is known.
pub(super) fn facts(w: &Words, row: &AccessRow) -> Vec<(&'static str, String)> {
    let role = (w.t("access-as"), w.t(relationship_key(row.relationship)).to_owned());
    if row.is_waiting() {
        let asked = w.date(When::from(row.asked_at));
        return vec![role, (w.t("access-asked"), asked)];
    }
    let until = match row.valid_until {
        Some(until) => w.last_day(until),
        None => w.t("share-no-end").to_owned(),
    };
    vec![
        role,
        (w.t("access-sees"), capital(&scope_words(w, &row.scope))),
        (w.t("share-until"), until),
        (w.t("share-checked"), proof_words(w, row)),
    ]
}

/// Who gave the access, or who checked it and how.
fn proof_words(w: &Words, row: &AccessRow) -> String {
    match row.proof {
        Some(Proof::GivenByPatient) => w.say("access-proof-patient", "name", &row.patient_name),
        proof => w.t(proof_key(proof)).to_owned(),
    }
}
