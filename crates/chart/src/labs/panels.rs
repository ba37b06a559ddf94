//! Laboratory reports with their results, grouped once when they are fetched.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use portico_fhir::Parsed;
use portico_fhir::shapes::{DiagnosticReport, Observation};
use portico_model::{ResourceId, Sensitivities, When};

use super::pile::{Pile, Placed, visit_of};
use super::said::in_lines;
use super::{Flag, LabClass, LabPanel, LabResult, RangePerson, ResultStatus, panel_key};
use super::{build, status};
use crate::documents::report_labels;
use crate::order::by_date;
use crate::reading::{self, Labelled, NotReadable, Reading, target_id};
use crate::sensitive::in_every_way;
use crate::view::Shared;

/// A panel before policy has looked at it: what it says of itself, and its results with their labels.
#[derive(Debug, Clone)]
pub(crate) struct PanelSource {
    /// Without results.
    pub head: LabPanel,
    pub visit: Option<ResourceId>,
    /// The labels of what speaks of all results: the conclusion and the document.
    pub written: Sensitivities,
    pub results: Vec<Labelled<Placed>>,
    /// All that it speaks of, those that stand elsewhere among them.
    pub members: Vec<ResourceId>,
    whole: OnceLock<Shared<LabPanel>>,
}

impl PanelSource {
    fn new(
        head: LabPanel,
        visit: Option<ResourceId>,
        written: Sensitivities,
        results: Vec<Labelled<Placed>>,
    ) -> Self {
        let members = results.iter().map(|own| own.item.result.id.clone()).collect();
        Self { head, visit, written, results, members, whole: OnceLock::new() }
    }

    /// When the specimen was taken, else when the report came.
    pub(crate) fn at(&self) -> Option<When> {
        self.head.taken.or(self.head.released)
    }

    /// The panel with everything in it, for those who may see everything.
    pub(crate) fn whole(&self) -> Shared<LabPanel> {
        let fill = || {
            let mut results: Vec<_> = self.results.iter().map(|own| Arc::clone(&own.item.result)).collect();
            gravest_first(&mut results);
            Shared::new(LabPanel { results, ..self.head.clone() })
        };
        self.whole.get_or_init(fill).clone()
    }
}

/// All results of a patient, newest panel first.
#[derive(Debug, Default)]
pub(crate) struct Results {
    pub panels: Vec<Labelled<PanelSource>>,
    /// The labels of every observation, those that only group others among them.
    pub labels: HashMap<ResourceId, Sensitivities>,
    /// All members of each observation that groups others, and theirs.
    pub below: HashMap<ResourceId, Vec<ResourceId>>,
    /// Every observation, as it stands in its panel.
    pub known: HashMap<ResourceId, Labelled<Placed>>,
    pub unreadable: u32,
}

/// Groups reports and observations. What stands in no report becomes a panel of its own.
pub(crate) fn results(
    reports: &[Parsed<DiagnosticReport>],
    observations: &[Parsed<Observation>],
    reading: &Reading<'_>,
    person: &RangePerson,
) -> Results {
    let mut pile = Pile::sort(observations, reading, person);
    reports.iter().for_each(|report| pile.mark(report, reading));
    pile.hand_down();
    let mut panels = Vec::new();
    for report in reports {
        match report_panel(report, reading, &mut pile) {
            Ok(panel) => panels.push(panel),
            Err(NotReadable) => pile.unreadable += 1,
        }
    }
    for observation in observations.iter().filter(|own| !own.shape.has_member.is_empty()) {
        panels.extend(member_panel(&observation.shape, &mut pile));
    }
    let left = pile.left(observations);
    panels.extend(left.into_iter().map(lone_panel));
    panels.sort_by(|one, other| by_date(&one.item.head, &other.item.head));
    let (unreadable, labels, below) = (pile.unreadable, pile.labels(), pile.below());
    let mut known = pile.by_id;
    for own in panels.iter().flat_map(|panel| &panel.item.results) {
        known.insert(own.item.result.id.clone(), own.clone());
    }
    Results { panels, labels, below, known, unreadable }
}

/// The labels of a report without those of its results and its visit. One whose visit nobody can find could be of any
/// kind.
pub(super) fn panel_labels(parsed: &Parsed<DiagnosticReport>, reading: &Reading<'_>) -> Sensitivities {
    report_labels(parsed, reading).union(visit_of(parsed.shape.encounter.as_ref()).labels)
}

