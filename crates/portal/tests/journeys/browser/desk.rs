use portico_account::Authenticator;
use portico_model::Language;
use portico_testkit::browser::{Options, is_available};
use portico_testkit::{Person, TestPortal};

use super::ANA;
use super::steps::{DOCKED, OTHERS};
use super::walk::Walk;

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_at_a_desk_reads_everything_and_changes_the_language_and_the_password() {
    if !is_available() {
        return;
    }
    let portal = TestPortal::start().await;
    let ana = portal.person(ANA, Language::En).await;
    let mut elsewhere = portal.sign_in(&ana).await;
    let mut walk = Walk::begin(&portal, Options::default()).await;

    walk.sign_in(&ana).await;
    for place in DOCKED.into_iter().chain(OTHERS) {
        walk.follow(place).await;
        walk.arrive(place).await;
    }
    walk.read_a_result().await;
    walk.read_papers().await;
    walk.search("cholesterol").await;
    walk.switch_to(Language::Es, "Español").await;
    walk.switch_to(Language::En, "English").await;

    assert_eq!(elsewhere.get("/api/v1/session").await.status, 200);
    walk.follow("place-security").await;
    walk.press("device-unknown").await;
    walk.assert_says("done-session").await;
    walk.look().await;
    assert_eq!(elsewhere.get("/api/v1/session").await.status, 401);
    change_password(&mut walk, &ana).await;
    walk.sign_out().await;

    walk.end(24);
}

/// A wrong present password is refused; the new one opens the door.
async fn change_password(walk: &mut Walk<'_>, ana: &Person) {
    let new_password = "amber-otter-seven-lanes";
    for (present, status) in [("not-it-at-all", 422), (ana.password.as_str(), 200)] {
        walk.fill("password-present", present).await;
        walk.fill("password-new", new_password).await;
        walk.press("password-change").await;
        walk.look_at_answer(status).await;
        walk.assert_says(if status == 200 { "done-password" } else { "password-wrong" }).await;
    }
    walk.page.press(walk.w.t("sign-out")).await.unwrap();
    let renewed = Person { password: new_password.to_owned(), ..ana.clone() };
    walk.sign_in(&renewed).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_patient_sets_up_a_second_factor_and_later_comes_in_without_the_phone() {
    if !is_available() {
        return;
    }
    let portal = TestPortal::start().await;
    let ana = portal.person_without_factor(ANA).await;
    let mut walk = Walk::begin(&portal, Options::default()).await;

    walk.give_password(&ana).await;
    walk.assert_heading("enrol-title").await;
    walk.look().await;
    let code = recovery_codes(&mut walk).await.swap_remove(0);
    walk.follow("codes-saved").await;
    walk.assert_is_in().await;
    walk.sign_out().await;
    for is_first in [true, false] {
        walk.give_password(&ana).await;
        walk.follow("factor-lost").await;
        walk.assert_heading("recovery-title").await;
        walk.look().await;
        walk.fill("recovery-code", &code).await;
        walk.press("go-on").await;
        if is_first {
            walk.assert_is_in().await;
            walk.page.press(walk.w.t("sign-out")).await.unwrap();
        }
    }
    walk.assert_says("fault-wrong-recovery-code").await;
    walk.look_at_answer(422).await;

    walk.end(4);
}

/// Scans the picture, as it were, and reads the codes that are shown then.
async fn recovery_codes(walk: &mut Walk<'_>) -> Vec<String> {
    assert!(walk.has(".qr svg").await);
    let secret = walk.tell("document.querySelector('.secret').textContent").await.replace(' ', "");
    let authenticator = Authenticator::from_base32("phone", &secret).unwrap();
    walk.fill("code", &authenticator.code_at(walk.portal.clock.now())).await;
    walk.press("enrol-done").await;
    walk.assert_heading("codes-title").await;
    walk.look_at_answer(200).await;
    let codes =
        walk.tell("[...document.querySelectorAll('.codes li')].map((li) => li.textContent).join()").await;
    let codes: Vec<String> = codes.split(',').map(str::to_owned).collect();
    assert!(codes.len() >= 8, "{codes:?}");
    codes
}
