use jiff::SignedDuration;
use portico_model::{Categories, Language, Relationship};
use portico_testkit::browser::{Options, is_available};
use portico_testkit::{TestPortal, TestVisitor};

use super::ANA;
use super::walk::Walk;
use super::ways::{at_a_desk, language, on_a_phone_without_scripts};

pub const WALTER: &str = "walter-boone";

/// Ana's portal, and Walter who sees all that she shares.
pub async fn with_a_caregiver() -> (TestPortal, TestVisitor) {
    let portal = TestPortal::builder().only(&[ANA, WALTER]).start().await;
    let walter = portal.person(WALTER, Language::En).await;
    portal.let_act(&walter, ANA, Relationship::Caregiver, Categories::ALL, None).await;
    let walter = portal.sign_in(&walter).await;
    (portal, walter)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_at_a_desk_keeps_one_result_private_and_shares_it_again() {
    if is_available() {
        kept_private(at_a_desk()).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_on_a_phone_without_scripts_keeps_one_result_private_and_shares_it_again() {
    if is_available() {
        kept_private(on_a_phone_without_scripts()).await;
    }
}

async fn kept_private(options: Options) {
    let (portal, mut walter) = with_a_caregiver().await;
    let ana = portal.person(ANA, language(&options)).await;
    let mut walk = Walk::inside(&portal, &options, &ana).await;
    walk.visit("/patients/me/consent").await;
    let result = one_result(&walk).await;
    let his = result.replace("/patients/me/", &format!("/patients/{ANA}/"));
    assert_eq!(walter.get(&his).await.status, 200);

    walk.follow("choice-item-link").await;
    walk.assert_heading("choice-item-title").await;
    walk.look().await;
    walk.press("go-on").await;
    walk.look_at_answer(200).await;
    walk.tick("choice-who-proxies").await;
    walk.press("go-on").await;
    walk.look_at_answer(200).await;
    walk.tick("choice-lasts-until").await;
    walk.press("go-on").await;
    walk.assert_says("choice-fault-until").await;
    walk.look_at_answer(422).await;
    walk.tick("choice-lasts-always").await;
    walk.press("go-on").await;
    walk.assert_heading("choice-confirm-title").await;
    walk.look_at_answer(200).await;
    walk.press("choice-confirm").await;
    walk.assert_says("choice-done-made").await;
    walk.look().await;
    assert_eq!(walter.get(&his).await.status, 404, "on the next request");

    end(&mut walk).await;
    assert_eq!(walter.get(&his).await.status, 200);
    walk.end(4);
}

/// To the page of the first result. Answers its address.
async fn one_result(walk: &Walk<'_>) -> String {
    walk.page.goto("/patients/me/labs").await.unwrap();
    walk.follow_first(".res a").await;
    walk.page.path().await.unwrap()
}

/// To end what forbids opens something, and so wants a fresh proof.
async fn end(walk: &mut Walk<'_>) {
    let ana = walk.portal.person(ANA, walk.w.language()).await;
    walk.portal.clock.advance(SignedDuration::from_mins(11));
    walk.follow("choice-end").await;
    walk.assert_heading("factor-again-title").await;
    walk.look().await;
    walk.fill("code", &walk.portal.fresh_code(&ana)).await;
    walk.press("go-on").await;
    walk.assert_heading("choice-end-title").await;
    walk.look().await;
    walk.press("choice-end-yes").await;
    walk.assert_says("choice-done-ended").await;
    walk.look().await;
}
