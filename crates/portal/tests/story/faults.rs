//! A record system that lies, breaks off or answers in part: the rest is shown, and what is missing is said.

use std::time::Duration;

use portico_audit::Action;
use portico_model::Language;
use portico_portal::words::Words;
use portico_testkit::{Dials, TestPortal};
use serde_json::{Value, json};

use crate::world::{escaped, fresh_start, log_of, results_in, settled_ana, text};

fn failed(view: &Value) -> Vec<&str> {
    view["failed"].as_array().unwrap().iter().map(|part| part.as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_bad_entry_hides_none_of_its_neighbours_and_is_said() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;
    let whole = ana.get("/api/v1/labs").await.json();
    fresh_start(&portal).await;
    portal.sandbox.dials.set(Dials { bad_entry: true, ..Dials::default() });

    let labs = ana.get("/api/v1/labs").await.json();
    let unreadable = labs["unreadable"].as_u64().unwrap();
    assert!(unreadable > 0);
    assert_eq!(labs["panels"], whole["panels"]);
    let gaps = labs["gaps"].as_array().unwrap();
    assert_eq!(gaps.iter().map(|gap| gap["lost"].as_u64().unwrap()).sum::<u64>(), unreadable);
    assert!(gaps.iter().all(|gap| gap["part"] == "results" && gap["kind"].is_string()), "{gaps:?}");
    let page = ana.get("/patients/me/labs").await.text;
    let words = Words::new(Language::En);
    let told = [("n", unreadable.into()), ("part", words.t("part-results").into())];
    assert!(page.contains(&escaped(&words.with("notice-unreadable", &told))), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_part_that_fails_is_named_and_the_rest_is_shown() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;
    let parts = [
        ("AllergyIntolerance", "allergies", "part-allergies"),
        ("MedicationRequest", "medications", "part-medications"),
        ("Condition", "conditions", "part-conditions"),
        ("Appointment", "appointments", "part-appointments"),
        ("Observation", "results", "part-results"),
    ];

    for (resource_type, part, key) in parts {
        fresh_start(&portal).await;
        portal.sandbox.dials.set(Dials {
            error_rate: 1.0,
            only: Some(resource_type.to_owned()),
            ..Dials::default()
        });
        let answer = ana.get("/api/v1/health-summary").await;
        assert_eq!(answer.status, 200, "{part}: {}", answer.text);
        let summary = answer.json();
        assert_eq!(failed(&summary), [part]);
        assert_eq!(summary["latest_results"].as_array().unwrap().is_empty(), part == "results");
        assert_eq!(summary["medications"].as_array().unwrap().is_empty(), part == "medications");
        let page = ana.get("/patients/me").await;
        let words = text(Language::En, key);
        assert!(
            page.text.contains(&text(Language::En, "notice-failed-title")) && page.text.contains(&words),
            "{part}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn results_without_their_reports_are_shown_and_the_reports_are_missed() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;
    fresh_start(&portal).await;
    portal.sandbox.dials.set(Dials {
        error_rate: 1.0,
        only: Some("DiagnosticReport".to_owned()),
        ..Dials::default()
    });

    let labs = ana.get("/api/v1/labs").await.json();
    assert_eq!(failed(&labs), ["result_reports"]);
    assert!(results_in(&labs) > 10);
    let page = ana.get("/patients/me/labs").await.text;
    assert!(page.contains(&text(Language::En, "part-result-reports")), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_that_failed_is_asked_for_again_at_the_next_look() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;
    fresh_start(&portal).await;
    portal.sandbox.dials.set(Dials { error_rate: 1.0, only: Some("Goal".to_owned()), ..Dials::default() });

    assert_eq!(failed(&ana.get("/api/v1/care-plans").await.json()), ["goals"]);
    portal.sandbox.dials.reset();
    assert!(failed(&ana.get("/api/v1/care-plans").await.json()).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_system_that_takes_no_batch_is_asked_one_by_one() {
    for status in [405, 501, 404] {
        let portal = TestPortal::start().await;
        portal.sandbox.dials.set(Dials { no_batch: Some(status), ..Dials::default() });
        let mut ana = portal.patient(crate::world::ANA).await;

        let answer = ana.get("/api/v1/health-summary").await;
        assert_eq!(answer.status, 200, "{status}: {}", answer.text);
        assert!(failed(&answer.json()).is_empty(), "{status}");
        assert_eq!(ana.get("/patients/me/labs").await.status, 200);
        assert!(portal.sandbox.counters.requests("search") >= 6, "{:?}", portal.sandbox.counters.get());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passing_failure_is_nothing_the_reader_notices() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;
    let passing = [
        Dials { error_rate: 1.0, ..Dials::default() },
        Dials { too_many: Some(1), ..Dials::default() },
        Dials { down: portico_testkit::Down::Dropped, ..Dials::default() },
        Dials { malformed: true, ..Dials::default() },
        Dials { truncate: true, ..Dials::default() },
    ];

    for dials in passing {
        fresh_start(&portal).await;
        portal.sandbox.dials.set(Dials { times: Some(1), ..dials.clone() });
        let answer = ana.get("/api/v1/labs").await;
        assert_eq!(answer.status, 200, "{dials:?}: {}", answer.text);
        let labs = answer.json();
        assert!(
            failed(&labs).is_empty() && labs["is_stale"] == false && labs["unreadable"] == 0,
            "{dials:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_record_system_is_waited_for_as_long_as_is_allowed() {
    let portal = TestPortal::builder().timeout(Duration::from_secs(8)).start().await;
    let mut ana = settled_ana(&portal).await;
    fresh_start(&portal).await;
    portal.sandbox.dials.set(Dials { latency_ms: 300, ..Dials::default() });

    assert_eq!(ana.get("/patients/me/labs").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_that_cannot_be_fetched_says_so_on_its_page() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;
    let notes = ana.get("/api/v1/notes").await.json();
    let text_note = notes["documents"]
        .as_array()
        .unwrap()
        .iter()
        .find(|note| note["attachments"][0]["content_type"] != "application/pdf");
    let id = text_note.unwrap()["id"].as_str().unwrap().to_owned();
    assert_eq!(ana.get(&format!("/api/v1/notes/{id}")).await.json()["body"]["kind"], "text");
    portal.sandbox.dials.set(Dials { error_rate: 1.0, only: Some("Binary".to_owned()), ..Dials::default() });

    let note = ana.get(&format!("/api/v1/notes/{id}")).await.json();
    assert_eq!(note["body"]["kind"], "failed", "{note}");
    let page = ana.get(&format!("/patients/me/notes/{id}")).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains(&text(Language::En, "document-failed")), "{}", page.text);
    let file = ana.get(&format!("/api/v1/documents/{id}/content/0")).await;
    assert_eq!((file.status.as_u16(), file.problem().as_str()), (503, "record-system-down"));
    assert!(!escaped(&file.text).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_keep_failing_open_the_circuit_as_searches_do() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;
    let notes = ana.get("/api/v1/notes").await.json();
    let id = notes["documents"][0]["id"].as_str().unwrap().to_owned();
    let file = format!("/api/v1/documents/{id}/content/0");
    assert_eq!(ana.get(&file).await.status, 200);
    portal.sandbox.dials.set(Dials { error_rate: 1.0, only: Some("Binary".to_owned()), ..Dials::default() });
    for _ in 0..5 {
        assert_eq!(ana.get(&file).await.status, 503);
    }
    portal.sandbox.counters.reset();

    assert_eq!(ana.get(&file).await.status, 503);
    assert!(portal.sandbox.counters.get().requests.is_empty(), "the circuit is open");
    portal.sandbox.dials.reset();
    portal.clock.advance(jiff::SignedDuration::from_secs(11));
    assert_eq!(ana.get(&file).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_somebody_elses_record_is_not_handed_out_and_is_an_incident() {
    let portal = TestPortal::start().await;
    portal.sandbox.load_all([
        json!({"resourceType": "Patient", "id": "ben", "name": [{"text": "Ben Stranger"}]}),
        json!({
            "resourceType": "DocumentReference", "id": "stray", "status": "current",
            "subject": {"reference": "Patient/ana-reyes"},
            "content": [{"attachment": {"contentType": "text/plain", "url": "Patient/ben"}}],
        }),
    ]);
    let mut ana = settled_ana(&portal).await;

    let page = ana.get("/patients/me/documents/stray").await;
    assert!(page.status == 200 && !page.text.contains("Stranger"), "{}", page.text);
    let file = ana.get("/patients/me/documents/stray/content/0").await;
    assert!(file.status == 404 && !file.text.contains("Stranger"), "{}", file.text);
    assert_eq!(log_of(&portal, Action::StrangerDropped).await.len(), 2);
}