fn report_panel(
    parsed: &Parsed<DiagnosticReport>,
    reading: &Reading<'_>,
    pile: &mut Pile,
) -> Result<Labelled<PanelSource>, NotReadable> {
    let report = &parsed.shape;
    let id = reading::id(report.id.as_deref())?;
    let lost_dates = reading.lost_dates();
    let taken = report.effective.as_ref().and_then(|effective| reading.when(effective.start()));
    let released = reading.when(report.issued.as_deref());
    let has_lost_date = reading.lost_dates() > lost_dates;
    let laboratory = report.performer.iter().find_map(|performer| reading.name(performer, &report.contained));
    let ids: Vec<_> = report.result.iter().filter_map(|result| target_id(result, "Observation")).collect();
    let own = panel_labels(parsed, reading);
    let is_lost = ids.len() < report.result.len();
    let written = ids.iter().map(|id| pile.labels_below(id, 0)).chain(is_lost.then(in_every_way));
    let written = written.fold(own, Sensitivities::union);
    let missing = report.result.len() - ids.iter().filter(|id| pile.by_id.contains_key(*id)).count();
    let is_elsewhere = |id: &&ResourceId| pile.is_placed(id);
    let elsewhere = ids.iter().filter(is_elsewhere).count();
    let found: Vec<_> = ids.iter().flat_map(|id| pile.take(id, 0)).collect();
    let results: Vec<_> =
        found.into_iter().map(|result| completed(result, taken, released, &laboratory)).collect();
    let head = LabPanel {
        id,
        name: panel_name(report, &results),
        class: class_of(&results),
        taken,
        released,
        status: status(report.status.as_deref()),
        laboratory,
        results: Vec::new(),
        conclusion: report.conclusion.as_deref().map(in_lines).filter(|text| !text.trim().is_empty()),
        has_document: !report.presented_form.is_empty(),
        missing,
        elsewhere,
        has_lost_date,
    };
    let visit = visit_of(report.encounter.as_ref()).item;
    let panel = PanelSource { members: ids, ..PanelSource::new(head, visit, written, results) };
    Ok(Labelled { item: panel, labels: own })
}

fn panel_name(report: &DiagnosticReport, results: &[Labelled<Placed>]) -> crate::view::Term {
    let concept = report.code.as_ref();
    let mut name = build::name(concept);
    name.key = build::loinc(concept).and_then(panel_key).or(name.key);
    match results {
        [only] if name.text.is_empty() => only.item.result.name.clone(),
        _ => name,
    }
}

/// What a result does not say itself, its report says. A date that it says and nobody can read is not replaced.
fn completed(
    mut result: Labelled<Placed>,
    taken: Option<When>,
    released: Option<When>,
    laboratory: &Option<Arc<str>>,
) -> Labelled<Placed> {
    let item = &mut result.item.result;
    let taken = taken.filter(|_| !item.has_lost_date);
    if item.taken.is_none() && taken.is_some() || item.released.is_none() || item.laboratory.is_none() {
        let own = Arc::make_mut(item);
        own.taken = own.taken.or(taken);
        own.released = own.released.or(released);
        own.laboratory = own.laboratory.take().or_else(|| laboratory.clone());
    }
    result
}

fn member_panel(observation: &Observation, pile: &mut Pile) -> Option<Labelled<PanelSource>> {
    let id = reading::id(observation.id.as_deref()).ok()?;
    if pile.is_placed(&id) {
        return None;
    }
    let Labelled { item: head, labels } = pile.by_id.get(&id)?.clone();
    let results = pile.take(&id, 0);
    let panel = LabPanel { class: class_of(&results), ..panel_like(&head.result) };
    let key = build::loinc(observation.code.as_ref()).and_then(panel_key);
    let panel = LabPanel { name: crate::view::Term { key: key.or(panel.name.key), ..panel.name }, ..panel };
    let visit = visit_of(observation.encounter.as_ref()).item;
    Some(Labelled { item: PanelSource::new(panel, visit, labels, results), labels })
}

fn lone_panel(result: Labelled<Placed>) -> Labelled<PanelSource> {
    let labels = result.labels;
    let head = panel_like(&result.item.result);
    let visit = result.item.visit.clone();
    Labelled { item: PanelSource::new(head, visit, labels, vec![result]), labels }
}

fn panel_like(result: &LabResult) -> LabPanel {
    LabPanel {
        id: result.id.clone(),
        name: result.name.clone(),
        class: result.class,
        taken: result.taken,
        released: result.released,
        status: result.status,
        laboratory: result.laboratory.clone(),
        results: Vec::new(),
        conclusion: None,
        has_document: false,
        missing: 0,
        elsewhere: 0,
        has_lost_date: result.has_lost_date,
    }
}

/// The class that most results of a panel have.
fn class_of(results: &[Labelled<Placed>]) -> LabClass {
    let mut counts: HashMap<LabClass, usize> = HashMap::new();
    let classes = results.iter().map(|own| own.item.result.class);
    for class in classes.filter(|class| *class != LabClass::Other) {
        *counts.entry(class).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(class, count)| (*count, std::cmp::Reverse(*class)))
        .map_or(LabClass::Other, |(class, _)| class)
}

/// Critical first, then abnormal, then the laboratory's order.
pub(crate) fn gravest_first(results: &mut [Arc<LabResult>]) {
    results.sort_by_key(|result| match result.flag {
        _ if result.status == ResultStatus::EnteredInError => 3,
        Flag::CriticalLow | Flag::CriticalHigh => 0,
        flag if flag.is_abnormal() => 1,
        _ => 2,
    });
}
