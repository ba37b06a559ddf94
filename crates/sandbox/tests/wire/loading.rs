use std::path::{Path, PathBuf};

use reqwest::StatusCode;
use serde_json::json;

use crate::neighbour::{Neighbour, patient};

/// The folder of sample data beside the project, if it is there.
#[expect(
    clippy::disallowed_methods,
    reason = "only tests look for sample data, and only the environment knows"
)]
fn shared(folder: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let root = std::env::var("PORTICO_SHARED").map_or(beside, PathBuf::from);
    let found = Some(root.join("data").join(folder)).filter(|folder| folder.is_dir());
    if found.is_none() {
        println!("skipped: no sample data ({folder}) beside the project; PORTICO_SHARED names its folder");
    }
    found
}

#[tokio::test]
async fn whole_patients_of_synthea_load_with_every_reference_resolved() {
    let Some(folder) = shared("synthea") else { return };
    let neighbour = Neighbour::open().await;

    let report = neighbour.sandbox.load_dir(&folder).unwrap();
    assert_eq!((report.refused.as_slice(), report.unresolved_references), ([].as_slice(), 0));
    assert_eq!(neighbour.sandbox.count("Patient"), 20);
    assert_eq!(neighbour.ids("Patient?family=trevino").await.len(), 1);
    let eduardo = neighbour.ids("Patient?name=alcantar").await.remove(0);
    let visits =
        neighbour.get(&format!("Encounter?patient={eduardo}&_include=Encounter:practitioner")).await.body;
    assert!(visits["total"].as_u64().unwrap() > 10);
    assert!(!crate::neighbour::ids(&visits, "include").is_empty());
    let everything = neighbour.get(&format!("Patient/{eduardo}/$everything")).await.body;
    assert!(!everything.to_string().contains("urn:uuid:"), "no name of a bundle is left");
}

#[tokio::test]
async fn awkward_resources_load_under_their_own_ids() {
    let Some(folder) = shared("awkward") else { return };
    let neighbour = Neighbour::open().await;

    let report = neighbour.sandbox.load_dir(&folder).unwrap();
    assert_eq!(report.refused, []);
    assert!(report.taken > 450);
    assert_eq!(neighbour.get("Patient/example").await.status, StatusCode::OK);
    assert!(!neighbour.ids("Observation?patient=example").await.is_empty());
}

#[tokio::test]
async fn a_second_load_finds_the_same_ids() {
    let bundle = json!({"resourceType": "Bundle", "type": "transaction", "entry": [
        {"fullUrl": "urn:uuid:0b1c2d3e-0000-4000-8000-000000000001",
         "resource": {"resourceType": "Patient", "id": "0b1c2d3e-0000-4000-8000-000000000001"},
         "request": {"method": "POST", "url": "Patient"}},
        {"fullUrl": "urn:uuid:0b1c2d3e-0000-4000-8000-000000000002",
         "resource": {"resourceType": "Goal", "subject": {"reference": "urn:uuid:0b1c2d3e-0000-4000-8000-000000000001"}},
         "request": {"method": "POST", "url": "Goal"}},
    ]});
    let neighbour = Neighbour::open().await;

    assert_eq!(neighbour.sandbox.load_bundle(bundle).taken, 2);
    let goals = neighbour.ids("Goal?patient=0b1c2d3e-0000-4000-8000-000000000001").await;
    assert_eq!(goals, ["0b1c2d3e-0000-4000-8000-000000000002"]);
}

#[tokio::test]
async fn what_cannot_be_taken_is_reported_and_hides_nothing() {
    let neighbour = Neighbour::open().await;
    let entry = |resource| json!({"resource": resource, "request": {"method": "POST", "url": "Patient"}});
    let bundle = json!({"resourceType": "Bundle", "type": "batch", "entry": [
        entry(json!({"resourceType": "Pet"})), {"resource": {}}, entry(patient("ana"))]});

    let report =
        neighbour.sandbox.load_all([bundle, json!({"resourceType": "Patient"}), json!(7), patient("luz")]);
    assert_eq!((report.taken, report.refused.len()), (2, 4), "{report:?}");
    assert_eq!(neighbour.ids("Patient").await, ["ana", "luz"]);
}

#[tokio::test]
async fn the_generated_people_load_whole() {
    let neighbour = Neighbour::open().await;
    let generated = portico_sandbox::people::generate(7, jiff::civil::date(2026, 11, 22));

    let report = neighbour.sandbox.load_all(generated.resources);
    assert_eq!((report.refused.as_slice(), report.unresolved_references), ([].as_slice(), 0));
    for featured in generated.people.iter().filter(|featured| !featured.patient_id.is_empty()) {
        assert!(neighbour.sandbox.resource("Patient", &featured.patient_id).is_some(), "{}", featured.name);
    }
}
