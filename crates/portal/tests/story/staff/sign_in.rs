//! Through the identity provider and in, and nothing else.

use jiff::SignedDuration;
use portico_account::staff::{Brought, ClientKey, StaffDoor, StaffSettings};
use portico_audit::Action;
use portico_testkit::{Ask, Factor, HENRIK, MAJA, TestPortal};
use reqwest::Method;
use serde_json::json;

use super::refusals;
use crate::world::ANA;

#[tokio::test(flavor = "multi_thread")]
async fn a_clinician_signs_in_at_work_and_sees_what_a_clinician_does() {
    let portal = TestPortal::start().await;
    let mut maja = portal.colleague(MAJA).await;

    let home = maja.get("/staff").await;

    assert_eq!(home.status, 200);
    assert!(home.text.contains("Dr. Maja Lindqvist") && home.text.contains("Clinician"), "{}", home.text);
    assert!(home.text.contains("href=\"/staff/patients\"") && !home.text.contains("/staff/accounts"));
    let twin = maja.get("/api/v1/staff/home").await.json();
    assert_eq!((twin["role"].as_str(), &twin["tasks"]), (Some("clinician"), &json!(["patients", "cases"])));
    let session = maja.get("/api/v1/staff/session").await.json();
    assert_eq!(session["assurance"], "phishing_resistant");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_role_has_its_own_home_and_not_the_others() {
    let portal = TestPortal::start().await;
    for (subject, own, foreign) in [
        ("riverside|ifeoma-okafor", "/staff/patients", "/staff/appointments"),
        ("riverside|rosa-ayala", "/staff/appointments", "/staff/patients"),
        ("riverside|ben-carter", "/staff", "/staff/patients"),
        ("riverside|nadia-kowalski", "/staff", "/staff/appointments"),
        ("riverside|grete-holm", "/staff", "/staff/patients"),
    ] {
        let mut somebody = portal.colleague(subject).await;

        assert_eq!(somebody.get(own).await.status, 200, "{subject} {own}");
        assert_eq!(somebody.get(foreign).await.status, 404, "{subject} {foreign}");
        let chart = somebody.get(&format!("/staff/patients/{ANA}/labs")).await;
        let is_nurse = subject.contains("okafor");
        assert_eq!(chart.status, if is_nurse { 200 } else { 404 }, "{subject} reads a chart");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_makes_two_factors_and_a_password_alone_none() {
    let portal = TestPortal::start().await;
    let mut maja = portal.anonymous();

    let refused = portal.sign_in_at_work(&mut maja, MAJA, Factor::Password).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("password alone"), "{}", refused.text);
    assert_eq!(refusals(&portal, Action::SignIn).await, ["no_second_factor"]);
    assert_eq!(maja.get("/staff").await.location(), "/staff/sign-in");

    assert_eq!(portal.sign_in_at_work(&mut maja, MAJA, Factor::Code).await.status, 303);
    let session = maja.get("/api/v1/staff/session").await.json();
    assert_eq!(session["assurance"], "two_factor");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_no_role_here_is_not_let_in() {
    let portal = TestPortal::start().await;
    let mut viktor = portal.anonymous();

    let refused = portal.sign_in_at_work(&mut viktor, "riverside|viktor-brand", Factor::Key).await;

    assert_eq!(refused.status, 422);
    assert_eq!(refusals(&portal, Action::SignIn).await, ["no_role"]);
    assert_eq!(viktor.get("/staff").await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_role_holds_from_the_next_sign_in_on() {
    let portal = TestPortal::start().await;
    let mut before = portal.colleague(MAJA).await;
    assert_eq!(before.get("/staff/patients").await.status, 200);
    let schedulers = vec!["schedulers".to_owned()];
    portal.sandbox.idp.change_person(MAJA, |person| person.groups = schedulers);
    assert_eq!(before.get("/staff/patients").await.status, 200);

    let mut after = portal.colleague(MAJA).await;

    assert_eq!(after.get("/staff/patients").await.status, 404);
    assert_eq!(after.get("/staff/appointments").await.status, 200);
    assert_eq!(before.get("/staff/patients").await.status, 404, "an old session keeps an old role");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_of_the_provider_is_good_once_and_in_one_browser() {
    let portal = TestPortal::start().await;
    let (mut maja, mut thief) = (portal.anonymous(), portal.anonymous());
    let to = maja.post_form("/staff/sign-in/begin", &[]).await;
    let back = portal.at_provider(to.onward(), MAJA, Factor::Key).await;

    assert_eq!(thief.get(&back).await.status, 422, "a browser that did not begin");
    thief.post_form("/staff/sign-in/begin", &[]).await;
    assert_eq!(thief.get(&back).await.status, 422, "a browser that began something else");
    assert_eq!(maja.get(&back).await.status, 303);
    assert_eq!(maja.get(&back).await.status, 422, "a second time");
    assert_eq!(refusals(&portal, Action::SignIn).await, ["no_such_attempt"; 3]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_that_takes_too_long_is_begun_anew() {
    let portal = TestPortal::start().await;
    let mut maja = portal.anonymous();
    let to = maja.post_form("/staff/sign-in/begin", &[]).await;
    portal.clock.advance(SignedDuration::from_mins(11));

    let back = portal.at_provider(to.onward(), MAJA, Factor::Key).await;

    assert_eq!(maja.get(&back).await.status, 422);
    assert_eq!(refusals(&portal, Action::SignIn).await, ["no_such_attempt"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stolen_code_is_worth_nothing_without_its_verifier() {
    let portal = TestPortal::start().await;
    let (mut maja, mut thief) = (portal.anonymous(), portal.anonymous());
    let to = maja.post_form("/staff/sign-in/begin", &[]).await;
    let stolen = portal.at_provider(to.onward(), MAJA, Factor::Key).await;
    let code = stolen.split("code=").nth(1).and_then(|rest| rest.split('&').next()).unwrap();
    let to = thief.post_form("/staff/sign-in/begin", &[]).await;
    let state = to.onward().split("state=").nth(1).and_then(|rest| rest.split('&').next()).unwrap();

    let answer = thief.get(&format!("/staff/sign-in/callback?code={code}&state={state}")).await;

    assert_eq!(answer.status, 422);
    assert_eq!(refusals(&portal, Action::SignIn).await, ["provider_refused"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_two_sides_of_the_house_share_no_session() {
    let portal = TestPortal::start().await;
    let mut maja = portal.colleague(MAJA).await;
    let mut ana = portal.patient(ANA).await;
    let of_maja = maja.cookies()["portico-staff"].clone();
    let of_ana = ana.cookies()["portico-session"].clone();

    maja.set_cookie("portico-session", &of_maja);
    ana.set_cookie("portico-staff", &of_ana);

    assert_eq!(maja.get("/patients/me").await.location(), "/sign-in");
    assert_eq!(maja.get("/account/security").await.status, 303);
    assert_eq!(ana.get("/staff").await.location(), "/staff/sign-in");
    let bearer = |path: &str, token: &str| {
        Ask::new(Method::GET, path).header("authorization", format!("Bearer {token}"))
    };
    let mut script = portal.anonymous();
    assert_eq!(script.ask(bearer("/api/v1/labs", &of_maja)).await.status, 401);
    assert_eq!(script.ask(bearer("/api/v1/staff/home", &of_ana)).await.status, 401);
    assert_eq!(script.ask(bearer("/api/v1/staff/home", &of_maja)).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_have_no_password_here() {
    let portal = TestPortal::start().await;
    portal.colleague(MAJA).await;
    let credentials =
        json!({"email": "maja.lindqvist@riverside.example", "password": portico_testkit::PASSWORD});

    let answer = portal.anonymous().post_json("/api/v1/session", &credentials).await;

    assert_eq!(answer.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_the_session_and_another_problem_stays_on_this_side() {
    let portal = TestPortal::start().await;
    let mut maja = portal.colleague(MAJA).await;
    let old = maja.clone();

    let missing = maja.get("/staff/nothing-here").await;
    assert_eq!(missing.status, 404);
    assert!(missing.text.contains("data-realm=\"staff\"") && missing.text.contains("href=\"/staff\""));
    assert_eq!(maja.post_form("/staff/sign-out", &[]).await.status, 200);
    assert_eq!(old.clone().get("/staff").await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fresh_proof_is_the_same_persons_and_fresh() {
    let portal = TestPortal::start().await;
    let mut maja = portal.colleague(MAJA).await;
    portal.clock.advance(SignedDuration::from_mins(12));
    assert!(maja.get("/staff").await.status == 200);
    let token = maja.cookies()["portico-staff"].clone();

    let to = maja.get("/staff/sign-in/again/begin").await;
    assert!(to.location().contains("prompt=login") && to.location().contains("max_age=0"));
    let by_henrik = portal.at_provider(to.location(), HENRIK, Factor::Key).await;
    assert_eq!(maja.get(&by_henrik).await.status, 422, "somebody else's proof");
    let old = portico_testkit::IdpDials { old_proof: true, ..Default::default() };
    portal.sandbox.idp.set_dials(old);
    let to = maja.get("/staff/sign-in/again/begin").await;
    let stale = portal.at_provider(to.location(), MAJA, Factor::Key).await;
    assert_eq!(maja.get(&stale).await.status, 422, "an old proof");
    portal.sandbox.idp.set_dials(Default::default());
    assert_eq!(portal.prove_at_work(&mut maja, MAJA).await.status, 303);

    assert_eq!(refusals(&portal, Action::SignIn).await, ["somebody_else", "proof_not_fresh"]);
    assert_ne!(maja.cookies()["portico-staff"], token, "the token is a new one");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_may_prove_itself_by_a_key_of_its_own() {
    let portal = TestPortal::start().await;
    let idp = &portal.sandbox.idp;
    let pair = rcgen::KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256).unwrap();
    idp.register_key(&pair.public_key_pem());
    let key = ClientKey::PrivateKey { pem: pair.serialize_pem().into(), key_id: "1".to_owned() };
    let settings = StaffSettings::new(idp.issuer().parse().unwrap(), "portico", key, &portal.base);
    let settings = StaffSettings { roles: portico_testkit::sample_roles(), ..settings };
    let door = StaffDoor::new(portal.accounts.clone(), settings).unwrap();

    let visit = portico_testkit::visit();
    let begun = door.begin(None, &visit).await.unwrap();
    let back = portal.at_provider(begun.to.as_str(), MAJA, Factor::Key).await;
    let code = back.split("code=").nth(1).and_then(|rest| rest.split('&').next());
    let brought = Brought { state: &begun.state, code, kept_state: Some(&begun.state) };
    let signed_in = door.finish(brought, None, &visit).await.unwrap();

    assert_eq!(signed_in.session.name(), "Dr. Maja Lindqvist");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_does_not_say_when_it_asked_lets_nobody_in() {
    let portal = TestPortal::start().await;
    let silent = portico_testkit::IdpDials { no_auth_time: true, ..Default::default() };
    portal.sandbox.idp.set_dials(silent);
    let begun = portal.anonymous().post_form("/staff/sign-in/begin", &[]).await;
    assert!(begun.onward().contains("max_age="), "{}", begun.onward());

    let answer = portal.sign_in_at_work(&mut portal.anonymous(), HENRIK, Factor::Key).await;

    assert_eq!(answer.status, 422, "who is asked for an age has to say it");
    assert_eq!(refusals(&portal, Action::SignIn).await, ["proof_without_time"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_older_than_a_session_may_be_lets_nobody_in() {
    let portal = TestPortal::start().await;

    portal.sandbox.idp.set_dials(portico_testkit::IdpDials { old_proof: true, ..Default::default() });
    assert_eq!(portal.sign_in_at_work(&mut portal.anonymous(), HENRIK, Factor::Key).await.status, 303);
    portal.sandbox.idp.set_dials(portico_testkit::IdpDials { very_old_proof: true, ..Default::default() });
    assert_eq!(portal.sign_in_at_work(&mut portal.anonymous(), HENRIK, Factor::Key).await.status, 422);
    assert_eq!(refusals(&portal, Action::SignIn).await, ["proof_too_old"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_begins_with_a_press_and_not_with_an_address() {
    let portal = TestPortal::start().await;
    let mut somebody = portal.anonymous();

    assert_eq!(somebody.get("/staff/sign-in/begin").await.status, 405, "no page of another house begins one");
    assert!(somebody.get("/staff/sign-in").await.text.contains("action=\"/staff/sign-in/begin\""));
    let begun = somebody.post_form("/staff/sign-in/begin", &[]).await;
    assert_eq!(begun.status, 200);
    assert!(begun.onward().contains("/authorize?"), "{}", begun.onward());
    assert!(begun.text.contains("<a "), "whoever is not led on can press");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fresh_proof_in_another_role_ends_the_session() {
    let portal = TestPortal::start().await;
    let mut maja = portal.colleague(MAJA).await;
    let mut elsewhere = portal.colleague(MAJA).await;
    portal.sandbox.idp.change_person(MAJA, |person| person.groups = vec!["schedulers".to_owned()]);

    let to = maja.get("/staff/sign-in/again/begin").await;
    let back = portal.at_provider(to.location(), MAJA, Factor::Key).await;

    assert_eq!(maja.get(&back).await.status, 422);
    assert_eq!(maja.get("/staff/patients").await.status, 303, "the old role is over");
    assert_eq!(elsewhere.get("/staff/patients").await.status, 303, "and so is every session in it");
    assert_eq!(refusals(&portal, Action::SignIn).await, ["role_changed"]);
}
