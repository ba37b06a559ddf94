//! Whole visits at a portal whose record system nobody here wrote.

use portico_audit::{Action, Outcome, Query};
use portico_testkit::TestPortal;
use serde_json::json;

use super::world::{self, ANA, READING, WALTER, results_in};

async fn portal() -> Option<TestPortal> {
    let (server, builder) = world::server().await?;
    Some(builder.record_system(server.base.clone(), server.sign_in(READING)).start().await)
}

async fn entries(portal: &TestPortal, action: Action) -> Vec<portico_audit::Entry> {
    let query = Query { action: Some(action), limit: 1_000, ..Query::default() };
    portal.audit.query(&query).await.unwrap().entries
}

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_signs_in_with_two_factors_and_reads_from_the_summary_to_a_trend() {
    let Some(portal) = portal().await else { return };
    let person = portal.person(ANA, portico_model::Language::En).await;
    let mut ana = portal.anonymous();
    assert_eq!(ana.get("/patients/me").await.location(), "/sign-in");
    ana.give_password(&person).await;
    assert_eq!(ana.get("/patients/me").await.location(), "/sign-in/factor");
    ana.give_code(&portal.fresh_code(&person)).await;

    let summary = ana.get("/patients/me").await;
    assert!(summary.status == 200 && summary.text.contains("isinopril"), "{}", summary.text);
    let labs = ana.get("/api/v1/labs").await.json();
    assert!(results_in(&labs) > 20, "{labs}");
    let result = &labs["panels"][0]["results"][0];
    let id = result["id"].as_str().unwrap();
    let page = ana.get(&format!("/patients/me/labs/{id}")).await;
    assert!(page.status == 200 && page.text.contains("<svg"), "a trend: {}", page.text);
    let found = ana.post_json("/api/v1/search", &json!({"words": "ldl"})).await.json();
    assert!(!found["hits"].as_array().unwrap().is_empty(), "{found}");
    ana.post_form("/sign-out", &[]).await;
    assert_eq!(ana.get("/patients/me/labs").await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_reads_anybody_elses_record_and_every_look_is_written_down() {
    let Some(portal) = portal().await else { return };
    let mut walter = portal.patient(WALTER).await;

    for path in ["/api/v1/patients/ana-reyes/labs", "/patients/ana-reyes/labs", "/patients/nobody/labs"] {
        let answer = walter.get(path).await;
        assert!(answer.status == 404 && !answer.text.contains("LDL"), "{path}: {}", answer.text);
    }
    assert_eq!(walter.get("/api/v1/labs").await.status, 200);
    let refused = entries(&portal, Action::OpenChart).await;
    assert_eq!(refused.iter().filter(|entry| entry.event.outcome == Outcome::Refused).count(), 3);
    assert!(entries(&portal, Action::StrangerDropped).await.is_empty(), "the server sends nobody else's");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_and_a_file_are_read_whole() {
    let Some(both) = world::stories(READING, &[ANA]).await else { return };
    let (mut here, mut there) = (both.own.patient(ANA).await, both.other.patient(ANA).await);

    let documents = here.get("/api/v1/documents").await.json();
    let mut files = 0;
    for document in documents["documents"].as_array().unwrap() {
        let id = document["id"].as_str().unwrap();
        for index in 0..document["attachments"].as_array().unwrap().len() {
            let path = format!("/patients/me/documents/{id}/content/{index}");
            let (own, other) = (here.get(&path).await, there.get(&path).await);
            assert_eq!((other.status, &other.bytes), (own.status, &own.bytes), "{path}");
            assert_eq!(other.header("content-type"), own.header("content-type"), "{path}");
            files += 1;
        }
    }
    assert!(files > 0, "Ana has files");
}
