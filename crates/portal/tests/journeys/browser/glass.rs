//! Breaking the glass and all that comes of it, by keyboard alone.

use portico_model::Language;
use portico_testkit::browser::{Options, is_available};
use portico_testkit::{Person, TestPortal};

use super::ANA;
use super::walk::Walk;

const WHY: &str = "Found without consciousness at the bus stop";
const FOUND: &str = "The emergency room confirms it.";

#[tokio::test(flavor = "multi_thread")]
async fn an_emergency_is_declared_reviewed_and_told_to_the_patient_without_a_mouse() {
    if !is_available() {
        return;
    }
    let portal = TestPortal::start().await;
    let ana = portal.person(ANA, Language::En).await;
    let mut henrik = Walk::begin(&portal, Options::default()).await;
    let mut grete = Walk::begin(&portal, Options::default()).await;
    let mut patient = Walk::begin(&portal, Options::default()).await;

    break_the_glass(&mut henrik).await;
    review(&mut grete).await;
    read_the_ledger(&mut patient, &ana).await;

    henrik.end(4);
    grete.end(3);
    patient.end(1);
}

async fn come_in(walk: &mut Walk<'_>, name: &str) {
    walk.page.goto("/staff/sign-in").await.unwrap();
    walk.go_to("staff-sign-in").await;
    walk.page.key("Enter").await.unwrap();
    walk.until_it_says("Security key").await;
    walk.go_to_name(&format!("{name}: Security key")).await;
    walk.page.key("Enter").await.unwrap();
    assert_eq!(walk.page.path().await.unwrap(), "/staff");
    walk.page.forget_troubles();
}

async fn break_the_glass(walk: &mut Walk<'_>) {
    come_in(walk, "Dr. Henrik Aldous").await;
    walk.enter("place-staff-patients").await;
    walk.look().await;
    walk.go_to("staff-patients-number").await;
    walk.page.type_text(ANA).await.unwrap();
    walk.page.key("Enter").await.unwrap();
    walk.look_at_answer(200).await;
    walk.go_to_name("Ana Lucía Reyes : Emergency access").await;
    walk.page.key("Enter").await.unwrap();
    walk.assert_says("glass-warning-title").await;
    walk.look().await;
    walk.go_to("glass-reason-emergency").await;
    walk.page.key("Space").await.unwrap();
    walk.go_to("glass-words").await;
    walk.page.type_text(WHY).await.unwrap();
    walk.enter("glass-break").await;
    walk.assert_says("glass-open-title").await;
    walk.look().await;
    walk.enter("place-results").await;
    walk.assert_heading("place-results").await;
    walk.assert_says("glass-open-title").await;
    walk.look().await;
    walk.enter("glass-end").await;
    walk.assert_says("done-glass-ended").await;
    walk.page.goto(&format!("/staff/patients/{ANA}/labs")).await.unwrap();
    walk.look_at_answer(404).await;
}

async fn review(walk: &mut Walk<'_>) {
    come_in(walk, "Grete Holm").await;
    walk.enter("place-staff-cases").await;
    walk.look().await;
    assert!(walk.page.text().await.unwrap().contains("Dr. Henrik Aldous"));
    walk.enter("case-break-glass-review").await;
    let told = walk.page.text().await.unwrap();
    assert!(told.contains(WHY) && told.contains(walk.w.t("glass-reason-emergency")), "{told}");
    walk.look().await;
    walk.go_to("case-findings-label").await;
    walk.page.type_text(FOUND).await.unwrap();
    walk.enter("case-clear").await;
    walk.assert_says("done-case-decided").await;
    walk.assert_says("act-cleared").await;
    walk.look().await;
}

async fn read_the_ledger(walk: &mut Walk<'_>, ana: &Person) {
    walk.page.goto("/sign-in").await.unwrap();
    walk.go_to("email").await;
    walk.page.type_text(&ana.email).await.unwrap();
    walk.page.key("Tab").await.unwrap();
    walk.go_to("password").await;
    walk.page.type_text(&ana.password).await.unwrap();
    walk.page.key("Enter").await.unwrap();
    walk.go_to("code").await;
    walk.page.type_text(&walk.portal.fresh_code(ana)).await.unwrap();
    walk.page.key("Enter").await.unwrap();
    walk.assert_is_in().await;
    walk.enter("place-privacy").await;
    let told = walk.page.text().await.unwrap();
    assert!(told.contains("Dr. Henrik Aldous"), "{told}");
    walk.assert_says("ledger-broke-glass").await;
    walk.assert_says("glass-reason-emergency").await;
    assert!(!told.contains(FOUND), "what only staff read");
    walk.look().await;
}
