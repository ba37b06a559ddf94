//! From `MedicationRequest` and `MedicationDispense` to medicines.

use std::collections::HashMap;

use jiff::ToSpan;
use portico_fhir::shapes::{
    self, CodeableConcept, Dosage, MedicationChoice, MedicationDispense, MedicationRequest, Reported,
};
use portico_fhir::{Parsed, Raw};
use portico_model::{ResourceId, Sensitivities};
use rust_decimal::prelude::ToPrimitive;

use super::{Dispense, Medication, MedicationStatus};
use crate::health::Mentioning;
use crate::reading::{self, Labelled, NotReadable, Reading, target_id, term, term_or_unnamed};

/// The dispenses, by the prescription that they were made for.
pub(crate) fn dispenses(
    dispenses: &[Parsed<MedicationDispense>],
    reading: &Reading<'_>,
) -> HashMap<ResourceId, Vec<Labelled<Dispense>>> {
    let mut by_request: HashMap<ResourceId, Vec<Labelled<Dispense>>> = HashMap::new();
    for parsed in dispenses {
        let requests = &parsed.shape.authorizing_prescription;
        for request in requests.iter().filter_map(|request| target_id(request, "MedicationRequest")) {
            by_request.entry(request).or_default().push(one_dispense(parsed, reading));
        }
    }
    for dispenses in by_request.values_mut() {
        dispenses.sort_by_key(|dispense| std::cmp::Reverse(dispense.item.at));
    }
    by_request
}

fn one_dispense(parsed: &Parsed<MedicationDispense>, reading: &Reading<'_>) -> Labelled<Dispense> {
    let Parsed { shape: dispense, faults } = parsed;
    let actors = dispense.performer.iter().filter_map(|performer| performer.actor.as_ref());
    let mut places = dispense.location.iter().chain(actors);
    let item = Dispense {
        at: reading
            .when(dispense.when_handed_over.as_deref())
            .or(reading.when(dispense.when_prepared.as_deref())),
        quantity: dispense.quantity.as_ref().and_then(shown_quantity),
        days_supply: dispense.days_supply.as_ref().and_then(|days| days.value.as_ref()?.exact()?.to_u32()),
        pharmacy: places.find_map(|place| reading.name(place, &dispense.contained)),
        status: dispense.status.clone().unwrap_or_default(),
    };
    Labelled { item, labels: reading.labels(&dispense.category, dispense.meta.as_ref(), faults) }
}

fn shown_quantity(quantity: &shapes::Quantity) -> Option<String> {
    let amount = crate::labs::amount(quantity)?;
    Some(amount.unit.map_or(amount.text.clone(), |unit| format!("{} {unit}", amount.text)))
}

pub(crate) fn medication(
    parsed: &Parsed<MedicationRequest>,
    dispenses: &mut HashMap<ResourceId, Vec<Labelled<Dispense>>>,
    reading: &Reading<'_>,
) -> Result<Labelled<Mentioning<Medication>>, NotReadable> {
    let request = &parsed.shape;
    let id = reading::id(request.id.as_deref())?;
    let concept = concept_of(request, reading);
    let dispenses = dispenses.remove(&id).unwrap_or_default();
    let of_dispenses = dispenses.iter().map(|dispense| dispense.labels);
    let labels = of_dispenses.fold(labels(parsed, &concept, reading), Sensitivities::union);
    let dispenses: Vec<_> = dispenses.into_iter().map(|dispense| dispense.item).collect();
    let name = term_or_unnamed(concept.item.as_ref());
    let wanted = request.dispense_request.as_ref();
    let medication = Medication {
        id,
        name,
        status: status(request.status.as_deref()),
        instructions: instructions(&request.dosage_instruction),
        reasons: Vec::new(),
        prescriber: request.requester.as_ref().and_then(|who| reading.name(who, &request.contained)),
        prescribed: reading.when(request.authored_on.as_deref()),
        is_reported: matches!(request.reported, Some(Reported::Boolean(true) | Reported::Reference(_))),
        refills_left: wanted.and_then(|wanted| refills_left(wanted.number_of_repeats_allowed?, &dispenses)),
        valid_until: wanted.and_then(|wanted| reading.day(wanted.validity_period.as_ref()?.end.as_deref())),
        supply_until: supply_until(&dispenses),
        dispenses,
        notes: reading::notes(&request.note),
    };
    let labels = labels.union(reading.labels_of_shown(&medication));
    let mentions = reading.mentions(&request.reason_code, &request.reason_reference, &request.contained);
    Ok(Labelled { item: Mentioning { item: medication, mentions }, labels })
}

