//! One session in several tabs, on a machine that sleeps, in a browser that keeps pages.

use std::time::Duration;

use jiff::SignedDuration;
use portico_model::Language;
use portico_testkit::browser::{Options, Page, is_available};
use portico_testkit::{Person, TestPortal};

use super::ANA;
use super::walk::Walk;

const ASK: &str = "/account/access/ask";
const LABS: &str = "/patients/me/labs";

/// The page's clock jumps by twenty minutes, as after a sleep; then the page wakes. Answers what is to be read at that moment.
const SLEPT: &str = "(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 1_200_000;
    document.dispatchEvent(new Event('visibilitychange'));
    return document.body.innerText;
})()";

async fn inside(portal: &TestPortal) -> (Person, Walk<'_>) {
    let ana = portal.person(ANA, Language::En).await;
    let mut walk = Walk::begin(portal, Options::default()).await;
    walk.sign_in(&ana).await;
    (ana, walk)
}

async fn until(page: &Page, script: &str) {
    for _ in 0..200 {
        if page.evaluate(script).await.is_ok_and(|value| value == true) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("waited in vain for {script}: {}", page.text().await.unwrap_or_default());
}

async fn typed(page: &Page) -> String {
    let value = page.evaluate("document.querySelector('[name=name]')?.value ?? ''").await.unwrap();
    value.as_str().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tab_that_was_not_used_keeps_its_words_while_another_keeps_the_session_browser() {
    if !is_available() {
        return;
    }
    let portal = TestPortal::start().await;
    let (_, walk) = inside(&portal).await;
    let other = walk.second_tab().await;
    other.goto(ASK).await.unwrap();
    other.fill(walk.w.t("ask-name"), "Luz Reyes").await.unwrap();
    portal.clock.advance(SignedDuration::from_mins(10));
    walk.page.goto(LABS).await.unwrap();
    portal.clock.advance(SignedDuration::from_mins(10));

    other.evaluate(SLEPT).await.unwrap();
    until(&other, "document.body.dataset.covered === undefined").await;

    assert_eq!(other.path().await.unwrap(), ASK);
    assert_eq!(typed(&other).await, "Luz Reyes");
    let is_warned = other.evaluate("document.querySelector('#session').hidden").await.unwrap();
    assert_eq!(is_warned, true, "the session lives: nothing is to be warned of");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_sleep_nothing_of_the_record_is_on_the_screen_browser() {
    if !is_available() {
        return;
    }
    let portal = TestPortal::start().await;
    let (_, walk) = inside(&portal).await;
    walk.page.goto(LABS).await.unwrap();
    let before = walk.page.text().await.unwrap();
    assert!(before.contains(walk.w.t("place-results")), "{before}");
    portal.clock.advance(SignedDuration::from_mins(20));

    let at_once = walk.page.evaluate(SLEPT).await.unwrap();

    let at_once = at_once.as_str().unwrap();
    assert_eq!(at_once.trim(), walk.w.t("session-cover"));
    until(&walk.page, "location.pathname === '/sign-in'").await;
    walk.assert_says("ended-title").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_when_the_session_ended_is_there_after_signing_in_browser() {
    if !is_available() {
        return;
    }
    let portal = TestPortal::start().await;
    let (ana, walk) = inside(&portal).await;
    walk.page.goto(ASK).await.unwrap();
    walk.fill("ask-name", "Luz \"Lucy\" Reyes").await;
    portal.clock.advance(SignedDuration::from_mins(20));

    walk.page.evaluate(SLEPT).await.unwrap();
    until(&walk.page, "location.pathname === '/sign-in'").await;
    walk.assert_says("ended-unsent-title").await;
    let kept = walk.tell("JSON.stringify([{...localStorage}, {...sessionStorage}])").await;
    assert_eq!(kept, "[{},{}]", "nothing lies in the browser in clear");
    walk.fill("email", &ana.email).await;
    walk.fill("password", &ana.password).await;
    walk.press("sign-in").await;
    walk.fill("code", &portal.fresh_code(&ana)).await;
    walk.press("go-on").await;

    assert_eq!(walk.page.path().await.unwrap(), ASK);
    walk.assert_says("kept-title").await;
    assert_eq!(typed(&walk.page).await, "Luz \"Lucy\" Reyes");
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_empties_the_other_tabs_browser() {
    if !is_available() {
        return;
    }
    let portal = TestPortal::start().await;
    let (_, walk) = inside(&portal).await;
    let other = walk.second_tab().await;
    other.goto(LABS).await.unwrap();

    walk.page.press(walk.w.t("sign-out")).await.unwrap();

    until(&other, "location.pathname === '/sign-in'").await;
    let text = other.text().await.unwrap();
    assert!(!text.contains("Ana"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_back_to_a_page_shows_nothing_after_an_end_from_elsewhere_browser() {
    if !is_available() {
        return;
    }
    let portal = TestPortal::start().await;
    let (ana, walk) = inside(&portal).await;
    walk.page.goto(LABS).await.unwrap();
    walk.page.evaluate("location.href = '/account/security'").await.unwrap();
    until(&walk.page, "location.pathname === '/account/security'").await;
    let mut elsewhere = portal.sign_in(&ana).await;
    assert_eq!(elsewhere.post_form("/account/security/sign-out-everywhere", &[]).await.status, 303);

    walk.page.evaluate("history.back()").await.unwrap();

    until(&walk.page, "location.pathname === '/sign-in'").await;
    let text = walk.page.text().await.unwrap();
    assert!(!text.contains("Ana"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pasted_code_is_not_cut_browser() {
    if !is_available() {
        return;
    }
    let portal = TestPortal::start().await;
    let ana = portal.person(ANA, Language::En).await;
    let walk = Walk::begin(&portal, Options::default()).await;
    walk.give_password(&ana).await;
    let code = portal.fresh_code(&ana);

    walk.fill("code", &format!(" {}\u{a0}-{}", &code[..3], &code[3..])).await;
    walk.press("go-on").await;

    walk.assert_is_in().await;
}
