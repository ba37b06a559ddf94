//! From `Condition`, `AllergyIntolerance` and `Immunization` to what a reader sees.

use portico_fhir::{Fault, Parsed, shapes};
use portico_model::Sensitivities;

use super::{Allergy, Condition, ConditionStatus, Criticality, Immunization, Reaction};
use crate::reading::{self, Labelled, NotReadable, Reading, has_code, term, term_or_unnamed, terms};

pub(crate) fn condition(
    parsed: &Parsed<shapes::Condition>,
    reading: &Reading<'_>,
) -> Result<Labelled<Condition>, NotReadable> {
    let Parsed { shape: condition, faults } = parsed;
    let verification = condition.verification_status.as_ref();
    let item = Condition {
        id: reading::id(condition.id.as_deref())?,
        name: term_or_unnamed(condition.code.as_ref()),
        status: condition_status(condition),
        verification: verification.and_then(notable_verification),
        onset: condition.onset.as_ref().and_then(|onset| reading.day(onset.start())),
        onset_text: condition.onset.as_ref().and_then(spoken),
        ended: condition.abatement.as_ref().and_then(|end| reading.day(end.start())),
        recorded: reading.day(condition.recorded_date.as_deref()),
        severity: condition.severity.as_ref().and_then(term),
        notes: reading::notes(&condition.note),
    };
    let labels = condition_labels(condition, faults, reading).union(reading.labels_of_shown(&item));
    Ok(Labelled { item, labels })
}

/// The labels of a condition, whether it stands for itself or in something else.
pub(crate) fn condition_labels(
    condition: &shapes::Condition,
    faults: &[Fault],
    reading: &Reading<'_>,
) -> Sensitivities {
    let others = condition.category.iter().chain(&condition.severity);
    let spoken = condition.onset.as_ref().and_then(spoken);
    let words = reading::notes(&condition.note).into_iter().chain(spoken).collect::<Vec<_>>();
    let labels = reading.labels_by_code(condition.code.as_ref(), others, condition.meta.as_ref(), faults);
    labels.union(reading.labels_of_shown(&words))
}

fn condition_status(condition: &shapes::Condition) -> ConditionStatus {
    let clinical = condition.clinical_status.as_ref();
    let is = |code| has_code(clinical, code);
    if has_code(condition.verification_status.as_ref(), "entered-in-error") {
        ConditionStatus::EnteredInError
    } else if is("active") || is("recurrence") || is("relapse") {
        ConditionStatus::Active
    } else if is("resolved") {
        ConditionStatus::Resolved
    } else if is("inactive") || is("remission") {
        ConditionStatus::Inactive
    } else if clinical.is_none() && condition.abatement.is_some() {
        ConditionStatus::Resolved
    } else {
        ConditionStatus::Unknown
    }
}

/// `confirmed` is what everybody assumes; anything else must be said.
fn notable_verification(verification: &shapes::CodeableConcept) -> Option<String> {
    let code = verification.coding.iter().find_map(|coding| coding.code.clone())?;
    (!matches!(code.as_str(), "confirmed" | "entered-in-error")).then_some(code)
}

fn spoken(when: &shapes::When) -> Option<String> {
    match when {
        shapes::When::String(text) => Some(text.clone()),
        shapes::When::Age(age) => {
            let amount = crate::labs::amount(age)?;
            Some(format!("{} {}", amount.text, amount.unit.unwrap_or_default()).trim().to_owned())
        }
        _ => None,
    }
}

/// SNOMED CT codes that state the absence of allergies.
const NONE_KNOWN: [&str; 4] = ["716186003", "409137002", "428607008", "429625007"];

/// Whether this entry only states that there are no (known) allergies.
pub(crate) fn states_none(parsed: &Parsed<shapes::AllergyIntolerance>) -> bool {
    let codes =
        parsed.shape.code.iter().flat_map(|code| &code.coding).filter_map(|coding| coding.code.as_deref());
    codes.into_iter().any(|code| NONE_KNOWN.contains(&code))
}

