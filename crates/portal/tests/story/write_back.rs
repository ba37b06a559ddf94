//! What patients decide is written to their clinic's system: once, whatever happens on the way, and nothing where it is not
//! wanted.

use jiff::SignedDuration;
use portico_audit::{Action, Outcome};
use portico_model::Language;
use portico_store::Courier;
use portico_testkit::{Dials, Down, TestPortal, TestVisitor};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::choices::{CONSENTS, hide_results, post_consent};
use crate::world::{ANA, log_of, text};

async fn make(ana: &mut TestVisitor) -> String {
    let made = post_consent(ana, &hide_results()).await;
    assert_eq!(made.status, 201, "{}", made.text);
    made.json()["id"].as_str().unwrap().to_owned()
}

async fn end(ana: &mut TestVisitor, id: &str) {
    let ended = ana.post_json(&format!("{CONSENTS}/{id}/end"), &json!({})).await;
    assert_eq!(ended.status, 200, "{}", ended.text);
}

/// What the clinic's system has: status and version of each.
fn there(portal: &TestPortal) -> Vec<(String, String)> {
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    let all = portal.sandbox.resources("Consent");
    all.iter().map(|it| (word(&it["status"]), word(&it["meta"]["versionId"]))).collect()
}

fn one(status: &str, version: &str) -> Vec<(String, String)> {
    vec![(status.to_owned(), version.to_owned())]
}

async fn waiting(portal: &TestPortal) -> u64 {
    portal.store.count_outgoing().await.unwrap().waiting
}

/// Lets enough time pass for another try, and tries.
async fn again(portal: &TestPortal) {
    portal.clock.advance(SignedDuration::from_mins(4));
    portal.write_back().await;
}

