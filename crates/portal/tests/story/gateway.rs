//! How often the record system is asked: once for many readers, once in a quarter of an hour, once for many parts.

use futures::future::join_all;
use portico_testkit::{Dials, TestPortal};

use crate::world::{ANA, fresh_start, pass, patient, settled_ana, until};

#[tokio::test(flavor = "multi_thread")]
async fn fifty_readers_of_one_page_cost_one_batch() {
    let portal = TestPortal::start().await;
    let ana = settled_ana(&portal).await;
    fresh_start(&portal).await;
    portal.sandbox.dials.set(Dials { latency_ms: 200, ..Dials::default() });

    let readers = (0..50).map(|_| {
        let mut tab = ana.clone();
        async move { tab.get("/api/v1/labs").await }
    });
    let answers = join_all(readers).await;
    assert!(answers.iter().all(|answer| answer.status == 200));
    assert_eq!(portal.sandbox.counters.requests("bundle"), 1);
    assert_eq!(portal.sandbox.counters.requests("search"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_good_for_fifteen_minutes() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;
    fresh_start(&portal).await;
    let counters = portal.sandbox.counters.clone();

    let first = ana.get("/api/v1/labs").await.json();
    assert_eq!(counters.requests("bundle"), 1);
    pass(&portal, &mut ana, 14).await;
    let second = ana.get("/patients/me/labs").await;
    assert_eq!((second.status.as_u16(), counters.requests("bundle")), (200, 1));
    assert_eq!(ana.get("/api/v1/labs").await.json()["as_of"], first["as_of"]);
    pass(&portal, &mut ana, 2).await;
    let third = ana.get("/api/v1/labs").await.json();
    assert_eq!(counters.requests("bundle"), 2);
    assert_ne!(third["as_of"], first["as_of"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_of_change_forgets_what_was_cached_and_what_was_kept() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;
    fresh_start(&portal).await;
    ana.get("/api/v1/labs").await;
    assert_eq!(portal.sandbox.counters.requests("bundle"), 1);

    portal.charts.invalidate(&patient(ANA)).await.unwrap();
    ana.get("/api/v1/labs").await;
    assert_eq!(portal.sandbox.counters.requests("bundle"), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_for_before_a_change_is_not_cached_after_it() {
    let portal = TestPortal::start().await;
    let ana = settled_ana(&portal).await;
    fresh_start(&portal).await;
    let counters = portal.sandbox.counters.clone();
    portal.sandbox.dials.set(Dials { latency_ms: 400, ..Dials::default() });

    let mut early_tab = ana.clone();
    let early = tokio::spawn(async move { early_tab.get("/api/v1/labs").await });
    until("the first reader's request is under way", async || counters.requests("bundle") == 1).await;
    portal.charts.invalidate(&patient(ANA)).await.unwrap();
    assert_eq!(early.await.unwrap().status, 200);
    portal.sandbox.dials.reset();
    let mut later_tab = ana.clone();
    assert_eq!(later_tab.get("/api/v1/labs").await.status, 200);
    assert_eq!(counters.requests("bundle"), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_comes_after_a_change_does_not_wait_for_an_answer_from_before_it() {
    let portal = TestPortal::start().await;
    let ana = settled_ana(&portal).await;
    fresh_start(&portal).await;
    let counters = portal.sandbox.counters.clone();
    portal.sandbox.dials.set(Dials { latency_ms: 600, ..Dials::default() });

    let mut early_tab = ana.clone();
    let early = tokio::spawn(async move { early_tab.get("/api/v1/labs").await });
    until("the first reader's request is under way", async || counters.requests("bundle") == 1).await;
    portal.charts.invalidate(&patient(ANA)).await.unwrap();
    let mut later_tab = ana.clone();
    let later = later_tab.get("/api/v1/labs").await;
    assert_eq!((later.status.as_u16(), counters.requests("bundle")), (200, 2));
    assert_eq!(early.await.unwrap().status, 200);
    let mut last_tab = ana.clone();
    assert_eq!(last_tab.get("/api/v1/labs").await.json()["as_of"], later.json()["as_of"]);
    assert_eq!(counters.requests("bundle"), 2, "the later answer is cached, the early one changes nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_parts_of_the_summary_travel_in_one_batch() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;
    fresh_start(&portal).await;

    assert_eq!(ana.get("/api/v1/health-summary").await.status, 200);
    let counters = &portal.sandbox.counters;
    assert_eq!((counters.requests("bundle"), counters.requests("search")), (1, 0), "{:?}", counters.get());
    assert!(counters.entries("search") >= 6, "{:?}", counters.get());
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signs_in_finds_the_summary_warm() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;
    portal.sandbox.counters.reset();

    assert_eq!(ana.get("/api/v1/labs").await.status, 200);
    assert_eq!(ana.get("/api/v1/medications").await.status, 200);
    assert_eq!(portal.sandbox.counters.requests("bundle") + portal.sandbox.counters.requests("search"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_patients_copies_are_never_anothers() {
    let portal = TestPortal::builder().only(&[ANA, crate::world::WALTER]).start().await;
    let mut ana = settled_ana(&portal).await;
    let mut walter = portal.patient(crate::world::WALTER).await;

    let hers = ana.get("/api/v1/medications").await.json();
    let his = walter.get("/api/v1/medications").await.json();
    assert_ne!(hers["active"], his["active"]);
    assert_eq!(ana.get("/api/v1/medications").await.json(), hers);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_system_that_keeps_failing_is_left_alone_for_a_while() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;
    fresh_start(&portal).await;
    portal.sandbox.dials.set(Dials { error_rate: 1.0, ..Dials::default() });
    for _ in 0..5 {
        assert_eq!(ana.get("/api/v1/vitals").await.status, 503);
    }
    portal.sandbox.counters.reset();

    assert_eq!(ana.get("/api/v1/vitals").await.status, 503);
    assert!(portal.sandbox.counters.get().requests.is_empty(), "the circuit is open");
    portal.sandbox.dials.reset();
    portal.clock.advance(jiff::SignedDuration::from_secs(11));
    assert_eq!(ana.get("/api/v1/vitals").await.status, 200);
}
