//! Requests of patients, on pages and as JSON.

use portico_model::{CaseSubject, Language};
use portico_store::NewCase;
use portico_testkit::TestPortal;
use uuid::Uuid;

use crate::world::{ANA, WALTER};

const WORDS: &str = "Why did <somebody> open my results?";

/// A question that Ana has asked.
async fn question(portal: &TestPortal) -> String {
    let ana = portal.person(ANA, Language::En).await;
    let subject = CaseSubject::LedgerQuestion { entry: 0, question: WORDS.to_owned() };
    let new = NewCase::new(subject, Uuid::new_v4().to_string(), portal.clock.now());
    let new = NewCase { asker: Some(ana.account), patient: ANA.parse().ok(), ..new };
    portal.store.open_case(&new, &[]).await.unwrap().id().to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_sees_what_they_asked_for_and_how_it_stands() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    assert!(ana.get("/account/requests").await.text.contains("You have not asked for anything yet"));
    let case = question(&portal).await;

    let list = ana.get("/account/requests").await;
    assert!(list.text.contains(&format!("/account/requests/{case}")), "{}", list.text);
    let page = ana.get(&format!("/account/requests/{case}")).await;
    assert!(page.text.contains("Why did &#60;somebody&#62; open my results?"), "{}", page.text);
    assert!(page.text.contains("the privacy officer"));
    let twin = ana.get(&format!("/api/v1/account/requests/{case}")).await.json();
    assert_eq!((twin["state"].as_str(), twin["words"].as_str()), (Some("open"), Some(WORDS)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_can_be_taken_back_once() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let case = question(&portal).await;
    let cancel = format!("/account/requests/{case}/cancel");

    assert_eq!(
        ana.post_form(&cancel, &[]).await.location(),
        format!("/account/requests/{case}?done=cancelled")
    );
    assert_eq!(
        ana.post_form(&cancel, &[]).await.location(),
        format!("/account/requests/{case}?done=moved_on")
    );
    let page = ana.get(&format!("/account/requests/{case}?done=cancelled")).await;
    assert!(page.text.contains("You took your request back."), "{}", page.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strangers_request_is_not_there() {
    let portal = TestPortal::builder().only(&[ANA, WALTER]).start().await;
    let mut walter = portal.patient(WALTER).await;
    let case = question(&portal).await;

    for path in [format!("/account/requests/{case}"), "/account/requests/x".to_owned()] {
        assert_eq!(walter.get(&path).await.status, 404, "{path}");
        assert_eq!(walter.get(&format!("/api/v1{path}")).await.status, 404, "{path}");
    }
    assert_eq!(walter.post_form(&format!("/account/requests/{case}/cancel"), &[]).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_has_no_cases_of_staff() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let case = question(&portal).await;

    assert_eq!(ana.get("/api/v1/staff/cases").await.status, 401);
    assert_eq!(ana.get(&format!("/staff/cases/{case}")).await.status, 303);
}
