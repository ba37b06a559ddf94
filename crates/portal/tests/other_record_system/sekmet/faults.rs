//! A broken wire between the portal and the other record system: what the reader is shown, and what is said of it.

use std::time::Duration;

use jiff::SignedDuration;
use portico_chart::Auth;
use portico_chart::view::Part;
use portico_testkit::{Answer, Fault, FaultProxy, OtherRecordSystem, TestPortal, TestVisitor};
use serde_json::Value;

use super::world::{self, ANA, READING, WALTER, failed, results_in, text};

/// Longer than anybody waits.
const FOREVER: Duration = Duration::from_secs(55);
/// As an installation has it that says nothing else.
const USUAL: Duration = Duration::from_secs(10);
/// As short as the server can do with on a busy machine.
const SHORT: Duration = Duration::from_secs(4);
/// Longer than the circuit stays open.
const REST: SignedDuration = SignedDuration::from_secs(11);
/// Longer than an answer is fresh.
const STALE_AFTER: SignedDuration = SignedDuration::from_mins(16);

/// Every way in which nothing comes.
const SILENCE: [Fault; 4] = [Fault::Refused, Fault::Dropped, Fault::Reset, Fault::Slow(FOREVER)];
/// And every way in which what comes is no answer.
const NONSENSE: [Fault; 5] = [
    Fault::Status(500, None),
    Fault::Status(503, None),
    Fault::Status(429, Some(60)),
    Fault::Truncated,
    Fault::Malformed,
];

/// Ana in front of a portal whose record system is behind a proxy.
struct Scene {
    portal: TestPortal,
    proxy: FaultProxy,
    ana: TestVisitor,
}

impl Scene {
    /// Each try of the portal may take so long.
    async fn set(timeout: Duration) -> Option<Self> {
        let (server, builder) = world::server().await?;
        let proxy = FaultProxy::before(&server.base).await;
        let builder = builder.timeout(timeout).idle(SignedDuration::from_hours(12));
        let portal = builder.record_system(proxy.base.clone(), server.sign_in(READING)).start().await;
        let ana = portal.patient(ANA).await;
        let mut scene = Self { portal, proxy, ana };
        if timeout == USUAL {
            scene.settle().await;
        }
        Some(scene)
    }

    /// Waits until what is fetched at sign-in is kept.
    async fn settle(&mut self) {
        for part in [Part::Results, Part::Medications, Part::Allergies, Part::Conditions, Part::Appointments]
        {
            self.until_kept(part).await;
        }
    }

