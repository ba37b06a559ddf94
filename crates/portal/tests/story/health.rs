//! What whoever decides where requests go is told of this node.

use portico_testkit::{Dials, Down, TestPortal};
use serde_json::json;

use crate::world::{ANA, fresh_start, settled_ana};

async fn assert_ready(portal: &TestPortal, record_system: &str) {
    let ready = portal.anonymous().get("/health/ready").await;
    assert_eq!(ready.status, 200, "{}", ready.text);
    assert_eq!(ready.json(), json!({"is_ready": true}), "how the record system is, is no stranger's matter");
    let known = serde_json::to_value(portal.charts.readiness().await).unwrap();
    assert_eq!(known, json!({"is_ready": true, "record_system": record_system}));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_record_system_is_known_of_and_not_required() {
    let portal = TestPortal::start().await;
    assert_ready(&portal, "not_asked_yet").await;
    assert!(portal.sandbox.counters.get().lines.is_empty(), "nobody is asked on a stranger's behalf");

    let mut ana = settled_ana(&portal).await;
    assert_ready(&portal, "answering").await;
    fresh_start(&portal).await;
    portal.sandbox.dials.set(Dials { down: Down::Dropped, ..Dials::default() });
    assert_eq!(ana.get("/patients/me/labs").await.status, 503);
    assert_ready(&portal, "not_answering").await;
    fresh_start(&portal).await;
    assert_eq!(ana.get("/patients/me/labs").await.status, 200);
    assert_ready(&portal, "answering").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_cannot_write_its_audit_log_is_not_ready_and_tells_strangers_no_more() {
    let portal = TestPortal::start().await;
    portal.patient(ANA).await;
    portal.audit.close().await;

    let ready = portal.anonymous().get("/health/ready").await;
    assert_eq!(ready.status, 503);
    assert_eq!(ready.json()["is_ready"], false);
    assert_eq!(ready.json().as_object().unwrap().len(), 1, "{}", ready.text);
    assert_eq!(ready.header("cache-control"), "no-store");
    assert_eq!(portal.anonymous().get("/health/live").await.status, 200, "it lives all the same");
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_often_costs_the_audit_log_nothing() {
    let portal = TestPortal::start().await;
    let head = portal.audit.head().await.unwrap();

    let asks = (0..50).map(|_| {
        let mut anybody = portal.anonymous();
        async move { anybody.get("/health/ready").await.status }
    });
    let answers = futures::future::join_all(asks).await;
    assert!(answers.iter().all(|status| *status == 200), "{answers:?}");
    assert_eq!(portal.audit.head().await.unwrap(), head, "no entry, no new head");
}
