//! Laboratory reports with their results, grouped once when they are fetched.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use portico_fhir::Parsed;
use portico_fhir::shapes::{DiagnosticReport, Observation};
use portico_model::{ResourceId, Sensitivities, When};

use super::{Flag, LabClass, LabPanel, LabResult, ResultStatus, panel_key};
use super::{build, result, status};
use crate::documents::report_labels;
use crate::reading::{self, Labelled, NotReadable, Reading, target_id, when};
use crate::sensitive::in_every_way;
use crate::view::Shared;

/// How deep observations may group others.
const DEEPEST: u8 = 4;

/// A panel before policy has looked at it: what it says of itself, and its results with their labels.
#[derive(Debug, Clone)]
pub(crate) struct PanelSource {
    /// Without results.
    pub head: LabPanel,
    pub visit: Option<ResourceId>,
    /// The labels of what speaks of all results: the conclusion and the document.
    pub written: Sensitivities,
    pub results: Vec<Labelled<Arc<LabResult>>>,
    whole: OnceLock<Shared<LabPanel>>,
}

impl PanelSource {
    fn new(
        head: LabPanel,
        visit: Option<ResourceId>,
        written: Sensitivities,
        results: Vec<Labelled<Arc<LabResult>>>,
    ) -> Self {
        Self { head, visit, written, results, whole: OnceLock::new() }
    }

    /// When the specimen was taken, else when the report came.
    pub(crate) fn at(&self) -> Option<When> {
        self.head.taken.or(self.head.released)
    }

