use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use serde_json::Value;

use super::{Generated, generate};

mod told;

const TODAY: Date = date(2026, 11, 22);

static TOWN: LazyLock<Generated> = LazyLock::new(|| generate(7, TODAY));

fn kind(resource: &Value) -> &str {
    resource["resourceType"].as_str().unwrap()
}

fn name(resource: &Value) -> String {
    format!("{}/{}", kind(resource), resource["id"].as_str().unwrap())
}

fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("reference").and_then(Value::as_str));
            fields.values().for_each(|field| references(field, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

fn subject(resource: &Value) -> Option<&str> {
    ["subject", "patient", "beneficiary"].iter().find_map(|field| resource[*field]["reference"].as_str())
}

fn of<'a>(town: &'a Generated, patient: &str, wanted: &str) -> Vec<&'a Value> {
    let patient = format!("Patient/{patient}");
    town.resources.iter().filter(|r| kind(r) == wanted && subject(r) == Some(patient.as_str())).collect()
}

#[test]
fn the_same_seed_and_day_give_the_same_bytes() {
    let bytes = |town: &Generated| serde_json::to_string(&town.resources).unwrap();

    assert_eq!(bytes(&TOWN), bytes(&generate(7, TODAY)));
    assert_ne!(bytes(&TOWN), bytes(&generate(8, TODAY)));
}

#[test]
fn somebody_told_alone_is_the_same_as_among_all() {
    let alone = super::generate_only(7, TODAY, &["walter-boone"]);

    assert!(alone.iter().any(|resource| name(resource) == "Patient/walter-boone"));
    assert!(!alone.iter().any(|resource| name(resource) == "Patient/ana-reyes"));
    let all: BTreeMap<String, &Value> =
        TOWN.resources.iter().map(|resource| (name(resource), resource)).collect();
    assert!(alone.iter().all(|resource| all[&name(resource)] == resource));
    let of_walter = |resources: &[&Value]| {
        resources.iter().filter(|r| subject(r) == Some("Patient/walter-boone")).count()
    };
    assert_eq!(
        of_walter(&alone.iter().collect::<Vec<_>>()),
        of_walter(&TOWN.resources.iter().collect::<Vec<_>>())
    );
}

#[test]
fn every_resource_has_a_type_a_valid_id_of_its_own_and_a_profile() {
    let mut seen = BTreeSet::new();
    for resource in &TOWN.resources {
        let id = resource["id"].as_str().unwrap();
        assert!(id.parse::<portico_model::ResourceId>().is_ok(), "{id}");
        assert!(
            resource["meta"]["profile"][0]
                .as_str()
                .is_some_and(|profile| profile.contains("/StructureDefinition/")),
            "{id}"
        );
        assert!(seen.insert(name(resource)), "{id} twice");
    }
}

#[test]
fn every_local_reference_points_to_what_came_before() {
    let mut filed = BTreeSet::new();
    for resource in &TOWN.resources {
        let mut found = Vec::new();
        references(resource, &mut found);
        for reference in found {
            let is_contained = reference.starts_with('#');
            let is_elsewhere = reference.starts_with("http");
            assert!(
                is_contained || is_elsewhere || filed.contains(reference),
                "{} refers to {reference}",
                name(resource)
            );
        }
        filed.insert(name(resource));
    }
}

#[test]
fn clinical_resources_have_a_subject_who_exists() {
    let town = &*TOWN;
    let patients: BTreeSet<String> =
        town.resources.iter().filter(|r| kind(r) == "Patient").map(name).collect();
    let shared = [
        "Organization",
        "Location",
        "Practitioner",
        "PractitionerRole",
        "Medication",
        "Patient",
        "Binary",
        "Appointment",
    ];

    for resource in town.resources.iter().filter(|resource| !shared.contains(&kind(resource))) {
        let subject = subject(resource).unwrap_or_else(|| panic!("{} has no subject", name(resource)));
        let local = &subject[subject.find("Patient/").unwrap()..];
        assert!(patients.contains(local), "{}", name(resource));
    }
}

#[test]
fn nobody_has_the_observations_of_somebody_else_in_a_report() {
    let town = &*TOWN;
    let by_name: BTreeMap<String, &Value> =
        town.resources.iter().map(|resource| (name(resource), resource)).collect();

    for report in town.resources.iter().filter(|resource| kind(resource) == "DiagnosticReport") {
        for result in report["result"].as_array().into_iter().flatten() {
            let Some(observation) = result["reference"].as_str().and_then(|to| by_name.get(to)) else {
                continue;
            };
            assert_eq!(subject(observation), subject(report), "{}", name(report));
        }
    }
}

