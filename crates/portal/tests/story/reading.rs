//! A patient signs in and reads.

use reqwest::StatusCode;

use crate::world::{ANA, results_in};
use portico_testkit::TestPortal;

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_reads_their_results_as_a_page_and_as_json() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;

    let json = ana.get("/api/v1/labs").await;
    assert_eq!(json.status, StatusCode::OK, "{}", json.text);
    assert!(results_in(&json.json()) > 20, "{}", json.text);
    let page = ana.get("/patients/me/labs").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("<h1"), "{}", page.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn me_and_the_own_id_are_the_same_chart() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;

    for rest in ["labs", "medications", "visits", "conditions"] {
        let me = ana.get(&format!("/api/v1/patients/me/{rest}")).await.json();
        let by_id = ana.get(&format!("/api/v1/patients/{ANA}/{rest}")).await.json();
        let short = ana.get(&format!("/api/v1/{rest}")).await.json();
        assert_eq!(me, by_id, "{rest}");
        assert_eq!(me, short, "{rest}");
    }
}