    async fn until_kept(&self, part: Part) {
        for _ in 0..1_000 {
            let now = self.portal.clock.now();
            let kept = self.portal.store.find_answer(&ANA.parse().unwrap(), part.as_str(), now).await;
            if kept.unwrap().is_some() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("waited in vain for a copy of {part:?}");
    }

    /// All is well, nothing is cached or kept, and the circuit is closed.
    async fn fresh_start(&self) {
        self.proxy.mend().await;
        self.forget().await;
    }

    async fn forget(&self) {
        self.portal.charts.invalidate(&ANA.parse().unwrap()).await.unwrap();
        self.portal.clock.advance(REST);
    }

    /// What is read when all is well. A machine that is busy may need more than one look, where tries are short.
    async fn good_labs(&mut self) -> Value {
        for _ in 0..10 {
            self.fresh_start().await;
            let labs = self.ana.get("/api/v1/labs").await;
            if labs.status == 200 && labs.json()["is_stale"] == false {
                return labs.json();
            }
        }
        panic!("the record system does not come back");
    }

    async fn record_system_state(&self) -> String {
        let ready = self.portal.anonymous().get("/health/ready").await;
        assert_eq!(ready.status, 200, "the portal goes on: {}", ready.text);
        let state = serde_json::to_value(self.portal.charts.readiness().await).unwrap();
        state["record_system"].as_str().unwrap().to_owned()
    }
}

fn assert_shows_nothing(answer: &Answer) {
    for word in ["LDL", "isinopril", "enicillin", "mg/dL", "ana-reyes-"] {
        assert!(!answer.text.contains(word), "{word} in {}", answer.text);
    }
}

async fn assert_unreachable(ana: &mut TestVisitor, rest: &str, what: &str) {
    let json = ana.get(&format!("/api/v1/{rest}")).await;
    let said = (json.status.as_u16(), json.problem());
    assert_eq!(said, (503, "record-system-down".to_owned()), "{what}: {}", json.text);
    assert_shows_nothing(&json);
    let page = ana.get(&format!("/patients/me/{rest}")).await;
    assert_eq!(page.status, 503, "{what}");
    assert!(page.text.contains(&text("problem-record-system-down-title")), "{what}: {}", page.text);
    assert_shows_nothing(&page);
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_shows_the_last_good_copy_and_without_one_says_so() {
    shows_the_last_good_copy(&SILENCE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nonsense_shows_the_last_good_copy_and_without_one_says_so() {
    shows_the_last_good_copy(&NONSENSE).await;
}

async fn shows_the_last_good_copy(outages: &[Fault]) {
    let Some(mut scene) = Scene::set(SHORT).await else { return };

    for &fault in outages {
        let good = scene.good_labs().await;
        assert!(results_in(&good) > 10, "{fault:?}");
        assert_eq!(scene.record_system_state().await, "answering");
        scene.until_kept(Part::Results).await;
        scene.portal.clock.advance(STALE_AFTER);
        scene.proxy.set(fault).await;

        let copy = scene.ana.get("/api/v1/labs").await;
        assert_eq!(copy.status, 200, "{fault:?}: {}", copy.text);
        assert_eq!((&copy.json()["is_stale"], &copy.json()["panels"]), (&true.into(), &good["panels"]));
        let page = scene.ana.get("/patients/me/labs").await;
        assert!(page.status == 200 && page.text.contains(&text("notice-stale-title")), "{fault:?}");
        scene.forget().await;
        assert_unreachable(&mut scene.ana, "labs", &format!("{fault:?}")).await;
        assert_eq!(scene.record_system_state().await, "not_answering");
    }
    assert!(results_in(&scene.good_labs().await) > 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_that_passes_is_nothing_the_reader_notices() {
    let Some(mut scene) = Scene::set(USUAL).await else { return };
    let passing = SILENCE
        .into_iter()
        .chain(NONSENSE)
        .filter(|fault| !matches!(fault, Fault::Refused | Fault::Slow(_) | Fault::Status(429, _)));

    for fault in passing.chain([Fault::Status(429, Some(1)), Fault::Slow(Duration::from_millis(300))]) {
        scene.fresh_start().await;
        scene.proxy.once(fault).await;
        let labs = scene.ana.get("/api/v1/labs").await;
        assert_eq!(labs.status, 200, "{fault:?}: {}", labs.text);
        let labs = labs.json();
        assert!(failed(&labs).is_empty(), "{fault:?}: {}", labs["failed"]);
        assert_eq!((&labs["is_stale"], &labs["unreadable"]), (&false.into(), &0.into()), "{fault:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_part_that_fails_is_named_and_the_rest_is_shown() {
    let Some(mut scene) = Scene::set(USUAL).await else { return };
    let parts = [
        ("/AllergyIntolerance?", "allergies", "part-allergies"),
        ("/MedicationRequest?", "medications", "part-medications"),
        ("/Appointment?", "appointments", "part-appointments"),
        ("/Observation?", "results", "part-results"),
    ];

    for (only, part, key) in parts {
        for fault in [Fault::Status(500, None), Fault::Reset, Fault::Truncated] {
            scene.fresh_start().await;
            scene.proxy.set_for(only, fault).await;
            let summary = scene.ana.get("/api/v1/health-summary").await;
            assert_eq!(summary.status, 200, "{part}, {fault:?}: {}", summary.text);
            assert_eq!(failed(&summary.json()), [part], "{fault:?}");
            let page = scene.ana.get("/patients/me").await.text;
            assert!(
                page.contains(&text("notice-failed-title")) && page.contains(&text(key)),
                "{part}: {page}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_page_that_breaks_off_leaves_the_newest_results_and_is_said() {
    let Some((server, builder)) = world::server().await else { return };
    let proxy = FaultProxy::before(&server.base).await;
    let portal = builder.record_system(proxy.base.clone(), server.sign_in(READING)).start().await;
    proxy.set_for("_offset=250", Fault::Truncated).await;
    let mut walter = portal.patient(WALTER).await;

    let labs = walter.get("/api/v1/labs").await.json();
    assert_eq!(labs["is_truncated"], true, "{labs}");
    assert!(results_in(&labs) > 0 && failed(&labs).is_empty(), "{labs}");
    let page = walter.get("/patients/me/labs").await.text;
    assert!(page.contains(&text("notice-truncated")), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_whose_key_is_not_known_there_shows_nothing() {
    let Some((server, builder)) = world::server().await else { return };
    let Auth::BackendServices { key_pem, key_id, algorithm, scope, .. } = server.sign_in(READING) else {
        return println!("NOT RUN: the server is open, PORTICO_SEKMET_KEY is not set");
    };
    let auth = Auth::BackendServices {
        client_id: "somebody-else".to_owned(),
        token_url: None,
        key_pem,
        key_id,
        algorithm,
        scope,
    };
    let portal = builder.record_system(server.base.clone(), auth).start().await;
    let mut ana = portal.patient(ANA).await;

    assert_unreachable(&mut ana, "labs", "a stranger's key").await;
    assert_eq!(ana.get("/account/security").await.status, 200, "what is Portico's own goes on");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_does_not_sign_in_where_it_must_shows_nothing() {
    let Some(server) = OtherRecordSystem::find() else { return };
    let open = TestPortal::builder().record_system(server.base.clone(), Auth::None).start().await;
    let mut ana = open.patient(ANA).await;

    if matches!(server.sign_in(READING), Auth::None) {
        return println!("NOT RUN: the server is open, PORTICO_SEKMET_KEY is not set");
    }
    assert_unreachable(&mut ana, "labs", "no sign-in where one is asked for").await;
}
