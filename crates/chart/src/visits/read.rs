//! Reading visits and appointments.

use std::cmp::Ordering;

use portico_audit::Action;
use portico_model::{Category, ResourceId};
use portico_policy::Act;

use super::{Appointment, Diagnosis, Visit, VisitDetail, VisitLabels, VisitList, VisitSource};
use crate::charts::{Chart, ChartError, Look};
use crate::disclose::{Gathered, Parts, Sieve, resource};
use crate::documents::{permitted_documents, permitted_reports};
use crate::gateway::Contents;
use crate::health::{Condition, conditions, mentioned};
use crate::labs::Laboratory;
use crate::order::by_name;
use crate::paging::A_PAGE;
use crate::reading::Labelled;
use crate::view::{Disclosure, Mark, Page, PageQuery, Paged, Part};

impl Chart {
    /// The appointments to come, and the visits, newest first.
    pub async fn visits(&self, wanted: PageQuery) -> Result<Disclosure<Paged<VisitList>>, ChartError> {
        const CATEGORIES: &[Category] = &[Category::Visits, Category::Appointments];
        let parts = Parts { shown: &[Part::Visits, Part::Appointments], beside: &[Part::Conditions] };
        let gathered = self.gather("visits", parts).await?;
        let mut sieve = self.sieve(Act::Read);
        let mut upcoming = upcoming(&gathered, &mut sieve, self.inner.clock.now());
        let mut sources = permitted_visits(&gathered, &mut sieve);
        let page = Page::cut(wanted, A_PAGE, &mut [&mut upcoming, &mut sources]);
        let visits = sources.into_iter().map(|source| shown(source, &gathered, &mut sieve)).collect();
        let list = Paged { page, list: VisitList { upcoming, visits } };
        let look = Look::new(Action::Read, "visits", CATEGORIES);
        let shown = list.upcoming.len() + list.visits.len();
        self.disclose(look, gathered, sieve, shown, list).await
    }

    /// One visit with its notes, results, reports and diagnoses.
    pub async fn visit(&self, id: &ResourceId) -> Result<Disclosure<VisitDetail>, ChartError> {
        const PARTS: &[Part] =
            &[Part::Visits, Part::Documents, Part::Results, Part::Reports, Part::Conditions];
        const CATEGORIES: &[Category] = &[
            Category::Visits,
            Category::Notes,
            Category::Laboratory,
            Category::Reports,
            Category::Conditions,
        ];
        let gathered = self.gather("visits/one", PARTS).await?;
        let mut sieve = self.sieve(Act::Read);
        let named = resource("Encounter", id);
        if gathered.copy(Part::Visits).is_none() {
            self.audit_failure(Action::Read, "visits/one", vec![named], "unavailable").await?;
            return Err(ChartError::Unavailable);
        }
        let Some(found) = visits(&gathered).iter().find(|own| own.item.visit.id == *id) else {
            return self.missing("visits/one", named, None).await;
        };
        if !sieve.lets_item(Category::Visits, VisitLabels::of(&gathered).of_visit(id), &found.item.visit) {
            return self.missing("visits/one", named, Some(sieve)).await;
        }
        let detail = detail(&gathered, &found.item, &mut sieve);
        let shown =
            1 + detail.notes.len() + detail.results.len() + detail.reports.len() + detail.diagnoses.len();
        let look = Look::new(Action::Read, "visits/one", CATEGORIES).at(vec![named]);
        self.disclose(look, gathered, sieve, shown, detail).await
    }
}

fn detail(gathered: &Gathered, source: &VisitSource, sieve: &mut Sieve<'_>) -> VisitDetail {
    let id = &source.visit.id;
    let laboratory = Laboratory::of(gathered);
    let panels = laboratory.panels().iter().filter(|panel| panel.item.visit.as_ref() == Some(id));
    let panels: Vec<_> = panels.filter(|panel| laboratory.is_visible(panel, sieve)).collect();
    VisitDetail {
        visit: shown(source, gathered, sieve),
        diagnoses: diagnoses(gathered, source, sieve),
        notes: permitted_documents(gathered, sieve, |note| note.visit.as_ref() == Some(id)),
        results: panels.into_iter().map(|panel| laboratory.shown(panel, sieve)).collect(),
        reports: permitted_reports(gathered, sieve, |report| report.visit.as_ref() == Some(id)),
    }
}

