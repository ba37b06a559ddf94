//! The client against `sekmet-fhir`, a record system that nobody of this project wrote. Runs where
//! `PORTICO_SEKMET_URL` names its FHIR base; signs in where `PORTICO_SEKMET_KEY` names the private key (ES384, PEM)
//! of its SMART client `portico`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop where it is surprised, and say what it skips"
)]
#![allow(clippy::disallowed_methods, reason = "a test is told by its caller where the record system is")]

use std::path::{Path, PathBuf};
use std::time::Duration;

use portico_fhir::shapes::{Observation, Value};
use portico_fhir::{Algorithm, Auth, Client, Endpoint, Error, Found, Head, Search};
use serde_json::json;

fn endpoint() -> Option<Endpoint> {
    let Ok(url) = std::env::var("PORTICO_SEKMET_URL") else {
        assert!(std::env::var_os("PORTICO_REQUIRE_SERVICES").is_none(), "PORTICO_SEKMET_URL is not set");
        println!("NOT RUN: PORTICO_SEKMET_URL is not set (`cargo xtask test` starts that server)");
        return None;
    };
    // Another test of this process may have been first.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let auth = std::env::var("PORTICO_SEKMET_KEY").map_or(Auth::None, |path| Auth::BackendServices {
        client_id: "portico".to_owned(),
        token_url: None,
        key_pem: std::fs::read_to_string(path).unwrap().into(),
        key_id: "portico".to_owned(),
        algorithm: Algorithm::ES384,
        scope: "system/*.rs".to_owned(),
    });
    let timeout = Duration::from_secs(30);
    Some(Endpoint { auth, timeout, page_size: 20, ..Endpoint::at(url.parse().unwrap()) })
}

/// Hands a bundle to the record system, as a loader would, and answers where its resources are now.
/// `PORTICO_SEKMET_TOKEN` is its static token where it wants one.
async fn load(endpoint: &Endpoint, bundle: String) -> Vec<String> {
    let mut request =
        reqwest::Client::new().post(endpoint.base.clone()).header("content-type", "application/fhir+json");
    if let Ok(token) = std::env::var("PORTICO_SEKMET_TOKEN") {
        request = request.bearer_auth(token);
    }
    let response = request.body(bundle).send().await.unwrap();
    assert!(response.status().is_success(), "{}", response.status());
    let answer: serde_json::Value = response.json().await.unwrap();
    let entries = answer["entry"].as_array().unwrap().iter();
    entries.filter_map(|entry| entry["response"]["location"].as_str()).map(str::to_owned).collect()
}

/// The id of the patient at a place such as `http://server/fhir/Patient/1/_history/1`.
fn patient_at(place: &str) -> Option<String> {
    Some(place.split("/Patient/").nth(1)?.split('/').next()?.to_owned())
}

fn put(resource: serde_json::Value) -> serde_json::Value {
    let url = format!("{}/{}", resource["resourceType"].as_str().unwrap(), resource["id"].as_str().unwrap());
    json!({"resource": resource, "request": {"method": "PUT", "url": url}})
}

fn person(id: &str) -> serde_json::Value {
    put(json!({"resourceType": "Patient", "id": id, "name": [{"family": "Luz", "given": ["Ana"]}]}))
}

fn result(patient: &str, number: usize) -> serde_json::Value {
    put(json!({"resourceType": "Observation", "id": format!("{patient}-{number}"), "status": "final",
        "category": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory"}]}],
        "code": {"text": "Glucose"}, "subject": {"reference": format!("Patient/{patient}")},
        "performer": [{"reference": format!("Practitioner/{patient}-doctor")}],
        "effectiveDateTime": format!("2026-01-01T00:{:02}:00Z", number % 60), "valueQuantity": {"value": 5.40, "unit": "mg/dL"}}))
}

/// A patient with this many results, a doctor and a goal; every test has a patient of its own.
async fn neighbour(endpoint: &Endpoint, patient: &str, results: usize) {
    let doctor = put(
        json!({"resourceType": "Practitioner", "id": format!("{patient}-doctor"), "name": [{"family": "House"}]}),
    );
    let goal =
        put(json!({"resourceType": "Goal", "id": format!("{patient}-goal"), "lifecycleStatus": "active",
        "description": {"text": "walk"}, "subject": {"reference": format!("Patient/{patient}")}}));
    let note = put(
        json!({"resourceType": "Binary", "id": format!("{patient}-note"), "contentType": "text/plain", "data": "aGVsbG8="}),
    );
    let mut entries = vec![person(patient), doctor, goal, note];
    entries.extend((0..results).map(|number| result(patient, number)));
    load(endpoint, json!({"resourceType": "Bundle", "type": "transaction", "entry": entries}).to_string())
        .await;
}

fn subjects(found: &Found) -> Vec<String> {
    let mut subjects: Vec<_> =
        found.matches().filter_map(|raw| raw.head().subject_target()).map(|target| target.id).collect();
    subjects.dedup();
    subjects
}

#[tokio::test]
async fn every_page_of_a_search_is_read_in_order_with_what_comes_along() {
    let Some(endpoint) = endpoint() else { return };
    neighbour(&endpoint, "portico-pages", 45).await;
    let client = Client::connect(endpoint).await.unwrap();
    let search = Search::of("Observation").patient("portico-pages").with("category", "laboratory");
    let found = client.search(&search.include("Observation:performer").sort("-date")).await.unwrap();

    assert_eq!(found.matches().count(), 45);
    assert_eq!(found.included().count(), 1);
    assert_eq!(subjects(&found), ["portico-pages"]);
    assert!(!found.is_truncated && found.unreadable.is_empty() && found.left_out.is_empty());
    let first = found.matches().next().unwrap().parse::<Observation>().shape;
    let Some(Value::Quantity(quantity)) = first.value else { panic!("a quantity") };
    assert_eq!(first.id.as_deref(), Some("portico-pages-44"));
    println!("5.40 is sent back as {:?}", quantity.value);
}

