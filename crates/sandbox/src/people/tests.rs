use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use serde_json::Value;

use super::{Generated, generate};

const TODAY: Date = date(2026, 11, 22);

fn town() -> Generated {
    generate(7, TODAY)
}

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

#[test]
fn the_same_seed_and_day_give_the_same_bytes() {
    let bytes = |town: Generated| serde_json::to_string(&town.resources).unwrap();

    assert_eq!(bytes(town()), bytes(town()));
    assert_ne!(bytes(town()), bytes(generate(8, TODAY)));
}

#[test]
fn every_resource_has_a_type_a_valid_id_of_its_own_and_a_profile() {
    let mut seen = BTreeSet::new();
    for resource in town().resources {
        let id = resource["id"].as_str().unwrap();
        assert!(id.parse::<portico_model::ResourceId>().is_ok(), "{id}");
        assert!(
            resource["meta"]["profile"][0]
                .as_str()
                .is_some_and(|profile| profile.contains("/StructureDefinition/")),
            "{id}"
        );
        assert!(seen.insert(name(&resource)), "{id} twice");
    }
}

#[test]
fn every_local_reference_points_to_what_came_before() {
    let mut filed = BTreeSet::new();
    for resource in town().resources {
        let mut found = Vec::new();
        references(&resource, &mut found);
        for reference in found {
            let is_contained = reference.starts_with('#');
            let is_elsewhere = reference.starts_with("http");
            assert!(
                is_contained || is_elsewhere || filed.contains(reference),
                "{} refers to {reference}",
                name(&resource)
            );
        }
        filed.insert(name(&resource));
    }
}

#[test]
fn clinical_resources_have_a_subject_who_exists() {
    let town = town();
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
    let town = town();
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
fn ana_has_five_years_of_rising_ldl_with_two_methods_and_a_value_of_today() {
    let town = town();
    let ldl: Vec<&Value> = town
        .resources
        .iter()
        .filter(|r| {
            kind(r) == "Observation"
                && subject(r) == Some("Patient/ana-reyes")
                && r["code"]["text"] == "LDL cholesterol"
        })
        .collect();
    let values: Vec<i64> = ldl.iter().map(|r| r["valueQuantity"]["value"].as_i64().unwrap()).collect();
    let methods: BTreeSet<&str> = ldl.iter().map(|r| r["method"]["text"].as_str().unwrap()).collect();

    assert_eq!((values[0], *values.last().unwrap()), (88, 142));
    assert!(values.is_sorted());
    assert_eq!(methods.len(), 2);
    assert_eq!(ldl.last().unwrap()["effectiveDateTime"], TODAY.to_string());
}

#[test]
fn npis_have_the_right_check_digit() {
    for practitioner in town().resources.iter().filter(|resource| kind(resource) == "Practitioner") {
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
