//! Those who act for Ana, did, or will: every address of patients, asked by each kind of them.

use std::fmt::Write;

use jiff::SignedDuration;
use portico_model::{Categories, Category, GrantState, Language, Relationship};
use portico_portal::site_map::{Access, Route};
use portico_testkit::{Answer, Person, TestPortal, TestVisitor};
use reqwest::Method;

use super::Row;
use super::cast::Visiting;
use super::samples::{Sample, cell};
use crate::world::ANA;

/// The day before the birthdays.
pub const EVE: &str = "2026-06-14";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Acting {
    /// The grant begins the day after tomorrow.
    NotYet,
    RanOut,
    Ended,
    Declined,
    /// A caregiver with whom two kinds of record are shared.
    Narrow,
    /// A caregiver with whom every kind is shared.
    Caregiver,
    Attorney,
    /// A parent on the day before the twelfth birthday, and on it.
    Eleven,
    Twelve,
    /// The same with the eighteenth.
    Seventeen,
    Eighteen,
}

use Acting::{
    Attorney, Caregiver, Declined, Eighteen, Eleven, Ended, Narrow, NotYet, RanOut, Seventeen, Twelve,
};

/// On the eve and on the day.
const MOMENTS: [&[Acting]; 2] =
    [&[NotYet, RanOut, Ended, Declined, Narrow, Caregiver, Attorney, Eleven, Seventeen], &[Twelve, Eighteen]];

const COLUMNS: [(Acting, &str); 11] = [
    (NotYet, "Not yet"),
    (RanOut, "Run out"),
    (Ended, "Ended"),
    (Declined, "Declined"),
    (Narrow, "Caregiver of two kinds"),
    (Caregiver, "Caregiver of all"),
    (Attorney, "Power of attorney"),
    (Eleven, "Parent, the day before 12"),
    (Twelve, "Parent, at 12"),
    (Seventeen, "Parent, the day before 18"),
    (Eighteen, "Parent, at 18"),
];

const HEAD: &str = "
## Those who act for somebody

Asked about Ana's record where the path names a patient, and about things in it that are not sensitive. *Not shared* says that the
answer names what the grant leaves out. Two kinds: allergies and medications.
";

impl Acting {
    fn has_standing(self) -> bool {
        !matches!(self, NotYet | RanOut | Ended | Declined | Eighteen)
    }

    fn scope(self) -> Categories {
        match self {
            Narrow => [Category::Allergies, Category::Medications].into_iter().collect(),
            _ => Categories::ALL,
        }
    }

    fn reads_ledger(self) -> bool {
        matches!(self, Attorney | Eleven)
    }

    /// The record that somebody has of their own: it is empty.
    fn name(self) -> &'static str {
        match self {
            NotYet => "acting-not-yet",
            RanOut => "acting-ran-out",
            Ended => "acting-ended",
            Declined => "acting-declined",
            Narrow => "acting-narrow",
            Caregiver => "acting-caregiver",
            Attorney => "acting-attorney",
            Eleven | Twelve => "acting-parent-12",
            Seventeen | Eighteen => "acting-parent-18",
        }
    }

    async fn hold(self, portal: &TestPortal) {
        let (relationship, born) = match self {
            Eleven => (Relationship::Parent, "2014-06-15".parse().ok()),
            Seventeen => (Relationship::Parent, "2008-06-15".parse().ok()),
            Attorney => (Relationship::PowerOfAttorney, "1974-02-11".parse().ok()),
            _ => (Relationship::Caregiver, None),
        };
        let (who, now) = (self.person(portal).await, portal.clock.now());
        let mut grant = portal.grant(&who, ANA, (relationship, self.scope()), born);
        match self {
            NotYet => grant.valid_from = now + SignedDuration::from_hours(48),
            RanOut => grant.valid_until = Some(now + SignedDuration::from_mins(1)),
            Declined => grant.state = GrantState::Declined,
            _ => {}
        }
        portal.keep_grant(&grant).await;
        if self == Ended {
            assert!(portal.store.end_grant(grant.id, Some(who.account), now, &[]).await.unwrap());
        }
    }

    async fn person(self, portal: &TestPortal) -> Person {
        portal.person(self.name(), Language::En).await
    }
}

