//! The privacy pages.

use askama::Template;
use portico_chart::ledger::{Ledger, LedgerLine, LedgerWho};
use portico_model::Relationship;
use serde::Serialize;
use utoipa::ToSchema;

use super::line::{chips, what, when, who, why};
use crate::look::{Empty, Frame, Hidden, Icon, LongField, Notice, Place, relationship_key};
use crate::page::{Page, Shell};

/// `GET /patients/{patient}/privacy`
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct LedgerPage {
    #[serde(flatten)]
    pub ledger: Ledger,
}

#[derive(Template)]
#[template(path = "privacy/ledger.html")]
struct LedgerTemplate<'a> {
    f: Frame<'a>,
    page: &'a Ledger,
}

impl Page for LedgerPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        LedgerTemplate { f: Frame::of(shell, Place::Privacy), page: &self.ledger }.render()
    }
}

const WHO: [(LedgerWho, &str, &str); 4] = [
    (LedgerWho::Others, "others", "ledger-who-others"),
    (LedgerWho::Staff, "staff", "ledger-who-staff"),
    (LedgerWho::Proxies, "proxies", "ledger-who-proxies"),
    (LedgerWho::Everybody, "everybody", "ledger-who-everybody"),
];
const DAYS: [(u16, &str); 4] =
    [(30, "ledger-days-30"), (90, "ledger-days-90"), (365, "ledger-days-365"), (2192, "ledger-days-all")];

impl LedgerTemplate<'_> {
    /// Value, words and whether it is chosen.
    fn people(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
        let chosen = self.page.filter.who;
        WHO.into_iter().map(move |(who, value, key)| (value, self.f.t(key), who == chosen))
    }

    fn spans(&self) -> impl Iterator<Item = (u16, &'static str, bool)> {
        let chosen = self.page.filter.days.unwrap_or(30);
        DAYS.into_iter().map(move |(days, key)| (days, self.f.t(key), days == chosen))
    }

    /// The same search, as a query: it names nobody.
    fn query(&self, after: Option<u64>) -> String {
        let who =
            WHO.iter().find(|(who, ..)| *who == self.page.filter.who).map_or("others", |(_, value, _)| value);
        let days = self.page.filter.days.unwrap_or(30);
        let after = after.map(|after| format!("&after={after}")).unwrap_or_default();
        format!("?who={who}&days={days}{after}")
    }

    fn empty(&self) -> Empty {
        Empty::new(Icon::Shield, self.f.t("ledger-empty-title"), self.f.t("ledger-empty"))
    }

    fn unreadable(&self) -> Option<Notice> {
        let some = self.page.unreadable > 0;
        some.then(|| Notice::quiet(self.f.w.with("ledger-unreadable", &[("n", self.page.unreadable.into())])))
    }

    fn withheld(&self, line: &LedgerLine) -> Option<String> {
        let some = line.withheld.filter(|n| *n > 0)?;
        Some(self.f.w.with("ledger-withheld", &[("n", some.into())]))
    }
}

/// `GET /patients/{patient}/privacy/looks/{number}/ask`
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AskPage {
    pub line: LedgerLine,
    /// Makes a form that is sent twice one question.
    pub key: String,
    pub question: String,
    pub fault: Option<AskFault>,
}

/// Why a question was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AskFault {
    /// Nothing was written, or more than fits.
    Words,
    /// The reader's question about this look is open.
    AskedAlready,
    /// So many were asked today that no more are.
    TooMany,
}

impl AskFault {
    fn key(self) -> &'static str {
        match self {
            AskFault::Words => "ledger-question-fault",
            AskFault::AskedAlready => "ledger-question-already",
            AskFault::TooMany => "ledger-question-today",
        }
    }
}

#[derive(Template)]
#[template(path = "privacy/ask.html")]
struct AskTemplate<'a> {
    f: Frame<'a>,
    page: &'a AskPage,
}

impl Page for AskPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let title = crate::words::Words::of(shell).t("ledger-ask-title");
        AskTemplate { f: Frame::below(shell, Place::Privacy, title), page: self }.render()
    }
}

impl AskTemplate<'_> {
    fn field(&self) -> LongField<'_> {
        LongField {
            name: "question",
            label: self.f.t("ledger-question"),
            value: &self.page.question,
            hint: Some(self.f.t("ledger-question-hint")),
            fault: self.page.fault.map(|fault| self.f.t(fault.key())),
            longest: 2_000,
            is_required: true,
        }
    }
}

/// `GET /patients/{patient}/privacy/see-as`
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct EyesPage {
    pub viewers: Vec<Viewer>,
}

/// Somebody through whose eyes the reader may look.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Viewer {
    /// The path segment behind `/patients/` that shows the record as they see it.
    pub segment: String,
    pub name: String,
    /// Absent for clinicians.
    pub relationship: Option<Relationship>,
}

#[derive(Template)]
#[template(path = "privacy/eyes.html")]
struct EyesTemplate<'a> {
    f: Frame<'a>,
    page: &'a EyesPage,
}

impl Page for EyesPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let title = crate::words::Words::of(shell).t("eyes-title");
        EyesTemplate { f: Frame::below(shell, Place::Privacy, title), page: self }.render()
    }
}

impl EyesTemplate<'_> {
    fn as_what(&self, viewer: &Viewer) -> &'static str {
        self.f.t(viewer.relationship.map_or("role-clinician", relationship_key))
    }

    fn empty(&self) -> Empty {
        Empty::new(Icon::People, self.f.t("eyes-empty-title"), self.f.t("eyes-empty"))
    }
}
