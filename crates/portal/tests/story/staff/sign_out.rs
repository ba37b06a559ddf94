//! Signing out ends the session here, and then the one at the identity provider, where it can.

use jiff::SignedDuration;
use portico_audit::Action;
use portico_testkit::{IdpDials, MAJA, TestPortal};
use reqwest::redirect::Policy;
use url::Url;

use super::events;

const HERE_ALONE: &str = "/staff/signed-out?here=true";

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_here_signs_out_at_the_provider() {
    let portal = TestPortal::start().await;
    let mut maja = portal.colleague(MAJA).await;
    assert!(portal.sandbox.idp.is_signed_in(MAJA));

    let page = maja.post_form("/staff/sign-out", &[]).await;

    assert_eq!((page.status.as_u16(), maja.cookies().get("portico-staff")), (200, None));
    let to: Url = page.header("refresh").strip_prefix("0; url=").unwrap().parse().unwrap();
    assert!(page.text.contains("You are signed out here"), "{}", page.text);
    assert!(page.text.contains("href=\"http://127.0.0.1"), "a way on by hand: {}", page.text);
    let asked: Vec<_> = to.query_pairs().map(|(name, _)| name.into_owned()).collect();
    assert_eq!(asked, ["client_id", "post_logout_redirect_uri", "ui_locales", "id_token_hint"]);
    let browser = reqwest::Client::builder().redirect(Policy::none()).build().unwrap();
    let back = browser.get(to).send().await.unwrap();
    assert_eq!(back.headers()["location"], portal.base.join("/staff/signed-out").unwrap().as_str());
    assert!(!portal.sandbox.idp.is_signed_in(MAJA));
    let end = maja.get("/staff/signed-out").await;
    assert!(end.text.contains("here and of your work account"), "{}", end.text);
    let told = events(&portal).await.into_iter().filter(|event| event.action == Action::SignOut).count();
    assert_eq!(told, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_provider_has_no_way_out_the_page_says_so() {
    let portal = TestPortal::start().await;
    portal.sandbox.idp.set_dials(IdpDials { no_way_out: true, ..IdpDials::default() });
    let mut maja = portal.colleague(MAJA).await;
    let old = maja.clone();

    let led = maja.post_form("/staff/sign-out", &[]).await;

    assert_eq!((led.status.as_u16(), led.location()), (303, HERE_ALONE));
    assert!(maja.get(HERE_ALONE).await.text.contains("may still be signed in on this computer"));
    assert_eq!(old.clone().get("/staff").await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_away_keeps_nobody_signed_in_here() {
    let portal = TestPortal::start().await;
    let mut maja = portal.colleague(MAJA).await;
    let old = maja.clone();
    portal.sandbox.idp.set_dials(IdpDials { down: true, ..IdpDials::default() });

    assert_eq!(maja.post_form("/staff/sign-out", &[]).await.status, 200);

    assert_eq!(old.clone().get("/staff").await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn sign_ins_that_begin_too_fast_have_to_wait() {
    let portal = TestPortal::start().await;
    let mut somebody = portal.anonymous();
    let mut last = somebody.post_form("/staff/sign-in/begin", &[]).await;
    for _ in 0..400 {
        if last.status != 200 {
            break;
        }
        last = somebody.post_form("/staff/sign-in/begin", &[]).await;
    }

    assert_eq!(last.status, 429, "{}", last.text);
    assert!(last.text.contains("data-realm=\"staff\""), "{}", last.text);
    let wait: i64 = last.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    portal.clock.advance(SignedDuration::from_secs(wait));
    assert_eq!(somebody.post_form("/staff/sign-in/begin", &[]).await.status, 200);
}