/// The table below the rows of everybody else.
pub async fn table(portal: &TestPortal, rows: &[(Row, Sample)]) -> String {
    for acting in MOMENTS[0] {
        acting.hold(portal).await;
    }
    portal.clock.advance(SignedDuration::from_mins(2));
    let mut columns: Vec<(Acting, Vec<String>)> = Vec::new();
    let mut wrong = Vec::new();
    for moment in MOMENTS {
        for acting in moment {
            columns.push((*acting, column(portal, rows, *acting, &mut wrong).await));
        }
        portal.clock.advance(SignedDuration::from_hours(24));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let mut table = HEAD.to_owned();
    writeln!(table, "\n| Address | {} |", COLUMNS.map(|(_, name)| name).join(" | ")).unwrap();
    writeln!(table, "| --- |{}", " --- |".repeat(COLUMNS.len())).unwrap();
    for (index, (row, _)) in rows.iter().enumerate() {
        let cells = COLUMNS.map(|(acting, _)| {
            let column = columns.iter().find(|(own, _)| *own == acting);
            column.map(|(_, cells)| cells[index].as_str()).unwrap()
        });
        let Route { method, path, .. } = &row.route;
        writeln!(table, "| `{method} {path}` | {} |", cells.join(" | ")).unwrap();
    }
    table
}

/// What one of them is answered; what is not as expected goes to `wrong`.
async fn column(
    portal: &TestPortal,
    rows: &[(Row, Sample)],
    acting: Acting,
    wrong: &mut Vec<String>,
) -> Vec<String> {
    let person = acting.person(portal).await;
    let mut cells = Vec::new();
    let mut reader = portal.let_in_patient(&person).await;
    for (row, sample) in rows {
        let answer = ask(&mut reader, sample).await;
        if row.route.method != Method::GET {
            // What one address ends is nothing to the next.
            reader = portal.let_in_patient(&person).await;
        }
        let (cell, expected) = (shown(&answer), expected(row, acting));
        if cell != expected {
            let Route { method, path, .. } = &row.route;
            wrong.push(format!("{method} {path} asked by {acting:?}: {cell}, not {expected}"));
        }
        cells.push(cell);
    }
    cells
}

async fn ask(visitor: &mut TestVisitor, sample: &Sample) -> Answer {
    let ask = sample.ask_with(visitor.csrf());
    visitor.ask(ask).await
}

/// The cell, and whether the answer says that something is not shared.
fn shown(answer: &Answer) -> String {
    let words = ["Not shared with you", "No se comparte con usted"];
    let says_so = words.iter().any(|words| answer.text.contains(words))
        || serde_json::from_str::<serde_json::Value>(&answer.text)
            .is_ok_and(|view| view["not_shared"].as_array().is_some_and(|kinds| !kinds.is_empty()));
    let cell = cell(answer);
    if says_so { format!("{cell}, not shared") } else { cell }
}

fn expected(row: &Row, acting: Acting) -> String {
    let (stranger, right) = (row.cell(Visiting::Stranger), row.cell(Visiting::Right));
    let Route { method, path, access, is_api, .. } = &row.route;
    let Some((_, rest)) = path.split_once("/patients/{patient}") else {
        return of_oneself(acting, (method, path), stranger);
    };
    if !acting.has_standing() {
        return stranger.to_owned();
    }
    if *access == Access::Chart {
        return of_chart(acting, (method, rest, *is_api), (stranger, right));
    }
    let refused = if *is_api { "403 forbidden" } else { "403" };
    let cell = match rest {
        _ if rest.contains("see-as") => stranger,
        _ if rest.starts_with("/privacy") && acting.reads_ledger() => right,
        "/sharing" if *method == Method::GET => right,
        _ if rest.starts_with("/sharing") => stranger,
        _ => refused,
    };
    cell.to_owned()
}

/// At addresses that name nobody, acting for somebody changes nothing. Their own records are empty, and whom they invited
/// as a parent on one day they have invited on the next.
fn of_oneself(acting: Acting, (method, path): (&Method, &str), stranger: &str) -> String {
    let cell = match path {
        "/api/v1/profile" => "404 not-found",
        "/api/v1/sharing" if *method == Method::POST && MOMENTS[1].contains(&acting) => "400 bad-request",
        _ => stranger,
    };
    cell.to_owned()
}

/// What the grant covers is there; of what it leaves out only a list is, which says so.
fn of_chart(
    acting: Acting,
    (method, rest, is_api): (&Method, &str, bool),
    (stranger, right): (&str, &str),
) -> String {
    let of = if rest.is_empty() && is_api { Some(Category::Demographics) } else { kind(rest) };
    let is_one_thing = rest.contains("{id}") || of == Some(Category::Demographics);
    let leaves_out = acting.scope() != Categories::ALL;
    let is_form = rest == "/more" || rest == "/moved" || (rest == "/search" && method == Method::GET);
    match of {
        Some(kind) if acting.scope().contains(kind) => right.to_owned(),
        Some(_) if is_one_thing => stranger.to_owned(),
        _ if leaves_out && !is_form => format!("{right}, not shared"),
        _ => right.to_owned(),
    }
}

/// The kind of record on a page that has one.
fn kind(rest: &str) -> Option<Category> {
    Some(match rest.split('/').nth(1)? {
        "labs" => Category::Laboratory,
        "vitals" => Category::Vitals,
        "medications" => Category::Medications,
        "conditions" => Category::Conditions,
        "allergies" => Category::Allergies,
        "immunizations" => Category::Immunizations,
        "visits" => Category::Visits,
        "notes" => Category::Notes,
        "documents" => Category::Documents,
        "reports" => Category::Reports,
        "care-plans" => Category::CarePlans,
        "care-team" => Category::CareTeam,
        "profile" => Category::Demographics,
        "other" => Category::Other,
        _ => return None,
    })
}
