use std::time::Duration;

use jiff::SignedDuration;
use portico_model::Language;
use portico_testkit::TestPortal;
use portico_testkit::browser::{Options, Viewport, is_available};

use super::ANA;
use super::walk::Walk;

/// The warning comes two minutes before the end: with this, some seconds after a page.
const IDLE: SignedDuration = SignedDuration::from_secs(124);

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_extended_with_one_click_and_its_end_is_told() {
    if !is_available() {
        return;
    }
    let portal = TestPortal::builder().idle(IDLE).start().await;
    let ana = portal.person(ANA, Language::En).await;
    let mut walk = Walk::begin(&portal, Options { viewport: Viewport::Phone, ..Options::default() }).await;
    walk.sign_in(&ana).await;

    warned(&walk).await;
    walk.look_at_answer(200).await;
    let focused = walk.page.focus().await.unwrap().unwrap();
    assert_eq!(focused.name, walk.w.t("session-stay"));
    walk.press("session-stay").await;
    assert!(!walk.has(WARNING).await, "the warning stays");

    warned(&walk).await;
    portal.clock.advance(SignedDuration::from_mins(10));
    walk.press("session-stay").await;
    for _ in 0..100 {
        if walk.has("input[autocomplete~=username]").await {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    walk.assert_says("ended-title").await;
    // The refusal that the script was told is meant.
    walk.page.forget_troubles();
    walk.look().await;

    walk.end(4);
}

const WARNING: &str = "#session:not([hidden])";

async fn warned(walk: &Walk<'_>) {
    for _ in 0..200 {
        if walk.has(WARNING).await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("no warning: {}", walk.page.text().await.unwrap());
}
