//! Questions about who looked: one about each look at a time, and so many in a day.

use portico_model::Role;
use portico_store::{Letter, Queue};
use portico_testkit::{TestPortal, TestVisitor};
use serde_json::json;

use crate::world::ANA;

/// The numbers of the newest looks at Ana's record, her own among them.
async fn looks(ana: &mut TestVisitor) -> Vec<u64> {
    ana.get("/api/v1/allergies").await;
    let ledger = ana.get("/api/v1/privacy?who=everybody").await.json();
    ledger["lines"].as_array().unwrap().iter().map(|line| line["number"].as_u64().unwrap()).collect()
}

async fn ask(ana: &mut TestVisitor, look: u64) -> (u16, String) {
    let path = format!("/api/v1/patients/me/privacy/looks/{look}/ask");
    let answer = ana.post_json(&path, &json!({"question": "Why was this?", "key": ""})).await;
    (answer.status.as_u16(), answer.problem())
}

async fn cases(portal: &TestPortal) -> usize {
    portal.store.list_cases_in(Role::PrivacyOfficer, Queue::Waiting, 100).await.unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_question_about_a_look_is_open_at_a_time_however_often_it_is_sent() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let look = looks(&mut ana).await[0];

    let mut all = tokio::task::JoinSet::new();
    for _ in 0..15 {
        let mut ana = ana.clone();
        all.spawn(async move { ask(&mut ana, look).await });
    }
    let answers = all.join_all().await;

    assert_eq!(answers.iter().filter(|(status, _)| *status == 200).count(), 1, "{answers:?}");
    let refused = answers.iter().filter(|(_, problem)| problem == "asked-already").count();
    assert_eq!(refused, 14, "{answers:?}");
    assert_eq!(cases(&portal).await, 1);
    let letters = portal.letters().await;
    assert_eq!(letters.iter().filter(|mail| mail.letter == Letter::CaseArrived).count(), 1);
    let form = [("question", "Once more: why?"), ("key", "another")];
    let page = ana.post_form(&format!("/patients/me/privacy/looks/{look}/ask"), &form).await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains("is on its way") && page.text.contains("Once more: why?"), "{}", page.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_was_answered_or_taken_back_can_be_asked_again() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let look = looks(&mut ana).await[0];
    assert_eq!(ask(&mut ana, look).await.0, 200);
    let case = portal.store.list_cases_in(Role::PrivacyOfficer, Queue::Waiting, 1).await.unwrap()[0].id;
    assert_eq!(ask(&mut ana, look).await.1, "asked-already");

    ana.post_form(&format!("/account/requests/{case}/cancel"), &[]).await;

    assert_eq!(ask(&mut ana, look).await.0, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_questions_are_asked_in_a_day() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    for _ in 0..30 {
        ana.get("/api/v1/allergies").await;
    }
    let looks = looks(&mut ana).await;
    let mut answers = Vec::new();
    for look in looks.into_iter().take(30) {
        answers.push(ask(&mut ana, look).await);
    }

    assert!(answers[..20].iter().all(|(status, _)| *status == 200), "{answers:?}");
    assert!(answers[20..].iter().all(|(_, problem)| problem == "too-many-requests"), "{answers:?}");
    assert_eq!(answers.len(), 30);
    assert_eq!(cases(&portal).await, 20);
}
