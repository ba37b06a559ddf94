use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::neighbour::{Neighbour, entries, issue, patient};

fn bundle(entries: Value) -> Value {
    json!({"resourceType": "Bundle", "type": "transaction", "entry": entries})
}

fn post(full_url: &str, resource: &Value) -> Value {
    json!({"fullUrl": full_url, "resource": resource, "request": {"method": "POST", "url": resource["resourceType"]}})
}

fn doctor() -> Value {
    let identifier = json!([{"system": "http://hl7.org/fhir/sid/us-npi", "value": "9999999999"}]);
    json!({"resourceType": "Practitioner", "id": "okafor", "identifier": identifier})
}

fn visit(practitioner: &str) -> Value {
    json!({
        "resourceType": "Encounter",
        "status": "finished",
        "subject": {"reference": "urn:uuid:11111111-1111-4111-8111-111111111111"},
        "participant": [{"individual": {"reference": practitioner}}],
    })
}

const ANA: &str = "urn:uuid:11111111-1111-4111-8111-111111111111";
const VISIT: &str = "urn:uuid:22222222-2222-4222-8222-222222222222";

#[tokio::test]
async fn entries_that_name_each_other_become_resources_that_refer_to_each_other() {
    let neighbour = Neighbour::holding([doctor()]).await;
    let npi = "Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|9999999999";

    let answer =
        neighbour.post("", &bundle(json!([post(VISIT, &visit(npi)), post(ANA, &patient("x"))]))).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.body["type"], "transaction-response");
    let places: Vec<&str> =
        entries(&answer.body).iter().map(|entry| entry["response"]["location"].as_str().unwrap()).collect();
    let visit = neighbour.get(places[0]).await.body;
    assert_eq!(visit["participant"][0]["individual"]["reference"], "Practitioner/okafor");
    let subject = visit["subject"]["reference"].as_str().unwrap();
    assert!(places[1].contains(&format!("/{subject}/_history/1")), "{places:?} {subject}");
    assert_eq!(neighbour.ids(&format!("Encounter?patient={subject}")).await.len(), 1);
}

#[tokio::test]
async fn one_bad_entry_undoes_all_of_them() {
    let neighbour = Neighbour::holding([patient("luz")]).await;
    let unmatched = post(VISIT, &visit("Practitioner?identifier=http://npi|none"));
    let stale = json!({"resource": patient("luz"), "request": {"method": "PUT", "url": "Patient/luz", "ifMatch": "W/\"7\""}});
    let wrong_type = json!({"resource": patient("x"), "request": {"method": "POST", "url": "Goal"}});
    let no_request = json!({"resource": patient("x")});

    for (bad, status) in [
        (unmatched, StatusCode::BAD_REQUEST),
        (stale, StatusCode::PRECONDITION_FAILED),
        (wrong_type, StatusCode::BAD_REQUEST),
        (no_request, StatusCode::BAD_REQUEST),
    ] {
        let delete = json!({"request": {"method": "DELETE", "url": "Patient/luz"}});
        let answer = neighbour.post("", &bundle(json!([delete, post(ANA, &patient("x")), bad]))).await;
        assert_eq!(answer.status, status, "{}", answer.body);
        issue(&answer.body);
        assert_eq!(neighbour.ids("Patient").await, ["luz"], "nothing was made and nothing deleted");
    }
}

#[tokio::test]
async fn a_conditional_create_in_a_transaction_gives_its_name_to_what_is_there() {
    let neighbour = Neighbour::holding([doctor()]).await;
    let mut again = post("urn:uuid:33333333-3333-4333-8333-333333333333", &doctor());
    again["request"]["ifNoneExist"] = json!("identifier=http://hl7.org/fhir/sid/us-npi|9999999999");
    let visit = visit("urn:uuid:33333333-3333-4333-8333-333333333333");

    let answer = neighbour.post("", &bundle(json!([again, post(VISIT, &visit)]))).await;
    assert_eq!(answer.body["entry"][0]["response"]["status"], "200 OK");
    let place = answer.body["entry"][1]["response"]["location"].as_str().unwrap();
    let held = neighbour.get(place).await.body;
    assert_eq!(held["participant"][0]["individual"]["reference"], "Practitioner/okafor");
    assert_eq!(neighbour.sandbox.count("Practitioner"), 1);
}

#[tokio::test]
async fn reads_in_a_transaction_see_its_writes() {
    let neighbour = Neighbour::open().await;
    let read = json!({"request": {"method": "GET", "url": "Patient/ana"}});
    let put = json!({"resource": patient("ana"), "request": {"method": "PUT", "url": "Patient/ana"}});

    let answer = neighbour.post("", &bundle(json!([read, put]))).await;
    assert_eq!(answer.body["entry"][0]["resource"]["id"], "ana");
    assert_eq!(answer.body["entry"][1]["response"]["status"], "201 Created");
}

#[tokio::test]
async fn no_resource_is_written_twice_in_one_transaction() {
    let neighbour = Neighbour::open().await;
    let put = json!({"resource": patient("ana"), "request": {"method": "PUT", "url": "Patient/ana"}});

    let answer = neighbour.post("", &bundle(json!([put, put]))).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(neighbour.sandbox.count("Patient"), 0);
}
