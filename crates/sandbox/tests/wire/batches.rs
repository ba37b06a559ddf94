use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::neighbour::{Neighbour, ids, issue, observation, patient, send};

fn batch(urls: &[&str]) -> Value {
    let entry: Vec<Value> =
        urls.iter().map(|url| json!({"request": {"method": "GET", "url": url}})).collect();
    json!({"resourceType": "Bundle", "type": "batch", "entry": entry})
}

#[tokio::test]
async fn each_entry_of_a_batch_is_answered_for_itself_and_in_order() {
    let neighbour = Neighbour::holding([patient("ana"), observation("o1", "ana", "1", "2024")]).await;

    let answer = neighbour
        .post("", &batch(&["Observation?patient=ana", "Patient/nobody", "Patient/ana", "Pet"]))
        .await;
    assert_eq!((answer.status, &answer.body["type"]), (StatusCode::OK, &json!("batch-response")));
    let entry = &answer.body["entry"];
    assert_eq!(ids(&entry[0]["resource"], "match"), ["o1"]);
    assert_eq!(entry[1]["response"]["status"], "404 Not Found");
    assert_eq!(issue(&entry[1]["response"]["outcome"]), "not-found");
    assert_eq!(entry[2]["resource"]["id"], "ana");
    assert_eq!(entry[2]["response"]["etag"], "W/\"1\"");
    assert_eq!(issue(&entry[3]["response"]["outcome"]), "not-supported");
}

#[tokio::test]
async fn strict_handling_holds_for_the_entries() {
    let neighbour = Neighbour::open().await;
    let request = neighbour.request(Method::POST, "").header("prefer", "handling=strict");

    let answer = send(request.body(batch(&["Goal?colour=red", "Goal?patient=ana"]).to_string())).await;
    assert_eq!(answer.body["entry"][0]["response"]["status"], "400 Bad Request");
    assert_eq!(answer.body["entry"][1]["response"]["status"], "200 OK");
}

#[tokio::test]
async fn what_is_no_batch_is_refused() {
    let neighbour = Neighbour::open().await;

    let other =
        neighbour.post("", &json!({"resourceType": "Bundle", "type": "collection", "entry": []})).await;
    assert_eq!(other.status, StatusCode::BAD_REQUEST);
    assert_eq!(neighbour.post("", &patient("ana")).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn counters_know_requests_and_entries_apart() {
    let neighbour = Neighbour::open().await;
    neighbour.post("", &batch(&["Goal?patient=ana", "Goal?patient=luz"])).await;
    neighbour.get("Goal?patient=ana").await;

    let counters = &neighbour.sandbox.counters;
    assert_eq!(
        (counters.requests("bundle"), counters.requests("search"), counters.entries("search")),
        (1, 1, 2)
    );
    let lines = counters.get().lines;
    assert_eq!(lines.back().unwrap(), "GET /fhir/Goal?patient=ana");
    let url = format!("{}control/counters", neighbour.sandbox.page_url);
    assert_eq!(neighbour.get(&url).await.body["entries"]["search"], 2);
    send(neighbour.request(Method::DELETE, &url)).await;
    assert_eq!(counters.requests("search"), 0);
}
