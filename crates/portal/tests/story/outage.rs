//! A record system that does not answer: the last good copy is shown and said to be one, or the page says that there is
//! nothing to show.

use std::time::{Duration, Instant};

use jiff::SignedDuration;
use portico_chart::view::Part;
use portico_model::Language;
use portico_testkit::{Dials, Down, MAJA, TestPortal, TestVisitor};
use serde_json::Value;

use crate::world::{
    ANA, assert_shows_nothing, fresh_start, is_kept_of_ana, pass, patient, settled_ana, text, until,
};

/// Every way in which nothing comes.
fn outages() -> Vec<(&'static str, Dials)> {
    vec![
        ("unavailable", Dials { down: Down::Unavailable, ..Dials::default() }),
        ("dropped", Dials { down: Down::Dropped, ..Dials::default() }),
        ("errors", Dials { error_rate: 1.0, ..Dials::default() }),
        ("too many", Dials { too_many: Some(60), ..Dials::default() }),
        ("truncated", Dials { truncate: true, ..Dials::default() }),
        ("malformed", Dials { malformed: true, ..Dials::default() }),
        ("slow", Dials { latency_ms: 30_000, ..Dials::default() }),
    ]
}

fn down() -> Dials {
    Dials { down: Down::Dropped, ..Dials::default() }
}

