//! What pharmacies gave out, laid to the prescriptions: by the prescription that a dispense names, else by the medicine.
//! What fits none stands for itself.

use jiff::ToSpan;
use jiff::civil::Date;
use portico_fhir::{Parsed, shapes};
use portico_model::{ResourceId, Sensitivities, When};
use rust_decimal::prelude::ToPrimitive;
use shapes::MedicationDispense;

use super::build::{concept_of, shown_quantity};
use super::same::is_same_medicine;
use super::{Dispense, GivenOut, Medication, MedicationGroup, RefillsDoubt};
use crate::health::Mentioning;
use crate::reading::{self, Labelled, Reading, code_word, target_id, term_or_unnamed};

/// One dispense, and what tells to which prescription it belongs.
struct Fill {
    dispense: Dispense,
    medicine: crate::view::Term,
    id: Option<ResourceId>,
    prescriptions: Vec<ResourceId>,
    is_of_hospital: bool,
    is_refill: bool,
    labels: Sensitivities,
    /// The same with those of the medicine that it names.
    own_labels: Sensitivities,
}

/// Lays the dispenses to the prescriptions and returns what is left.
pub(super) fn lay(
    dispenses: &[Parsed<MedicationDispense>],
    orders: &mut [Labelled<Mentioning<Medication>>],
    reading: &Reading<'_>,
) -> Vec<Labelled<GivenOut>> {
    let mut fills: Vec<Fill> = dispenses.iter().map(|parsed| fill(parsed, reading)).collect();
    fills.sort_by_key(|fill| std::cmp::Reverse(fill.dispense.at));
    let mut left: Vec<Labelled<GivenOut>> = Vec::new();
    let mut counted = vec![0_usize; orders.len()];
    for mut fill in fills {
        let named = orders.iter().position(|own| fill.prescriptions.contains(&own.item.item.id));
        let found = named.or_else(|| by_medicine(&fill, orders));
        let Some(at) = found else {
            put_aside(fill, &mut left);
            continue;
        };
        fill.dispense.is_by_medicine = named.is_none();
        let order = &mut orders[at];
        order.labels = order.labels.union(if named.is_some() { fill.labels } else { fill.own_labels });
        counted[at] += usize::from(fill.is_refill);
        order.item.item.dispenses.push(fill.dispense);
    }
    for (order, fills) in orders.iter_mut().zip(counted) {
        count_refills(&mut order.item.item, fills);
        let labels = reading.labels_of_shown(&order.item.item);
        order.labels = order.labels.union(labels);
    }
    left
}

fn fill(parsed: &Parsed<MedicationDispense>, reading: &Reading<'_>) -> Fill {
    let Parsed { shape: dispense, faults } = parsed;
    let concept = concept_of(dispense.medication.as_ref(), &dispense.contained, reading);
    let actors = dispense.performer.iter().filter_map(|performer| performer.actor.as_ref());
    let mut places = dispense.location.iter().chain(actors);
    let status = dispense.status.clone().unwrap_or_default();
    let labels = reading.labels(&dispense.category, dispense.meta.as_ref(), faults);
    let named =
        reading.labels_by_code(concept.item.as_ref(), &dispense.category, dispense.meta.as_ref(), faults);
    Fill {
        medicine: term_or_unnamed(concept.item.as_ref()),
        id: reading::id(dispense.id.as_deref()).ok(),
        prescriptions: dispense
            .authorizing_prescription
            .iter()
            .filter_map(|request| target_id(request, "MedicationRequest"))
            .collect(),
        is_of_hospital: dispense.category.iter().any(|own| reading::has_code(Some(own), "inpatient")),
        is_refill: code_word(&status) == "completed" && is_whole(dispense.kind.as_ref()),
        labels,
        own_labels: labels.union(named).union(concept.labels),
        dispense: Dispense {
            at: reading
                .when(dispense.when_handed_over.as_deref())
                .or(reading.when(dispense.when_prepared.as_deref())),
            quantity: dispense.quantity.as_ref().and_then(shown_quantity),
            days_supply: dispense
                .days_supply
                .as_ref()
                .and_then(|days| days.value.as_ref()?.exact()?.to_u32()),
            pharmacy: places.find_map(|place| reading.name(place, &dispense.contained)),
            status,
            is_by_medicine: false,
        },
    }
}

