//! How sensitive a visit is: in itself, by its words, and by the conditions that it was about. What was written in a
//! visit is as sensitive as the visit.

use std::collections::HashMap;

use portico_fhir::shapes::{self, Reference};
use portico_fhir::{Parsed, Raw};
use portico_model::{ResourceId, Sensitivities};

use super::visits;
use crate::disclose::Gathered;
use crate::health::{condition_labels, conditions};
use crate::reading::{Reading, target_id};
use crate::sensitive::in_every_way;

/// The labels of a visit without those of its conditions, which are told by their ids.
pub(super) fn own_labels(
    parsed: &Parsed<shapes::Encounter>,
    reading: &Reading<'_>,
) -> (Sensitivities, Vec<ResourceId>) {
    let Parsed { shape: encounter, faults } = parsed;
    let concepts = encounter.kind.iter().chain(&encounter.reason_code).chain(&encounter.service_type);
    let mut labels = reading.labels(concepts, encounter.meta.as_ref(), faults);
    let mut conditions = Vec::new();
    for about in about(encounter) {
        labels = labels.union(reading.labels_of_words(about.display.as_deref()));
        match target_id(about, "Condition") {
            Some(id) => conditions.push(id),
            None => labels = labels.union(of_another(about, &encounter.contained, reading)),
        }
    }
    (labels, conditions)
}

fn about(encounter: &shapes::Encounter) -> impl Iterator<Item = &Reference> {
    let diagnoses = encounter.diagnosis.iter().filter_map(|diagnosis| diagnosis.condition.as_ref());
    encounter.reason_reference.iter().chain(diagnoses)
}

/// The labels of what is no condition of the chart: a contained one, or something else that says at least what it is.
fn of_another(about: &Reference, contained: &[Raw], reading: &Reading<'_>) -> Sensitivities {
    let condition = reading
        .directory
        .resolve(about, contained)
        .filter(|raw| raw.head().resource_type == "Condition")
        .map(Raw::parse::<shapes::Condition>);
    match condition {
        Some(Parsed { shape, faults }) => condition_labels(&shape, &faults, reading),
        None if about.display.is_some() => Sensitivities::NONE,
        None => in_every_way(),
    }
}

/// The labels of every visit in a chart.
pub(crate) struct VisitLabels<'a>(HashMap<&'a ResourceId, Sensitivities>);

impl<'a> VisitLabels<'a> {
    /// Of what was gathered, the visits and the conditions.
    pub(crate) fn of(gathered: &'a Gathered) -> Self {
        let known: HashMap<_, _> =
            conditions(gathered).iter().map(|own| (&own.item.id, own.labels)).collect();
        let of_condition = |id| known.get(id).copied().unwrap_or_else(in_every_way);
        let labels = visits(gathered).iter().map(|own| {
            let about = own.item.conditions.iter().map(of_condition);
            (&own.item.visit.id, about.fold(own.labels, Sensitivities::union))
        });
        Self(labels.collect())
    }

    /// A visit that is not in the chart, because it or all of them cannot be read, could be of any kind.
    pub(crate) fn of_visit(&self, id: &ResourceId) -> Sensitivities {
        self.0.get(id).copied().unwrap_or_else(in_every_way)
    }

    /// An item's own labels and those of the visits that it belongs to.
    pub(crate) fn with<'v>(
        &self,
        own: Sensitivities,
        visits: impl IntoIterator<Item = &'v ResourceId>,
    ) -> Sensitivities {
        visits.into_iter().map(|id| self.of_visit(id)).fold(own, Sensitivities::union)
    }
}
