//! The first page, the timeline, search, and the page of all places.

use askama::Template;
use portico_chart::labs::{Flag, LabPanel};
use portico_chart::medications::RefillsDoubt;
use portico_chart::overview::{Known, Need, SearchHits, Summary, Timeline};
use portico_chart::view::{Disclosure, Link, Part};
use portico_chart::visits::Appointment;
use serde::Serialize;

use super::rows::{self, FEW, Rows};
use crate::health::pages::absence_words;
use crate::labs::pages::{panel_chip, panel_line};
use crate::look::{Empty, Field, Frame, Hidden, Icon, Place};
use crate::page::{Page, Shell};
use crate::words::Words;

#[derive(Template)]
#[template(path = "overview/summary.html")]
struct SummaryTemplate<'a> {
    f: Frame<'a>,
    d: &'a Disclosure<Summary>,
    rows: &'a Rows,
}

impl Page for Disclosure<Summary> {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let w = Words::of(shell);
        let is_own = shell.patient.as_ref().is_none_or(|patient| patient.is_reader);
        let title = match (&shell.patient, &shell.reader) {
            (Some(patient), _) if !is_own => w.say("summary-of", "name", &patient.name),
            (_, Some(reader)) => w.say(w.greeting_key(), "name", &reader.name),
            (_, None) => w.t(Place::Summary.key()).to_owned(),
        };
        let f = Frame::new(shell, Place::Summary, title);
        let rows = Rows::of(&self.content.known, &f);
        SummaryTemplate { f, d: self, rows: &rows }.render()
    }
}

/// Something that waits, ready to be shown.
struct Ask {
    icon: Icon,
    is_critical: bool,
    title: String,
    words: String,
    button: &'static str,
    to: String,
}

impl SummaryTemplate<'_> {
    fn summary(&self) -> &Summary {
        &self.d.content
    }

    fn known(&self) -> &Known {
        &self.d.content.known
    }

    fn lede(&self) -> String {
        match self.summary().new_results.len() {
            0 if self.d.is_whole(&[Part::Results]) => self.f.t("summary-nothing-new").to_owned(),
            0 => self.f.t("summary-new-unsure").to_owned(),
            n => self.f.w.count("summary-new-results", n),
        }
    }

    /// What waits for the patient is not for those who treat them.
    fn asks(&self) -> Vec<Ask> {
        if self.f.is_staff_side() {
            return Vec::new();
        }
        self.summary().needs.iter().map(|need| self.ask(need)).collect()
    }

    fn ask(&self, need: &Need) -> Ask {
        let w = &self.f.w;
        match need {
            Need::ReviewResults { panel, abnormal, critical, total } => Ask {
                icon: if *critical > 0 { Icon::Warning } else { Icon::Flask },
                is_critical: *critical > 0,
                title: w.say("need-results", "panel", w.term(&panel.title)),
                words: match (*critical, *abnormal) {
                    (0, 0) if self.is_all_in_range(panel) => w.count("need-results-in-range", *total),
                    (0, 0) => w.t("need-results-none-outside").to_owned(),
                    (0, n) => w.with("need-results-words", &[("n", n.into()), ("total", (*total).into())]),
                    (critical, _) => w.count("need-results-critical", critical),
                },
                button: w.t("need-results-button"),
                to: self.f.link(panel),
            },
            Need::RunningOut { medication, days_left, refills_left, refills_doubt } => Ask {
                icon: Icon::Pill,
                is_critical: false,
                title: w.with(
                    if *days_left > 0 { "need-running-out" } else { "need-ran-out" },
                    &[("medicine", w.term(&medication.title).into()), ("n", (*days_left).into())],
                ),
                words: match (refills_left, refills_doubt) {
                    (_, Some(RefillsDoubt::Expired)) => w.t("need-expired").to_owned(),
                    (Some(0), _) => w.t("need-no-refills").to_owned(),
                    (Some(n), _) => w.with("need-refills", &[("n", (*n).into())]),
                    (None, _) => w.t("need-call-pharmacy").to_owned(),
                },
                button: w.t("need-medicine-button"),
                to: self.f.link(medication),
            },
            Need::ComingUp { appointment } => Ask {
                icon: Icon::Calendar,
                is_critical: false,
                title: appointment
                    .start
                    .map_or_else(|| w.term(&appointment.name).to_owned(), |at| w.appointment(at)),
                words: appointment_line(w, appointment),
                button: w.t("need-visit-button"),
                to: self.f.shell.to("visits"),
            },
        }
    }

    /// Whether every value of a new panel has a range and lies in it.
    fn is_all_in_range(&self, panel: &Link) -> bool {
        let mut panels = self.summary().new_results.iter();
        let panel = panels.find(|own| own.id == panel.id);
        panel.is_some_and(|panel| panel.results.iter().all(|result| result.flag == Flag::InRange))
    }

    /// New results that do not wait above already.
    fn new_results(&self) -> Vec<&LabPanel> {
        if self.f.is_staff_side() {
            return Vec::new();
        }
        let asked = |panel: &&LabPanel| {
            let asks = self.summary().needs.iter();
            !asks
                .into_iter()
                .any(|need| matches!(need, Need::ReviewResults { panel: link, .. } if link.id == panel.id))
        };
        self.summary().new_results.iter().map(|panel| &**panel).filter(asked).collect()
    }

    /// What must be left alone is never cut.
    fn more_medications(&self) -> Option<String> {
        self.more(rows::medications(self.known()).count() - self.known().do_not_take.len())
    }

    fn has_no_conditions(&self) -> bool {
        self.known().conditions.is_empty() && self.known().visit_diagnoses.is_empty()
    }

    /// What a card says that has nothing to show; that there is nothing only where all of it was looked through.
    fn nothing(&self, part: Part, words: &'static str) -> &'static str {
        self.f.nothing_words(self.d, &[part], words)
    }

    /// What the record states about allergies, where none is listed.
    fn no_allergies(&self) -> Vec<String> {
        let summary = self.known();
        let stated: Vec<String> =
            summary.no_allergies_of.iter().map(|own| absence_words(&self.f.w, own)).collect();
        let nothing = || self.nothing(Part::Allergies, "allergies-empty").to_owned();
        let rest = || self.f.t("allergies-none-of-rest").to_owned();
        match (stated.is_empty(), summary.says_no_allergies) {
            (true, true) => vec![self.f.t("allergies-none").to_owned()],
            (true, false) => vec![nothing()],
            (false, true) => stated,
            (false, false) => [stated, vec![rest()]].concat(),
        }
    }

    /// Those that are not listed below, as a sentence.
    fn more(&self, all: usize) -> Option<String> {
        all.checked_sub(FEW).filter(|more| *more > 0).map(|more| self.f.w.count("and-more", more))
    }
}