pub(crate) fn allergy(
    parsed: &Parsed<shapes::AllergyIntolerance>,
    reading: &Reading<'_>,
) -> Result<Labelled<Allergy>, NotReadable> {
    let allergy = &parsed.shape;
    let item = Allergy {
        id: reading::id(allergy.id.as_deref())?,
        name: term_or_unnamed(what(allergy)),
        is_active: !["inactive", "resolved"]
            .iter()
            .any(|code| has_code(allergy.clinical_status.as_ref(), code)),
        criticality: match allergy.criticality.as_deref() {
            Some("low") => Some(Criticality::Low),
            Some("high") => Some(Criticality::High),
            Some("unable-to-assess") => Some(Criticality::UnableToAssess),
            _ => None,
        },
        verification: allergy.verification_status.as_ref().and_then(|status| {
            has_code(Some(status), "entered-in-error")
                .then(|| "entered-in-error".to_owned())
                .or_else(|| notable_verification(status))
        }),
        kinds: allergy.category.clone(),
        reactions: allergy.reaction.iter().map(reaction).collect(),
        onset: allergy.onset.as_ref().and_then(|onset| reading.day(onset.start())),
        notes: reading::notes(&allergy.note),
    };
    let labels = allergy_labels(parsed, reading).union(reading.labels_of_shown(&item));
    Ok(Labelled { item, labels })
}

pub(crate) fn allergy_labels(
    parsed: &Parsed<shapes::AllergyIntolerance>,
    reading: &Reading<'_>,
) -> Sensitivities {
    let Parsed { shape: allergy, faults } = parsed;
    let substances = allergy.reaction.iter().filter_map(|reaction| reaction.substance.as_ref());
    let others = substances.chain(allergy.reaction.iter().flat_map(|reaction| &reaction.manifestation));
    let described = allergy.reaction.iter().filter_map(|reaction| reaction.description.as_deref());
    let labels = reading.labels_by_code(what(allergy), others, allergy.meta.as_ref(), faults);
    labels.union(reading.labels_of_words(described))
}

/// What the allergy is to: its code, else the substance of a reaction.
fn what(allergy: &shapes::AllergyIntolerance) -> Option<&shapes::CodeableConcept> {
    let substance = || allergy.reaction.iter().find_map(|reaction| reaction.substance.as_ref());
    allergy.code.as_ref().or_else(substance)
}

fn reaction(reaction: &shapes::Reaction) -> Reaction {
    let described = reaction.description.clone().map(crate::view::Term::plain);
    let manifestations = terms(&reaction.manifestation);
    Reaction {
        manifestations: if manifestations.is_empty() {
            described.into_iter().collect()
        } else {
            manifestations
        },
        severity: reaction.severity.clone(),
    }
}

pub(crate) fn immunization(
    parsed: &Parsed<shapes::Immunization>,
    reading: &Reading<'_>,
) -> Result<Labelled<Immunization>, NotReadable> {
    let Parsed { shape: immunization, faults } = parsed;
    let contained = &immunization.contained;
    let mut performers = immunization.performer.iter().filter_map(|performer| performer.actor.as_ref());
    let item = Immunization {
        id: reading::id(immunization.id.as_deref())?,
        name: term_or_unnamed(immunization.vaccine_code.as_ref()),
        given: immunization.occurrence.as_ref().and_then(|occurrence| reading.day(occurrence.start())),
        status: immunization.status.clone().unwrap_or_default(),
        not_done_reason: immunization.status_reason.as_ref().and_then(term),
        dose: dose_number(immunization),
        lot_number: immunization.lot_number.clone(),
        site: immunization.site.as_ref().and_then(term),
        given_by: performers.find_map(|actor| reading.name(actor, contained)),
        place: immunization.location.as_ref().and_then(|place| reading.name(place, contained)),
    };
    let (code, meta) = (immunization.vaccine_code.as_ref(), immunization.meta.as_ref());
    let others = immunization.status_reason.iter().chain(&immunization.site);
    let labels = reading.labels_by_code(code, others, meta, faults).union(reading.labels_of_shown(&item));
    Ok(Labelled { item, labels })
}

fn dose_number(immunization: &shapes::Immunization) -> Option<String> {
    let protocol = immunization.protocol_applied.first()?;
    let number = protocol
        .dose_number_positive_int
        .map(|n| n.to_string())
        .or_else(|| protocol.dose_number_string.clone())?;
    let of = protocol
        .series_doses_positive_int
        .map(|n| n.to_string())
        .or_else(|| protocol.series_doses_string.clone());
    Some(of.map_or(number.clone(), |of| format!("{number}/{of}")))
}
