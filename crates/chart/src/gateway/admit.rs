//! The first thing that happens to an answer: whose is it? A stranger's resource never gets any further.

use std::collections::HashSet;

use portico_fhir::shapes::Appointment;
use portico_fhir::{Found, Head, Mode, Names, Raw, Target};
use portico_model::PatientId;

use super::gaps::Gaps;
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
    pub gaps: Gaps,
    /// Bases of other servers under which the patient's own id stands.
    pub other_bases: Vec<String>,
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
    /// The reference says nothing that could be followed to a patient.
    Unknown,
    /// The patient's own id at another server: their own data under a name that nobody configured, or somebody else's.
    AtOtherServer(String),
}

pub(crate) fn admit(found: &Found, patient: &PatientId, names: &Names) -> Admitted {
    let mut admitted = Admitted { is_truncated: found.is_truncated, ..Admitted::default() };
    found.unreadable.iter().for_each(|entry| admitted.gaps.lose_entry(entry));
    let mut seen = HashSet::new();
    for entry in found.entries.iter().filter(|entry| entry.mode != Mode::Outcome) {
        let raw = &entry.resource;
        let kind = raw.head().resource_type.as_str();
        match whose(raw, patient, names) {
            Whose::Nobodys => admitted.directory.insert(raw.clone()),
            Whose::Strangers => admitted.strangers += 1,
            Whose::Unknown => admitted.gaps.lose(kind, "it does not say whose it is", 1),
            Whose::AtOtherServer(base) => {
                admitted.gaps.lose(kind, "its patient is named at another server", 1);
                admitted.other_bases.push(base);
            }
            Whose::This if entry.mode == Mode::Include => admitted.directory.insert(raw.clone()),
            Whose::This => {
                // Those without an id are each a thing of their own, and each is counted as lost further on.
                let Head { resource_type, id, .. } = raw.head();
                if id.is_none() || seen.insert((resource_type.clone(), id.clone())) {
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

fn whose(raw: &Raw, patient: &PatientId, names: &Names) -> Whose {
    let head = raw.head();
    match head.resource_type.as_str() {
        "Patient" => match head.id.as_deref() {
            Some(id) if id == patient.as_str() => Whose::This,
            Some(_) => Whose::Strangers,
            None => Whose::Unknown,
        },
        "Appointment" => of_participants(raw, patient, names),
        shared if SHARED_TYPES.contains(&shared) => Whose::Nobodys,
        _ => head.subject_target().map_or(Whose::Unknown, |subject| of_target(subject, patient, names)),
    }
}

fn of_target(subject: Target, patient: &PatientId, names: &Names) -> Whose {
    let has_id = subject.resource_type == "Patient" && subject.id == patient.as_str();
    match subject.base {
        _ if has_id && names.include(&subject) => Whose::This,
        Some(base) if has_id => Whose::AtOtherServer(base),
        _ => Whose::Strangers,
    }
}

/// Whether this names another patient.
pub(super) fn is_strangers(subject: &Target, patient: &PatientId, names: &Names) -> bool {
    subject.resource_type == "Patient"
        && matches!(of_target(subject.clone(), patient, names), Whose::Strangers)
}

/// Whether this names the patient, and nobody else.
pub(super) fn is_patients(subject: &Target, patient: &PatientId, names: &Names) -> bool {
    matches!(of_target(subject.clone(), patient, names), Whose::This)
}

/// An appointment is everybody's who takes part; it must be this patient's at least, and no other patient's.
fn of_participants(raw: &Raw, patient: &PatientId, names: &Names) -> Whose {
    let appointment = raw.parse::<Appointment>().shape;
    let actors = appointment.participant.iter().filter_map(|own| own.actor.as_ref()?.target());
    let mut whose = Whose::Unknown;
    for actor in actors.filter(|actor| actor.resource_type == "Patient") {
        whose = match (whose, of_target(actor, patient, names)) {
            (_, Whose::Strangers) | (Whose::Strangers, _) => Whose::Strangers,
            (Whose::AtOtherServer(base), _) | (_, Whose::AtOtherServer(base)) => Whose::AtOtherServer(base),
            (_, own) => own,
        };
    }
    whose
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
        let alias = "http://inner:8080/fhir".parse().unwrap();
        let names = Names::new(&"http://ehr.example/fhir/".parse().unwrap(), &[alias]).unwrap();
        admit(&found, &"ana".parse().unwrap(), &names)
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
            r#"{"resourceType":"Observation","id":"8","subject":{"reference":"http://inner:8080/fhir/Patient/ana/_history/3"}}"#,
            r##"{"resourceType":"Observation","id":"9","subject":{"reference":"#p"}}"##,
            r#"{"resourceType":"Observation","id":"10","subject":{"reference":"urn:uuid:0a"}}"#,
            r#"{"resourceType":"Observation","id":"11","subject":{"identifier":{"value":"7"}}}"#,
            r#"{"resourceType":"Observation","id":"12","subject":{"reference":"http://other.example/fhir/Patient/ben"}}"#,
        ]);

        let ids: Vec<_> = admitted.own.iter().map(|raw| raw.head().id.clone().unwrap()).collect();
        assert_eq!(ids, ["1", "2", "8"]);
        assert_eq!((admitted.strangers, admitted.gaps.lost()), (4, 6));
        assert_eq!(admitted.other_bases, ["http://other.example/fhir"], "one's own id, and no alarm");
    }

    #[test]
    fn things_without_an_id_that_can_be_read_are_lost_one_by_one() {
        let nameless = r#"{"resourceType":"Observation","id":"a b","subject":{"reference":"Patient/ana"}}"#;
        assert_eq!(admitted(&[nameless, nameless, nameless]).own.len(), 3);
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
        assert_eq!(admitted(&[]).gaps.lost(), 1);
    }
}