    /// The panel with everything in it, for those who may see everything.
    pub(crate) fn whole(&self) -> Shared<LabPanel> {
        let fill = || {
            let mut results: Vec<_> = self.results.iter().map(|result| Arc::clone(&result.item)).collect();
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
    pub unreadable: u32,
}

/// Groups reports and observations. What stands in no report becomes a panel of its own.
pub(crate) fn results(
    reports: &[Parsed<DiagnosticReport>],
    observations: &[Parsed<Observation>],
    reading: &Reading<'_>,
    person: &build::RangePerson,
) -> Results {
    let mut pile = Pile::sort(observations, reading, person);
    reports.iter().for_each(|report| pile.mark(report, reading));
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
    let (unreadable, labels) = (pile.unreadable, pile.labels());
    panels.extend(pile.alone(observations));
    panels.sort_by_key(|panel| std::cmp::Reverse(panel.item.at()));
    Results { panels, labels, unreadable }
}

/// The results by id, and which of them found a panel.
struct Pile {
    by_id: HashMap<ResourceId, Labelled<Arc<LabResult>>>,
    members: HashMap<ResourceId, Vec<ResourceId>>,
    placed: HashSet<ResourceId>,
    unreadable: u32,
}

impl Pile {
    fn sort(
        observations: &[Parsed<Observation>],
        reading: &Reading<'_>,
        person: &build::RangePerson,
    ) -> Self {
        let mut pile =
            Self { by_id: HashMap::new(), members: HashMap::new(), placed: HashSet::new(), unreadable: 0 };
        for observation in observations {
            match result(observation, reading, person) {
                Ok(result) => {
                    let id = result.item.id.clone();
                    let members = observation.shape.has_member.iter();
                    let members = members.filter_map(|member| target_id(member, "Observation"));
                    pile.members.insert(id.clone(), members.collect());
                    pile.by_id.insert(id, result);
                }
                Err(NotReadable) => pile.unreadable += 1,
            }
        }
        pile
    }

    /// A result is at least as sensitive as each report that names it.
    fn mark(&mut self, report: &Parsed<DiagnosticReport>, reading: &Reading<'_>) {
        let labels = report_labels(report, reading);
        let named = report.shape.result.iter().filter_map(|result| target_id(result, "Observation"));
        for id in named {
            self.by_id.entry(id).and_modify(|result| result.labels = result.labels.union(labels));
        }
    }

    fn labels(&self) -> HashMap<ResourceId, Sensitivities> {
        self.by_id.keys().map(|id| (id.clone(), self.labels_below(id, 0))).collect()
    }

    /// The labels of an observation and of its members. A member that is not there could be of any kind.
    fn labels_below(&self, id: &ResourceId, depth: u8) -> Sensitivities {
        let Some(result) = self.by_id.get(id) else { return in_every_way() };
        let members = self.members.get(id).into_iter().flatten().filter(|_| depth < DEEPEST);
        members.map(|member| self.labels_below(member, depth + 1)).fold(result.labels, Sensitivities::union)
    }

    /// The results behind an id: the result itself, or the members of a grouping observation, which are at least as
    /// sensitive as it is.
    fn take(&mut self, id: &ResourceId, depth: u8) -> Vec<Labelled<Arc<LabResult>>> {
        let Some(result) = self.by_id.get(id).cloned() else { return Vec::new() };
        if !self.placed.insert(id.clone()) {
            return Vec::new();
        }
        let members = self.members.get(id).cloned().unwrap_or_default();
        let is_group = !members.is_empty() && matches!(result.item.value, super::LabValue::Absent { .. });
        let group = result.labels;
        let own = (!is_group).then_some(result);
        let below = members
            .iter()
            .filter(|_| depth < DEEPEST)
            .flat_map(|member| self.take(member, depth + 1))
            .map(|member| Labelled { labels: member.labels.union(group), ..member })
            .collect::<Vec<_>>();
        own.into_iter().chain(below).collect()
    }

    fn alone(mut self, observations: &[Parsed<Observation>]) -> Vec<Labelled<PanelSource>> {
        let observations = || observations.iter().map(|parsed| &parsed.shape);
        let ids = observations().filter_map(|observation| reading::id(observation.id.as_deref()).ok());
        let left: Vec<_> = ids.filter(|id| self.placed.insert(id.clone())).collect();
        let visits: HashMap<_, _> = observations()
            .filter_map(|observation| Some((observation.id.as_deref()?, visit_of(observation)?)))
            .collect();
        left.iter()
            .filter_map(|id| {
                let result = self.by_id.get(id)?;
                Some(lone_panel(result.clone(), visits.get(id.as_str()).cloned()))
            })
            .collect()
    }
}

fn visit_of(observation: &Observation) -> Option<ResourceId> {
    target_id(observation.encounter.as_ref()?, "Encounter")
}

fn report_panel(
    parsed: &Parsed<DiagnosticReport>,
    reading: &Reading<'_>,
    pile: &mut Pile,
) -> Result<Labelled<PanelSource>, NotReadable> {
    let report = &parsed.shape;
    let id = reading::id(report.id.as_deref())?;
    let taken = report.effective.as_ref().and_then(|effective| when(effective.start()));
    let released = when(report.issued.as_deref());
    let laboratory = report.performer.iter().find_map(|performer| reading.name(performer, &report.contained));
    let ids: Vec<_> = report.result.iter().filter_map(|result| target_id(result, "Observation")).collect();
    let own = report_labels(parsed, reading);
    let is_lost = ids.len() < report.result.len();
    let written = ids.iter().map(|id| pile.labels_below(id, 0)).chain(is_lost.then(in_every_way));
    let written = written.fold(own, Sensitivities::union);
    let found: Vec<_> = ids.iter().flat_map(|id| pile.take(id, 0)).collect();
    let results: Vec<_> =
        found.into_iter().map(|result| completed(result, own, taken, released, &laboratory)).collect();
    let head = LabPanel {
        id,
        name: panel_name(report, &results),
        class: class_of(&results),
        taken,
        released,
        status: status(report.status.as_deref()),
        laboratory,
        results: Vec::new(),
        conclusion: report.conclusion.clone().filter(|text| !text.trim().is_empty()),
        has_document: !report.presented_form.is_empty(),
    };
    let visit = report.encounter.as_ref().and_then(|visit| target_id(visit, "Encounter"));
    Ok(Labelled { item: PanelSource::new(head, visit, written, results), labels: own })
}

fn panel_name(report: &DiagnosticReport, results: &[Labelled<Arc<LabResult>>]) -> crate::view::Term {
    let concept = report.code.as_ref();
    let mut name = build::name(concept);
    name.key = build::loinc(concept).and_then(panel_key).or(name.key);
    match results {
        [only] if name.text.is_empty() => only.item.name.clone(),
        _ => name,
    }
}

/// What a result does not say itself, its report says. It is at least as sensitive as its report.
fn completed(
    result: Labelled<Arc<LabResult>>,
    labels: Sensitivities,
    taken: Option<When>,
    released: Option<When>,
    laboratory: &Option<Arc<str>>,
) -> Labelled<Arc<LabResult>> {
    let mut item = result.item;
    if item.taken.is_none() && taken.is_some() || item.released.is_none() || item.laboratory.is_none() {
        let own = Arc::make_mut(&mut item);
        own.taken = own.taken.or(taken);
        own.released = own.released.or(released);
        own.laboratory = own.laboratory.take().or_else(|| laboratory.clone());
    }
    Labelled { item, labels: result.labels.union(labels) }
}

fn member_panel(observation: &Observation, pile: &mut Pile) -> Option<Labelled<PanelSource>> {
    let id = reading::id(observation.id.as_deref()).ok()?;
    if pile.placed.contains(&id) {
        return None;
    }
    let Labelled { item: head, labels } = pile.by_id.get(&id)?.clone();
    let results = pile.take(&id, 0);
    let panel = LabPanel { class: class_of(&results), ..panel_like(&head) };
    let key = build::loinc(observation.code.as_ref()).and_then(panel_key);
    let panel = LabPanel { name: crate::view::Term { key: key.or(panel.name.key), ..panel.name }, ..panel };
    let visit = visit_of(observation);
    Some(Labelled { item: PanelSource::new(panel, visit, labels, results), labels })
}

fn lone_panel(result: Labelled<Arc<LabResult>>, visit: Option<ResourceId>) -> Labelled<PanelSource> {
    let labels = result.labels;
    let head = panel_like(&result.item);
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
    }
}

/// The class that most results of a panel have.
fn class_of(results: &[Labelled<Arc<LabResult>>]) -> LabClass {
    let mut counts: HashMap<LabClass, usize> = HashMap::new();
    for result in results.iter().filter(|result| result.item.class != LabClass::Other) {
        *counts.entry(result.item.class).or_default() += 1;
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
