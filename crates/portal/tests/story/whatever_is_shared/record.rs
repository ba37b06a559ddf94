//! A record of which each thing is known: its kind, its labels, the days that its date may mean, and a word that stands
//! nowhere else.

use jiff::civil::Date;
use portico_model::Category::{self, *};
use portico_model::Sensitivity::{self, *};
use serde_json::{Value, json};

pub const PATIENT: &str = "maren-toft";
/// A word that all have in common, to search for.
pub const WORD: &str = "okapi";

pub struct Thing {
    /// The word, `okapi` and its number; the id is another.
    pub name: &'static str,
    pub kind: Category,
    pub labels: &'static [Sensitivity],
    /// As the record has it; empty: it does not say.
    pub dated: &'static str,
    /// The first and the last day that this may mean anywhere on earth.
    pub days: Option<(Date, Date)>,
}

const fn day(year: i16, month: i8, day: i8) -> Date {
    Date::constant(year, month, day)
}

const fn thing(
    name: &'static str,
    kind: Category,
    labels: &'static [Sensitivity],
    dated: &'static str,
    days: Option<(Date, Date)>,
) -> Thing {
    Thing { name, kind, labels, dated, days }
}

pub const THINGS: [Thing; 26] = [
    thing("okapi01", Laboratory, &[], "2024-03-10", Some((day(2024, 3, 10), day(2024, 3, 10)))),
    thing("okapi02", Laboratory, &[Hiv], "2024-05-10T12:00:00Z", Some((day(2024, 5, 10), day(2024, 5, 11)))),
    thing("okapi03", Laboratory, &[Genetic], "2023-07", Some((day(2023, 7, 1), day(2023, 7, 31)))),
    thing("okapi04", Laboratory, &[SubstanceUse], "2022", Some((day(2022, 1, 1), day(2022, 12, 31)))),
    // Of the last thirty days: it stands under what is new as well.
    thing(
        "okapi05",
        Laboratory,
        &[Reproductive],
        "2026-06-12T23:30:00Z",
        Some((day(2026, 6, 12), day(2026, 6, 13))),
    ),
    thing("okapi06", Laboratory, &[], "", None),
    thing("okapi07", Conditions, &[], "2019-02-01", Some((day(2019, 2, 1), day(2019, 2, 1)))),
    thing("okapi08", Conditions, &[Behavioral], "2024-03-10", Some((day(2024, 3, 10), day(2024, 3, 10)))),
    thing(
        "okapi09",
        Conditions,
        &[SubstanceUse, Behavioral],
        "2025-11-02",
        Some((day(2025, 11, 2), day(2025, 11, 2))),
    ),
    thing("okapi10", Conditions, &[Genetic], "", None),
    thing("okapi11", Medications, &[], "2024-03-09", Some((day(2024, 3, 9), day(2024, 3, 9)))),
    thing("okapi12", Medications, &[Hiv], "2025-01-15", Some((day(2025, 1, 15), day(2025, 1, 15)))),
    thing(
        "okapi13",
        Medications,
        &[Behavioral],
        "2025-06-01T01:00:00Z",
        Some((day(2025, 5, 31), day(2025, 6, 1))),
    ),
    thing("okapi14", Medications, &[Reproductive, Genetic], "", None),
    thing("okapi15", Allergies, &[], "2010", Some((day(2010, 1, 1), day(2010, 12, 31)))),
    thing("okapi16", Allergies, &[Behavioral], "", None),
    thing("okapi17", Immunizations, &[], "2021-04-20", Some((day(2021, 4, 20), day(2021, 4, 20)))),
    thing("okapi18", Immunizations, &[Hiv], "2022-04-20", Some((day(2022, 4, 20), day(2022, 4, 20)))),
    thing("okapi19", Visits, &[], "2024-03-10T15:00:00Z", Some((day(2024, 3, 10), day(2024, 3, 11)))),
    thing(
        "okapi20",
        Visits,
        &[SubstanceUse],
        "2025-11-02T11:00:00Z",
        Some((day(2025, 11, 1), day(2025, 11, 3))),
    ),
    // About the condition 08, and as sensitive as that.
    thing("okapi21", Visits, &[Behavioral], "2023-01-05T12:00:00Z", Some((day(2023, 1, 5), day(2023, 1, 6)))),
    thing("okapi22", Documents, &[], "2024-03-11T08:00:00Z", Some((day(2024, 3, 10), day(2024, 3, 11)))),
    thing(
        "okapi23",
        Documents,
        &[Reproductive],
        "2023-07-31T09:00:00Z",
        Some((day(2023, 7, 30), day(2023, 7, 31))),
    ),
    thing("okapi24", Notes, &[], "2026-01-01T12:00:00Z", Some((day(2026, 1, 1), day(2026, 1, 2)))),
    // Written in the visit 20, and as sensitive as that.
    thing(
        "okapi25",
        Notes,
        &[SubstanceUse],
        "2025-11-02T18:00:00Z",
        Some((day(2025, 11, 2), day(2025, 11, 3))),
    ),
    thing(
        "okapi26",
        Reports,
        &[Hiv, Reproductive],
        "2024-05-10T12:00:00Z",
        Some((day(2024, 5, 10), day(2024, 5, 11))),
    ),
];

