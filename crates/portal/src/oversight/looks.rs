//! The questions to the log, and what they find.

use askama::Template;
use portico_model::{Purpose, Relationship, Role, Timestamp};
use portico_oversight::{Line, Lines};
use serde::Serialize;
use utoipa::ToSchema;

use super::acts;
pub use super::asked::{Asked, AskedFault};
use crate::answer::{Answer, Answered, plain};
use crate::look::{Chip, Empty, Field, Frame, Hidden, Icon, Notice, Place, Tone, role_key};
use crate::page::{Page, Shell};
use crate::words::Words;

/// `GET /staff/oversight`: what can be asked.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct QuestionPage {
    pub asked: Asked,
    pub fault: Option<AskedFault>,
}

/// `POST /staff/oversight/search`: what was found, the newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LookList {
    pub asked: Asked,
    pub looks: Vec<Look>,
    /// The last entry of this page, if there may be more: goes into `after`.
    pub next: Option<u64>,
    /// Entries that match and do not open.
    pub unreadable: u64,
    pub from: Timestamp,
    pub to: Timestamp,
}

/// One entry of the log.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Look {
    pub index: u64,
    pub at: Timestamp,
    /// The account.
    pub actor: Option<String>,
    pub name: Option<String>,
    pub role: Role,
    pub acting_as: Option<Relationship>,
    /// The patient's id in the record system.
    pub patient: Option<String>,
    pub action: String,
    pub part: Option<String>,
    pub purpose: Option<Purpose>,
    pub outcome: String,
    /// The rules that decided, and why they did.
    pub rules: Vec<String>,
    pub reasons: Vec<String>,
    /// Why it was refused or failed.
    pub reason: Option<String>,
    pub shown: u32,
    pub withheld: u32,
    pub marks: Vec<String>,
    /// How many more times the same was tried, the last of them now.
    pub times: u32,
    pub address: Option<String>,
    pub user_agent: String,
}

impl LookList {
    pub(super) fn of(asked: Asked, found: Lines) -> Self {
        let next = found.lines.last().map(|line| line.index).filter(|_| found.has_more);
        let (unreadable, from, to) = (found.unreadable, found.from, found.to);
        Self { asked, looks: found.lines.into_iter().map(look).collect(), next, unreadable, from, to }
    }
}

fn look(line: Line) -> Look {
    let event = line.event;
    Look {
        index: line.index,
        at: event.at,
        actor: event.actor.map(|actor| actor.to_string()),
        name: line.actor.map(|actor| actor.name),
        role: event.role,
        acting_as: event.acting_as,
        patient: event.patient.map(|patient| patient.to_string()),
        action: event.action.as_str().to_owned(),
        part: event.detail.part.map(Into::into),
        purpose: event.purpose,
        outcome: event.outcome.as_str().to_owned(),
        rules: event.rules,
        reasons: line.reasons.into_iter().map(|reason| reason.key().to_owned()).collect(),
        reason: event.detail.reason.map(Into::into),
        shown: event.counts.shown,
        withheld: event.counts.withheld,
        marks: event.detail.marks.into_iter().map(Into::into).collect(),
        times: event.detail.times,
        address: event.origin.address.map(|address| address.to_string()),
        user_agent: event.origin.user_agent,
    }
}

impl Answered for QuestionPage {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

impl Answered for LookList {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

#[derive(Template)]
#[template(path = "oversight/question.html")]
struct QuestionTemplate<'a> {
    f: Frame<'a>,
    page: &'a QuestionPage,
}

impl Page for QuestionPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        QuestionTemplate { f: Frame::of(shell, Place::StaffOversight), page: self }.render()
    }
}

impl QuestionTemplate<'_> {
    fn patient(&self) -> Field<'_> {
        let fault = (self.page.fault == Some(AskedFault::Patient)).then(|| self.f.t("oversight-nobody"));
        let hint = Some(self.f.t("oversight-patient-hint"));
        let label = self.f.t("oversight-patient");
        Field { name: "patient", label, value: &self.page.asked.patient, hint, fault, ..self.text() }
    }

    fn actor(&self) -> Field<'_> {
        let fault = (self.page.fault == Some(AskedFault::Actor)).then(|| self.f.t("oversight-nobody"));
        let hint = Some(self.f.t("oversight-actor-hint"));
        let label = self.f.t("oversight-actor");
        Field { name: "actor", label, value: &self.page.asked.actor, hint, fault, ..self.text() }
    }

    fn day(&self, name: &'static str, key: &'static str) -> Field<'_> {
        Field { name, label: self.f.t(key), kind: "date", is_required: false, extra: "", ..self.text() }
    }

    fn malformed(&self) -> Option<Notice> {
        let is_malformed = self.page.fault == Some(AskedFault::Malformed);
        let words = || self.f.t("oversight-malformed").to_owned();
        is_malformed.then(|| Notice::new(Tone::Warning, self.f.t("oversight-malformed-title"), words()))
    }

    fn text(&self) -> Field<'static> {
        Field {
            name: "",
            label: "",
            kind: "text",
            value: "",
            hint: None,
            fault: None,
            autocomplete: "off",
            is_required: true,
            extra: "autocapitalize=none spellcheck=false",
        }
    }
}

