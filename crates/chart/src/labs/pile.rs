//! All results of a patient before they find their panels, each with what it belongs to.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use portico_fhir::Parsed;
use portico_fhir::shapes::{DiagnosticReport, Observation, Reference};
use portico_model::{ResourceId, Sensitivities};

use super::panels::panel_labels;
use super::{LabResult, LabValue, RangePerson, result};
use crate::disclose::{Particular, Particulars};
use crate::reading::{self, Labelled, NotReadable, Reading, target_id};
use crate::sensitive::in_every_way;

/// How deep observations may group others.
const DEEPEST: u8 = 4;

/// A result with what it belongs to: what holds for that, holds for the result.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub result: Arc<LabResult>,
    /// The reports that name it, and the groups above it.
    pub within: Vec<ResourceId>,
    /// The visit that it was made in.
    pub visit: Option<ResourceId>,
    /// The visits of what it is within.
    pub visits_above: Vec<ResourceId>,
}

impl Placed {
    /// All visits that it belongs to.
    pub(crate) fn visits(&self) -> impl Iterator<Item = &ResourceId> {
        self.visit.iter().chain(&self.visits_above)
    }

    fn put_within(&mut self, above: &[ResourceId], visits: &[ResourceId]) {
        add(&mut self.within, above);
        add(&mut self.visits_above, visits);
    }
}

impl Particular for Placed {
    fn particulars(&self) -> Particulars<'_> {
        Particulars { within: &self.within, ..self.result.particulars() }
    }
}

fn add(to: &mut Vec<ResourceId>, more: &[ResourceId]) {
    for id in more {
        if !to.contains(id) {
            to.push(id.clone());
        }
    }
}

/// The results by id, and which of them found a panel.
pub(super) struct Pile {
    pub(super) by_id: HashMap<ResourceId, Labelled<Placed>>,
    members: HashMap<ResourceId, Vec<ResourceId>>,
    placed: HashSet<ResourceId>,
    pub(super) unreadable: u32,
}

impl Pile {
    pub(super) fn sort(
        observations: &[Parsed<Observation>],
        reading: &Reading<'_>,
        person: &RangePerson,
    ) -> Self {
        let mut pile =
            Self { by_id: HashMap::new(), members: HashMap::new(), placed: HashSet::new(), unreadable: 0 };
        for observation in observations {
            match result(observation, reading, person) {
                Ok(result) => pile.put(result, &observation.shape),
                Err(NotReadable) => pile.unreadable += 1,
            }
        }
        pile
    }

    fn put(&mut self, result: Labelled<Arc<LabResult>>, observation: &Observation) {
        let id = result.item.id.clone();
        let members = observation.has_member.iter();
        let members: Vec<_> = members.filter_map(|member| target_id(member, "Observation")).collect();
        if !members.is_empty() {
            self.members.insert(id.clone(), members);
        }
        let visit = visit_of(observation.encounter.as_ref());
        let labels = result.labels.union(visit.labels);
        let (result, visit) = (result.item, visit.item);
        let item = Placed { result, within: Vec::new(), visit, visits_above: Vec::new() };
        self.by_id.insert(id, Labelled { item, labels });
    }

    /// A result is at least as sensitive as each report that names it, and belongs to it.
    pub(super) fn mark(&mut self, report: &Parsed<DiagnosticReport>, reading: &Reading<'_>) {
        let labels = panel_labels(report, reading);
        let above: Vec<_> = reading::id(report.shape.id.as_deref()).into_iter().collect();
        let visits: Vec<_> = visit_of(report.shape.encounter.as_ref()).item.into_iter().collect();
        let named = report.shape.result.iter().filter_map(|result| target_id(result, "Observation"));
        for id in named {
            let Some(result) = self.by_id.get_mut(&id) else { continue };
            result.labels = result.labels.union(labels);
            result.item.put_within(&above, &visits);
        }
    }

    /// What holds for a group holds for its members.
    pub(super) fn hand_down(&mut self) {
        for _ in 0..DEEPEST {
            for (group, members) in &self.members {
                let Some(own) = self.by_id.get(group) else { continue };
                let labels = own.labels;
                let visits: Vec<_> = own.item.visits().cloned().collect();
                let mut above = own.item.within.clone();
                above.push(group.clone());
                for member in members.iter().filter(|member| *member != group) {
                    let Some(member) = self.by_id.get_mut(member) else { continue };
                    member.labels = member.labels.union(labels);
                    member.item.put_within(&above, &visits);
                }
            }
        }
    }

    pub(super) fn labels(&self) -> HashMap<ResourceId, Sensitivities> {
        self.by_id.keys().map(|id| (id.clone(), self.labels_below(id, 0))).collect()
    }

    /// The labels of an observation and of its members. A member that is not there could be of any kind.
    pub(super) fn labels_below(&self, id: &ResourceId, depth: u8) -> Sensitivities {
        let Some(result) = self.by_id.get(id) else { return in_every_way() };
        let members = self.members.get(id).into_iter().flatten().filter(|_| depth < DEEPEST);
        members.map(|member| self.labels_below(member, depth + 1)).fold(result.labels, Sensitivities::union)
    }

    /// All members of each group, and theirs.
    pub(super) fn below(&self) -> HashMap<ResourceId, Vec<ResourceId>> {
        self.members.keys().map(|group| (group.clone(), self.all_below(group))).collect()
    }

    fn all_below(&self, group: &ResourceId) -> Vec<ResourceId> {
        let members_of = |id: &ResourceId| self.members.get(id).cloned().unwrap_or_default();
        let (mut all, mut at) = (members_of(group), 0);
        while let Some(id) = all.get(at) {
            let more = members_of(id);
            add(&mut all, &more);
            at += 1;
        }
        all
    }

    pub(super) fn is_placed(&self, id: &ResourceId) -> bool {
        self.placed.contains(id)
    }

    /// The results behind an id: the result itself, or the members of a grouping observation.
    pub(super) fn take(&mut self, id: &ResourceId, depth: u8) -> Vec<Labelled<Placed>> {
        let Some(result) = self.by_id.get(id).cloned() else { return Vec::new() };
        if !self.placed.insert(id.clone()) {
            return Vec::new();
        }
        let members = self.members.get(id).cloned().unwrap_or_default();
        let is_group = !members.is_empty() && matches!(result.item.result.value, LabValue::Absent { .. });
        let own = (!is_group).then_some(result);
        let below =
            members.iter().filter(|_| depth < DEEPEST).flat_map(|member| self.take(member, depth + 1));
        let below: Vec<_> = below.collect();
        own.into_iter().chain(below).collect()
    }

    /// Those that found no panel, in the order in which they came.
    pub(super) fn left(&mut self, observations: &[Parsed<Observation>]) -> Vec<Labelled<Placed>> {
        let ids = observations.iter().filter_map(|own| reading::id(own.shape.id.as_deref()).ok());
        let left: Vec<_> = ids.filter(|id| self.placed.insert(id.clone())).collect();
        left.iter().filter_map(|id| self.by_id.get(id).cloned()).collect()
    }
}

/// The visit that something was made in; without one that can be told, what it could be.
pub(super) fn visit_of(encounter: Option<&Reference>) -> Labelled<Option<ResourceId>> {
    let visit = encounter.and_then(|visit| target_id(visit, "Encounter"));
    let is_lost = encounter.is_some() && visit.is_none();
    Labelled { item: visit, labels: if is_lost { in_every_way() } else { Sensitivities::NONE } }
}