/// Part, trial and emergency fills use up no refill (HL7 v3 ActPharmacySupplyType).
fn is_whole(kind: Option<&shapes::CodeableConcept>) -> bool {
    const OTHERS: [&str; 10] = ["FFP", "FFPS", "RFP", "RFPS", "TF", "TB", "EM", "SO", "UD", "MS"];
    !OTHERS.iter().any(|code| reading::has_code(kind, code))
}

/// The newest order of this medicine that was there when it was given out.
fn by_medicine(fill: &Fill, orders: &[Labelled<Mentioning<Medication>>]) -> Option<usize> {
    if fill.is_of_hospital || code_word(&fill.dispense.status) == "entered-in-error" {
        return None;
    }
    let day = fill.dispense.at.map(When::last_day);
    let could_be = |order: &Medication| {
        let is_home = matches!(
            order.group,
            MedicationGroup::InUse
                | MedicationGroup::OnHold
                | MedicationGroup::Unclear
                | MedicationGroup::Past
        );
        let was_there =
            order.prescribed.zip(day).is_none_or(|(prescribed, day)| prescribed.first_day() <= day);
        is_home && was_there && !order.do_not_take && is_same_medicine(&order.name, &fill.medicine)
    };
    let all = orders.iter().enumerate().filter(|(_, own)| could_be(&own.item.item));
    all.max_by_key(|(_, own)| (own.item.item.prescribed, std::cmp::Reverse(own.item.item.id.clone())))
        .map(|(at, _)| at)
}

fn put_aside(fill: Fill, left: &mut Vec<Labelled<GivenOut>>) {
    let known = left.iter_mut().find(|own| is_same_medicine(&own.item.name, &fill.medicine));
    match (known, fill.id) {
        (Some(known), id) => {
            known.labels = known.labels.union(fill.own_labels);
            let is_main = known.item.main().is_some_and(|main| fill.dispense.rank() < main.rank());
            known.item.id = id.filter(|_| is_main).unwrap_or_else(|| known.item.id.clone());
            known.item.dispenses.push(fill.dispense);
        }
        (None, Some(id)) => left.push(Labelled {
            labels: fill.own_labels,
            item: GivenOut { id, name: fill.medicine, dispenses: vec![fill.dispense] },
        }),
        (None, None) => {}
    }
}

/// The first fill is no refill: of N repeats allowed, N are left after it.
fn count_refills(order: &mut Medication, fills: usize) {
    order.supply_until = supply_until(&order.dispenses);
    let Some(allowed) = order.refills_left else { return };
    let refilled = u32::try_from(fills.saturating_sub(1)).unwrap_or(u32::MAX);
    order.refills_left = allowed.checked_sub(refilled);
    if order.refills_left.is_none() {
        order.refills_doubt = Some(RefillsDoubt::MoreThanAllowed);
    }
}

fn supply_until(dispenses: &[Dispense]) -> Option<When> {
    let ends =
        dispenses.iter().filter(|dispense| code_word(&dispense.status) == "completed").filter_map(|last| {
            let days = i64::from(last.days_supply?);
            last.at?.first_day().checked_add(days.min(3650).days()).ok()
        });
    ends.max().map(When::Day)
}

/// What is left of a prescription today: nothing of one that is over, whatever number it gives.
pub(super) fn doubt_refills(order: &mut Medication, today: Date) {
    let is_expired = order.valid_until.is_some_and(|until| until.last_day() < today);
    let is_in_force = order.group == MedicationGroup::InUse || order.group == MedicationGroup::OnHold;
    if order.refills_left.is_none() && order.refills_doubt.is_none() {
        return;
    }
    if !is_in_force {
        order.refills_doubt = Some(RefillsDoubt::NotInForce);
    } else if is_expired {
        order.refills_doubt = Some(RefillsDoubt::Expired);
    }
    if order.refills_doubt.is_some() {
        order.refills_left = None;
    }
}
