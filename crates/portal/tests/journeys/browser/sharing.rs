use portico_model::Language;
use portico_store::Letter;
use portico_testkit::TestPortal;
use portico_testkit::browser::{Options, is_available};

use super::ANA;
use super::walk::Walk;
use super::ways::{at_a_desk, language, on_a_phone_without_scripts};

pub const ROSA: &str = "rosa@example.org";
const HERS: &str = "/patients/ana-reyes";

#[tokio::test(flavor = "multi_thread")]
async fn somebody_at_a_desk_is_invited_helps_and_loses_access() {
    if is_available() {
        invited_and_ended(at_a_desk()).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_on_a_phone_without_scripts_is_invited_helps_and_loses_access() {
    if is_available() {
        invited_and_ended(on_a_phone_without_scripts()).await;
    }
}

async fn invited_and_ended(options: Options) {
    let portal = TestPortal::start().await;
    let ana = portal.person(ANA, language(&options)).await;
    let rosa = portal.helper_in("Rosa Medina", ROSA, language(&options)).await;
    let mut patient = Walk::inside(&portal, &options, &ana).await;
    patient.visit("/patients/me/sharing").await;
    invite(&mut patient).await;

    let mut helper = Walk::begin(&portal, options).await;
    helper.visit(&invitation(&portal).await).await;
    helper.assert_says("door-has-account").await;
    helper.sign_in_as(&rosa).await;
    helper.assert_at("/invitations/").await;
    helper.look().await;
    helper.tick("ask-adult").await;
    helper.press("invitation-yes").await;
    helper.assert_says("share-done-accepted").await;
    helper.look().await;
    switch_and_read(&mut helper).await;

    patient.visit("/patients/me/sharing").await;
    patient.follow("share-end").await;
    patient.look().await;
    patient.press("end-yes-access").await;
    patient.assert_says("share-done-ended").await;
    patient.look().await;
    helper.page.goto(&format!("{HERS}/medications")).await.unwrap();
    helper.look_at_answer(404).await;
    helper.visit("/account/access").await;
    helper.assert_says("access-over").await;
    helper.visit("/people").await;
    helper.assert_says("people-empty-title").await;

    patient.end(4);
    helper.end(7);
}

/// First without a choice, which is told beside the list; then with one.
async fn invite(patient: &mut Walk<'_>) {
    patient.follow("share-invite").await;
    patient.look().await;
    patient.fill("invite-email", ROSA).await;
    patient.tick("share-much-chosen").await;
    patient.press("invite-send").await;
    patient.assert_says("share-fault-nothing").await;
    patient.look_at_answer(422).await;
    patient.tick("share-much-daily").await;
    patient.press("invite-send").await;
    patient.assert_says("share-done-invited").await;
    patient.look().await;
}

pub async fn invitation(portal: &TestPortal) -> String {
    let letters = portal.letters().await;
    letters.iter().rev().find(|mail| mail.letter == Letter::ProxyInvited).unwrap().path.clone()
}

/// From the choice of persons to a page of Ana's, which speaks of her and not of the reader.
async fn switch_and_read(helper: &mut Walk<'_>) {
    helper.visit("/people").await;
    helper.page.click_link("Ana").await.unwrap();
    helper.assert_at(HERS).await;
    helper.look().await;
    helper.follow("place-medicines").await;
    helper.look().await;
    let told = helper.page.text().await.unwrap();
    let acting = helper.w.say("acting-title", "name", "|");
    assert!(told.contains(acting.split('|').next().unwrap()), "no `{acting}` in {told}");
    assert!(helper.w.language() != Language::En || !told.contains("Your record"), "{told}");
    helper.visit(&format!("{HERS}/sharing")).await;
    helper.page.goto(&format!("{HERS}/labs")).await.unwrap();
    let left_out = helper.w.say("notice-not-shared", "kinds", helper.w.t("category-laboratory"));
    assert!(helper.page.text().await.unwrap().contains(&left_out), "no `{left_out}`");
    helper.look().await;
}
