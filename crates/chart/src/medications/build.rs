//! From `MedicationRequest` and `MedicationDispense` to medicines.

use portico_fhir::shapes::{
    self, CodeableConcept, MedicationChoice, MedicationDispense, MedicationRequest, Reference,
};
use portico_fhir::{Parsed, Raw};
use portico_model::Sensitivities;

use super::order::Order;
use super::{GivenOut, Medication, dosage, fills};
use crate::health::Mentioning;
use crate::reading::{self, Labelled, NotReadable, Reading, target_id, term_or_unnamed};

/// The orders, and what was given out without one.
#[derive(Debug, Default)]
pub(crate) struct Medicines {
    pub orders: Vec<Labelled<Mentioning<Medication>>>,
    pub given_out: Vec<Labelled<GivenOut>>,
    /// How many orders could not be read.
    pub unreadable: usize,
}

pub(crate) fn medicines(
    requests: &[Parsed<MedicationRequest>],
    dispenses: &[Parsed<MedicationDispense>],
    reading: &Reading<'_>,
) -> Medicines {
    let mut orders: Vec<_> =
        requests.iter().filter_map(|request| medication(request, reading).ok()).collect();
    let unreadable = requests.len() - orders.len();
    let given_out = fills::lay(dispenses, &mut orders, reading);
    Medicines { orders, given_out, unreadable }
}

pub(super) fn shown_quantity(quantity: &shapes::Quantity) -> Option<String> {
    let amount = crate::labs::amount(quantity)?;
    Some(amount.unit.map_or(amount.text.clone(), |unit| format!("{} {unit}", amount.text)))
}

fn medication(
    parsed: &Parsed<MedicationRequest>,
    reading: &Reading<'_>,
) -> Result<Labelled<Mentioning<Medication>>, NotReadable> {
    let request = &parsed.shape;
    let concept = concept_of(request.medication.as_ref(), &request.contained, reading);
    let wanted = request.dispense_request.as_ref();
    let order = Order::of(parsed);
    let medication = Medication {
        id: reading::id(request.id.as_deref())?,
        name: term_or_unnamed(concept.item.as_ref()),
        status: order.status,
        group: order.group(),
        intent: order.intent,
        do_not_take: order.do_not_take,
        mark: order.mark(),
        instructions: None,
        dosages: dosage::dosages(&request.dosage_instruction, &parsed.faults),
        reasons: Vec::new(),
        prescriber: request.requester.as_ref().and_then(|who| reading.name(who, &request.contained)),
        prescribed: reading.when(request.authored_on.as_deref()),
        is_reported: order.is_reported,
        refills_left: wanted.and_then(|wanted| u32::try_from(wanted.number_of_repeats_allowed?).ok()),
        refills_doubt: None,
        valid_until: wanted.and_then(|wanted| reading.day(wanted.validity_period.as_ref()?.end.as_deref())),
        supply_until: None,
        dispenses: Vec::new(),
        notes: reading::notes(&request.note),
        earlier: Vec::new(),
        same_substance: Vec::new(),
        replaces: request.prior_prescription.as_ref().and_then(order_id),
        based_on: request.based_on.iter().filter_map(order_id).collect(),
    };
    let labels = labels(parsed, &concept, reading).union(reading.labels_of_shown(&medication));
    let mentions = reading.mentions(&request.reason_code, &request.reason_reference, &request.contained);
    Ok(Labelled { item: Mentioning { item: medication, mentions }, labels })
}

fn order_id(reference: &Reference) -> Option<portico_model::ResourceId> {
    target_id(reference, "MedicationRequest")
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

/// The medicine: in the resource, in a contained one, or in one that came along. One that did not come along has the
/// words of its reference.
pub(crate) fn concept_of(
    medication: Option<&MedicationChoice>,
    contained: &[Raw],
    reading: &Reading<'_>,
) -> Labelled<Option<CodeableConcept>> {
    let plain = |item| Labelled { item, labels: Sensitivities::NONE };
    match medication {
        None => plain(None),
        Some(MedicationChoice::CodeableConcept(concept)) => plain(Some(concept.clone())),
        Some(MedicationChoice::Reference(reference)) => {
            let words = || {
                let text = reference.display.clone()?;
                Some(CodeableConcept { coding: Vec::new(), text: Some(text) })
            };
            match reading.directory.resolve(reference, contained).map(Raw::parse) {
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
