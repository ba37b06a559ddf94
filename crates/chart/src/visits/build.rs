//! From `Encounter` and `Appointment` to visits and appointments.

use portico_fhir::{Parsed, shapes};
use portico_model::ResourceId;

use super::labels::own_labels;
use super::{Appointment, Visit, VisitKind, VisitStatus};
use crate::health::Mention;
use crate::reading::{self, Labelled, NotReadable, Reading, code_word, target_id, terms};
use crate::view::Term;

/// A visit, without its reasons, and the conditions that it speaks of.
#[derive(Debug, Clone)]
pub(crate) struct VisitSource {
    pub visit: Visit,
    pub diagnoses: Vec<ResourceId>,
    /// The conditions that it was about: its diagnoses and reasons.
    pub conditions: Vec<ResourceId>,
    pub reasons: Vec<Mention>,
}

pub(crate) fn visit(
    parsed: &Parsed<shapes::Encounter>,
    reading: &Reading<'_>,
) -> Result<Labelled<VisitSource>, NotReadable> {
    let encounter = &parsed.shape;
    let contained = &encounter.contained;
    let people = encounter.participant.iter().filter_map(|participant| participant.individual.as_ref());
    let places = encounter.location.iter().filter_map(|location| location.location.as_ref());
    let mut clinicians: Vec<_> = people.filter_map(|person| reading.name(person, contained)).collect();
    clinicians.dedup();
    let own_name = name(encounter);
    let kind = kind(encounter.class.as_ref());
    let visit = Visit {
        id: reading::id(encounter.id.as_deref())?,
        kind,
        has_name: own_name.is_some(),
        name: own_name.unwrap_or_else(|| name_of_kind(kind, encounter.class.as_ref())),
        status: status(encounter.status.as_deref()),
        start: encounter.period.as_ref().and_then(|period| reading.when(period.start.as_deref())),
        end: encounter.period.as_ref().and_then(|period| reading.when(period.end.as_deref())),
        clinicians,
        place: places.chain(&encounter.service_provider).find_map(|place| reading.name(place, contained)),
        reasons: Vec::new(),
    };
    let (labels, conditions) = own_labels(parsed, reading);
    let labels = labels.union(reading.labels_of_shown(&visit));
    let diagnoses = encounter.diagnosis.iter().filter_map(|diagnosis| diagnosis.condition.as_ref());
    let diagnoses = diagnoses.filter_map(|condition| target_id(condition, "Condition")).collect();
    let reasons = reading.mentions(&encounter.reason_code, &encounter.reason_reference, contained);
    Ok(Labelled { item: VisitSource { visit, diagnoses, conditions, reasons }, labels })
}

fn name(encounter: &shapes::Encounter) -> Option<Term> {
    terms(encounter.kind.iter().chain(&encounter.service_type)).into_iter().next()
}

/// What a visit without a type is called: the reviewed name of its kind, or the class's own words.
fn name_of_kind(kind: VisitKind, class: Option<&shapes::Coding>) -> Term {
    let words =
        class.and_then(|class| class.display.as_deref()).map(str::trim).filter(|words| !words.is_empty());
    let key = match kind {
        VisitKind::Office => "visit-office",
        VisitKind::Emergency => "visit-emergency",
        VisitKind::Hospital => "visit-hospital",
        VisitKind::Video => "visit-video",
        VisitKind::Home => "visit-home",
        VisitKind::Other => match words {
            Some(words) => return Term::plain(words),
            None => "visit-other",
        },
    };
    Term { key: Some(key), ..Term::plain(words.unwrap_or_default()) }
}

/// By the code of the class, else by its words.
fn kind(class: Option<&shapes::Coding>) -> VisitKind {
    let said = class.into_iter().flat_map(|class| [&class.code, &class.display]).flatten();
    said.filter_map(|word| kind_of(&code_word(word))).next().unwrap_or(VisitKind::Other)
}

fn kind_of(word: &str) -> Option<VisitKind> {
    Some(match word {
        "amb" | "ambulatory" | "outpatient" | "office" | "office-visit" => VisitKind::Office,
        "emer" | "emergency" | "ed" => VisitKind::Emergency,
        "imp"
        | "acute"
        | "nonac"
        | "obsenc"
        | "ss"
        | "inpatient"
        | "inpatient-encounter"
        | "inpatient-acute"
        | "inpatient-non-acute"
        | "observation"
        | "observation-encounter"
        | "short-stay"
        | "hospital" => VisitKind::Hospital,
        "vr" | "virtual" | "telehealth" | "telemedicine" | "video" => VisitKind::Video,
        "hh" | "home-health" | "home" => VisitKind::Home,
        _ => return None,
    })
}

fn status(status: Option<&str>) -> VisitStatus {
    match status.map(code_word).as_deref() {
        Some("planned") => VisitStatus::Planned,
        Some("arrived" | "triaged" | "in-progress" | "onleave") => VisitStatus::InProgress,
        Some("finished") => VisitStatus::Finished,
        Some("cancelled") => VisitStatus::Cancelled,
        Some("entered-in-error") => VisitStatus::EnteredInError,
        _ => VisitStatus::Unknown,
    }
}

pub(crate) fn appointment(
    parsed: &Parsed<shapes::Appointment>,
    reading: &Reading<'_>,
) -> Result<Labelled<Appointment>, NotReadable> {
    let Parsed { shape: appointment, faults } = parsed;
    let contained = &appointment.contained;
    let actors = appointment.participant.iter().filter_map(|participant| participant.actor.as_ref());
    let is_place = |reference: &&shapes::Reference| {
        reference.target().is_some_and(|target| target.resource_type == "Location")
    };
    let is_patient = |reference: &shapes::Reference| {
        reference.target().is_some_and(|target| target.resource_type == "Patient")
    };
    let with = actors.clone().filter(|actor| !is_place(actor) && !is_patient(actor));
    let mut names = terms(appointment.service_type.iter().chain(&appointment.appointment_type));
    let described = appointment.description.clone().map(Term::plain);
    let item = Appointment {
        id: reading::id(appointment.id.as_deref())?,
        name: if names.is_empty() { described.unwrap_or_else(Term::unnamed) } else { names.swap_remove(0) },
        start: reading.when(appointment.start.as_deref()),
        end: reading.when(appointment.end.as_deref()),
        status: appointment.status.clone().unwrap_or_default(),
        with: with.filter_map(|actor| reading.name(actor, contained)).collect(),
        place: actors.filter(is_place).find_map(|place| reading.name(place, contained)),
        instructions: appointment.patient_instruction.clone(),
    };
    let concepts = appointment
        .service_type
        .iter()
        .chain(&appointment.appointment_type)
        .chain(&appointment.reason_code)
        .chain(&appointment.specialty);
    let labels =
        reading.labels(concepts.chain(&appointment.service_category), appointment.meta.as_ref(), faults);
    let described = reading.labels_of_words(appointment.description.as_deref());
    Ok(Labelled { labels: labels.union(described).union(reading.labels_of_shown(&item)), item })
}
