use std::time::{Duration, Instant};

use portico_sandbox::{Dials, Down};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::neighbour::{Neighbour, entries, ids, issue, link, observation, patient, send};

async fn clinic(dials: Dials) -> Neighbour {
    let neighbour = Neighbour::holding([
        patient("ana"),
        patient("luz"),
        observation("o1", "ana", "718-7", "2024-01-05"),
        observation("o2", "ana", "718-7", "2024-02-05"),
        observation("x1", "luz", "718-7", "2024-01-05"),
        observation("x2", "luz", "4548-4", "2024-02-05"),
    ])
    .await;
    neighbour.sandbox.dials().set(dials);
    neighbour
}

fn batch(urls: &[&str]) -> Value {
    let entry: Vec<Value> =
        urls.iter().map(|url| json!({"request": {"method": "GET", "url": url}})).collect();
    json!({"resourceType": "Bundle", "type": "batch", "entry": entry})
}

const LABS: &str = "Observation?patient=ana";

#[tokio::test]
async fn latency_delays_each_answer() {
    let neighbour = clinic(Dials { latency_ms: 120, ..Dials::default() }).await;

    let start = Instant::now();
    assert_eq!(neighbour.get(LABS).await.status, StatusCode::OK);
    assert!(start.elapsed() >= Duration::from_millis(120));
}

#[tokio::test]
async fn latency_of_one_type_delays_a_batch_that_asks_for_it() {
    let neighbour =
        clinic(Dials { latency_ms: 120, only: Some("Goal".to_owned()), ..Dials::default() }).await;

    let start = Instant::now();
    neighbour.post("", &batch(&[LABS, "Goal?patient=ana"])).await;
    assert!(start.elapsed() >= Duration::from_millis(120));
}

#[tokio::test]
async fn a_share_of_requests_fails() {
    let neighbour = clinic(Dials { error_rate: 0.5, ..Dials::default() }).await;

    let mut statuses = Vec::new();
    for _ in 0..4 {
        let answer = neighbour.get(LABS).await;
        statuses.push(answer.status.as_u16());
    }
    assert_eq!(statuses, [200, 500, 200, 500]);
}