fn labels(
    parsed: &Parsed<MedicationRequest>,
    concept: &Labelled<Option<CodeableConcept>>,
    reading: &Reading<'_>,
) -> Sensitivities {
    let Parsed { shape: request, faults } = parsed;
    let others = request.reason_code.iter().chain(&request.category);
    let own = reading.labels_by_code(concept.item.as_ref(), others, request.meta.as_ref(), faults);
    let named = request.reason_reference.iter().filter_map(|reason| reason.display.as_deref());
    own.union(concept.labels).union(reading.labels_of_words(named))
}

/// The medicine: in the request, in a contained resource, or in one that came along. One that did not come along has
/// the words of its reference.
fn concept_of(request: &MedicationRequest, reading: &Reading<'_>) -> Labelled<Option<CodeableConcept>> {
    let plain = |item| Labelled { item, labels: Sensitivities::NONE };
    match request.medication.as_ref() {
        None => plain(None),
        Some(MedicationChoice::CodeableConcept(concept)) => plain(Some(concept.clone())),
        Some(MedicationChoice::Reference(reference)) => {
            let words = || {
                let text = reference.display.clone()?;
                Some(CodeableConcept { coding: Vec::new(), text: Some(text) })
            };
            match reading.directory.resolve(reference, &request.contained).map(Raw::parse) {
                Some(medication) => {
                    let found = coded(medication, reading);
                    Labelled { item: found.item.or_else(words), ..found }
                }
                None => plain(words()),
            }
        }
    }
}

fn coded(medication: Parsed<shapes::Medication>, reading: &Reading<'_>) -> Labelled<Option<CodeableConcept>> {
    let Parsed { shape, faults } = medication;
    let labels = reading.labels_by_code(shape.code.as_ref(), [], shape.meta.as_ref(), &faults);
    Labelled { item: shape.code, labels }
}

fn status(status: Option<&str>) -> MedicationStatus {
    match status {
        Some("active") => MedicationStatus::Active,
        Some("on-hold") => MedicationStatus::OnHold,
        Some("draft") => MedicationStatus::Draft,
        Some("completed") => MedicationStatus::Completed,
        Some("stopped") => MedicationStatus::Stopped,
        Some("cancelled") => MedicationStatus::Cancelled,
        Some("entered-in-error") => MedicationStatus::EnteredInError,
        _ => MedicationStatus::Unknown,
    }
}

/// The first fill is no refill: of N repeats allowed, N are left after it.
fn refills_left(allowed: i64, dispenses: &[Dispense]) -> Option<u32> {
    let filled = dispenses.iter().filter(|dispense| dispense.status == "completed").count();
    let refilled = i64::try_from(filled.saturating_sub(1)).ok()?;
    u32::try_from(allowed.saturating_sub(refilled).max(0)).ok()
}

fn supply_until(dispenses: &[Dispense]) -> Option<portico_model::When> {
    let last = dispenses.iter().find(|dispense| dispense.status == "completed")?;
    let days = i64::from(last.days_supply?);
    let until = last.at?.first_day().checked_add(days.min(3650).days()).ok()?;
    Some(portico_model::When::Day(until))
}

fn instructions(dosages: &[Dosage]) -> Option<String> {
    let said = dosages.iter().filter_map(|dosage| {
        dosage.patient_instruction.clone().or_else(|| dosage.text.clone()).or_else(|| put_together(dosage))
    });
    let said: Vec<_> = said.filter(|text| !text.trim().is_empty()).collect();
    (!said.is_empty()).then(|| said.join("; "))
}

/// Dose and route as coded, where nobody wrote it out: `10 mg, by mouth`. Timing that is only coded is left to the label.
fn put_together(dosage: &Dosage) -> Option<String> {
    let dose = dosage.dose_and_rate.iter().find_map(|dose| match dose.dose.as_ref()? {
        shapes::Dose::Quantity(quantity) => shown_quantity(quantity),
        shapes::Dose::Range(range) => {
            let low = range.low.as_ref().and_then(shown_quantity)?;
            Some(format!("{low} – {}", range.high.as_ref().and_then(shown_quantity)?))
        }
    });
    let timing = dosage.timing.as_ref().and_then(|timing| term(timing.code.as_ref()?)).map(|term| term.text);
    let route = dosage.route.as_ref().and_then(term).map(|term| term.text);
    let parts: Vec<_> = [dose, timing, route].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