/// What is kept is stamped to the millisecond.
fn to_the_millisecond(view: &Value) -> i64 {
    view["as_of"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap().as_millisecond()
}

async fn assert_unreachable(ana: &mut TestVisitor, rest: &str, name: &str) {
    let json = ana.get(&format!("/api/v1/{rest}")).await;
    assert_eq!(
        (json.status.as_u16(), json.problem().as_str()),
        (503, "record-system-down"),
        "{name}: {}",
        json.text
    );
    assert_shows_nothing(&json);
    let page = ana.get(&format!("/patients/me/{rest}")).await;
    assert_eq!(page.status, 503, "{name}");
    assert!(
        page.text.contains(&text(Language::En, "problem-record-system-down-title")),
        "{name}: {}",
        page.text
    );
    assert_shows_nothing(&page);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_outage_is_told_when_there_is_no_copy() {
    let portal = TestPortal::builder().timeout(Duration::from_millis(1_500)).start().await;
    let mut ana = settled_ana(&portal).await;

    for (name, dials) in outages() {
        fresh_start(&portal).await;
        portal.sandbox.dials.set(dials);
        assert_unreachable(&mut ana, "labs", name).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_outage_shows_the_last_good_copy_as_one() {
    let portal = TestPortal::builder().timeout(Duration::from_millis(1_500)).start().await;
    let mut ana = settled_ana(&portal).await;
    let good = ana.get("/api/v1/labs").await.json();
    pass(&portal, &mut ana, 16).await;

    for (name, dials) in outages() {
        portal.sandbox.dials.set(dials);
        portal.clock.advance(SignedDuration::from_secs(11));
        let stale = ana.get("/api/v1/labs").await;
        assert_eq!(stale.status, 200, "{name}: {}", stale.text);
        let stale = stale.json();
        assert_eq!(stale["is_stale"], true, "{name}");
        assert_eq!(
            to_the_millisecond(&stale),
            to_the_millisecond(&good),
            "{name}: of the good read, not of now"
        );
        assert_eq!(
            stale["panels"].as_array().unwrap().len(),
            good["panels"].as_array().unwrap().len(),
            "{name}"
        );
        let page = ana.get("/patients/me/labs").await;
        assert!(page.text.contains(&text(Language::En, "notice-stale-title")), "{name}: {}", page.text);
    }
    portal.sandbox.dials.reset();
    portal.clock.advance(SignedDuration::from_secs(11));
    let fresh = ana.get("/api/v1/labs").await.json();
    assert_eq!(fresh["is_stale"], false);
    assert!(to_the_millisecond(&fresh) > to_the_millisecond(&good));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_and_the_lack_of_one_are_said_in_both_languages() {
    for language in [Language::En, Language::Es] {
        let portal = TestPortal::start().await;
        let mut ana = portal.patient_in(ANA, language).await;
        crate::world::warmed_up(&portal).await;
        pass(&portal, &mut ana, 16).await;
        portal.sandbox.dials.set(down());

        let page = ana.get("/patients/me/labs").await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains(&text(language, "notice-stale-title")), "{language:?}: {}", page.text);
        portal.charts.invalidate(&patient(ANA)).await.unwrap();
        let page = ana.get("/patients/me/labs").await;
        assert_eq!(page.status, 503);
        assert!(page.text.contains(&text(language, "problem-record-system-down-title")), "{}", page.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_system_that_never_answered_has_an_honest_page_everywhere() {
    let portal = TestPortal::start().await;
    portal.sandbox.dials.set(down());
    let mut ana = portal.patient(ANA).await;

    for rest in [
        "labs",
        "vitals",
        "medications",
        "conditions",
        "allergies",
        "immunizations",
        "visits",
        "notes",
        "documents",
        "reports",
        "care-plans",
        "care-team",
        "other",
        "timeline",
        "profile",
    ] {
        assert_unreachable(&mut ana, rest, rest).await;
    }
    let page = ana.get("/patients/me").await;
    assert_eq!(page.status, 503);
    assert_eq!(ana.get("/api/v1/health-summary").await.problem(), "record-system-down");
    assert_eq!(ana.get("/account/security").await.status, 200, "what is Portico's own goes on");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_many_parts_is_shown_from_what_is_kept() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;
    let good = ana.get("/api/v1/health-summary").await.json();
    pass(&portal, &mut ana, 16).await;
    portal.sandbox.dials.set(down());

    let stale = ana.get("/api/v1/health-summary").await.json();
    assert_eq!(stale["is_stale"], true);
    assert_eq!(stale["failed"], serde_json::json!([]), "it is made of nothing that is never kept");
    assert_unreachable(&mut ana, "profile", "particulars are never kept").await;
    assert_eq!(stale["medications"].as_array().unwrap().len(), good["medications"].as_array().unwrap().len());
    assert_eq!(ana.get("/patients/me").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_serves_for_a_day_and_no_longer() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;
    ana.get("/api/v1/labs").await;
    portal.sandbox.dials.set(down());

    portal.clock.advance(SignedDuration::from_hours(23) + SignedDuration::from_mins(50));
    let mut ana = portal.patient(ANA).await;
    let stale = ana.get("/api/v1/labs").await;
    assert_eq!(stale.json()["is_stale"], true, "{}", stale.text);
    pass(&portal, &mut ana, 11).await;
    assert_unreachable(&mut ana, "labs", "after a day").await;
    portal.charts.tidy().await.unwrap();
    portal.clock.advance(SignedDuration::from_hours(-2));
    assert!(!is_kept_of_ana(&portal, Part::Results).await, "the copy is gone from the disk");
}

#[tokio::test(flavor = "multi_thread")]
async fn particulars_are_read_afresh_each_time_and_kept_nowhere() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;

    let counters = &portal.sandbox.counters;
    counters.reset();
    for times in 1..=3 {
        assert_eq!(ana.get("/api/v1/profile").await.status, 200);
        assert_eq!(counters.requests("bundle"), times);
    }
    for part in Part::all() {
        ana.get("/api/v1/timeline").await;
        let kept = portal.store.find_answer(&patient(ANA), part.as_str(), portal.clock.now()).await.unwrap();
        assert!(kept.is_none() || !matches!(part, Part::Profile | Part::Coverage), "{part:?}");
        let body = kept.map(|kept| String::from_utf8(kept.body).unwrap()).unwrap_or_default();
        for particular in [
            "\"resourceType\":\"Patient\"",
            "\\\"resourceType\\\":\\\"Patient\\\"",
            "48 Willow Street",
            "555-0148",
            "555-0149",
        ] {
            assert!(!body.contains(particular), "{particular} in the copy of {part:?}");
        }
    }
    portal.sandbox.dials.set(down());
    assert_unreachable(&mut ana, "profile", "profile").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_record_or_its_person_lies_readable_on_the_disk() {
    let portal = TestPortal::start().await;
    let mut ana = settled_ana(&portal).await;
    for rest in ["labs", "vitals", "medications", "visits", "notes", "reports", "timeline", "profile"] {
        assert_eq!(ana.get(&format!("/api/v1/{rest}")).await.status, 200);
    }
    until("vital signs are kept", async || is_kept_of_ana(&portal, Part::Vitals).await).await;
    let person = portal.person(ANA, Language::En).await;

    let secrets = [
        ANA,
        "Reyes",
        "Willow Street",
        "Cholesterol",
        "cholesterol",
        "Lisinopril",
        "lisinopril",
        "13457-7",
        "mg/dL",
        &person.email,
        &person.totp_secret,
        "Observation",
    ];
    let mut files = 0;
    for file in std::fs::read_dir(portal.folder.path()).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        files += 1;
        for secret in secrets {
            let is_readable = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!is_readable, "{secret} in {}", path.display());
        }
    }
    assert!(files >= 4, "the store, the log and the keys are there");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_part_that_hangs_holds_up_no_other() {
    let portal = TestPortal::builder().answer_within(Duration::from_secs(3)).start().await;
    portal.sandbox.dials.set(Dials { no_batch: Some(405), ..Dials::default() });
    let mut ana = settled_ana(&portal).await;
    let good = ana.get("/api/v1/health-summary").await.json();
    assert_eq!(good["failed"], serde_json::json!([]));

    fresh_start(&portal).await;
    let hangs = Dials { only: Some("Condition".into()), latency_ms: 60_000, ..Dials::default() };
    portal.sandbox.dials.set(hangs);
    let summary = ana.get("/api/v1/health-summary").await;
    assert_eq!(summary.status, 200, "{}", summary.text);
    let summary = summary.json();
    assert_eq!(summary["failed"], serde_json::json!(["conditions"]));
    for part in ["medications", "allergies"] {
        assert_eq!(summary[part], good[part], "{part}");
    }
    assert_eq!(ana.get("/api/v1/allergies").await.json()["is_stale"], false, "it landed by itself");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_system_that_hangs_is_told_in_time_and_is_no_failure_of_ours() {
    let patience = Duration::from_millis(400);
    let portal = TestPortal::builder().answer_within(patience).start().await;
    let mut ana = settled_ana(&portal).await;
    let note = ana.get("/api/v1/notes").await.json()["documents"][0]["id"].as_str().unwrap().to_owned();
    pass(&portal, &mut ana, 16).await;
    let mut maja = portal.colleague(MAJA).await;
    portal.sandbox.dials.set(Dials { latency_ms: 60_000, ..Dials::default() });

    let started = Instant::now();
    let stale = ana.get("/api/v1/labs").await;
    assert_eq!((stale.status.as_u16(), &stale.json()["is_stale"]), (200, &Value::Bool(true)));
    assert_unreachable(&mut ana, "vitals", "no copy").await;
    assert_unreachable(&mut ana, "profile", "never kept").await;
    assert_eq!(ana.get("/patients/me").await.status, 200);
    assert_eq!(
        ana.get(&format!("/patients/me/notes/{note}")).await.status,
        200,
        "its text failed, not the page"
    );
    assert_eq!(ana.get("/patients/me/consent").await.status, 200);
    for rest in ["labs", "vitals"] {
        let at_work = maja.get(&format!("/api/v1/staff/patients/{ANA}/{rest}")).await;
        assert_eq!(at_work.problem(), "record-system-down", "whether she treats her cannot be known");
    }
    assert_eq!(maja.get("/api/v1/staff/patients").await.problem(), "record-system-down");
    assert!(started.elapsed() < Duration::from_secs(15), "{:?}", started.elapsed());

    portal.sandbox.dials.reset();
    portal.clock.advance(SignedDuration::from_secs(11));
    until("it answers again", async || ana.clone().get("/api/v1/vitals").await.status == 200).await;
}