#[tokio::test]
async fn too_many_requests_say_when_to_come_back() {
    let neighbour = clinic(Dials { too_many: Some(7), times: Some(1), ..Dials::default() }).await;

    let refused = neighbour.get(LABS).await;
    assert_eq!((refused.status, issue(&refused.body)), (StatusCode::TOO_MANY_REQUESTS, "throttled"));
    assert_eq!(refused.headers["retry-after"], "7");
    assert_eq!(neighbour.get(LABS).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_server_that_is_down_answers_503_or_not_at_all() {
    let neighbour = clinic(Dials { down: Down::Unavailable, ..Dials::default() }).await;

    let answer = neighbour.get("metadata").await;
    assert_eq!((answer.status, issue(&answer.body)), (StatusCode::SERVICE_UNAVAILABLE, "transient"));
    neighbour.sandbox.dials().change(|dials| dials.down = Down::Dropped);
    let dropped = neighbour.request(Method::GET, LABS).send().await.unwrap_err();
    assert!(dropped.is_request(), "{dropped:?}");
    neighbour.sandbox.dials().reset();
    assert_eq!(neighbour.get(LABS).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_truncated_answer_breaks_off_in_the_middle() {
    let neighbour = clinic(Dials { truncate: true, ..Dials::default() }).await;

    let response = neighbour.request(Method::GET, LABS).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert!(response.bytes().await.is_err());
}

#[tokio::test]
async fn a_malformed_answer_is_not_json() {
    let neighbour = clinic(Dials { malformed: true, ..Dials::default() }).await;

    let response = neighbour.request(Method::GET, LABS).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert!(serde_json::from_slice::<Value>(&response.bytes().await.unwrap()).is_err());
}

#[tokio::test]
async fn one_bad_entry_stands_among_the_good_ones() {
    let neighbour = clinic(Dials { bad_entry: true, ..Dials::default() }).await;

    let bundle = neighbour.get(LABS).await.body;
    assert_eq!(ids(&bundle, "match"), ["o1", "unreadable", "o2"]);
    let bad = &entries(&bundle)[1]["resource"];
    assert_eq!(
        (&bad["resourceType"], &bad["subject"]["reference"]),
        (&json!("Observation"), &json!("Patient/ana"))
    );
    assert!(bad["status"].is_object() && bad["code"].is_number());
    let in_batch = neighbour.post("", &batch(&[LABS, "Goal?patient=ana"])).await.body;
    assert_eq!(entries(&in_batch["entry"][0]["resource"]).len(), 3);
    assert_eq!(entries(&in_batch["entry"][1]["resource"]).len(), 1);
}

#[tokio::test]
async fn strangers_slip_into_the_answer() {
    let neighbour = clinic(Dials { strangers: true, ..Dials::default() }).await;

    assert_eq!(neighbour.ids(LABS).await, ["x1", "o1", "o2", "x2"]);
    assert_eq!(neighbour.ids("Patient?_id=ana").await, ["luz", "ana"]);
}

#[tokio::test]
async fn parameters_can_be_ignored_without_a_word() {
    let ignored = vec!["patient".to_owned()];
    let neighbour = clinic(Dials { ignore_parameters: ignored, ..Dials::default() }).await;

    assert_eq!(neighbour.ids("Observation?patient=ana&code=718-7").await, ["o1", "o2", "x1"]);
    let bundle = neighbour.get(LABS).await.body;
    assert!(link(&bundle, "self").unwrap().contains("patient=ana"));
    neighbour.sandbox.dials().change(|dials| dials.ignore_parameters = vec!["*".to_owned()]);
    assert_eq!(neighbour.ids("Observation?patient=ana&code=718-7&_id=o1,x2").await, ["o1", "x2"]);
}

#[tokio::test]
async fn a_server_without_batch_refuses_it_but_not_a_search() {
    let neighbour = clinic(Dials { no_batch: Some(501), ..Dials::default() }).await;

    let refused = neighbour.post("", &batch(&[LABS])).await;
    assert_eq!((refused.status, issue(&refused.body)), (StatusCode::NOT_IMPLEMENTED, "not-supported"));
    assert_eq!(neighbour.get(LABS).await.status, StatusCode::OK);
}

#[tokio::test]
async fn dials_for_one_type_fail_only_its_entries_in_a_batch() {
    let only = Some("Observation".to_owned());
    let neighbour = clinic(Dials { error_rate: 1.0, only, ..Dials::default() }).await;

    let answer = neighbour.post("", &batch(&["Patient/ana", LABS])).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.body["entry"][0]["response"]["status"], "200 OK");
    assert_eq!(answer.body["entry"][1]["response"]["status"], "500 Internal Server Error");
    assert_eq!(neighbour.get(LABS).await.status, StatusCode::INTERNAL_SERVER_ERROR);
}

#[tokio::test]
async fn dials_for_one_type_hold_for_its_further_pages() {
    let neighbour = clinic(Dials::default()).await;
    let first = neighbour.get("Observation?patient=ana&_count=1").await.body;
    let only = Some("Observation".to_owned());
    neighbour.sandbox.dials().set(Dials { error_rate: 1.0, only, ..Dials::default() });

    let next = neighbour.get(link(&first, "next").unwrap()).await;
    assert_eq!(next.status, StatusCode::INTERNAL_SERVER_ERROR);
}

#[tokio::test]
async fn dials_are_turned_over_http_too() {
    let neighbour = clinic(Dials::default()).await;
    let url = format!("{}control/dials", neighbour.sandbox.page_url);

    let set = send(neighbour.request(Method::PUT, &url).body(r#"{"too_many": 3, "error_rate": 0.25}"#)).await;
    assert_eq!((set.status, &set.body["too_many"]), (StatusCode::OK, &json!(3)));
    assert_eq!(
        neighbour.sandbox.dials().get(),
        Dials { too_many: Some(3), error_rate: 0.25, ..Dials::default() }
    );
    let wrong = send(neighbour.request(Method::PUT, &url).body(r#"{"latency": 3}"#)).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    let _ = send(neighbour.request(Method::PUT, &url).body("{}")).await;
    assert_eq!(neighbour.get(&url).await.body, json!(serde_json::to_value(Dials::default()).unwrap()));
}
