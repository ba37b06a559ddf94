//! Signing in again, ending sessions, and what the owner hears.

use jiff::SignedDuration;
use portico_audit::Action;
use portico_model::Language;
use portico_store::Letter;
use portico_testkit::{Ask, Person, TestPortal, TestVisitor};
use reqwest::Method;
use serde_json::json;

use crate::world::{ANA, is_in, log_of, pass};

async fn ana(portal: &TestPortal) -> (Person, TestVisitor) {
    let person = portal.person(ANA, Language::En).await;
    let visitor = portal.sign_in(&person).await;
    (person, visitor)
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signs_in_again_leaves_no_open_session_behind() {
    let portal = TestPortal::start().await;
    for is_page in [true, false] {
        let (person, mut browser) = ana(&portal).await;
        let mut before = browser.clone();
        let again = if is_page {
            let fields = [("email", person.email.as_str()), ("password", person.password.as_str())];
            browser.post_form("/sign-in", &fields).await.status
        } else {
            let body = json!({"email": person.email, "password": person.password});
            browser.post_json("/api/v1/session", &body).await.status
        };

        assert_eq!(again, if is_page { 303 } else { 200 });
        assert!(!is_in(&mut before).await, "the token before opens nothing");
    }
    let ended = log_of(&portal, Action::EndSession).await;
    let replaced = ended.iter().filter(|entry| entry.event.detail.reason.as_deref() == Some("replaced"));
    assert_eq!(replaced.count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stolen_session_ends_no_others_without_a_fresh_factor() {
    let portal = TestPortal::start().await;
    let (person, mut thief) = ana(&portal).await;
    let mut owner = portal.sign_in(&person).await;
    pass(&portal, &mut thief, 11).await;

    let all = thief.post_form("/account/security/sign-out-everywhere", &[]).await;
    assert_eq!((all.status.as_u16(), all.location()), (303, "/sign-in/factor"));
    let id = "0192f7e2-0000-7000-8000-000000000001";
    let one = thief.post_form(&format!("/account/security/sessions/{id}/end"), &[]).await;
    assert_eq!((one.status.as_u16(), one.location()), (303, "/sign-in/factor"));
    assert!(is_in(&mut owner).await);

    let code = portal.fresh_code(&person);
    let proved = thief.post_form("/sign-in/factor", &[("code", &code)]).await;
    assert_eq!(proved.location(), "/account/security", "and back to where it was asked for");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_hears_of_a_new_device_whichever_way_it_came_in() {
    let portal = TestPortal::start().await;
    let (person, _) = ana(&portal).await;
    let letters = async || portal.letters().await.into_iter().map(|mail| mail.letter).collect::<Vec<_>>();
    assert_eq!(letters().await, []);

    let mut elsewhere = portal.anonymous();
    elsewhere.give_password(&person).await;
    elsewhere.give_code(&portal.fresh_code(&person)).await;
    assert_eq!(letters().await, [Letter::NewDevice]);
    assert!(elsewhere.cookies().contains_key("portico-device"), "the twin gives it as the page does");
    assert!(portal.letters().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_do_not_keep_the_owners_browser_out() {
    let portal = TestPortal::start().await;
    let (person, owner) = ana(&portal).await;
    let wrong = json!({"email": person.email, "password": "wrong wrong wrong"});
    let mut stranger = portal.anonymous();
    for _ in 0..5 {
        assert_eq!(stranger.post_json("/api/v1/session", &wrong).await.status, 401);
    }
    assert_eq!(stranger.post_json("/api/v1/session", &wrong).await.status, 429);

    // From the same network, so that the network's failures are the owner's as well.
    let mut again = portal.anonymous();
    again.set_cookie("portico-device", &owner.cookies()["portico-device"]);
    let right = json!({"email": person.email, "password": person.password});
    assert_eq!(again.post_json("/api/v1/session", &right).await.status, 200);
    portal.accounts.settle().await.unwrap();
    let letters: Vec<_> = portal.letters().await.into_iter().map(|mail| mail.letter).collect();
    assert_eq!(letters, [Letter::AttemptsHeldOff]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_logout_token_says_that_it_is_one() {
    let portal = TestPortal::start().await;
    let mut maja = portal.colleague(portico_testkit::MAJA).await;
    let send = async |token: String| {
        let ask = Ask::new(Method::POST, "/staff/back-channel-logout").form(&[("logout_token", &token)]);
        portal.anonymous().ask(ask).await.status.as_u16()
    };

    for kind in ["JWT", "at+jwt", "id_token", ""] {
        assert_eq!(
            send(portal.sandbox.idp.logout_token_of_kind(kind, portico_testkit::MAJA)).await,
            400,
            "{kind}"
        );
    }
    assert_eq!(maja.get("/staff").await.status, 200);
    for kind in ["application/logout+jwt", "Logout+JWT"] {
        assert_eq!(
            send(portal.sandbox.idp.logout_token_of_kind(kind, portico_testkit::MAJA)).await,
            200,
            "{kind}"
        );
    }
    portal.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(maja.get("/staff").await.status, 303);
}
