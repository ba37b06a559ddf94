//! What the rules found: the list, and one of them.

use askama::Template;
use portico_model::{Role, Timestamp};
use portico_oversight::{AlertPage, AlertState, ToldAlert};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::acts;
use crate::answer::{Answer, Answered, plain};
use crate::look::{Chip, Empty, Frame, Hidden, Icon, Notice, Place, Tone, role_key};
use crate::page::{Page, Shell};
use crate::words::Words;

/// `GET /staff/oversight/alerts`
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct AlertList {
    /// The gravest first, then the newest.
    pub alerts: Vec<AlertRow>,
    pub has_settled: bool,
    /// Goes into `after`, if there are more.
    pub next: Option<String>,
}

/// `GET /staff/oversight/alerts/{alert}`
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AlertDetail {
    pub alert: AlertRow,
    /// What the officer wrote when it was settled, who and when.
    pub note: Option<String>,
    pub settled_by: Option<String>,
    pub settled_at: Option<Timestamp>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AlertRow {
    pub id: String,
    pub rule: String,
    /// `high`, `medium` or `low`.
    pub severity: String,
    pub state: State,
    /// The account that it is about.
    pub account: Option<String>,
    pub name: Option<String>,
    pub role: Option<Role>,
    pub patient: Option<String>,
    pub address: Option<String>,
    pub count: u64,
    pub began_at: Timestamp,
    pub at: Timestamp,
    pub first_entry: u64,
    pub last_entry: u64,
    /// The case on the desk.
    pub case: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Open,
    Harmless,
    Breach,
}

impl AlertList {
    pub(super) fn of(page: AlertPage, has_settled: bool) -> Self {
        let last = page.alerts.last().map(|alert| &alert.alert.found);
        let next = last.filter(|_| page.has_more).map(|last| format!("{}~{}", last.at, last.id));
        let mut alerts: Vec<AlertRow> = page.alerts.into_iter().map(|told| row(&told)).collect();
        alerts.sort_by_key(|alert| (alert.state != State::Open, rank(&alert.severity)));
        Self { alerts, has_settled, next }
    }
}

impl AlertDetail {
    pub(super) fn of(told: ToldAlert) -> Self {
        let alert = row(&told);
        let settlement = told.alert.settlement;
        Self {
            alert,
            settled_at: settlement.as_ref().map(|settlement| settlement.at),
            note: settlement.map(|settlement| settlement.note),
            settled_by: told.settled_by.map(|officer| officer.name),
        }
    }
}

fn row(told: &ToldAlert) -> AlertRow {
    let found = &told.alert.found;
    AlertRow {
        id: found.id.to_string(),
        rule: found.rule.clone(),
        severity: found.severity.clone(),
        state: match told.alert.state {
            AlertState::Open => State::Open,
            AlertState::Harmless => State::Harmless,
            AlertState::Breach => State::Breach,
        },
        account: found.account.map(|account| account.to_string()),
        name: told.account.as_ref().map(|account| account.name.clone()),
        role: told.account.as_ref().map(|account| account.role),
        patient: found.patient.as_ref().map(ToString::to_string),
        address: found.address.map(|address| address.to_string()),
        count: found.count,
        began_at: found.began_at,
        at: found.at,
        first_entry: found.first_entry,
        last_entry: found.last_entry,
        case: told.alert.case.map(|case| case.to_string()),
    }
}

fn rank(severity: &str) -> u8 {
    match severity {
        "high" => 0,
        "medium" => 1,
        _ => 2,
    }
}

impl Answered for AlertList {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

impl Answered for AlertDetail {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

#[derive(Template)]
#[template(path = "oversight/alerts.html")]
struct AlertsTemplate<'a> {
    f: Frame<'a>,
    page: &'a AlertList,
}

impl Page for AlertList {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        AlertsTemplate { f: Frame::of(shell, Place::StaffAlerts), page: self }.render()
    }
}

#[derive(Template)]
#[template(path = "oversight/alert.html")]
struct AlertTemplate<'a> {
    f: Frame<'a>,
    page: &'a AlertDetail,
}

impl Page for AlertDetail {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let w = Words::of(shell);
        let f = Frame::below(shell, Place::StaffAlerts, acts::rule(&w, &self.alert.rule));
        AlertTemplate { f, page: self }.render()
    }
}

impl AlertTemplate<'_> {
    fn about(&self) -> Option<&'static str> {
        acts::about_rule(&self.f.w, &self.page.alert.rule)
    }

    fn settled(&self) -> Option<Notice> {
        let (note, at) = (self.page.note.as_ref()?, self.page.settled_at?);
        let by = self.page.settled_by.as_deref().unwrap_or(self.f.t("oversight-account-gone"));
        let arguments =
            [("by", by.into()), ("moment", self.f.w.moment(at).into()), ("note", note.as_str().into())];
        let words = self.f.w.with("oversight-settled", &arguments);
        let (tone, title) = match self.page.alert.state {
            State::Breach => (Tone::Critical, "oversight-state-breach"),
            _ => (Tone::Good, "oversight-state-harmless"),
        };
        Some(Notice::new(tone, self.f.t(title), words))
    }

    fn entries(&self) -> String {
        let (first, last) = (self.page.alert.first_entry.to_string(), self.page.alert.last_entry.to_string());
        if first == last {
            return self.f.w.say("case-entry", "entry", &first);
        }
        self.f.w.with("oversight-entries", &[("first", first.into()), ("last", last.into())])
    }

    /// The day of the first entry, for looking at all that was done then.
    fn day(&self) -> String {
        self.f.w.civil(self.page.alert.began_at).to_string()
    }
}

/// Whom it is about.
fn who(w: &Words, alert: &AlertRow) -> String {
    let person = match (&alert.name, alert.role) {
        (Some(name), Some(role)) => Some(format!("{name} · {}", w.t(role_key(role)))),
        _ => alert.account.as_ref().map(|_| w.t("oversight-account-gone").to_owned()),
    };
    let place = alert.address.as_deref().map(|address| w.say("session-from", "address", address));
    let record = alert.patient.as_deref().map(|patient| w.say("oversight-record", "patient", patient));
    [person, place, record].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn counted(w: &Words, alert: &AlertRow) -> String {
    let count = w.with("oversight-counted", &[("n", alert.count.into())]);
    format!("{} · {count}", w.moment(alert.at))
}

/// How grave it is while it is open, then what came of it.
fn chip(w: &Words, alert: &AlertRow) -> Chip<'static> {
    match (alert.state, rank(&alert.severity)) {
        (State::Open, 0) => Chip::new(Tone::Critical, w.t("oversight-severity-high")).with(Icon::Warning),
        (State::Open, 1) => Chip::new(Tone::High, w.t("oversight-severity-medium")),
        (State::Open, _) => Chip::new(Tone::Wait, w.t("oversight-severity-low")),
        (State::Harmless, _) => Chip::new(Tone::Good, w.t("oversight-state-harmless")),
        (State::Breach, _) => Chip::new(Tone::Critical, w.t("oversight-state-breach")),
    }
}
