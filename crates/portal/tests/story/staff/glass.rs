//! Breaking the glass: asked for with a reason and a fresh factor, told to the privacy officer, and soon over.

use jiff::SignedDuration;
use portico_audit::{Action, Outcome};
use portico_model::{Purpose, Role};
use portico_store::Queue;
use portico_testkit::{HENRIK, MAJA, TestPortal, TestVisitor};
use serde_json::json;

use super::events;
use crate::world::{ANA, WALTER};

const WHY: &str = "Found without consciousness at the bus stop";

fn chart(rest: &str) -> String {
    format!("/staff/patients/{ANA}{rest}")
}

async fn break_it(henrik: &mut TestVisitor) -> u16 {
    let fields = [("reason", "emergency"), ("words", WHY)];
    henrik.post_form(&chart("/break-glass"), &fields).await.status.as_u16()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emergency_opens_a_strangers_chart_for_half_an_hour() {
    let portal = TestPortal::start().await;
    let mut henrik = portal.colleague(HENRIK).await;
    assert_eq!(henrik.get(&chart("/labs")).await.status, 404);

    let page = henrik.get(&chart("/break-glass")).await;
    assert!(
        page.text.contains("The patient will see this") && page.text.contains("30 minutes"),
        "{}",
        page.text
    );
    assert_eq!(break_it(&mut henrik).await, 303);

    let open = henrik.get(&chart("/labs")).await;
    assert_eq!(open.status, 200);
    assert!(
        open.text.contains("Emergency access.") && open.text.contains("It ends in 30 minutes"),
        "{}",
        open.text
    );
    portal.clock.advance(SignedDuration::from_mins(14));
    assert_eq!(henrik.get(&chart("/labs")).await.status, 200);
    portal.clock.advance(SignedDuration::from_mins(14));
    assert_eq!(henrik.get(&chart("/labs")).await.status, 200);
    portal.clock.advance(SignedDuration::from_mins(3));
    assert_eq!(henrik.get(&chart("/labs")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_written_down_looked_into_and_told_without_delay() {
    let portal = TestPortal::start().await;
    let mut henrik = portal.colleague(HENRIK).await;

    assert_eq!(break_it(&mut henrik).await, 303);
    henrik.get(&chart("/labs")).await;

    let all = events(&portal).await;
    let broken = all.iter().find(|it| it.action == Action::BreakGlass).unwrap();
    assert_eq!((broken.outcome, broken.purpose), (Outcome::Permitted, Some(Purpose::EmergencyTreatment)));
    assert_eq!(broken.detail.reason.as_deref(), Some("emergency"));
    assert_eq!(broken.patient.as_ref().map(|it| it.as_str()), Some(ANA));
    let read = all.iter().rfind(|it| it.action == Action::Read).unwrap();
    assert_eq!(read.purpose, Some(Purpose::EmergencyTreatment));
    let cases = portal.store.list_cases_in(Role::PrivacyOfficer, Queue::Waiting, 10).await.unwrap();
    assert_eq!(cases.len(), 1);
    assert_eq!(cases[0].patient.as_ref().map(|it| it.as_str()), Some(ANA));
    assert_eq!(portal.store.count_outgoing().await.unwrap().waiting, 1, "the letter to the privacy officer");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_wants_a_reason_words_and_a_fresh_factor() {
    let portal = TestPortal::start().await;
    let mut henrik = portal.colleague(HENRIK).await;
    for fields in [[("reason", "emergency"), ("words", "help")], [("reason", ""), ("words", WHY)]] {
        let answer = henrik.post_form(&chart("/break-glass"), &fields).await;
        assert!(answer.status == 422 || answer.status == 400, "{fields:?}");
    }
    portal.clock.advance(SignedDuration::from_mins(11));

    let led = henrik.get(&chart("/break-glass")).await;
    assert_eq!(led.location(), "/staff/sign-in/again");
    assert_eq!(break_it(&mut henrik).await, 303);
    assert_eq!(henrik.get(&chart("/labs")).await.status, 404, "the glass is whole");
    let proved = portal.prove_at_work(&mut henrik, HENRIK).await;
    assert_eq!(proved.location(), chart("/break-glass"), "the way back");
    assert_eq!(break_it(&mut henrik).await, 303);
    assert_eq!(henrik.get(&chart("/labs")).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_can_be_ended_early_and_opens_nobody_elses_eyes() {
    let portal = TestPortal::start().await;
    let mut henrik = portal.colleague(HENRIK).await;
    let mut other = portal.colleague("riverside|rosa-ayala").await;
    assert_eq!(break_it(&mut henrik).await, 303);

    assert_eq!(other.get(&chart("/labs")).await.status, 404);
    assert_eq!(other.get(&chart("/break-glass")).await.status, 404);
    assert_eq!(
        henrik.post_form(&chart("/break-glass/end"), &[]).await.location(),
        "/staff/patients?ended=true"
    );
    assert_eq!(henrik.get(&chart("/labs")).await.status, 404);
    assert_eq!(henrik.post_form(&chart("/break-glass/end"), &[]).await.status, 404);
    let acts: Vec<_> = events(&portal).await.into_iter().map(|it| it.action).collect();
    assert!(acts.contains(&Action::EndBreakGlass));
}

#[tokio::test(flavor = "multi_thread")]
async fn it_works_for_scripts_and_opens_nobody_who_is_not_there() {
    let portal = TestPortal::start().await;
    let mut henrik = portal.colleague(HENRIK).await;
    let why = json!({"reason": "covering", "words": WHY});

    let nobody = henrik.post_json("/api/v1/staff/patients/nobody-at-all/break-glass", &why).await;
    assert_eq!(nobody.status, 404);
    let broken = henrik.post_json(&format!("/api/v1{}", chart("/break-glass")), &why).await;
    assert_eq!(broken.status, 200, "{}", broken.text);
    assert!(broken.json()["ends_at"].is_string());
    assert_eq!(henrik.get(&format!("/api/v1{}", chart("/labs"))).await.status, 200);
    assert_eq!(henrik.delete(&format!("/api/v1{}", chart("/break-glass"))).await.status, 204);
    assert_eq!(henrik.get(&format!("/api/v1{}", chart("/labs"))).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_treats_the_patient_needs_no_emergency() {
    let portal = TestPortal::start().await;
    let mut maja = portal.colleague(MAJA).await;

    assert_eq!(maja.get(&chart("/break-glass")).await.location(), chart(""));
    let page = maja.get(&chart("/labs")).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("You are reading the record of") && !page.text.contains("Emergency access."));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_officer_and_nobody_else_at_work_reads_what_the_clinician_wrote() {
    let portal = TestPortal::start().await;
    let mut henrik = portal.colleague(HENRIK).await;
    let mut grete = portal.colleague("riverside|grete-holm").await;
    let mut nadia = portal.colleague("riverside|nadia-kowalski").await;
    assert_eq!(break_it(&mut henrik).await, 303);
    let queue = grete.get("/api/v1/staff/cases").await.json();
    assert_eq!(queue["cases"][0]["person"], "Dr. Henrik Aldous");
    let case = format!("/staff/cases/{}", queue["cases"][0]["id"].as_str().unwrap());

    let page = grete.get(&case).await;
    assert!(page.text.contains(WHY) && page.text.contains("An emergency"), "{}", page.text);
    assert!(page.text.contains("See what they did"), "{}", page.text);
    let reason = ("reason", "Please look whether the account is in order.");
    grete.post_form(&format!("{case}/hand-over"), &[("pool", "administrator"), reason]).await;

    let page = nadia.get(&case).await;
    assert_eq!(page.status, 200);
    assert!(!page.text.contains(WHY) && !page.text.contains("See what they did"), "{}", page.text);
    assert!(nadia.get(&format!("/api/v1{case}")).await.json()["glass"].is_null());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_patient_reads_which_reason_was_given() {
    let portal = TestPortal::start().await;
    let mut henrik = portal.colleague(HENRIK).await;
    assert_eq!(break_it(&mut henrik).await, 303);
    let mut ana = portal.patient(ANA).await;

    let lines = ana.get("/api/v1/patients/me/privacy").await.json()["lines"].clone();
    let declared: Vec<_> =
        lines.as_array().unwrap().iter().filter(|line| !line["declared"].is_null()).collect();

    assert_eq!(declared.len(), 1, "{lines}");
    assert_eq!(
        (&declared[0]["declared"], &declared[0]["action"]),
        (&json!("emergency"), &json!("break_glass"))
    );
    let page = ana.get("/patients/me/privacy").await;
    assert!(page.text.contains("They said: “An emergency”."), "{}", page.text);
    assert!(!page.text.contains(WHY), "the clinician's own words are for the review");
}

/// Whose records a stolen session would like to see.
const STRANGERS: [&str; 9] = [
    "ana-reyes",
    "luz-reyes",
    "teo-reyes",
    "walter-boone",
    "carmen-vidal",
    "ana-reyes",
    "luz-reyes",
    "teo-reyes",
    "walter-boone",
];

async fn break_by_script(henrik: &mut TestVisitor, patient: &str) -> (u16, String) {
    let why = json!({"reason": "emergency", "words": WHY});
    let answer = henrik.post_json(&format!("/api/v1/staff/patients/{patient}/break-glass"), &why).await;
    (answer.status.as_u16(), answer.problem())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stolen_session_opens_one_record_and_no_more() {
    let portal = TestPortal::builder().only(&STRANGERS[..5]).start().await;
    let mut henrik = portal.colleague(HENRIK).await;
    let mut answers = Vec::new();
    for patient in STRANGERS {
        answers.push(break_by_script(&mut henrik, patient).await);
    }

    assert_eq!(answers[0].0, 200);
    assert!(answers[1..].iter().all(|(_, problem)| problem == "factor-needed"), "{answers:?}");
    let led = henrik.get("/staff/patients/luz-reyes/break-glass").await;
    assert_eq!(led.location(), "/staff/sign-in/again", "asked before anything is typed");
    assert_eq!(henrik.get("/staff/patients/luz-reyes/labs").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_proof_for_each_a_few_are_open_at_a_time_and_within_an_hour() {
    let portal = TestPortal::builder().only(&STRANGERS[..5]).start().await;
    let mut henrik = portal.colleague(HENRIK).await;
    let mut opened = Vec::new();
    for (turn, patient) in STRANGERS.into_iter().enumerate() {
        let answer = break_by_script(&mut henrik, patient).await;
        opened.push(answer.0);
        // From the third on, each is closed again.
        if answer.0 == 200 && turn >= 2 {
            let path = format!("/api/v1/staff/patients/{patient}/break-glass");
            assert_eq!(henrik.delete(&path).await.status, 204);
        }
        portal.clock.advance(SignedDuration::from_secs(61));
        henrik.get(&format!("/staff/patients/{WALTER}/break-glass")).await;
        portal.prove_at_work(&mut henrik, HENRIK).await;
        portal.learn_token(&mut henrik).await;
    }

    assert_eq!(opened, [200, 200, 200, 200, 200, 200, 429, 429, 429], "six within the hour");
    let page = henrik.get("/staff/patients/teo-reyes/break-glass").await;
    assert!(page.text.contains("This is the limit."), "{page:?}");
    assert!(!page.text.contains("name=\"words\""), "nothing is typed in vain: {}", page.text);
    let all = events(&portal).await;
    let refused = all.iter().filter(|it| it.action == Action::BreakGlass && it.outcome == Outcome::Refused);
    assert_eq!(refused.filter(|it| it.detail.reason.as_deref() == Some("too_many")).count(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fourth_waits_until_one_of_three_is_closed() {
    let portal = TestPortal::builder().only(&STRANGERS[..5]).start().await;
    let mut henrik = portal.colleague(HENRIK).await;
    let prove = async |henrik: &mut TestVisitor| {
        portal.clock.advance(SignedDuration::from_secs(61));
        henrik.get(&format!("/staff/patients/{WALTER}/break-glass")).await;
        portal.prove_at_work(henrik, HENRIK).await;
        portal.learn_token(henrik).await;
    };
    for patient in &STRANGERS[..3] {
        assert_eq!(break_by_script(&mut henrik, patient).await.0, 200);
        prove(&mut henrik).await;
    }

    assert_eq!(break_by_script(&mut henrik, WALTER).await, (429, "too-many-requests".to_owned()));
    let page = henrik
        .post_form(
            &format!("/staff/patients/{WALTER}/break-glass"),
            &[("reason", "emergency"), ("words", WHY)],
        )
        .await;
    assert_eq!(page.status, 429);
    assert!(page.text.contains("a colleague can open the record"), "{}", page.text);
    assert_eq!(henrik.delete("/api/v1/staff/patients/ana-reyes/break-glass").await.status, 204);
    assert_eq!(break_by_script(&mut henrik, WALTER).await.0, 200);
}
