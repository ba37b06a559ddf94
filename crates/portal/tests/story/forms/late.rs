use jiff::SignedDuration;
use portico_model::Language;
use portico_store::Letter;
use portico_testkit::{Person, TestPortal, TestVisitor};

use super::{ASK, INVITE, a_request, an_invitation, ana, take_over};
use crate::sharing::{csrf, letters, submit, upload};
use crate::world::{WALTER, escaped, text};

const DRAFT: &str = "portico-draft";

fn idle(portal: &TestPortal) {
    portal.clock.advance(SignedDuration::from_mins(16));
}

async fn sign_in_again(portal: &TestPortal, browser: &mut TestVisitor, person: &Person) {
    browser.set_csrf(String::new());
    browser.give_password(person).await;
    browser.give_code(&portal.fresh_code(person)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_with_a_file_that_is_sent_too_late_is_there_again_after_signing_in() {
    let portal = TestPortal::start().await;
    let (person, mut browser) = ana(&portal).await;
    let page = browser.get(ASK).await;
    idle(&portal);

    let late = upload(&mut browser, &page, ASK, &a_request(), "%PDF-1.7\n").await;

    assert_eq!(late.location(), "/sign-in");
    let door = browser.get("/sign-in").await;
    assert!(door.text.contains(&text(Language::En, "ended-unsent-title")), "{}", door.text);
    sign_in_again(&portal, &mut browser, &person).await;
    assert_eq!(browser.get("/sign-in").await.location(), ASK, "the way back");
    let form = browser.get(ASK).await;
    assert!(form.text.contains(&text(Language::En, "kept-title")), "{}", form.text);
    assert!(form.text.contains(&text(Language::En, "kept-file")), "{}", form.text);
    assert!(form.text.contains(&format!("value=\"{}\"", escaped("Luz \"Lucy\" Reyes"))), "{}", form.text);
    assert!(
        form.text.contains("value=\"2016-03-04\"") && form.text.contains("name=\"adult\" value=on checked")
    );
    assert!(browser.get("/api/v1/account/access").await.json()["rows"].as_array().unwrap().is_empty());

    let sent = upload(&mut browser, &form, ASK, &a_request(), "%PDF-1.7\n").await;
    assert_eq!(sent.location(), "/account/access?done=requested", "{}", sent.text);
    assert!(!browser.get(ASK).await.text.contains("data-kept"));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_person_who_signs_in_sees_nothing_of_it_and_is_not_led_there() {
    let portal = TestPortal::start().await;
    let (_, mut browser) = ana(&portal).await;
    let page = browser.get(INVITE).await;
    idle(&portal);
    assert_eq!(submit(&mut browser, &page, INVITE, &an_invitation()).await.location(), "/sign-in");

    take_over(&mut browser, &portal.patient(WALTER).await);

    assert_eq!(browser.get("/sign-in").await.location(), "/patients/me");
    let his = browser.get(INVITE).await;
    assert!(!his.text.contains("rosa@example.org") && !his.text.contains("data-kept"), "{}", his.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_browser_of_the_same_person_has_nothing_of_it_and_an_hour_later_nobody_has() {
    let portal = TestPortal::start().await;
    let (person, mut browser) = ana(&portal).await;
    let page = browser.get(INVITE).await;
    idle(&portal);
    submit(&mut browser, &page, INVITE, &an_invitation()).await;

    let mut elsewhere = portal.sign_in(&person).await;
    assert!(!elsewhere.get(INVITE).await.text.contains("rosa@example.org"));

    portal.clock.advance(SignedDuration::from_mins(61));
    sign_in_again(&portal, &mut browser, &person).await;
    assert!(!browser.get(INVITE).await.text.contains("rosa@example.org"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_asks_for_a_fresh_factor_keeps_its_words() {
    let portal = TestPortal::start().await;
    let (person, mut browser) = ana(&portal).await;
    let page = browser.get(INVITE).await;
    portal.clock.advance(SignedDuration::from_mins(11));

    let stale = submit(&mut browser, &page, INVITE, &an_invitation()).await;

    assert_eq!(stale.location(), "/sign-in/factor", "{}", stale.text);
    browser.give_code(&portal.fresh_code(&person)).await;
    let again = browser.get(INVITE).await;
    assert!(again.text.contains("value=\"rosa@example.org\""), "{}", again.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_that_is_confirmed_too_late_is_chosen_again() {
    let portal = TestPortal::start().await;
    let (person, mut browser) = ana(&portal).await;
    let new = "/patients/me/consent/new";
    let page = browser.get(new).await;
    let fields = [
        ("step", "how_long"),
        ("effect", "deny"),
        ("kind", "visits"),
        ("topic", "any"),
        ("who", "proxies"),
        ("lasts", "always"),
    ];
    let confirm = submit(&mut browser, &page, new, &fields).await;
    idle(&portal);
    assert_eq!(submit(&mut browser, &confirm, "/patients/me/consent", &fields).await.location(), "/sign-in");

    sign_in_again(&portal, &mut browser, &person).await;
    assert_eq!(browser.get("/sign-in").await.location(), new);
    let form = browser.get(new).await;

    assert!(form.text.contains("value=\"deny\" required checked"), "{}", form.text);
    assert!(form.text.contains("value=\"visits\" required checked"), "{}", form.text);
    assert!(form.text.contains("name=\"who\" value=\"proxies\""), "{}", form.text);
    assert!(browser.get("/api/v1/consent").await.json()["current"].as_array().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn no_password_is_kept() {
    let portal = TestPortal::start().await;
    let (_, mut browser) = ana(&portal).await;
    let page = browser.get("/account/security").await;
    idle(&portal);

    let fields = [("password", "old words"), ("new_password", "new words")];
    let late = submit(&mut browser, &page, "/account/security/password", &fields).await;

    assert_eq!(late.location(), "/sign-in");
    assert!(!browser.cookies().contains_key(DRAFT));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_gives_words_away_before_it_leaves_and_nobody_else_can() {
    let portal = TestPortal::start().await;
    let (person, mut browser) = ana(&portal).await;
    let token = csrf(&browser.get(INVITE).await);
    idle(&portal);
    let fields: Vec<_> =
        an_invitation().into_iter().chain([("csrf", token.as_str()), ("portico-action", INVITE)]).collect();

    let kept = browser.post_bare_form("/drafts", &fields).await;

    assert_eq!(kept.status, 204, "{}", kept.text);
    sign_in_again(&portal, &mut browser, &person).await;
    assert!(browser.get(INVITE).await.text.contains("value=\"rosa@example.org\""));
    let stranger = portal.anonymous().post_bare_form("/drafts", &an_invitation()).await;
    assert_eq!(stranger.status, 403);
    let plain =
        portal.anonymous().post_bare_form("/drafts", &[("csrf", browser.csrf()), ("name", "x")]).await;
    assert_eq!(plain.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn words_with_marks_of_a_page_come_back_as_words() {
    let portal = TestPortal::start().await;
    let (person, mut browser) = ana(&portal).await;
    let page = browser.get(ASK).await;
    idle(&portal);
    let evil = "\"><script>alert(1)</script>";
    let fields = [("name", evil), ("born", "2016-03-04"), ("relationship", "PARENT")];
    upload(&mut browser, &page, ASK, &fields, "").await;

    sign_in_again(&portal, &mut browser, &person).await;
    let form = browser.get(ASK).await;

    assert!(form.text.contains(&escaped(evil)) && !form.text.contains("<script>alert"), "{}", form.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_after_the_end_says_that_the_session_ended_and_after_signing_out_it_does_not() {
    let portal = TestPortal::start().await;
    let (person, mut browser) = ana(&portal).await;
    idle(&portal);
    assert_eq!(browser.get("/patients/me/labs").await.location(), "/sign-in");
    let ended = text(Language::En, "ended-title");
    assert!(browser.get("/sign-in").await.text.contains(&ended));

    sign_in_again(&portal, &mut browser, &person).await;
    browser.post_form("/sign-out", &[]).await;
    assert!(!browser.get("/sign-in").await.text.contains(&ended));
    assert!(letters(&portal).await.iter().all(|mail| mail.letter != Letter::ProxyInvited));
}
