//! That the comparison compares: of a record that is not the one behind the pages, each difference is found.

use std::collections::BTreeMap;

use portico_testkit::TestPortal;
use serde_json::{Value, json};

use super::bundles::Bundles;
use super::compared_with;
use super::field::members;
use super::told::Reader;
use crate::world::noon;

/// A change of one resource, and the comparison that must fail.
struct Change {
    patient: &'static str,
    id: &'static str,
    pointer: &'static str,
    to: &'static str,
    finds: &'static str,
}

const fn change(
    patient: &'static str,
    (id, pointer, to): (&'static str, &'static str, &'static str),
    finds: &'static str,
) -> Change {
    Change { patient, id, pointer, to, finds }
}

const REFUTED: &str = r#"{"coding": [{"code": "refuted"}]}"#;
const OTHERS: &str = r#"{"reference": "Patient/somebody"}"#;

const CHANGES: &[Change] = &[
    change("class13", ("c13-glucose", "/valueQuantity/value", "97"), "values"),
    change("class13", ("c13-glucose", "/valueQuantity/value", "97"), "points"),
    change("class13", ("c13-glucose", "/valueQuantity/unit", "\"mmol/L\""), "values"),
    change("class13", ("c13-glucose", "/effectiveDateTime", "\"2026-01-13\""), "dates"),
    change("class13", ("c13-glucose", "/effectiveDateTime", "\"2026-01-13\""), "latest results"),
    change("class13", ("c13-glucose", "/code/text", "\"Salt\""), "names"),
    change("class13", ("c13-glucose", "/subject", OTHERS), "items listed"),
    change("class13", ("c13-temp-b", "/status", "\"entered-in-error\""), "points"),
    change("class13", ("c13-bp", "/component/0/valueQuantity/value", "129"), "values"),
    change("class14", ("c14-pulse", "/valueQuantity", r#"{"value": 72}"#), "values"),
    change("class25", ("c25-panic", "/interpretation", "[]"), "flags"),
    change("class25", ("c25-plain", "/interpretation/0/text", "\"L\""), "flags"),
    change("class12", ("c12-asthma", "/verificationStatus", REFUTED), "conditions"),
    change("class12", ("c12-asthma", "/verificationStatus", REFUTED), "timeline"),
    change("class12", ("c12-asthma", "/onsetDateTime", "\"1999-04\""), "dates"),
    change("class12", ("c12-vaccine", "/status", "\"not-done\""), "vaccines"),
    change("class12", ("c12-vaccine", "/occurrenceDateTime", "\"2021-03-02\""), "days on pages"),
    change("class21", ("c21-visit", "/id", "\"another\""), "lists"),
    change("class21", ("c21-visit", "/resourceType", "\"Immunization\""), "claims of absence"),
    change("class27", ("c27-order", "/status", "\"stopped\""), "medicines"),
    change("class27", ("c27-order", "/doNotPerform", "true"), "medicines"),
    change("class27", ("c27-order", "/dosageInstruction/0/text", "\"Once a week\""), "dosages"),
    change("class27", ("c27-second", "/whenHandedOver", "\"2025-07-02\""), "lists"),
    change("class17", ("c17-declared", "/subject", OTHERS), "items listed"),
];

fn changed(change: &Change) -> Bundles {
    let mut bundles = Bundles::default();
    for mut resource in members::all() {
        if resource["id"] == change.id {
            put(&mut resource, change.pointer, change.to.parse().unwrap());
            if resource["subject"]["reference"] == "Patient/somebody" {
                resource["patient"] = Value::Null;
            }
        }
        bundles.add(resource);
    }
    bundles
}

fn put(resource: &mut Value, pointer: &str, to: Value) {
    let (above, name) = pointer.rsplit_once('/').unwrap();
    resource.pointer_mut(above).unwrap()[name] = to;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_so_is_found() {
    let portal = TestPortal::builder().without_people().at_leisure().clock(noon("2026-01-20")).start().await;
    portal.sandbox.load_all(members::all());
    let mut known = BTreeMap::new();
    let mut missed = Vec::new();

    for change in CHANGES {
        if !known.contains_key(change.patient) {
            let mut reader = Reader::of(&portal, change.patient).await;
            let told = reader.told().await;
            known.insert(change.patient, (reader, told));
        }
        let (reader, told) = known.get_mut(change.patient).unwrap();
        let now = portal.clock.now();
        let findings = compared_with(told, reader, &changed(change), change.patient, now).await;
        if !findings.has_fault(change.finds) {
            missed.push(json!([change.id, change.pointer, change.finds]));
        }
    }
    assert!(missed.is_empty(), "not found: {missed:?}");
}
