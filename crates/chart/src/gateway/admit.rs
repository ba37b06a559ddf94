//! The first thing that happens to an answer: whose is it? A stranger's resource never gets any further.

use std::collections::HashSet;

use portico_fhir::shapes::Appointment;
use portico_fhir::{Found, Mode, Raw, Target};
use portico_model::PatientId;
use url::Url;

use crate::reading::Directory;

/// What an answer holds for one patient.
#[derive(Default)]
pub(crate) struct Admitted {
    /// Resources that are proved to be this patient's, each once.
    pub own: Vec<Raw>,
    /// People, places and products that came along.
    pub directory: Directory,
    /// Resources of somebody else. They were dropped.
    pub strangers: u32,
    /// Resources that cannot be read, or of which it cannot be told whose they are.
    pub unreadable: u32,
    pub is_truncated: bool,
}

/// Resource types outside of every patient's compartment.
const SHARED_TYPES: [&str; 9] = [
    "Practitioner",
    "PractitionerRole",
    "Organization",
    "Location",
    "Medication",
    "Substance",
    "HealthcareService",
    "Endpoint",
    "InsurancePlan",
];

enum Whose {
    This,
    Nobodys,
    Strangers,
    Unknown,
}

pub(crate) fn admit(found: &Found, patient: &PatientId, base: &Url) -> Admitted {
    let mut admitted = Admitted {
        unreadable: count(found.unreadable.len()),
        is_truncated: found.is_truncated,
        ..Admitted::default()
    };
    let mut seen = HashSet::new();
    for entry in found.entries.iter().filter(|entry| entry.mode != Mode::Outcome) {
        let raw = &entry.resource;
        match whose(raw, patient, base) {
            Whose::Nobodys => admitted.directory.insert(raw.clone()),
            Whose::Strangers => admitted.strangers += 1,
            Whose::Unknown => admitted.unreadable += 1,
            Whose::This if entry.mode == Mode::Include => admitted.directory.insert(raw.clone()),
            Whose::This => {
                if seen.insert((raw.head().resource_type.clone(), raw.head().id.clone())) {
                    admitted.own.push(raw.clone());
                }
            }
        }
    }
    admitted
}

pub(crate) fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}

fn whose(raw: &Raw, patient: &PatientId, base: &Url) -> Whose {
    let head = raw.head();
    match head.resource_type.as_str() {
        "Patient" => match head.id.as_deref() {
            Some(id) if id == patient.as_str() => Whose::This,
            Some(_) => Whose::Strangers,
            None => Whose::Unknown,
        },
        "Appointment" => of_participants(raw, patient, base),
        shared if SHARED_TYPES.contains(&shared) => Whose::Nobodys,
        _ => head.subject_target().map_or(Whose::Unknown, |subject| of_target(&subject, patient, base)),
    }
}

fn of_target(subject: &Target, patient: &PatientId, base: &Url) -> Whose {
    let is_this = subject.resource_type == "Patient" && subject.id == patient.as_str() && subject.is_at(base);
    if is_this { Whose::This } else { Whose::Strangers }
}

/// Whether this names another patient.
pub(super) fn is_strangers(subject: &Target, patient: &PatientId, base: &Url) -> bool {
    subject.resource_type == "Patient" && matches!(of_target(subject, patient, base), Whose::Strangers)
}

/// An appointment is everybody's who takes part; it must be this patient's at least, and no other patient's.
fn of_participants(raw: &Raw, patient: &PatientId, base: &Url) -> Whose {
    let appointment = raw.parse::<Appointment>().shape;
    let actors = appointment.participant.iter().filter_map(|own| own.actor.as_ref()?.target());
    let patients: Vec<Target> = actors.filter(|actor| actor.resource_type == "Patient").collect();
    let is_this = |target: &Target| matches!(of_target(target, patient, base), Whose::This);
    match patients.as_slice() {
        [] => Whose::Unknown,
        patients if patients.iter().all(is_this) => Whose::This,
        _ => Whose::Strangers,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admitted(resources: &[&str]) -> Admitted {
        admitted_from("Observation", resources)
    }

    fn admitted_from(searched: &str, resources: &[&str]) -> Admitted {
        let entries =
            resources.iter().map(|resource| format!(r#"{{"resource":{resource}}}"#)).collect::<Vec<_>>();
        let bundle =
            format!(r#"{{"resourceType":"Bundle","type":"searchset","entry":[{}]}}"#, entries.join(","));
        let found = Found::from_text(&bundle, searched).unwrap();
        admit(&found, &"ana".parse().unwrap(), &"http://ehr.example/fhir/".parse().unwrap())
    }

    #[test]
    fn only_what_is_provably_this_patients_gets_in() {
        let admitted = admitted(&[
            r#"{"resourceType":"Observation","id":"1","subject":{"reference":"Patient/ana"}}"#,
            r#"{"resourceType":"Observation","id":"2","subject":{"reference":"http://ehr.example/fhir/Patient/ana"}}"#,
            r#"{"resourceType":"Observation","id":"3","subject":{"reference":"Patient/ben"}}"#,
            r#"{"resourceType":"Observation","id":"4","subject":{"reference":"http://other.example/fhir/Patient/ana"}}"#,
            r#"{"resourceType":"Observation","id":"5","subject":{"reference":"Group/ana"}}"#,
            r#"{"resourceType":"Observation","id":"6"}"#,
            r#"{"resourceType":"Observation","id":"7","subject":{"display":"Ana"}}"#,
            r#"{"resourceType":"Patient","id":"ben"}"#,
        ]);

        let ids: Vec<_> = admitted.own.iter().map(|raw| raw.head().id.clone().unwrap()).collect();
        assert_eq!(ids, ["1", "2"]);
        assert_eq!((admitted.strangers, admitted.unreadable), (4, 2));
    }

    #[test]
    fn what_comes_twice_is_taken_once() {
        let twice = r#"{"resourceType":"Observation","id":"1","subject":{"reference":"Patient/ana"}}"#;
        assert_eq!(admitted(&[twice, twice]).own.len(), 1);
    }

    #[test]
    fn an_appointment_shared_with_another_patient_is_not_shown() {
        let with = |patients: &[&str]| {
            let actors = patients
                .iter()
                .map(|id| format!(r#"{{"actor":{{"reference":"Patient/{id}"}}}}"#))
                .collect::<Vec<_>>();
            format!(r#"{{"resourceType":"Appointment","id":"a","participant":[{}]}}"#, actors.join(","))
        };
        let admitted = |patients: &[&str]| admitted_from("Appointment", &[&with(patients)]);
        assert_eq!(admitted(&["ana"]).own.len(), 1);
        assert_eq!(admitted(&["ana", "ben"]).strangers, 1);
        assert_eq!(admitted(&[]).unreadable, 1);
    }
}
