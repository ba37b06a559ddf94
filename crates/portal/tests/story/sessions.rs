//! Sessions over HTTP: the cookie, rotation, the two ends, extension, signing out.

use jiff::SignedDuration;
use portico_audit::Action;
use portico_model::Language;
use portico_testkit::{Answer, Ask, TestPortal};
use reqwest::Method;
use serde_json::json;

use crate::world::{ANA, give_password, is_in, log_of, pass};

const COOKIE: &str = "portico-session";

fn session_cookie(answer: &Answer) -> &str {
    let cookies = answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
    let mut own = cookies.filter(|cookie| cookie.contains(COOKIE));
    let cookie = own.next().unwrap_or_else(|| panic!("no session cookie in {answer:?}"));
    assert!(own.next().is_none(), "one cookie: {answer:?}");
    cookie
}

fn attributes(cookie: &str) -> Vec<&str> {
    let mut attributes: Vec<_> = cookie.split(';').skip(1).map(str::trim).collect();
    attributes.sort_unstable();
    attributes
}

#[tokio::test(flavor = "multi_thread")]
async fn on_tls_the_cookie_is_bound_to_this_host_and_to_tls() {
    let portal = TestPortal::builder().tls().start().await;
    let person = portal.person(ANA, Language::En).await;

    let answer = give_password(&mut portal.anonymous(), &person.email, &person.password).await;
    let cookie = session_cookie(&answer);
    assert!(cookie.starts_with("__Host-portico-session="), "{cookie}");
    assert_eq!(attributes(cookie), ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]);
    assert!(answer.header("strict-transport-security").contains("max-age=63072000"));
    let fields = [("email", person.email.as_str()), ("password", person.password.as_str())];
    let page = portal.anonymous().post_form("/sign-in", &fields).await;
    assert_eq!(attributes(session_cookie(&page)), ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn on_loopback_the_cookie_needs_no_tls_and_is_hidden_from_scripts_all_the_same() {
    let portal = TestPortal::start().await;
    let person = portal.person(ANA, Language::En).await;

    let answer = give_password(&mut portal.anonymous(), &person.email, &person.password).await;
    assert_eq!(attributes(session_cookie(&answer)), ["HttpOnly", "Path=/", "SameSite=Lax"]);
    assert!(answer.header("strict-transport-security").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn each_step_gives_a_new_token_and_the_one_before_opens_nothing() {
    let portal = TestPortal::start().await;
    let person = portal.person(ANA, Language::En).await;
    let mut ana = portal.anonymous();
    ana.set_cookie(COOKIE, "chosen-by-somebody-else");
    ana.give_password(&person).await;
    let half = ana.clone();
    assert_ne!(half.cookies()[COOKIE], "chosen-by-somebody-else");

    ana.give_code(&portal.fresh_code(&person)).await;
    assert_ne!(half.cookies()[COOKIE], ana.cookies()[COOKIE]);
    assert_ne!(half.csrf(), ana.csrf());
    assert!(is_in(&mut ana).await);
    let mut thief = half.clone();
    assert_eq!(thief.get("/api/v1/session").await.problem(), "sign-in-needed");
    assert_eq!(thief.get("/patients/me/labs").await.location(), "/sign-in");
    let stale_form = ana.ask(Ask::new(Method::POST, "/sign-out").form(&[("csrf", half.csrf())])).await;
    assert_eq!(stale_form.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_when_it_is_not_used_for_a_quarter_of_an_hour() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;

    portal.clock.advance(SignedDuration::from_mins(14));
    assert!(is_in(&mut ana).await);
    portal.clock.advance(SignedDuration::from_mins(14));
    assert!(is_in(&mut ana).await, "use puts the end off");
    portal.clock.advance(SignedDuration::from_mins(15));
    assert_eq!(ana.get("/patients/me").await.location(), "/sign-in");
    assert!(!is_in(&mut ana).await);
    let ended = log_of(&portal, Action::EndSession).await;
    assert!(ended.iter().any(|entry| entry.event.detail.reason.as_deref() == Some("idle")), "{ended:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_how_much_time_is_left_puts_no_end_off() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;

    portal.clock.advance(SignedDuration::from_mins(10));
    let before = ana.get("/api/v1/session").await.json();
    portal.clock.advance(SignedDuration::from_mins(4));
    assert_eq!(ana.get("/api/v1/session").await.json()["idle_ends_at"], before["idle_ends_at"]);
    portal.clock.advance(SignedDuration::from_mins(2));
    assert_eq!(ana.get("/api/v1/session").await.problem(), "sign-in-needed");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_click_puts_the_idle_end_off_and_never_the_absolute_one() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let before = ana.get("/api/v1/session").await.json();

    portal.clock.advance(SignedDuration::from_mins(14));
    let after = ana.post_json("/api/v1/session/extend", &json!({})).await.json();
    assert!(after["idle_ends_at"].as_str() > before["idle_ends_at"].as_str());
    assert_eq!(after["absolute_ends_at"], before["absolute_ends_at"]);
    assert_ne!(after["csrf"], before["csrf"], "masked anew");
    let with_the_old_token = ana.post_json("/api/v1/session/extend", &json!({})).await;
    assert_eq!(with_the_old_token.status, 200);
    assert_eq!(log_of(&portal, Action::ExtendSession).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_after_twelve_hours_however_much_it_is_used() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;

    pass(&portal, &mut ana, 12 * 60 - 1).await;
    assert!(is_in(&mut ana).await);
    portal.clock.advance(SignedDuration::from_mins(2));
    assert!(!is_in(&mut ana).await);
    let ended = log_of(&portal, Action::EndSession).await;
    assert!(ended.iter().any(|entry| entry.event.detail.reason.as_deref() == Some("expired")), "{ended:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cookie_is_worth_nothing_after_signing_out() {
    let portal = TestPortal::start().await;
    for is_page in [true, false] {
        let mut ana = portal.patient(ANA).await;
        let mut thief = ana.clone();

        let out =
            if is_page { ana.post_form("/sign-out", &[]).await } else { ana.delete("/api/v1/session").await };
        assert_eq!(out.status, if is_page { 303 } else { 204 }, "{}", out.text);
        assert!(session_cookie(&out).contains("Max-Age=0"), "{}", session_cookie(&out));
        assert!(!is_in(&mut thief).await);
        assert_eq!(thief.get("/api/v1/labs").await.problem(), "sign-in-needed");
    }
    assert_eq!(log_of(&portal, Action::SignOut).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_ends_their_other_sessions_one_by_one_or_all_at_once() {
    let portal = TestPortal::start().await;
    let mut phone = portal.patient(ANA).await;
    let mut tablet = portal.patient(ANA).await;
    let mut laptop = portal.patient(ANA).await;

    let security = laptop.get("/api/v1/account/security").await.json();
    let sessions = security["sessions"].as_array().unwrap();
    assert_eq!(sessions.len(), 3);
    assert_eq!(sessions.iter().filter(|session| session["is_current"] == true).count(), 1);
    let oldest = sessions.iter().min_by_key(|session| session["signed_in_at"].as_str()).unwrap();
    let path = format!("/account/security/sessions/{}/end", oldest["id"].as_str().unwrap());
    assert_eq!(laptop.post_form(&path, &[]).await.status, 303);
    assert!(!is_in(&mut phone).await);
    assert!(is_in(&mut tablet).await);
    assert_eq!(laptop.post_form("/account/security/sign-out-everywhere", &[]).await.status, 303);
    assert!(!is_in(&mut tablet).await);
    assert!(is_in(&mut laptop).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_may_travel_as_a_bearer_and_then_needs_no_form_token() {
    let portal = TestPortal::start().await;
    let ana = portal.patient(ANA).await;
    let bearer = format!("Bearer {}", ana.cookies()[COOKIE]);
    let mut app = portal.anonymous();

    let labs = app.ask(Ask::new(Method::GET, "/api/v1/labs").header("authorization", bearer.clone())).await;
    assert_eq!(labs.status, 200);
    let ask = Ask::new(Method::POST, "/api/v1/search")
        .header("authorization", bearer)
        .json(&json!({"words": "ldl"}));
    assert_eq!(app.ask(ask).await.status, 200);
    for wrong in ["Bearer ", "Bearer x", "Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "Basic YTpi"] {
        let answer = app.ask(Ask::new(Method::GET, "/api/v1/labs").header("authorization", wrong)).await;
        assert_eq!(answer.problem(), "sign-in-needed", "{wrong}");
        assert!(answer.header("www-authenticate").starts_with("Bearer"), "{wrong}");
    }
}