#[tokio::test]
async fn what_is_not_kept_is_not_asked_for() {
    let Some(endpoint) = endpoint() else { return };
    neighbour(&endpoint, "portico-goals", 1).await;
    let client = Client::connect(endpoint).await.unwrap();
    let capabilities = client.capabilities().unwrap();
    println!("{:?}, batch {}", capabilities.software, capabilities.supports_batch());

    assert!(!capabilities.keeps("Goal"));
    let goals = client.search(&Search::of("Goal").patient("portico-goals")).await;
    assert!(matches!(goals, Err(Error::Unsupported { .. })));
}

#[tokio::test]
async fn a_parameter_that_it_does_not_know_is_left_out() {
    let Some(endpoint) = endpoint() else { return };
    neighbour(&endpoint, "portico-strict", 2).await;
    let client = Client::connect(endpoint).await.unwrap();
    let search =
        Search::of("Observation").patient("portico-strict").with("lifecycle-status", "active").sort("-bogus");
    let found = client.search(&search).await.unwrap();

    assert_eq!((found.matches().count(), subjects(&found)), (2, vec!["portico-strict".to_owned()]));
    assert_eq!(found.left_out, ["lifecycle-status", "_sort"]);
}

#[tokio::test]
async fn a_batch_answers_each_search_by_itself() {
    let Some(endpoint) = endpoint() else { return };
    neighbour(&endpoint, "portico-batch", 25).await;
    let client = Client::connect(endpoint).await.unwrap();
    let of = |resource_type| Search::of(resource_type).patient("portico-batch");
    let searches = [
        of("Observation"),
        of("Goal"),
        of("Condition").with("lifecycle-status", "x"),
        Search::of("Patient").with("_id", "portico-batch"),
    ];
    let found = client.batch(&searches).await;

    assert_eq!(found[0].as_ref().unwrap().matches().count(), 25);
    assert!(matches!(found[1], Err(Error::Unsupported { .. })));
    assert_eq!(found[2].as_ref().unwrap().left_out, ["lifecycle-status"]);
    assert_eq!(found[3].as_ref().unwrap().matches().count(), 1);
}

#[tokio::test]
async fn one_resource_is_read_and_a_missing_one_is_not_found() {
    let Some(endpoint) = endpoint() else { return };
    neighbour(&endpoint, "portico-read", 1).await;
    let client = Client::new(endpoint).unwrap();

    let patient = client.read("Patient", "portico-read").await.unwrap();
    assert_eq!(
        patient.head(),
        &Head { resource_type: "Patient".into(), id: Some("portico-read".into()), subject: None }
    );
    assert!(matches!(client.read("Patient", "portico-nobody").await, Err(Error::NotFound)));
    let portico_fhir::Revision::New { etag: Some(etag), .. } =
        client.read_if_changed("Patient", "portico-read", None).await.unwrap()
    else {
        panic!("it has a version")
    };
    println!(
        "unchanged: {:?}",
        client.read_if_changed("Patient", "portico-read", Some(&etag)).await.unwrap()
    );
    let note = client.binary("portico-read-note").await.unwrap();
    assert_eq!((note.content_type.as_deref(), note.bytes.as_ref()), (Some("text/plain"), &b"hello"[..]));
}

fn synthetic_people() -> Vec<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var("PORTICO_SHARED").map_or(beside, PathBuf::from);
    let Ok(files) = std::fs::read_dir(shared.join("data/synthea")) else {
        println!("skipped: no synthetic people");
        return Vec::new();
    };
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    files.truncate(5);
    files
}

const TYPES: [&str; 14] = [
    "Observation",
    "DiagnosticReport",
    "MedicationRequest",
    "MedicationDispense",
    "Condition",
    "AllergyIntolerance",
    "Immunization",
    "Encounter",
    "Procedure",
    "DocumentReference",
    "CarePlan",
    "CareTeam",
    "Goal",
    "Coverage",
];

#[tokio::test]
async fn whole_synthetic_records_come_back_and_belong_to_their_patient() {
    let Some(endpoint) = endpoint() else { return };
    let mut people = Vec::new();
    for file in synthetic_people() {
        let places = load(&endpoint, std::fs::read_to_string(file).unwrap()).await;
        people.extend(places.iter().filter_map(|place| patient_at(place)));
    }
    let client = Client::connect(Endpoint { page_size: 500, ..endpoint }).await.unwrap();
    for patient in people {
        let searches: Vec<_> =
            TYPES.iter().map(|resource_type| Search::of(resource_type).patient(&patient)).collect();
        let found = client.batch(&searches).await;
        let mut read = 0;
        for found in found.iter().filter(|found| !matches!(found, Err(Error::Unsupported { .. }))) {
            let found = found.as_ref().unwrap();
            assert!(found.unreadable.is_empty() && !found.is_truncated);
            assert!(
                found
                    .matches()
                    .all(|raw| raw.head().subject_target().is_some_and(|target| target.id == patient))
            );
            read += found.matches().count();
        }
        println!("a record of {read} resources");
    }
}