fn panel_address(f: &Frame<'_>, panel: &LabPanel) -> String {
    match panel.results.as_slice() {
        [only] => f.shell.to(&format!("labs/{}", only.id)),
        _ => f.shell.to(&format!("labs/panels/{}", panel.id)),
    }
}

/// `Family medicine · Dr. Lindqvist · Riverside Clinic`.
pub(crate) fn appointment_line(w: &Words, appointment: &Appointment) -> String {
    let with = (!appointment.with.is_empty()).then(|| w.list(&appointment.with));
    let place = appointment.place.as_deref().map(str::to_owned);
    [Some(w.term(&appointment.name).to_owned()), with, place]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

#[derive(Template)]
#[template(path = "overview/timeline.html")]
struct TimelineTemplate<'a> {
    f: Frame<'a>,
    d: &'a Disclosure<Timeline>,
}

impl Page for Disclosure<Timeline> {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        TimelineTemplate { f: Frame::of(shell, Place::Timeline), d: self }.render()
    }
}

impl TimelineTemplate<'_> {
    fn nothing(&self) -> Empty {
        let words = (Icon::Clock, "timeline-empty-title", "timeline-empty");
        self.f.nothing(self.d, SEARCHED, words)
    }

    fn year_address(&self, year: &i16) -> String {
        format!("{}?year={year}", self.f.shell.to("timeline"))
    }

    fn is_shown(&self, year: &i16) -> bool {
        self.d.content.years.len() == 1 && self.d.content.years.iter().any(|shown| shown.year == *year)
    }
}

fn link_line(f: &Frame<'_>, link: &Link) -> String {
    let kind = f.link_kind(&link.kind);
    let at = link.at.map(|at| f.w.date(at));
    [kind].into_iter().chain(at).chain(link.beside.iter().cloned()).collect::<Vec<_>>().join(" · ")
}

/// The parts that timeline and search look through.
const SEARCHED: &[Part] = &[
    Part::Results,
    Part::ResultReports,
    Part::Visits,
    Part::Documents,
    Part::Reports,
    Part::Immunizations,
    Part::Medications,
    Part::Dispenses,
    Part::Conditions,
    Part::Allergies,
];

/// `POST /patients/{patient}/search`: what was found.
#[derive(Template)]
#[template(path = "overview/search.html")]
struct SearchTemplate<'a> {
    f: Frame<'a>,
    found: Option<&'a Disclosure<SearchHits>>,
}

impl Page for Disclosure<SearchHits> {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        SearchTemplate { f: Frame::of(shell, Place::Search), found: Some(self) }.render()
    }
}

/// `GET /patients/{patient}/search`: the empty form. What people search for never stands in an address.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct SearchPage;

impl Page for SearchPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        SearchTemplate { f: Frame::of(shell, Place::Search), found: None }.render()
    }
}

impl SearchTemplate<'_> {
    fn field(&self) -> Field<'_> {
        Field {
            name: "words",
            label: self.f.t("search-label"),
            kind: "search",
            value: self.found.map_or("", |found| found.content.words.as_str()),
            hint: Some(self.f.t("search-hint")),
            fault: None,
            autocomplete: "off",
            is_required: true,
            extra: "maxlength=100",
        }
    }

    fn nothing(&self, found: &Disclosure<SearchHits>) -> Empty {
        let words = (Icon::Search, "search-none-title", "search-none");
        self.f.nothing(found, SEARCHED, words)
    }

    fn found_words(&self, found: &Disclosure<SearchHits>) -> String {
        let words = found.content.words.as_str().into();
        self.f.w.with("search-found", &[("n", found.content.hits.len().into()), ("words", words)])
    }
}

/// All places on one page, for phones.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct MorePage;

#[derive(Template)]
#[template(path = "overview/more.html")]
struct MoreTemplate<'a> {
    f: Frame<'a>,
}

impl Page for MorePage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        MoreTemplate { f: Frame::of(shell, Place::More) }.render()
    }
}