#[test]
fn npis_have_the_right_check_digit() {
    for practitioner in TOWN.resources.iter().filter(|resource| kind(resource) == "Practitioner") {
        let npi = practitioner["identifier"][0]["value"].as_str().unwrap();
        let sum: u32 = format!("80840{npi}")
            .bytes()
            .rev()
            .enumerate()
            .map(|(place, byte)| match (u32::from(byte - b'0'), place % 2) {
                (digit, 0) => digit,
                (digit, _) => digit * 2 / 10 + digit * 2 % 10,
            })
            .sum();
        assert_eq!((npi.len(), sum % 10), (10, 0), "{npi}");
    }
}

#[test]
fn the_neighbourhood_is_large_and_has_every_kind_of_record() {
    let town = &*TOWN;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    town.resources.iter().for_each(|resource| *counts.entry(kind(resource)).or_default() += 1);

    assert!(counts["Patient"] >= 60, "{counts:?}");
    for (wanted, at_least) in [
        ("Encounter", 400),
        ("Condition", 100),
        ("AllergyIntolerance", 30),
        ("Immunization", 300),
        ("MedicationRequest", 80),
        ("MedicationDispense", 100),
        ("DiagnosticReport", 400),
        ("Observation", 4000),
        ("DocumentReference", 60),
        ("Binary", 60),
        ("CarePlan", 5),
        ("Goal", 10),
        ("CareTeam", 50),
        ("Coverage", 50),
        ("RelatedPerson", 30),
        ("Appointment", 20),
        ("Specimen", 100),
        ("ServiceRequest", 100),
    ] {
        assert!(counts[wanted] >= at_least, "{wanted}: {}", counts[wanted]);
    }
}

#[test]
fn nothing_has_happened_after_today_and_appointments_are_booked() {
    let town = &*TOWN;
    for resource in &town.resources {
        for field in [
            "effectiveDateTime",
            "issued",
            "authoredOn",
            "whenHandedOver",
            "occurrenceDateTime",
            "date",
            "recordedDate",
        ] {
            if let Some(when) = resource[field].as_str() {
                assert!(when <= "2026-11-22T00:10:00Z", "{} {field} {when}", name(resource));
            }
        }
    }
    let booked = town.resources.iter().find(|r| r["id"] == "ana-reyes-appointment-1").unwrap();
    assert_eq!(
        (booked["status"].as_str(), booked["start"].as_str()),
        (Some("booked"), Some("2026-11-26T09:40:00-05:00"))
    );
}

#[test]
fn nothing_has_happened_before_birth_in_any_town() {
    for seed in 0..3 {
        let town = generate(seed, TODAY);
        let patients = town.resources.iter().filter(|r| kind(r) == "Patient");
        let born: BTreeMap<String, &str> =
            patients.map(|r| (name(r), r["birthDate"].as_str().unwrap())).collect();
        for resource in &town.resources {
            let Some(born) = subject(resource).and_then(|subject| born.get(subject)) else { continue };
            for field in [
                "effectiveDateTime",
                "authoredOn",
                "whenHandedOver",
                "occurrenceDateTime",
                "recordedDate",
                "onsetDateTime",
            ] {
                let when = resource[field].as_str().unwrap_or("9999");
                assert!(
                    when >= &born[..when.len().min(10)],
                    "{} {field} {when}, born {born}",
                    name(resource)
                );
            }
        }
    }
}

#[test]
fn decimals_keep_the_digits_that_the_laboratory_prints() {
    let town = &*TOWN;
    for observation in town.resources.iter().filter(|resource| kind(resource) == "Observation") {
        let value = &observation["valueQuantity"]["value"];
        let digits = |label: &str, places: usize| {
            if observation["code"]["text"] == label && observation["valueQuantity"]["comparator"].is_null() {
                let text = value.to_string();
                let after = text.split_once('.').map_or(0, |(_, after)| after.len());
                assert_eq!(after, places, "{} {text}", name(observation));
            }
        };
        digits("Hemoglobin A1c", 1);
        digits("TSH", 2);
        digits("Potassium", 1);
        digits("LDL cholesterol", 0);
    }
}
