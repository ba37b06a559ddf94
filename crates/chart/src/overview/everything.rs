//! All that a chart can list with a date, for timeline and search.

use portico_model::{Category, ResourceId};

use crate::charts::Chart;
use crate::disclose::{Gathered, Sieve};
use crate::documents::{permitted_documents, permitted_reports};
use crate::gateway::Contents;
use crate::health::{ConditionGroup, conditions, permitted_allergies};
use crate::labs::{Laboratory, link_of};
use crate::medications::{Dispense, MedicationList};
use crate::view::{Link, LinkKind, OtherKind, Part, Term};
use crate::visits::{permitted_visits, shown};

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

impl Chart {
    /// One line for everything that may be shown.
    pub(super) fn links(&self, gathered: &Gathered, sieve: &mut Sieve<'_>) -> Vec<Link> {
        let mut links = lab_links(gathered, sieve);
        links.extend(visit_links(gathered, sieve));
        links.extend(written_links(gathered, sieve));
        links.extend(medicine_links(&self.permitted_list(gathered, sieve)));
        links.extend(health_links(gathered, sieve));
        links
    }
}

/// The single results, which the timeline leaves to their panels and search wants to find.
pub(super) fn result_links(gathered: &Gathered, sieve: &mut Sieve<'_>) -> Vec<Link> {
    let results = Laboratory::of(gathered).permitted(sieve).into_iter();
    results
        .map(|result| {
            let at = result.taken.or(result.released);
            Link::new(LinkKind::Lab, result.id.clone(), result.name.clone(), at).marked(result.status.mark())
        })
        .collect()
}

fn lab_links(gathered: &Gathered, sieve: &mut Sieve<'_>) -> Vec<Link> {
    let laboratory = Laboratory::of(gathered);
    let visible = laboratory.panels().iter().filter(|panel| laboratory.is_visible(panel, sieve));
    visible.map(link_of).collect()
}

/// A visit without a name of its own is told by its place and its reasons too.
fn visit_links(gathered: &Gathered, sieve: &mut Sieve<'_>) -> Vec<Link> {
    let sources = permitted_visits(gathered, sieve);
    let mut beside = sieve.aside();
    sources.into_iter().map(|source| shown(source, gathered, &mut beside).link()).collect()
}

fn written_links(gathered: &Gathered, sieve: &mut Sieve<'_>) -> Vec<Link> {
    let documents = permitted_documents(gathered, sieve, |_| true).into_iter();
    let mut links: Vec<Link> = documents
        .map(|document| {
            let kind = if document.is_clinical_note { LinkKind::Note } else { LinkKind::Document };
            let title = document.title.map_or(document.kind, Term::plain);
            Link::new(kind, document.id, title, document.written).marked(document.status.mark())
        })
        .collect();
    let reports = permitted_reports(gathered, sieve, |_| true).into_iter();
    links.extend(reports.map(|report| {
        let at = report.taken.or(report.released);
        Link::new(LinkKind::Report, report.id, report.name, at).marked(report.status.mark())
    }));
    links
}

fn medicine_links(list: &MedicationList) -> Vec<Link> {
    let link = |id: &ResourceId, name: &Term, at, mark| {
        Link::new(LinkKind::Medication, id.clone(), name.clone(), at).marked(mark)
    };
    let lines = list.lines().map(|line| link(&line.id, &line.name, line.prescribed, line.mark));
    let earlier = list.lines().flat_map(|line| &line.earlier);
    let earlier = earlier.map(|order| link(&order.id, &order.name, order.prescribed, order.mark));
    let given_out = list.given_out.iter().map(|given| {
        let main = given.main();
        Link::new(LinkKind::Dispense, given.id.clone(), given.name.clone(), main.and_then(|fill| fill.at))
            .marked(main.and_then(Dispense::mark))
    });
    lines.chain(earlier).chain(given_out).collect()
}

fn health_links(gathered: &Gathered, sieve: &mut Sieve<'_>) -> Vec<Link> {
    let mut links = Vec::new();
    if let Some(Contents::Immunizations(all)) = gathered.copy(Part::Immunizations).map(|copy| &copy.contents)
    {
        let shown = sieve.through(Category::Immunizations, all).into_iter();
        links.extend(shown.map(|own| {
            Link::new(LinkKind::Immunization, own.id.clone(), own.name.clone(), own.given).marked(own.mark)
        }));
    }
    let shown = sieve.through(Category::Conditions, conditions(gathered)).into_iter();
    links.extend(shown.map(|own| {
        let kind = match own.group {
            ConditionGroup::VisitDiagnosis => LinkKind::VisitDiagnosis,
            ConditionGroup::Concern => LinkKind::Concern,
            ConditionGroup::Social => LinkKind::Social,
            _ => LinkKind::Condition,
        };
        Link::new(kind, own.id.clone(), own.name.clone(), own.onset.or(own.recorded)).marked(own.mark)
    }));
    let list = permitted_allergies(gathered, sieve);
    links.extend(
        list.allergies
            .into_iter()
            .map(|own| Link::new(LinkKind::Allergy, own.id, own.name, own.onset).marked(own.mark)),
    );
    links.extend(
        list.none_of
            .into_iter()
            .map(|own| Link::new(LinkKind::NoAllergy, own.id, Term::plain(own.words), None)),
    );
    links
}
