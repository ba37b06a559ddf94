//! All that a chart can list with a date, for timeline and search.

use portico_model::{Category, When};

use crate::disclose::{Gathered, Sieve};
use crate::documents::{permitted_documents, permitted_reports};
use crate::gateway::Contents;
use crate::health::{allergies, conditions};
use crate::labs::{Laboratory, link_of};
use crate::medications::medications;
use crate::view::{Link, LinkKind, OtherKind, Part, Term};
use crate::visits::{VisitSource, permitted_visits};

/// The parts that timeline and search draw on.
pub(super) fn parts() -> Vec<Part> {
    [PARTS, OtherKind::PARTS].concat()
}

const PARTS: &[Part] = &[
    Part::Results,
    Part::Visits,
    Part::Documents,
    Part::Reports,
    Part::Immunizations,
    Part::Medications,
    Part::Conditions,
    Part::Allergies,
    Part::Vitals,
];

pub(super) const CATEGORIES: &[Category] = &[
    Category::Laboratory,
    Category::Visits,
    Category::Notes,
    Category::Documents,
    Category::Reports,
    Category::Immunizations,
    Category::Medications,
    Category::Conditions,
    Category::Allergies,
    Category::Other,
];

/// One line for everything that may be shown.
pub(super) fn links(gathered: &Gathered, sieve: &mut Sieve<'_>) -> Vec<Link> {
    let mut links = lab_links(gathered, sieve);
    links.extend(written_links(gathered, sieve));
    links.extend(health_links(gathered, sieve));
    links
}

/// The single results, which the timeline leaves to their panels and search wants to find.
pub(super) fn result_links(gathered: &Gathered, sieve: &mut Sieve<'_>) -> Vec<Link> {
    let results = Laboratory::of(gathered).permitted(sieve).into_iter();
    results
        .map(|result| link(LinkKind::Lab, result.id.clone(), &result.name, result.taken.or(result.released)))
        .collect()
}

fn link(kind: LinkKind, id: portico_model::ResourceId, title: &Term, at: Option<When>) -> Link {
    Link { kind, id, title: title.clone(), at, mark: None }
}

fn lab_links(gathered: &Gathered, sieve: &mut Sieve<'_>) -> Vec<Link> {
    let laboratory = Laboratory::of(gathered);
    let visible = laboratory.panels().iter().filter(|panel| laboratory.is_visible(panel, sieve));
    visible.map(link_of).collect()
}

fn written_links(gathered: &Gathered, sieve: &mut Sieve<'_>) -> Vec<Link> {
    let mut links: Vec<Link> = permitted_visits(gathered, sieve)
        .into_iter()
        .map(|VisitSource { visit, .. }| link(LinkKind::Visit, visit.id.clone(), &visit.name, visit.start))
        .collect();
    links.extend(permitted_documents(gathered, sieve, |_| true).into_iter().map(|document| {
        let kind = if document.is_clinical_note { LinkKind::Note } else { LinkKind::Document };
        let title = document.title.map_or(document.kind, Term::plain);
        link(kind, document.id, &title, document.written)
    }));
    let reports = permitted_reports(gathered, sieve, |_| true).into_iter();
    links.extend(
        reports
            .map(|report| link(LinkKind::Report, report.id, &report.name, report.taken.or(report.released))),
    );
    links
}

fn health_links(gathered: &Gathered, sieve: &mut Sieve<'_>) -> Vec<Link> {
    let mut links = Vec::new();
    if let Some(Contents::Immunizations(all)) = gathered.copy(Part::Immunizations).map(|copy| &copy.contents)
    {
        let shown = sieve.through(Category::Immunizations, all).into_iter();
        links.extend(shown.map(|own| link(LinkKind::Immunization, own.id.clone(), &own.name, own.given)));
    }
    let shown = sieve.through(Category::Medications, medications(gathered)).into_iter();
    let shown = shown.map(|own| &own.item);
    links.extend(shown.map(|own| link(LinkKind::Medication, own.id.clone(), &own.name, own.prescribed)));
    let shown = sieve.through(Category::Conditions, conditions(gathered)).into_iter();
    links.extend(
        shown.map(|own| link(LinkKind::Condition, own.id.clone(), &own.name, own.onset.or(own.recorded))),
    );
    let shown = sieve.through(Category::Allergies, allergies(gathered).0).into_iter();
    links.extend(shown.map(|own| link(LinkKind::Allergy, own.id.clone(), &own.name, own.onset)));
    links
}
