//! Encounters: office, video, emergency, hospital.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::people::calendar::shifted;
use crate::people::folder::Folder;
use crate::people::shapes::{ACT_CODE, SNOMED, coding, concept, instant, reference, shown, status, words};
use crate::people::tables::clinicians::Clinician;
use crate::people::tables::places::{EMERGENCY, ORGANIZATIONS, Place, VIRTUAL, WARD};
use crate::people::tables::problems::Problem;

pub struct VisitKind {
    class: (&'static str, &'static str),
    what: (&'static str, &'static str),
    minutes: i64,
    place: Option<&'static Place>,
}

const OFFICE: (&str, &str) = ("AMB", "ambulatory");

pub static CHECK_UP: VisitKind = VisitKind {
    class: OFFICE,
    what: ("162673000", "General examination of patient"),
    minutes: 40,
    place: None,
};
pub static FOLLOW_UP: VisitKind =
    VisitKind { class: OFFICE, what: ("390906007", "Follow-up encounter"), minutes: 20, place: None };
pub static SYMPTOM: VisitKind =
    VisitKind { class: OFFICE, what: ("185345009", "Encounter for symptom"), minutes: 20, place: None };
pub static WELL_CHILD: VisitKind =
    VisitKind { class: OFFICE, what: ("410620009", "Well child visit"), minutes: 30, place: None };
pub static PRENATAL: VisitKind =
    VisitKind { class: OFFICE, what: ("424441002", "Prenatal initial visit"), minutes: 40, place: None };
pub static PRENATAL_FOLLOW_UP: VisitKind =
    VisitKind { class: OFFICE, what: ("424619006", "Prenatal visit"), minutes: 20, place: None };
pub static VIDEO: VisitKind = VisitKind {
    class: ("VR", "virtual"),
    what: ("448337001", "Telemedicine consultation with patient"),
    minutes: 20,
    place: Some(&VIRTUAL),
};
pub static EMERGENCY_VISIT: VisitKind = VisitKind {
    class: ("EMER", "emergency"),
    what: ("50849002", "Emergency room admission"),
    minutes: 210,
    place: Some(&EMERGENCY),
};
pub static HOSPITAL_STAY: VisitKind = VisitKind {
    class: ("IMP", "inpatient encounter"),
    what: ("183452005", "Emergency hospital admission"),
    minutes: 0,
    place: Some(&WARD),
};

/// A filed encounter, for what happened at it.
#[derive(Clone)]
pub struct Visit {
    pub encounter: String,
    pub day: Date,
    pub with: &'static Clinician,
}

impl Folder {
    /// Files an encounter that took minutes.
    pub fn visit(
        &mut self,
        kind: &VisitKind,
        day: Date,
        with: &'static Clinician,
        reason: &Problem,
    ) -> Visit {
        self.visit_because(kind, day, with, concept(SNOMED, reason.snomed, reason.name))
    }

    /// Files an encounter without a diagnosis as its reason, such as a check-up.
    pub fn routine_visit(
        &mut self,
        kind: &VisitKind,
        day: Date,
        with: &'static Clinician,
        why: &str,
    ) -> Visit {
        self.visit_because(kind, day, with, words(why))
    }

    fn visit_because(
        &mut self,
        kind: &VisitKind,
        day: Date,
        with: &'static Clinician,
        reason: Value,
    ) -> Visit {
        let start = self.rng.between(8, 15);
        let minute = self.rng.between(0, 5) * 10;
        let end = start * 60 + minute + kind.minutes;
        let period = json!({"start": instant(day, start, minute), "end": instant(day, end / 60, end % 60)});
        let encounter = self.file("visit", "us-core-encounter", self.encounter(kind, with, reason, period));
        Visit { encounter, day, with }
    }

    /// Files a stay in hospital over some nights; its day is the day of discharge.
    pub fn hospital_stay(
        &mut self,
        from: Date,
        nights: i64,
        with: &'static Clinician,
        reason: &Problem,
    ) -> Visit {
        let discharge = shifted(from, nights);
        let period = json!({"start": instant(from, 14, 25), "end": instant(discharge, 11, 10)});
        let reason = concept(SNOMED, reason.snomed, reason.name);
        let encounter =
            self.file("stay", "us-core-encounter", self.encounter(&HOSPITAL_STAY, with, reason, period));
        self.edit(&encounter, |stay| {
            stay["hospitalization"] = json!({
                "admitSource": status("admit-source", "emd"),
                "dischargeDisposition": {"coding": [coding("http://terminology.hl7.org/CodeSystem/discharge-disposition", "home", "Home")], "text": "Home"},
            });
        });
        Visit { encounter, day: discharge, with }
    }

    fn encounter(&self, kind: &VisitKind, with: &Clinician, reason: Value, period: Value) -> Value {
        let place = kind.place.unwrap_or(with.place);
        json!({
            "resourceType": "Encounter",
            "status": "finished",
            "class": coding(ACT_CODE, kind.class.0, kind.class.1),
            "type": [concept(SNOMED, kind.what.0, kind.what.1)],
            "subject": self.subject(),
            "participant": [{
                "type": [concept("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "PPRF", "primary performer")],
                "period": period,
                "individual": shown(&with.reference(), &with.name()),
            }],
            "period": period,
            "reasonCode": [reason],
            "location": [{"location": shown(&format!("Location/{}", place.id), place.name)}],
            "serviceProvider": organization(place.organization),
        })
    }
}

/// A reference to an organisation by its id, with its name.
pub fn organization(id: &str) -> Value {
    match ORGANIZATIONS.iter().find(|organization| organization.id == id) {
        Some(organization) => shown(&format!("Organization/{id}"), organization.name),
        None => reference(&format!("Organization/{id}")),
    }
}
