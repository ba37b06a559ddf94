//! From `Condition`, `AllergyIntolerance` and `Immunization` to what a reader sees.

use portico_fhir::{Fault, Parsed, shapes};
use portico_model::Sensitivities;

use super::kind::{Kind, kind};
use super::status::{Clinical, clinical, verification};
use super::{
    Allergy, Condition, ConditionGroup, ConditionStatus, Criticality, Immunization, Reaction, VaccineSource,
    Verification,
};
use crate::reading::{
    self, Labelled, NotReadable, Reading, code_word, has_code, term, term_or_unnamed, terms,
};
use crate::view::Mark;

pub(crate) fn condition(
    parsed: &Parsed<shapes::Condition>,
    reading: &Reading<'_>,
) -> Result<Labelled<Condition>, NotReadable> {
    let Parsed { shape: condition, faults } = parsed;
    let verification = sure(condition.verification_status.as_ref(), faults);
    let status = condition_status(condition, verification, faults);
    let item = Condition {
        id: reading::id(condition.id.as_deref())?,
        name: term_or_unnamed(condition.code.as_ref()),
        status,
        verification,
        group: group(kind(condition), status, verification),
        mark: condition_mark(status, verification),
        onset: condition.onset.as_ref().and_then(|onset| reading.day(onset.start())),
        onset_text: condition.onset.as_ref().and_then(spoken),
        ended: condition.abatement.as_ref().and_then(|end| reading.day(end_of(end))),
        ended_text: condition.abatement.as_ref().and_then(spoken),
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

/// How sure it is. What cannot be read could say anything.
fn sure(status: Option<&shapes::Status>, faults: &[Fault]) -> Option<Verification> {
    let is_lost = faults.iter().any(|fault| fault.path.starts_with("verificationStatus"));
    if is_lost { Some(Verification::Unknown) } else { verification(status) }
}

fn condition_status(
    condition: &shapes::Condition,
    verification: Option<Verification>,
    faults: &[Fault],
) -> ConditionStatus {
    let is_lost = faults.iter().any(|fault| fault.path.starts_with("clinicalStatus"));
    if verification == Some(Verification::EnteredInError) {
        return ConditionStatus::EnteredInError;
    }
    match clinical(condition.clinical_status.as_ref()) {
        Clinical::Active if has_ended(condition) => ConditionStatus::Unknown,
        Clinical::Active => ConditionStatus::Active,
        Clinical::Resolved => ConditionStatus::Resolved,
        Clinical::Inactive => ConditionStatus::Inactive,
        Clinical::Unsaid if has_ended(condition) && !is_lost => ConditionStatus::Resolved,
        Clinical::Unsaid | Clinical::NotKnown => ConditionStatus::Unknown,
    }
}

/// Whether the record gives an end. `abatementBoolean` of older versions may say that there is none.
fn has_ended(condition: &shapes::Condition) -> bool {
    const GOING_ON: [&str; 5] = ["ongoing", "continuing", "current", "none", "not-applicable"];
    match &condition.abatement {
        None | Some(shapes::When::Boolean(false)) => false,
        Some(shapes::When::String(text)) => !GOING_ON.contains(&code_word(text).as_str()),
        Some(_) => true,
    }
}

fn group(kind: Kind, status: ConditionStatus, verification: Option<Verification>) -> ConditionGroup {
    use ConditionGroup as G;
    let is_over = matches!(status, ConditionStatus::Inactive | ConditionStatus::Resolved);
    match (kind, verification) {
        _ if status == ConditionStatus::EnteredInError => G::Past,
        (_, Some(Verification::Refuted)) => G::Past,
        (Kind::Social, _) => G::Social,
        (Kind::Concern, _) => G::Concern,
        _ if is_over => G::Past,
        (_, None | Some(Verification::Confirmed)) => match (kind, status) {
            (Kind::VisitDiagnosis, _) => G::VisitDiagnosis,
            (_, ConditionStatus::Active) => G::Active,
            _ => G::Unclear,
        },
        _ => G::Suspected,
    }
}

fn condition_mark(status: ConditionStatus, verification: Option<Verification>) -> Option<Mark> {
    let of_status = match status {
        ConditionStatus::EnteredInError => return Some(Mark::EnteredInError),
        ConditionStatus::Active => None,
        ConditionStatus::Inactive => Some(Mark::Inactive),
        ConditionStatus::Resolved => Some(Mark::Over),
        ConditionStatus::Unknown => Some(Mark::StatusNotKnown),
    };
    match verification {
        Some(Verification::Refuted) => Some(Mark::RuledOut),
        Some(Verification::Differential) => Some(Mark::OneOfSeveral),
        Some(Verification::Unconfirmed | Verification::Provisional | Verification::Presumed) => {
            Some(Mark::Suspected)
        }
        Some(Verification::Unknown) => Some(of_status.unwrap_or(Mark::StatusNotKnown)),
        _ => of_status,
    }
}

/// The date at which something was over: of a period its end.
fn end_of(when: &shapes::When) -> Option<&str> {
    match when {
        shapes::When::Period(period) => period.end.as_deref().or(period.start.as_deref()),
        when => when.start(),
    }
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

pub(crate) fn allergy(
    parsed: &Parsed<shapes::AllergyIntolerance>,
    reading: &Reading<'_>,
) -> Result<Labelled<Allergy>, NotReadable> {
    let Parsed { shape: allergy, faults } = parsed;
    let verification = sure(allergy.verification_status.as_ref(), faults);
    let is_lost = faults.iter().any(|fault| fault.path.starts_with("clinicalStatus"));
    let clinical = if is_lost { Clinical::NotKnown } else { clinical(allergy.clinical_status.as_ref()) };
    let item = Allergy {
        id: reading::id(allergy.id.as_deref())?,
        name: term_or_unnamed(what(allergy)),
        is_active: matches!(clinical, Clinical::Active | Clinical::Unsaid),
        criticality: match allergy.criticality.as_deref() {
            Some("low") => Some(Criticality::Low),
            Some("high") => Some(Criticality::High),
            Some("unable-to-assess") => Some(Criticality::UnableToAssess),
            _ => None,
        },
        verification,
        mark: allergy_mark(clinical, verification),
        kinds: allergy.category.clone(),
        reactions: allergy.reaction.iter().map(reaction).collect(),
        onset: allergy.onset.as_ref().and_then(|onset| reading.day(onset.start())),
        notes: reading::notes(&allergy.note),
    };
    let labels = allergy_labels(parsed, reading).union(reading.labels_of_shown(&item));
    Ok(Labelled { item, labels })
}

fn allergy_mark(clinical: Clinical, verification: Option<Verification>) -> Option<Mark> {
    match (verification, clinical) {
        (Some(Verification::EnteredInError), _) => Some(Mark::EnteredInError),
        (Some(Verification::Refuted), _) => Some(Mark::RuledOut),
        (_, Clinical::Inactive) => Some(Mark::Inactive),
        (_, Clinical::Resolved) => Some(Mark::Over),
        (_, Clinical::NotKnown) | (Some(Verification::Unknown), _) => Some(Mark::StatusNotKnown),
        (Some(Verification::Differential), _) => Some(Mark::OneOfSeveral),
        (Some(Verification::Unconfirmed | Verification::Presumed | Verification::Provisional), _) => {
            Some(Mark::Suspected)
        }
        (None | Some(Verification::Confirmed), Clinical::Active | Clinical::Unsaid) => None,
    }
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
        given_text: immunization.occurrence.as_ref().and_then(spoken),
        source: vaccine_source(immunization),
        mark: vaccine_mark(immunization.status.as_deref()),
        status: immunization.status.clone().unwrap_or_default(),
        not_done_reason: immunization.status_reason.as_ref().and_then(term),
        dose: dose_number(immunization),
        lot_number: immunization.lot_number.clone(),
        site: immunization.site.as_ref().and_then(term),
        given_by: performers.find_map(|actor| reading.name(actor, contained)),
        place: immunization.location.as_ref().and_then(|place| reading.name(place, contained)),
    };
    let (code, meta) = (immunization.vaccine_code.as_ref(), immunization.meta.as_ref());
    let others =
        immunization.status_reason.iter().chain(&immunization.site).chain(&immunization.report_origin);
    let labels = reading.labels_by_code(code, others, meta, faults).union(reading.labels_of_shown(&item));
    Ok(Labelled { item, labels })
}

fn vaccine_mark(status: Option<&str>) -> Option<Mark> {
    match status.map(code_word).as_deref() {
        Some("completed") => None,
        Some("not-done") => Some(Mark::NotGiven),
        Some("entered-in-error") => Some(Mark::EnteredInError),
        _ => Some(Mark::StatusNotKnown),
    }
}

fn vaccine_source(immunization: &shapes::Immunization) -> Option<VaccineSource> {
    let Some(origin) = &immunization.report_origin else {
        let is_of_another = immunization.primary_source == Some(false);
        return is_of_another.then_some(VaccineSource::Another { words: None });
    };
    let known = [
        ("recall", VaccineSource::Recall),
        ("record", VaccineSource::Record),
        ("provider", VaccineSource::Provider),
        ("school", VaccineSource::School),
        ("jurisdiction", VaccineSource::Register),
    ];
    let found = known.into_iter().find(|(code, _)| has_code(Some(origin), code)).map(|(_, source)| source);
    Some(found.unwrap_or_else(|| VaccineSource::Another { words: term(origin) }))
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