async fn known(ana: &mut TestVisitor, list: &str) -> Value {
    ana.get("/api/v1/consent").await.json()[list][0]["is_known_to_clinic"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_and_its_end_become_known_to_the_clinic() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let id = make(&mut ana).await;
    assert_eq!(known(&mut ana, "current").await, false);
    let page = ana.get("/patients/me/consent").await.text;
    assert!(page.contains(&text(Language::En, "choice-unknown")), "{page}");

    portal.write_back().await;

    assert_eq!(there(&portal), one("active", "1"));
    let written = portal.sandbox.resources("Consent").remove(0);
    assert_eq!(written["identifier"][0]["value"], format!("urn:uuid:{id}"));
    assert_eq!(written["patient"]["reference"], format!("Patient/{ANA}"));
    assert_ne!(written["id"], id, "the clinic's system names its own");
    assert_eq!(known(&mut ana, "current").await, true);
    let page = ana.get("/patients/me/consent").await.text;
    assert!(!page.contains(&text(Language::En, "choice-unknown")), "{page}");
    end(&mut ana, &id).await;
    assert_eq!(known(&mut ana, "former").await, false);
    let page = ana.get("/patients/me/consent").await.text;
    assert!(page.contains(&text(Language::En, "choice-end-unknown")), "{page}");
    portal.write_back().await;
    assert_eq!(there(&portal), one("inactive", "2"));
    assert_eq!(known(&mut ana, "former").await, true);
    assert_eq!(waiting(&portal).await, 0);
    let told = log_of(&portal, Action::WriteBack).await;
    let reasons: Vec<_> = told.iter().rev().map(|it| it.event.detail.reason.as_deref().unwrap()).collect();
    assert_eq!(reasons, ["begun", "written", "begun", "written"]);
    assert!(told.iter().all(|it| it.event.patient.as_ref().is_some_and(|own| own.as_str() == ANA)));
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_fails_is_tried_again_and_done_once() {
    let failures = [
        ("down", Dials { down: Down::Unavailable, ..Dials::default() }),
        ("dropped", Dials { down: Down::Dropped, ..Dials::default() }),
        ("forbidden", Dials { no_writes: Some(403), ..Dials::default() }),
        ("in conflict", Dials { no_writes: Some(409), ..Dials::default() }),
        ("of another version", Dials { no_writes: Some(412), ..Dials::default() }),
        ("failing", Dials { error_rate: 1.0, ..Dials::default() }),
        ("breaking off", Dials { truncate: true, ..Dials::default() }),
    ];
    for (name, dials) in failures {
        let portal = TestPortal::start().await;
        let mut ana = portal.patient(ANA).await;
        let id = make(&mut ana).await;
        portal.sandbox.dials.set(dials.clone());
        portal.write_back().await;
        assert_eq!((there(&portal).len(), waiting(&portal).await), (0, 1), "{name}");
        portal.sandbox.dials.reset();
        again(&portal).await;
        assert_eq!((there(&portal), waiting(&portal).await), (one("active", "1"), 0), "{name}");

        end(&mut ana, &id).await;
        portal.sandbox.dials.set(dials);
        portal.write_back().await;
        assert_eq!((there(&portal), waiting(&portal).await), (one("active", "1"), 1), "{name}");
        portal.sandbox.dials.reset();
        again(&portal).await;
        assert_eq!((there(&portal), waiting(&portal).await), (one("inactive", "2"), 0), "{name}");
    }
}

/// Claims what waits, writes it to the clinic's system under this id, and dies.
async fn killed_after_writing(portal: &TestPortal, id: &str) {
    let (now, lease) = (portal.clock.now(), SignedDuration::from_mins(3));
    let claimed = portal.store.claim_outgoing(&[Courier::RecordSystem], Uuid::new_v4(), now, lease, 8).await;
    let claimed = claimed.unwrap();
    assert_eq!(claimed.len(), 1);
    let body: Value = serde_json::from_slice(&claimed[0].body).unwrap();
    let mut written = body["consent"]["resource"].clone();
    written["id"] = id.into();
    assert!(portal.sandbox.load_bundle(written).refused.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_killed_between_writing_and_saying_so_changes_nothing_twice() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let id = make(&mut ana).await;

    killed_after_writing(&portal, "clinic-own-7").await;
    portal.write_back().await;
    assert_eq!(waiting(&portal).await, 1, "it is in somebody's hands");
    again(&portal).await;
    assert_eq!((there(&portal), waiting(&portal).await), (one("active", "1"), 0));

    end(&mut ana, &id).await;
    killed_after_writing(&portal, "clinic-own-7").await;
    again(&portal).await;
    assert_eq!((there(&portal), waiting(&portal).await), (one("inactive", "2"), 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_ended_is_never_active_again_whichever_is_carried_first() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let id = make(&mut ana).await;
    let (now, lease) = (portal.clock.now(), SignedDuration::from_mins(3));
    let beginning =
        portal.store.claim_outgoing(&[Courier::RecordSystem], Uuid::new_v4(), now, lease, 8).await;
    assert_eq!(beginning.unwrap().len(), 1);
    end(&mut ana, &id).await;

    portal.write_back().await;
    assert_eq!(there(&portal), one("inactive", "1"), "the end came first");
    again(&portal).await;
    assert_eq!((there(&portal), waiting(&portal).await), (one("inactive", "1"), 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clinic_without_consents_is_sent_none_and_the_page_says_so() {
    let portal = TestPortal::start().await;
    let keeps_none = Dials { keeps_no: Some("Consent".to_owned()), ..Dials::default() };
    portal.sandbox.dials.set(keeps_none);
    let mut ana = portal.patient(ANA).await;
    make(&mut ana).await;

    portal.write_back().await;

    assert_eq!((there(&portal).len(), waiting(&portal).await), (0, 0));
    assert_eq!(portal.sandbox.counters.requests("create"), 0);
    assert!(log_of(&portal, Action::WriteBack).await.is_empty());
    let page = ana.get("/patients/me/consent").await.text;
    assert!(page.contains(&text(Language::En, "choices-record-closed")), "{page}");
    let twin = ana.get("/api/v1/consent").await.json();
    assert_eq!(twin["is_record_closed"], true);
    assert_eq!(twin["current"][0]["is_known_to_clinic"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_clinic_lost_is_written_again_a_day_later() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    make(&mut ana).await;
    portal.sandbox.dials.set(Dials { no_writes: Some(403), ..Dials::default() });
    for _ in 0..30 {
        portal.write_back().await;
        portal.clock.advance(SignedDuration::from_mins(61));
    }
    assert_eq!(portal.store.count_outgoing().await.unwrap().failed, 1, "given up after a day");
    portal.sandbox.dials.reset();

    let mut ana = portal.sign_in(&portal.person(ANA, Language::En).await).await;
    assert_eq!(known(&mut ana, "current").await, false, "and the page still says so");
    assert_eq!(known(&mut ana, "current").await, false);
    assert_eq!(waiting(&portal).await, 1, "looking at it wrote it down once more, and once only");
    portal.write_back().await;
    assert_eq!(there(&portal), one("active", "1"));
    assert_eq!(known(&mut ana, "current").await, true);
    let refused = log_of(&portal, Action::WriteBack).await;
    assert!(refused.iter().any(|it| it.event.outcome == Outcome::Failed));
}
