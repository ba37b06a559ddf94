use std::path::PathBuf;

use portico_model::Role;
use portico_store::Letter;
use portico_testkit::TestPortal;
use portico_testkit::browser::{Options, is_available};
use reqwest::StatusCode;

use super::ANA;
use super::walk::Walk;
use super::ways::{at_a_desk, language, on_a_phone_without_scripts};

const LUZ: &str = "luz-reyes";
const PASSWORD: &str = "four lanterns by the harbour";

#[tokio::test(flavor = "multi_thread")]
async fn somebody_at_a_desk_asks_for_access_with_a_document() {
    if is_available() {
        asked_with_a_document(at_a_desk()).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_on_a_phone_without_scripts_asks_for_access_with_a_document() {
    if is_available() {
        asked_with_a_document(on_a_phone_without_scripts()).await;
    }
}

async fn asked_with_a_document(options: Options) {
    let portal = TestPortal::start().await;
    let ana = portal.person(ANA, language(&options)).await;
    let mut walk = Walk::inside(&portal, &options, &ana).await;

    walk.visit("/account/access").await;
    walk.follow("access-ask").await;
    walk.look().await;
    walk.fill("ask-name", "Carmen Vidal").await;
    walk.fill("ask-born", "1945-02-11").await;
    walk.tick("relationship-power-of-attorney").await;
    walk.press("ask-send").await;
    walk.assert_says("share-fault-adults").await;
    walk.look_at_answer(422).await;
    walk.tick("ask-adult").await;
    walk.page.attach(&paper(&portal, "notes.txt", "no document at all")).await.unwrap();
    walk.press("ask-send").await;
    walk.assert_says("share-fault-kind").await;
    walk.look_at_answer(422).await;
    walk.page.attach(&paper(&portal, "power.pdf", "%PDF-1.7 signed")).await.unwrap();
    walk.press("ask-send").await;
    walk.assert_says("share-done-requested").await;
    walk.look().await;
    walk.follow("access-paper").await;
    walk.look().await;
    walk.page.attach(&paper(&portal, "more.pdf", "%PDF-1.7 more")).await.unwrap();
    walk.press("paper-send").await;
    walk.assert_says("share-done-paper").await;
    walk.look().await;
    walk.follow("access-take-back").await;
    walk.look().await;
    walk.press("end-yes-request").await;
    walk.assert_says("share-done-ended").await;
    walk.look().await;

    walk.end(6);
}

fn paper(portal: &TestPortal, name: &str, content: &str) -> PathBuf {
    let path = portal.folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    path
}

#[tokio::test(flavor = "multi_thread")]
async fn a_teenager_at_a_desk_makes_an_account_that_is_hers_alone() {
    if is_available() {
        signed_up(at_a_desk()).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_teenager_on_a_phone_without_scripts_makes_an_account_that_is_hers_alone() {
    if is_available() {
        signed_up(on_a_phone_without_scripts()).await;
    }
}

/// In the browser of her mother, and with her mother's address at first.
async fn signed_up(options: Options) {
    let portal = TestPortal::builder().only(&[ANA, LUZ]).start().await;
    let mother = portal.person(ANA, language(&options)).await;
    portal.parent_of(ANA, LUZ).await;
    let code = activation_code(&portal).await;
    let born = portal.sandbox.resource("Patient", LUZ).unwrap()["birthDate"].as_str().unwrap().to_owned();
    let mut walk = Walk::inside(&portal, &options, &mother).await;
    walk.page.goto("/patients/me/more").await.unwrap();
    walk.sign_out().await;

    walk.follow("sign-up-from-sign-in").await;
    walk.look().await;
    let fields = |code: &str, email: &str| {
        [("sign-up-code", code), ("sign-up-name", "Luz Reyes"), ("ask-born", &born), ("email", email)]
            .map(|(label, text)| (label.to_owned(), text.to_owned()))
    };
    fill(&walk, &fields("AAAA-BBBB-CCCC", "luz@example.org")).await;
    walk.assert_says("sign-up-no-match").await;
    walk.look_at_answer(422).await;
    fill(&walk, &fields(&code, &mother.email)).await;
    walk.assert_says("sign-up-guardians-email").await;
    walk.look_at_answer(422).await;
    fill(&walk, &fields(&code, "luz@example.org")).await;
    walk.assert_says("sign-up-guardians-device").await;
    walk.look_at_answer(422).await;
    walk.tick("sign-up-knows-device").await;
    walk.press("go-on").await;
    walk.assert_heading("sign-up-code-title").await;
    walk.look().await;
    finish(&mut walk).await;

    walk.end(4);
}

async fn fill(walk: &Walk<'_>, fields: &[(String, String)]) {
    for (label, text) in fields {
        walk.fill(label, text).await;
    }
    walk.press("go-on").await;
}

/// A wrong code, the right one, and on to the second factor.
async fn finish(walk: &mut Walk<'_>) {
    walk.fill("code", "000000").await;
    walk.fill("sign-up-password", PASSWORD).await;
    walk.press("go-on").await;
    walk.assert_says("sign-up-wrong-code").await;
    walk.look_at_answer(422).await;
    let letters = walk.portal.letters().await;
    let letter = letters.iter().find(|mail| mail.letter == Letter::SignUpCode).unwrap();
    walk.fill("code", letter.code.as_deref().unwrap()).await;
    walk.fill("sign-up-password", PASSWORD).await;
    walk.press("go-on").await;
    walk.assert_heading("enrol-title").await;
    walk.look().await;
}

/// As it comes by letter to the address of the record.
async fn activation_code(portal: &TestPortal) -> String {
    let mut support = portal.staff(Role::Support).await;
    portal.learn_token(&mut support).await;
    let made = support.post_json("/api/v1/staff/accounts/code", &serde_json::json!({ "patient": LUZ })).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text);
    let letters = portal.letters().await;
    let letter = letters.iter().find(|mail| mail.letter == Letter::ActivationCode).unwrap();
    letter.code.clone().unwrap()
}