#[derive(Template)]
#[template(path = "oversight/looks.html")]
struct LooksTemplate<'a> {
    f: Frame<'a>,
    page: &'a LookList,
}

impl Page for LookList {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let w = Words::of(shell);
        let title =
            if self.asked.actor.trim().is_empty() { "oversight-of-record" } else { "oversight-of-person" };
        LooksTemplate { f: Frame::below(shell, Place::StaffOversight, w.t(title)), page: self }.render()
    }
}

impl LooksTemplate<'_> {
    /// What was asked, to be asked again with something changed.
    fn asked(&self) -> [(&'static str, &str); 5] {
        let asked = &self.page.asked;
        [
            ("patient", asked.patient.as_str()),
            ("actor", asked.actor.as_str()),
            ("action", asked.action.as_str()),
            ("from", asked.from.as_str()),
            ("to", asked.to.as_str()),
        ]
    }

    fn span(&self) -> String {
        let arguments =
            [("from", self.f.w.moment(self.page.from).into()), ("to", self.f.w.moment(self.page.to).into())];
        self.f.w.with("oversight-span", &arguments)
    }

    fn unreadable(&self) -> Option<Notice> {
        let count = usize::try_from(self.page.unreadable).unwrap_or(usize::MAX);
        let words = || self.f.w.count("oversight-unreadable", count);
        (count > 0).then(|| Notice::new(Tone::Critical, self.f.t("oversight-unreadable-title"), words()))
    }

    fn is_refused_only(&self) -> bool {
        self.page.asked.outcome == "refused"
    }
}

/// Who it was: name and role.
fn who(w: &Words, look: &Look) -> String {
    match (&look.name, look.role) {
        (Some(name), role) => format!("{name} · {}", w.t(role_key(role))),
        (None, Role::System) => w.t("oversight-nobody-signed-in").to_owned(),
        (None, role) => format!("{} · {}", w.t("oversight-account-gone"), w.t(role_key(role))),
    }
}

/// What was done, with what of the record, and whose.
fn what(w: &Words, look: &Look) -> String {
    let act = acts::act(w, &look.action);
    let part = look.part.as_deref().and_then(|part| acts::part(w, part)).map(str::to_owned);
    let whose = look.patient.as_deref().map(|patient| w.say("oversight-record", "patient", patient));
    [Some(act), part, whose].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// When, from where, and how much.
fn when(w: &Words, look: &Look) -> String {
    let from = look.address.as_deref().map(|address| w.say("session-from", "address", address));
    let count = |key: &str, n: u32| (n > 0).then(|| w.with(key, &[("n", n.into())]));
    let parts = [
        Some(w.moment(look.at)),
        count("oversight-shown", look.shown),
        count("oversight-withheld", look.withheld),
        count("oversight-times", look.times),
        from,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Why it was let through or refused, with the names of the rules.
fn why(w: &Words, look: &Look) -> Option<String> {
    let mut words: Vec<&str> = look.reasons.iter().filter_map(|reason| acts::reason(w, reason)).collect();
    if words.is_empty() {
        words.extend(look.reason.as_deref().and_then(|reason| acts::reason(w, reason)));
    }
    if words.is_empty() && look.rules.is_empty() {
        return None;
    }
    let rules = look.rules.join(", ");
    let rules = Some(rules).filter(|rules| !rules.is_empty()).map(|rules| format!("({rules})"));
    Some(words.into_iter().map(str::to_owned).chain(rules).collect::<Vec<_>>().join(" "))
}

/// The chips of what a reviewer must not miss.
fn chips<'a>(w: &Words, look: &Look) -> Vec<Chip<'a>> {
    let mut chips = Vec::new();
    match look.outcome.as_str() {
        "refused" => chips.push(Chip::new(Tone::High, w.t("oversight-refused"))),
        "failed" => chips.push(Chip::new(Tone::Wait, w.t("oversight-failed"))),
        _ => {}
    }
    let marks = [
        ("same_surname", "oversight-mark-surname"),
        ("same_address", "oversight-mark-address"),
        ("colleague", "oversight-mark-colleague"),
    ];
    for (mark, key) in marks {
        if look.marks.iter().any(|own| own == mark) {
            chips.push(Chip::new(Tone::Warning, w.t(key)));
        }
    }
    chips
}
