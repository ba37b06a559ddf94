use std::fs;

use serde_json::{Value, json};

use crate::process::{Demo, folder};
use crate::visitor::Visitor;

/// A patient with one result, as Synthea writes them.
fn bundle() -> Value {
    let (patient, result) =
        ("urn:uuid:6d0a3a3e-8d53-4b2e-9b0f-2f1c9f0c7a11", "urn:uuid:0b3c1f0e-3c0e-4b55-8a0e-54f0a7a1c001");
    let post = |kind: &str| json!({"method": "POST", "url": kind});
    let name = json!([{"use": "official", "given": ["Ingrid583", "Åse"], "family": "Nygård77"}]);
    json!({"resourceType": "Bundle", "type": "transaction", "entry": [
        {"fullUrl": patient, "request": post("Patient"), "resource": {
            "resourceType": "Patient", "id": &patient[9..], "gender": "female", "birthDate": "1971-04-05",
            "name": name}},
        {"fullUrl": result, "request": post("Observation"), "resource": {
            "resourceType": "Observation", "id": &result[9..], "status": "final", "subject": {"reference": patient},
            "category": [{"coding": [{"code": "laboratory",
                "system": "http://terminology.hl7.org/CodeSystem/observation-category"}]}],
            "code": {"coding": [{"system": "http://loinc.org", "code": "2093-3", "display": "Total Cholesterol"}]},
            "effectiveDateTime": "2026-02-03T09:00:00-05:00",
            "valueQuantity": {"value": 181.4, "unit": "mg/dL", "system": "http://unitsofmeasure.org", "code": "mg/dL"}}},
    ]})
}

#[tokio::test]
async fn people_of_loaded_bundles_read_their_own_results_at_every_start() {
    let bundles = folder();
    fs::write(bundles.path().join("ingrid.json"), bundle().to_string()).unwrap();
    fs::write(bundles.path().join("broken.json"), "{").unwrap();
    let load = ["--load", bundles.path().to_str().unwrap()];
    let folder = folder();

    let demo = Demo::start_with(folder.path(), &load);
    assert!(demo.process.printed.contains("Loaded 2 resources"), "{}", demo.process.printed);
    assert!(demo.process.printed.contains("broken.json"), "{}", demo.process.printed);
    let ingrid = demo.person("Ingrid Åse Nygård").clone();
    assert_eq!(ingrid["email"], "ingrid.ase.nygard@example.org");
    let labs = Visitor::sign_in(demo.portal(), &ingrid).await.get("/api/v1/labs").await;
    assert!(labs.to_string().contains("181.4"), "{labs}");
    demo.stop();

    let without = Demo::start(folder.path());
    assert!(without.people().iter().all(|person| person["name"] != ingrid["name"]));
    without.stop();

    let again = Demo::start_with(folder.path(), &load);
    assert_eq!(*again.person("Ingrid Åse Nygård"), ingrid);
    again.stop();
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let refused =
        crate::process::fails(&["demo", "--port", "0", "--load", "/nowhere/at/all"], folder().path());

    assert!(refused.contains("--load: /nowhere/at/all"), "{refused}");
}