/// A twin, and what is on it.
type PageOf = (&'static str, fn(&Thing) -> bool);

/// Where things are shown: the twin's path below the patient, and which of them.
pub const PAGES: [PageOf; 11] = [
    ("labs", |it| it.kind == Laboratory),
    ("conditions", |it| it.kind == Conditions),
    ("medications", |it| it.kind == Medications),
    ("allergies", |it| it.kind == Allergies),
    ("immunizations", |it| it.kind == Immunizations),
    ("visits", |it| it.kind == Visits),
    ("documents", |it| matches!(it.kind, Documents | Notes)),
    ("reports", |it| it.kind == Reports),
    ("timeline", |it| it.days.is_some()),
    ("search", |_| true),
    ("health-summary", |it| matches!(it.kind, Laboratory | Conditions | Medications | Allergies)),
];

impl Thing {
    pub fn id(&self) -> String {
        self.name.replace(WORD, "thing-")
    }

    fn resource(&self) -> Value {
        let name = json!({ "text": self.name });
        let mut resource = match self.kind {
            Laboratory => json!({
                "resourceType": "Observation", "status": "final", "code": name,
                "category": [coded("http://terminology.hl7.org/CodeSystem/observation-category", "laboratory")],
                "effectiveDateTime": self.dated, "valueQuantity": { "value": 5, "unit": "g" },
            }),
            Conditions => json!({
                "resourceType": "Condition", "code": name, "onsetDateTime": self.dated,
                "clinicalStatus": coded("http://terminology.hl7.org/CodeSystem/condition-clinical", "active"),
            }),
            Medications => json!({
                "resourceType": "MedicationRequest", "status": "active", "intent": "order",
                "medicationCodeableConcept": name, "authoredOn": self.dated,
            }),
            Allergies => json!({
                "resourceType": "AllergyIntolerance", "code": name, "onsetDateTime": self.dated,
                "clinicalStatus": coded("http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", "active"),
            }),
            Immunizations => json!({
                "resourceType": "Immunization", "status": "completed", "vaccineCode": name,
                "occurrenceDateTime": self.dated,
            }),
            Visits => json!({
                "resourceType": "Encounter", "status": "finished", "type": [name],
                "class": { "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB" },
                "period": { "start": self.dated, "end": self.dated },
            }),
            Documents | Notes => json!({
                "resourceType": "DocumentReference", "status": "current", "type": name, "date": self.dated,
                "content": [{ "attachment": { "contentType": "text/plain", "data": "bm90aGluZw==" } }],
            }),
            _ => json!({
                "resourceType": "DiagnosticReport", "status": "final", "code": name, "effectiveDateTime": self.dated,
                "category": [coded("http://terminology.hl7.org/CodeSystem/v2-0074", "RAD")],
            }),
        };
        if self.dated.is_empty() {
            for at in ["effectiveDateTime", "onsetDateTime", "authoredOn"] {
                resource.as_object_mut().unwrap().remove(at);
            }
        }
        if self.kind == Notes {
            let category = "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category";
            resource["category"] = json!([coded(category, "clinical-note")]);
        }
        // What makes these as sensitive as they are stands elsewhere.
        match self.name {
            "okapi21" => resource["reasonReference"] = json!([{ "reference": "Condition/thing-08" }]),
            "okapi25" => {
                resource["context"] = json!({ "encounter": [{ "reference": "Encounter/thing-20" }] })
            }
            _ => {
                resource["meta"] = json!({ "security": self.labels.iter().map(security).collect::<Vec<_>>() })
            }
        }
        let whose = if self.kind == Allergies || self.kind == Immunizations { "patient" } else { "subject" };
        resource[whose] = json!({ "reference": format!("Patient/{PATIENT}") });
        resource["id"] = json!(self.id());
        resource
    }
}

fn coded(system: &str, code: &str) -> Value {
    json!({ "coding": [{ "system": system, "code": code }] })
}

/// As record systems mark what is sensitive (HL7 `v3-ActCode`).
fn security(label: &Sensitivity) -> Value {
    let code = match label {
        SubstanceUse => "SUD",
        Behavioral => "PSY",
        Reproductive => "SEX",
        Hiv => "HIV",
        Genetic => "GDIS",
    };
    json!({ "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": code })
}

/// The whole record, with a care team of one.
pub fn resources(practitioner: &str) -> Vec<Value> {
    let of = json!({ "reference": format!("Patient/{PATIENT}") });
    let patient = json!({
        "resourceType": "Patient", "id": PATIENT, "birthDate": "2010-01-01", "gender": "female",
        "name": [{ "given": ["Maren"], "family": "Toft" }],
    });
    let team = json!({
        "resourceType": "CareTeam", "id": "maren-toft-team", "status": "active", "subject": of,
        "participant": [{ "member": { "reference": format!("Practitioner/{practitioner}") } }],
    });
    let things = THINGS.iter().map(Thing::resource);
    [patient].into_iter().chain(things).chain([team]).collect()
}
