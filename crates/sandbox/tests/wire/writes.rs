use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::neighbour::{Answer, Neighbour, issue, patient, send};

async fn put_if_match(neighbour: &Neighbour, version: &str, body: &Value) -> Answer {
    let request = neighbour.request(Method::PUT, "Patient/ana").header("if-match", version);
    send(request.header("content-type", "application/fhir+json").body(body.to_string())).await
}

#[tokio::test]
async fn a_created_resource_gets_an_id_of_the_server_and_can_be_read() {
    let neighbour = Neighbour::open().await;

    let created = neighbour.post("Patient", &patient("mine")).await;
    assert_eq!(
        (created.status, &created.headers["etag"]),
        (StatusCode::CREATED, &"W/\"1\"".parse().unwrap())
    );
    let id = created.body["id"].as_str().unwrap();
    assert_ne!(id, "mine");
    let place = created.headers["location"].to_str().unwrap();
    assert_eq!(place, format!("{}/Patient/{id}/_history/1", neighbour.sandbox.base_url));
    assert_eq!(neighbour.get(place).await.body, created.body);
}

#[tokio::test]
async fn an_update_makes_a_new_version_and_keeps_the_old_one() {
    let neighbour = Neighbour::holding([patient("ana")]).await;
    let mut changed = patient("ana");
    changed["gender"] = json!("female");

    let updated = neighbour.put("Patient/ana", &changed).await;
    assert_eq!((updated.status, &updated.body["meta"]["versionId"]), (StatusCode::OK, &json!("2")));
    assert_eq!(neighbour.get("Patient/ana").await.body["gender"], "female");
    assert!(neighbour.get("Patient/ana/_history/1").await.body["gender"].is_null());
}

#[tokio::test]
async fn an_update_of_a_version_that_is_no_longer_current_changes_nothing() {
    let neighbour = Neighbour::holding([patient("ana")]).await;
    let mut changed = patient("ana");
    changed["gender"] = json!("female");

    assert_eq!(put_if_match(&neighbour, "W/\"1\"", &changed).await.status, StatusCode::OK);
    let late = put_if_match(&neighbour, "W/\"1\"", &patient("ana")).await;
    assert_eq!((late.status, issue(&late.body)), (StatusCode::PRECONDITION_FAILED, "conflict"));
    assert_eq!(neighbour.get("Patient/ana").await.body["meta"]["versionId"], "2");
}

#[tokio::test]
async fn an_update_may_create_but_only_under_its_own_id() {
    let neighbour = Neighbour::open().await;

    assert_eq!(neighbour.put("Patient/ana", &patient("ana")).await.status, StatusCode::CREATED);
    assert_eq!(neighbour.put("Patient/ana", &patient("luz")).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(neighbour.put("Goal/ana", &patient("ana")).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_conditional_create_makes_nothing_that_is_already_there() {
    let neighbour = Neighbour::open().await;
    let person =
        json!({"resourceType": "Practitioner", "identifier": [{"system": "http://npi", "value": "1"}]});
    let create = async || {
        let request = neighbour
            .request(Method::POST, "Practitioner")
            .header("if-none-exist", "identifier=http://npi|1");
        send(request.header("content-type", "application/fhir+json").body(person.to_string())).await
    };

    let (first, second) = (create().await, create().await);
    assert_eq!((first.status, second.status), (StatusCode::CREATED, StatusCode::OK));
    assert_eq!(first.body["id"], second.body["id"]);
    neighbour.post("Practitioner", &person).await;
    assert_eq!(create().await.status, StatusCode::PRECONDITION_FAILED);
}

#[tokio::test]
async fn a_conditional_update_changes_the_only_match_or_makes_it() {
    let neighbour = Neighbour::open().await;
    let person = |name: &str| {
        let identifier = json!([{"system": "http://npi", "value": "1"}]);
        json!({"resourceType": "Practitioner", "identifier": identifier, "name": [{"family": name}]})
    };

    let first = neighbour.put("Practitioner?identifier=http://npi|1", &person("Okafor")).await;
    let second = neighbour.put("Practitioner?identifier=http://npi|1", &person("Stern")).await;
    assert_eq!((first.status, second.status), (StatusCode::CREATED, StatusCode::OK));
    assert_eq!((&first.body["id"], &second.body["meta"]["versionId"]), (&second.body["id"], &json!("2")));
    assert_eq!(neighbour.put("Practitioner?colour=red", &person("x")).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(neighbour.put("Practitioner", &person("x")).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_deleted_resource_is_gone_but_its_versions_are_not() {
    let neighbour = Neighbour::holding([patient("ana")]).await;

    let delete = async || send(neighbour.request(Method::DELETE, "Patient/ana")).await.status;
    assert_eq!((delete().await, delete().await), (StatusCode::NO_CONTENT, StatusCode::NO_CONTENT));
    let read = neighbour.get("Patient/ana").await;
    assert_eq!((read.status, issue(&read.body)), (StatusCode::GONE, "deleted"));
    assert_eq!(neighbour.get("Patient/ana/_history/1").await.status, StatusCode::OK);
    assert_eq!(neighbour.put("Patient/ana", &patient("ana")).await.body["meta"]["versionId"], "3");
}

#[tokio::test]
async fn a_body_that_is_no_fhir_json_is_refused() {
    let neighbour = Neighbour::open().await;
    let post = async |kind: &str, body: &'static str| {
        send(neighbour.request(Method::POST, "Patient").header("content-type", kind).body(body)).await
    };

    assert_eq!(post("application/fhir+json", "{nonsense").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(post("application/fhir+json", "").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(post("application/fhir+xml", "<Patient/>").await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}
