use askama::Template;
use portico_desk::{CaseDetail, CaseList, CaseRow, Deed, HistoryLine, Request, RequestList};
use portico_model::{CaseState, Role, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::words::{act_key, case_chip, kind_key, news_key, pool_key, request_chip};
use crate::answer::{Answer, Answered, plain};
use crate::look::{Choice, Choices, Empty, Frame, Hidden, Icon, LongField, Notice, Place, Tone, role_key};
use crate::page::{Page, Shell};
use crate::words::Words;

const LONGEST: usize = 2000;

/// `GET /account/requests`: what somebody asked for, newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RequestsPage {
    #[serde(flatten)]
    pub list: RequestList,
}

/// `GET /account/requests/{case}`: one request, and what came of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RequestPage {
    #[serde(flatten)]
    pub request: Request,
    pub done: Option<RequestDone>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RequestDone {
    Asked,
    Cancelled,
    MovedOn,
}

/// `GET /staff/cases`: the queue of the reader's pool.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CasesPage {
    #[serde(flatten)]
    pub list: CaseList,
    pub done: Option<CaseDone>,
}

/// `GET /staff/cases/{case}`: one case, and what to do with it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CasePage {
    #[serde(flatten)]
    pub case: CaseDetail,
    pub done: Option<CaseDone>,
    pub fault: Option<CaseFault>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CaseDone {
    Taken,
    Noted,
    HandedOver,
    PutBack,
    Answered,
    Decided,
    MovedOn,
}

/// Which words are missing, or too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CaseFault {
    Note,
    Reason,
    Answer,
    Findings,
}

impl CaseDone {
    pub(super) fn word(self) -> &'static str {
        match self {
            CaseDone::Taken => "taken",
            CaseDone::Noted => "noted",
            CaseDone::HandedOver => "handed_over",
            CaseDone::PutBack => "put_back",
            CaseDone::Answered => "answered",
            CaseDone::Decided => "decided",
            CaseDone::MovedOn => "moved_on",
        }
    }

    fn notice(self, w: &Words) -> Notice {
        let (tone, key) = match self {
            CaseDone::Taken => (Tone::Good, "done-case-taken"),
            CaseDone::Noted => (Tone::Good, "done-case-noted"),
            CaseDone::HandedOver => (Tone::Good, "done-case-handed-over"),
            CaseDone::PutBack => (Tone::Good, "done-case-put-back"),
            CaseDone::Answered => (Tone::Good, "done-case-answered"),
            CaseDone::Decided => (Tone::Good, "done-case-decided"),
            CaseDone::MovedOn => (Tone::Warning, "done-case-moved-on"),
        };
        let title = if tone == Tone::Good { "done-title" } else { "fault-title" };
        Notice::new(tone, w.t(title), w.t(key).to_owned())
    }
}

macro_rules! answers {
    ($($page:ident),+) => { $(impl Answered for $page {
        fn answer() -> Answer {
            plain::<Self>()
        }
    })+ };
}

answers!(RequestsPage, RequestPage, CasesPage, CasePage);

#[derive(Template)]
#[template(path = "cases/requests.html")]
struct RequestsTemplate<'a> {
    f: Frame<'a>,
    page: &'a RequestsPage,
}

impl Page for RequestsPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        RequestsTemplate { f: Frame::of(shell, Place::Requests), page: self }.render()
    }
}

#[derive(Template)]
#[template(path = "cases/request.html")]
struct RequestTemplate<'a> {
    f: Frame<'a>,
    page: &'a RequestPage,
}

impl Page for RequestPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let title = Words::of(shell).t(kind_key(self.request.kind));
        RequestTemplate { f: Frame::below(shell, Place::Requests, title), page: self }.render()
    }
}

impl RequestTemplate<'_> {
    fn done(&self) -> Option<Notice> {
        let (tone, title, key) = match self.page.done? {
            RequestDone::Asked => (Tone::Good, "done-title", "done-request-asked"),
            RequestDone::Cancelled => (Tone::Good, "done-title", "done-request-cancelled"),
            RequestDone::MovedOn => (Tone::Warning, "fault-title", "done-request-moved-on"),
        };
        Some(Notice::new(tone, self.f.t(title), self.f.t(key).to_owned()))
    }

    /// What to expect, honestly.
    fn outlook(&self) -> String {
        let request = &self.page.request;
        let pool = self.f.t(pool_key(request.pool));
        let due = self.f.w.moment(request.due_at);
        let key = match request.state {
            CaseState::Done => return self.f.t("outlook-done").to_owned(),
            CaseState::Cancelled => return self.f.t("outlook-cancelled").to_owned(),
            CaseState::Failed => "outlook-failed",
            _ if request.is_late => "outlook-late",
            _ => "outlook-waiting",
        };
        self.f.w.with(key, &[("pool", pool.into()), ("moment", due.into())])
    }
}

