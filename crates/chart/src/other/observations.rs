//! From `Observation`s that are neither laboratory results nor vital signs.

use std::collections::HashMap;
use std::sync::Arc;

use portico_fhir::Parsed;
use portico_fhir::shapes::Observation;
use portico_model::ResourceId;

use super::{OtherDetail, OtherItem, OtherKind, OtherSource};
use crate::labs::{self, LabResult, LabValue, ResultStatus};
use crate::observations::{self, ObservationKind};
use crate::reading::{self, Labelled, NotReadable, Reading, target_id};
use crate::sensitive::in_every_way;
use crate::view::Mark;

/// How deep observations may group others.
const DEEPEST: u8 = 4;

/// Whether an observation has a page of its own: as a laboratory result or a vital sign.
fn stands_elsewhere(observation: &Observation) -> bool {
    observations::kind_of(observation) != ObservationKind::Other
}

fn kind_of(observation: &Observation) -> OtherKind {
    let codings = observation.category.iter().flat_map(|concept| &concept.coding);
    OtherKind::of_categories(codings.filter_map(|coding| coding.code.as_deref()))
}

/// Whether an observation is listed as this kind.
pub(crate) fn is_of_kind(observation: &Observation, kind: OtherKind) -> bool {
    !stands_elsewhere(observation) && kind_of(observation) == kind
}

/// The members of each observation that groups others; `None` for one that cannot be told.
pub(crate) fn groups(observations: &[Parsed<Observation>]) -> HashMap<ResourceId, Vec<Option<ResourceId>>> {
    let groups = observations.iter().filter(|own| !own.shape.has_member.is_empty());
    let group = |own: &Parsed<Observation>| {
        let members = own.shape.has_member.iter().map(|member| target_id(member, "Observation"));
        Some((reading::id(own.shape.id.as_deref()).ok()?, members.collect()))
    };
    groups.filter_map(group).collect()
}

/// A group is as sensitive as each of its members, and a member as its group. A member that is not there could be of any
/// kind.
pub(crate) fn join(
    sources: &mut [Labelled<OtherSource>],
    members: &HashMap<ResourceId, Vec<Option<ResourceId>>>,
) {
    let places: HashMap<ResourceId, usize> =
        sources.iter().enumerate().map(|(at, own)| (own.item.item.id.clone(), at)).collect();
    for _ in 0..DEEPEST {
        for (group, members) in members {
            let Some(&at) = places.get(group) else { continue };
            for member in members {
                match member.as_ref().and_then(|member| places.get(member)) {
                    Some(below) if *below != at => join_two(sources, at, *below),
                    Some(_) => {}
                    None => sources[at].labels = in_every_way(),
                }
            }
        }
    }
}

fn join_two(sources: &mut [Labelled<OtherSource>], group: usize, member: usize) {
    let labels = sources[group].labels.union(sources[member].labels);
    let mut above = sources[group].item.within.clone();
    above.push(sources[group].item.item.id.clone());
    let visits = sources[group].item.visits.clone();
    sources[group].labels = labels;
    sources[member].labels = labels;
    let member = &mut sources[member].item;
    member.is_event = false;
    add(&mut member.within, above);
    add(&mut member.visits, visits);
}

fn add(to: &mut Vec<ResourceId>, more: Vec<ResourceId>) {
    for id in more {
        if !to.contains(&id) {
            to.push(id);
        }
    }
}

pub(crate) fn observation(
    kind: OtherKind,
    parsed: &Parsed<Observation>,
    reading: &Reading<'_>,
) -> Result<Labelled<OtherSource>, NotReadable> {
    let observation = &parsed.shape;
    let Labelled { item: result, labels } = labs::result(parsed, reading, &Default::default())?;
    let visit = observation.encounter.as_ref().and_then(|visit| target_id(visit, "Encounter"));
    let is_lost = observation.encounter.is_some() && visit.is_none();
    let source = OtherSource {
        item: item_of(kind, Arc::unwrap_or_clone(result), !observation.has_member.is_empty()),
        visits: visit.into_iter().collect(),
        reasons: Vec::new(),
        within: Vec::new(),
        is_event: true,
    };
    Ok(Labelled { item: source, labels: if is_lost { in_every_way() } else { labels } })
}

/// A group says its members' values, and none of its own.
fn item_of(kind: OtherKind, result: LabResult, is_group: bool) -> OtherItem {
    let is_empty = match &result.value {
        LabValue::Components => true,
        LabValue::Absent { reason } => is_group && reason.is_none(),
        _ => false,
    };
    let details = result.components.into_iter().map(|component| OtherDetail {
        name: component.name,
        value: Some(component.value),
        at: None,
    });
    let method = result.method.map(|method| OtherDetail {
        name: super::draft::keyed("other-method"),
        value: Some(super::draft::words(&method)),
        at: None,
    });
    OtherItem {
        id: result.id,
        kind,
        name: result.name,
        at: result.taken.or(result.released),
        until: None,
        mark: mark_of(result.status),
        value: (!is_empty).then_some(result.value),
        details: details.chain(method).collect(),
        by: result.laboratory,
        notes: result.notes,
    }
}

fn mark_of(status: ResultStatus) -> Option<Mark> {
    Some(match status {
        ResultStatus::Final => return None,
        ResultStatus::Registered | ResultStatus::Preliminary => Mark::Unfinished,
        ResultStatus::Amended | ResultStatus::Corrected => Mark::Changed,
        ResultStatus::Cancelled => Mark::Cancelled,
        ResultStatus::EnteredInError => Mark::EnteredInError,
        ResultStatus::Unknown => Mark::StatusNotKnown,
    })
}
