use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::neighbour::{Neighbour, issue, patient, send};

#[tokio::test]
async fn the_capability_statement_names_types_and_their_search_parameters() {
    let neighbour = Neighbour::open().await;

    let statement = neighbour.get("metadata").await;
    assert_eq!(statement.body["resourceType"], "CapabilityStatement");
    assert_eq!(statement.body["fhirVersion"], "4.0.1");
    let resources = statement.body["rest"][0]["resource"].as_array().unwrap();
    let observation = resources.iter().find(|resource| resource["type"] == "Observation").unwrap();
    let parameters = observation["searchParam"].as_array().unwrap();
    assert!(parameters.contains(&json!({"name": "date", "type": "date"})));
}

#[tokio::test]
async fn a_read_says_its_version_and_keeps_decimals_as_they_were_written() {
    let text =
        r#"{"resourceType": "Observation", "id": "a", "status": "final", "valueQuantity": {"value": 7.10}}"#;
    let neighbour = Neighbour::holding([serde_json::from_str(text).unwrap()]).await;

    let response = neighbour.request(Method::GET, "Observation/a").send().await.unwrap();
    assert_eq!(response.headers()["etag"], "W/\"1\"");
    assert_eq!(response.headers()["content-type"], "application/fhir+json;charset=utf-8");
    assert!(response.headers().contains_key("last-modified"));
    assert!(response.text().await.unwrap().contains("\"value\":7.10}"));
}

#[tokio::test]
async fn a_read_with_the_version_already_known_sends_no_body() {
    let neighbour = Neighbour::holding([patient("ana")]).await;

    let answer = send(neighbour.request(Method::GET, "Patient/ana").header("if-none-match", "W/\"1\"")).await;
    assert_eq!(answer.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn what_is_not_there_is_refused_with_an_operation_outcome() {
    let neighbour = Neighbour::holding([patient("ana")]).await;

    let missing = neighbour.get("Patient/luz").await;
    assert_eq!((missing.status, issue(&missing.body)), (StatusCode::NOT_FOUND, "not-found"));
    let unknown = neighbour.get("Pet/ana").await;
    assert_eq!((unknown.status, issue(&unknown.body)), (StatusCode::NOT_FOUND, "not-supported"));
    let version = neighbour.get("Patient/ana/_history/2").await;
    assert_eq!((version.status, issue(&version.body)), (StatusCode::NOT_FOUND, "not-found"));
    let patch = send(neighbour.request(Method::PATCH, "Patient/ana")).await;
    assert_eq!(patch.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_binary_comes_in_its_own_type_if_asked() {
    let binary =
        json!({"resourceType": "Binary", "id": "note", "contentType": "text/plain", "data": "SG9sYQ=="});
    let neighbour = Neighbour::holding([binary]).await;

    let native =
        neighbour.request(Method::GET, "Binary/note").header("accept", "text/plain").send().await.unwrap();
    assert_eq!(native.headers()["content-type"], "text/plain");
    assert_eq!(native.text().await.unwrap(), "Hola");
    let fhir =
        send(neighbour.request(Method::GET, "Binary/note").header("accept", "application/fhir+json")).await;
    assert_eq!(fhir.body["data"], "SG9sYQ==");
}

#[tokio::test]
async fn everything_brings_the_record_and_whom_it_refers_to_but_no_stranger() {
    let visit = |id: &str, patient: &str, practitioner: &str| {
        json!({
            "resourceType": "Encounter", "id": id, "status": "finished",
            "subject": {"reference": format!("Patient/{patient}")},
            "participant": [{"individual": {"reference": format!("Practitioner/{practitioner}")}}],
        })
    };
    let practitioner = |id: &str| json!({"resourceType": "Practitioner", "id": id});
    let neighbour = Neighbour::holding([
        patient("ana"),
        patient("luz"),
        practitioner("okafor"),
        practitioner("stern"),
        visit("v1", "ana", "okafor"),
        visit("v2", "luz", "stern"),
    ])
    .await;

    let all = neighbour.get("Patient/ana/$everything").await;
    let mut ids = crate::neighbour::ids(&all.body, "match");
    ids.sort();
    assert_eq!(ids, ["ana", "okafor", "v1"]);
    let visits = neighbour.get("Patient/ana/$everything?_type=Encounter").await;
    assert_eq!(crate::neighbour::ids(&visits.body, "match"), ["v1"]);
    assert_eq!(neighbour.get("Patient/nobody/$everything").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn match_grades_people_by_how_surely_they_are_meant() {
    let person = |id: &str, given: &str, born: &str| {
        json!({
            "resourceType": "Patient", "id": id, "gender": "female", "birthDate": born,
            "name": [{"family": "Treviño", "given": [given]}],
        })
    };
    let neighbour = Neighbour::holding([
        person("a", "Ana", "1980-05-01"),
        person("b", "Bea", "1980-05-01"),
        person("c", "Ana", "1999-01-01"),
    ])
    .await;
    let asked = json!({"resourceType": "Patient", "birthDate": "1980-05-01", "name": [{"family": "TREVINO", "given": ["Ana"]}]});
    let ask = |only_certain: bool| {
        json!({"resourceType": "Parameters", "parameter": [
            {"name": "resource", "resource": asked}, {"name": "onlyCertainMatches", "valueBoolean": only_certain}]})
    };

    let all = neighbour.post("Patient/$match", &ask(false)).await;
    assert_eq!(crate::neighbour::ids(&all.body, "match"), ["a", "b"]);
    assert_eq!(all.body["entry"][0]["search"]["extension"][0]["valueCode"], "certain");
    assert_eq!(all.body["entry"][1]["search"]["extension"][0]["valueCode"], "possible");
    let certain = neighbour.post("Patient/$match", &ask(true)).await;
    assert_eq!(crate::neighbour::ids(&certain.body, "match"), ["a"]);
    let nonsense = neighbour.post("Patient/$match", &json!({"resourceType": "Parameters"})).await;
    assert_eq!(nonsense.status, StatusCode::BAD_REQUEST);
}
