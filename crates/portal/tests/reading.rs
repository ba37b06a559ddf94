//! A patient signs in and reads, over HTTP, with the sandbox on the wire.

use portico_testkit::TestPortal;
use reqwest::StatusCode;

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_reads_their_results_as_a_page_and_as_json() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient("ana-reyes").await;

    let json = ana.get("/api/v1/labs").await;
    assert_eq!(json.status, StatusCode::OK, "{}", json.text);
    let panels = json.json()["panels"].as_array().unwrap().len();
    assert!(panels > 5, "{}", json.text);
    let page = ana.get("/patients/me/labs").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("<h1"), "{}", page.text);
}