fn request_line(w: &Words, request: &Request) -> String {
    let asked = w.say("request-asked", "moment", &w.moment(request.asked_at));
    let is_over = request.state.is_over();
    let due = (!is_over).then(|| w.say("request-due", "moment", &w.moment(request.due_at)));
    [Some(asked), due].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[derive(Template)]
#[template(path = "cases/cases.html")]
struct CasesTemplate<'a> {
    f: Frame<'a>,
    page: &'a CasesPage,
}

impl Page for CasesPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        CasesTemplate { f: Frame::of(shell, Place::StaffCases), page: self }.render()
    }
}

impl CasesTemplate<'_> {
    fn empty(&self) -> Empty {
        let words = if self.page.list.is_over { "cases-none-over" } else { "cases-none" };
        Empty::new(Icon::List, self.f.t("cases-none-title"), self.f.t(words))
    }
}

/// Who it is about, or which rule.
fn about(w: &Words, case: &CaseRow) -> Option<String> {
    let rule = case.rule.as_deref().map(|rule| crate::oversight::rule_words(w, rule).to_owned());
    rule.or_else(|| case.person.clone())
}

fn case_line(w: &Words, case: &CaseRow) -> String {
    let due = w.say("case-due", "moment", &w.moment(case.due_at));
    let owner = match &case.owner {
        _ if case.is_mine => Some(w.t("case-mine").to_owned()),
        Some(name) => Some(w.say("case-owner", "name", name)),
        None => None,
    };
    [Some(due), owner].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[derive(Template)]
#[template(path = "cases/case.html")]
struct CaseTemplate<'a> {
    f: Frame<'a>,
    page: &'a CasePage,
}

impl Page for CasePage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let title = Words::of(shell).t(kind_key(self.case.row.kind));
        CaseTemplate { f: Frame::below(shell, Place::StaffCases, title), page: self }.render()
    }
}

impl CaseTemplate<'_> {
    fn can(&self, deed: Deed) -> bool {
        self.page.case.deeds.contains(&deed)
    }

    /// Who and what it is about, line by line.
    fn facts(&self) -> Vec<String> {
        let (w, case) = (&self.f.w, &self.page.case);
        [
            case.asker.as_ref().map(|name| w.say("case-asker", "name", name)),
            case.clinician.as_ref().map(|name| w.say("case-clinician", "name", name)),
            case.patient.as_ref().map(|patient| w.say("case-patient", "patient", patient.as_str())),
            case.entry.map(|entry| w.say("case-entry", "entry", &entry.to_string())),
            case.row.rule.as_deref().map(|rule| crate::oversight::rule_words(w, rule).to_owned()),
            case.glass.as_ref().map(|glass| {
                let (from, to) = (w.moment(glass.begins_at), w.moment(glass.ends_at));
                w.with("case-glass-open", &[("from", from.into()), ("to", to.into())])
            }),
            Some(w.say("case-opened", "moment", &w.moment(case.row.opened_at))),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Whether the reader may ask the log.
    fn is_officer(&self) -> bool {
        let case = &self.page.case;
        let has_more = case.alert.is_some() || case.glass.is_some() || case.patient.is_some();
        has_more && self.f.staff().is_some_and(|staff| staff.role == Role::PrivacyOfficer)
    }

    /// The day of a moment, as forms say it.
    fn day(&self, at: Timestamp) -> String {
        self.f.w.civil(at).to_string()
    }

    fn field(
        &self,
        name: &'static str,
        label: &'static str,
        hint: &'static str,
        fault: CaseFault,
    ) -> LongField<'_> {
        LongField {
            name,
            label: self.f.t(label),
            value: "",
            hint: Some(self.f.t(hint)),
            fault: (self.page.fault == Some(fault)).then(|| self.f.t("case-words-missing")),
            longest: LONGEST,
            is_required: true,
        }
    }

    fn pools(&self) -> Choices<'_> {
        let pools = [
            (Role::Support, "support"),
            (Role::PrivacyOfficer, "privacy_officer"),
            (Role::Administrator, "administrator"),
            (Role::Scheduler, "scheduler"),
            (Role::Clinician, "clinician"),
        ];
        let own = self.page.case.row.kind.pools();
        let options = pools
            .into_iter()
            .filter(|(role, _)| own.contains(role))
            .map(|(role, value)| Choice::new(value, self.f.t(role_key(role)), false));
        Choices::one("pool", self.f.t("case-hand-to"), options.collect())
    }
}

fn history_line(w: &Words, line: &HistoryLine) -> String {
    let by = line.by.clone().unwrap_or_else(|| w.t("case-by-portal").to_owned());
    format!("{} · {by}", w.moment(line.at))
}