/// The diagnoses that the visit names, where the conditions they stand for may be shown. A mistake is none.
fn diagnoses(gathered: &Gathered, source: &VisitSource, sieve: &mut Sieve<'_>) -> Vec<Diagnosis> {
    let mut found_there = Vec::new();
    for id in &source.diagnoses {
        let found = conditions(gathered).iter().find(|own| own.item.id == *id);
        match found {
            Some(found) if sieve.lets_item(Category::Conditions, found.labels, &found.item) => {
                let Condition { name, mark, .. } = &found.item;
                found_there.push(Diagnosis { name: name.clone(), mark: *mark });
            }
            Some(_) => sieve.withhold(1),
            None => {}
        }
    }
    found_there.retain(|own| own.mark != Some(Mark::EnteredInError));
    found_there
}

pub(crate) fn visits(gathered: &Gathered) -> &[Labelled<VisitSource>] {
    match gathered.copy(Part::Visits).map(|copy| &copy.contents) {
        Some(Contents::Visits(visits)) => visits,
        _ => &[],
    }
}

/// The visit with those of its reasons that may be shown.
pub(crate) fn shown(source: &VisitSource, gathered: &Gathered, sieve: &mut Sieve<'_>) -> Visit {
    Visit { reasons: mentioned(&source.reasons, gathered, sieve), ..source.visit.clone() }
}

pub(crate) fn permitted_visits<'g>(gathered: &'g Gathered, sieve: &mut Sieve<'_>) -> Vec<&'g VisitSource> {
    let labels = VisitLabels::of(gathered);
    let mut shown = Vec::new();
    for source in visits(gathered) {
        let visit = &source.item.visit;
        if sieve.lets_item(Category::Visits, labels.of_visit(&visit.id), visit) {
            shown.push(&source.item);
        } else {
            sieve.withhold(1);
        }
    }
    shown.sort_by(|one, other| newest_first(&one.visit, &other.visit));
    shown
}

/// Of what began at the same moment, what ended last comes first.
fn newest_first(one: &Visit, other: &Visit) -> Ordering {
    let began = other.start.cmp(&one.start);
    began.then_with(|| other.end.cmp(&one.end)).then_with(|| by_name(one, other))
}

/// The appointments that are still to come and not called off, soonest first.
pub(crate) fn upcoming(
    gathered: &Gathered,
    sieve: &mut Sieve<'_>,
    now: portico_model::Timestamp,
) -> Vec<Appointment> {
    let all: &[Labelled<Appointment>] = match gathered.copy(Part::Appointments).map(|copy| &copy.contents) {
        Some(Contents::Appointments(all)) => all,
        _ => &[],
    };
    let shown = sieve.through(Category::Appointments, all);
    let is_on = |own: &&Appointment| {
        !matches!(own.status.as_str(), "cancelled" | "noshow" | "entered-in-error" | "fulfilled")
    };
    let to_come =
        shown.into_iter().filter(is_on).filter(|own| own.start.is_some_and(|start| start.earliest() > now));
    let mut to_come: Vec<_> = to_come.cloned().collect();
    to_come.sort_by(by_name);
    to_come.sort_by_key(|appointment| appointment.start);
    to_come
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::visits::{VisitKind, VisitStatus};

    fn visit(id: &str, start: &str, end: &str) -> Visit {
        Visit {
            id: id.parse().unwrap(),
            kind: VisitKind::Office,
            name: crate::view::Term::unnamed(),
            has_name: false,
            status: VisitStatus::Finished,
            start: start.parse().ok(),
            end: end.parse().ok(),
            clinicians: Vec::new(),
            place: None,
            reasons: Vec::new(),
        }
    }

    #[test]
    fn visits_of_one_moment_lie_in_one_order_however_they_came() {
        let visits = [
            visit("b", "2026-01-02", "2026-01-03"),
            visit("a", "2026-01-02", "2026-01-03"),
            visit("c", "2026-01-02", "2026-01-04"),
            visit("d", "2026-01-05", "2026-01-05"),
        ];
        let order = |mut visits: Vec<Visit>| {
            visits.sort_by(newest_first);
            visits.into_iter().map(|visit| visit.id.as_str().to_owned()).collect::<Vec<_>>()
        };

        assert_eq!(order(visits.to_vec()), ["d", "c", "a", "b"]);
        assert_eq!(order(visits.into_iter().rev().collect()), ["d", "c", "a", "b"]);
    }
}
