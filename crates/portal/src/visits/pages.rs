//! The pages of visits.

use askama::Template;
use portico_chart::documents::{DocumentHead, ReportHead};
use portico_chart::labs::LabPanel;
use portico_chart::view::{Disclosure, Paged, Part, Term};
use portico_chart::visits::{Diagnosis, Visit, VisitDetail, VisitKind, VisitList, VisitStatus};

use crate::documents::pages::{document_line, document_title};
use crate::labs::pages::{panel_chip, panel_line};
use crate::look::{Chip, Empty, Frame, Icon, Markup, Place, Tone, mark_chip, status_chip};
use crate::page::{Page, Shell};
use crate::words::Words;

#[derive(Template)]
#[template(path = "visits/list.html")]
struct ListTemplate<'a> {
    f: Frame<'a>,
    d: &'a Disclosure<Paged<VisitList>>,
}

impl Page for Disclosure<Paged<VisitList>> {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        ListTemplate { f: Frame::of(shell, Place::Visits), d: self }.render()
    }
}

impl ListTemplate<'_> {
    fn nothing(&self) -> Empty {
        let parts = [Part::Visits, Part::Appointments];
        self.f.nothing(self.d, &parts, (Icon::Calendar, "visits-empty-title", "visits-empty"))
    }

    /// The visits by year, newest first; those without a date last.
    fn years(&self) -> Vec<(String, Vec<&Visit>)> {
        let mut years: Vec<(String, Vec<&Visit>)> = Vec::new();
        for visit in &self.d.content.visits {
            let year = match visit.start {
                Some(start) => start.year().to_string(),
                None => self.f.t("date-unknown").to_owned(),
            };
            match years.last_mut().filter(|(last, _)| *last == year) {
                Some((_, visits)) => visits.push(visit),
                None => years.push((year, vec![visit])),
            }
        }
        years
    }
}

#[derive(Template)]
#[template(path = "visits/detail.html")]
struct DetailTemplate<'a> {
    f: Frame<'a>,
    d: &'a Disclosure<VisitDetail>,
}

impl Page for Disclosure<VisitDetail> {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let title = visit_title(&Words::of(shell), &self.content.visit);
        DetailTemplate { f: Frame::below(shell, Place::Visits, title), d: self }.render()
    }
}

impl DetailTemplate<'_> {
    fn visit(&self) -> &Visit {
        &self.d.content.visit
    }

    fn facts(&self) -> Vec<(&'static str, String)> {
        let w = &self.f.w;
        let visit = self.visit();
        let mut facts = vec![(w.t("visit-kind"), w.t(kind_key(visit.kind)).to_owned())];
        let mut fact = |key, words: Option<String>| {
            if let Some(words) = words {
                facts.push((w.t(key), words));
            }
        };
        fact("visit-start", visit.start.map(|when| w.date_time(when)));
        fact("visit-end", visit.end.map(|when| w.date_time(when)));
        fact("visit-with", (!visit.clinicians.is_empty()).then(|| w.list(&visit.clinicians)));
        fact("visit-place", visit.place.as_deref().map(str::to_owned));
        facts
    }

    /// The reason for the visit and what was found, each with its mark.
    fn lists(&self) -> Vec<(&'static str, Vec<Diagnosis>)> {
        let VisitDetail { diagnoses, visit, .. } = &self.d.content;
        let plain = |name: &Term| Diagnosis { name: name.clone(), mark: None };
        let reasons: Vec<Diagnosis> = visit.reasons.iter().map(plain).collect();
        let lists = [("visit-reasons", reasons), ("visit-diagnoses", diagnoses.clone())];
        let some = lists.into_iter().filter(|(_, terms)| !terms.is_empty());
        some.map(|(key, terms)| (self.f.t(key), terms)).collect()
    }

    fn nothing(&self) -> Empty {
        let parts = [Part::Documents, Part::Results, Part::Reports, Part::Conditions];
        self.f.nothing(self.d, &parts, (Icon::Calendar, "visit-nothing-title", "visit-nothing"))
    }

    fn has_nothing(&self) -> bool {
        let VisitDetail { notes, results, reports, .. } = &self.d.content;
        notes.is_empty() && results.is_empty() && reports.is_empty() && self.lists().is_empty()
    }
}

/// The name; of a visit without one its kind, and the reason or the place.
pub fn visit_title(w: &Words, visit: &Visit) -> String {
    let name = w.term(&visit.name).to_owned();
    let more = visit.reasons.first().map(|reason| w.term(reason)).or(visit.place.as_deref());
    match more.filter(|_| !visit.has_name) {
        Some(more) => format!("{name} · {more}"),
        None => name,
    }
}

fn diagnosis_chip(w: &Words, diagnosis: &Diagnosis) -> Markup {
    Markup(diagnosis.mark.map(|mark| mark_chip(w, mark).to_string()).unwrap_or_default())
}

/// `Tuesday visit · Dr. Lindqvist · Riverside Clinic`.
pub fn visit_line(w: &Words, visit: &Visit) -> String {
    let when = visit.start.map(|when| w.date(when));
    let with = (!visit.clinicians.is_empty()).then(|| w.list(&visit.clinicians));
    let place = visit.place.as_deref().map(str::to_owned);
    [when, with, place].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn kind_key(kind: VisitKind) -> &'static str {
    match kind {
        VisitKind::Office => "visit-office",
        VisitKind::Emergency => "visit-emergency",
        VisitKind::Hospital => "visit-hospital",
        VisitKind::Video => "visit-video",
        VisitKind::Home => "visit-home",
        VisitKind::Other => "visit-other",
    }
}

pub fn visit_chip(w: &Words, visit: &Visit) -> Markup {
    let (tone, key) = match visit.status {
        VisitStatus::Finished => (Tone::Plain, kind_key(visit.kind)),
        VisitStatus::Planned => (Tone::Wait, "visit-planned"),
        VisitStatus::InProgress => (Tone::Wait, "visit-in-progress"),
        VisitStatus::Cancelled => (Tone::Plain, "visit-cancelled"),
        VisitStatus::EnteredInError => (Tone::Plain, "status-entered-in-error"),
        VisitStatus::Unknown => (Tone::Plain, "status-unknown"),
    };
    Markup(Chip::new(tone, w.t(key)).to_string())
}

fn panel_address(f: &Frame<'_>, panel: &LabPanel) -> String {
    match panel.results.as_slice() {
        [only] => f.shell.to(&format!("labs/{}", only.id)),
        _ => f.shell.to(&format!("labs/panels/{}", panel.id)),
    }
}

fn note_title(w: &Words, note: &DocumentHead) -> String {
    document_title(w, note)
}

fn report_chip(w: &Words, report: &ReportHead) -> Markup {
    Markup(status_chip(w, report.status).map(|chip| chip.to_string()).unwrap_or_default())
}
