//! From a code on paper to an account with a second factor.

use jiff::SignedDuration;
use portico_model::Role;
use portico_store::Letter;
use portico_testkit::{TestPortal, TestVisitor};
use serde_json::json;

use crate::sharing::{NEW_PASSWORD, enrol, letters, submit};
use crate::world::ANA;

async fn born(portal: &TestPortal, patient: &str) -> String {
    let record = portal.sandbox.resource("Patient", patient).unwrap();
    record["birthDate"].as_str().unwrap().to_owned()
}

/// A code of staff's, as it comes to the address of the record.
async fn code(portal: &TestPortal, patient: &str) -> String {
    let mut support = portal.staff(Role::Support).await;
    let page = support.get("/staff/accounts").await;
    let made = submit(&mut support, &page, "/staff/accounts/code", &[("patient", patient)]).await;
    assert_eq!(made.status, 200, "{}", made.text);
    assert!(!made.text.contains("class=\"secret\""), "{}", made.text);
    let letters = letters(portal).await;
    letters.iter().find(|mail| mail.letter == Letter::ActivationCode).unwrap().code.clone().unwrap()
}

async fn mail_code(portal: &TestPortal) -> String {
    let letters = letters(portal).await;
    letters.iter().rev().find(|mail| mail.letter == Letter::SignUpCode).unwrap().code.clone().unwrap()
}

async fn begin(visitor: &mut TestVisitor, fields: &[(&str, &str)]) -> portico_testkit::Answer {
    visitor.post_bare_form("/sign-up", fields).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_signs_up_and_reads_their_record_after_the_second_factor() {
    let portal = TestPortal::start().await;
    let (code, born) = (code(&portal, ANA).await, born(&portal, ANA).await);
    let mut ana = portal.anonymous();
    let fields =
        [("code", code.as_str()), ("name", "ana reyes"), ("born", &born), ("email", "ana@example.org")];

    let begun = begin(&mut ana, &fields).await;
    assert_eq!(begun.location(), "/sign-up/code", "{}", begun.text);
    let letter = mail_code(&portal).await;
    let wrong = ana.post_bare_form("/sign-up/code", &[("code", "1"), ("password", NEW_PASSWORD)]).await;
    assert_eq!(wrong.status, 422);
    let weak = ana.post_bare_form("/sign-up/code", &[("code", &letter), ("password", "short")]).await;
    assert_eq!(weak.status, 422);
    let made = ana.post_bare_form("/sign-up/code", &[("code", &letter), ("password", NEW_PASSWORD)]).await;
    assert_eq!(ana.get("/patients/me/labs").await.status, 303, "nothing before the second factor");
    enrol(&portal, &mut ana, made.location()).await;

    assert_eq!(ana.get("/patients/me/labs").await.status, 200);
    let again = begin(&mut portal.anonymous(), &fields).await;
    assert_eq!(again.status, 422, "a code works once");
    let ledger = ana.get("/api/v1/privacy?who=everybody").await.json();
    let acts: Vec<_> =
        ledger["lines"].as_array().unwrap().iter().filter_map(|it| it["action"].as_str()).collect();
    for act in ["make_activation_code", "match_identity", "create_account"] {
        assert!(acts.contains(&act), "{act}: {acts:?}");
    }
    let page = ana.get("/patients/me/privacy?who=everybody").await;
    for words in ["Had a code made", "Made the account", "Somebody who was not signed in"] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_is_sent_too_late_says_so_and_one_that_is_sent_again_leads_on() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let fields = [("code", "123456"), ("password", NEW_PASSWORD)];

    // A browser lets go of a sign-up's cookie after half an hour, and when it is finished.
    let late = portal.anonymous().post_bare_form("/sign-up/code", &fields).await;
    assert_eq!(late.status, 422);
    assert!(late.text.contains("This took too long, or it is finished"), "{}", late.text);
    let page = ana.get("/sign-up").await;
    let again = submit(&mut ana, &page, "/sign-up/code", &fields).await;
    assert_eq!((again.status.as_u16(), again.location()), (303, "/sign-in"));
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_see_no_code_that_the_record_can_deliver() {
    let portal = TestPortal::builder().only(&[ANA, "teo-reyes"]).start().await;
    let mut support = portal.staff(Role::Support).await;
    portal.learn_token(&mut support).await;
    let code = "/api/v1/staff/accounts/code";

    let made = support.post_json(code, &json!({"patient": ANA})).await;
    assert_eq!(made.status, 200, "{}", made.text);
    let made = made.json()["made"].clone();
    assert_eq!((made["sent_to"].as_str(), made["code"].as_str()), (Some("a…@example.org"), None));
    let by_hand = support.post_json(code, &json!({"patient": "teo-reyes"})).await.json()["made"].clone();
    assert!(by_hand["sent_to"].is_null() && by_hand["code"].is_string(), "{by_hand}");
    let nobody = support.post_json(code, &json!({"patient": "nobody-at-all"})).await;
    assert_eq!((nobody.status.as_u16(), nobody.json()["trouble"].as_str()), (422, Some("no_record")));

    portal.clock.advance(SignedDuration::from_mins(11));
    let stale = support.post_json(code, &json!({"patient": ANA})).await;
    assert_eq!((stale.status.as_u16(), stale.problem().as_str()), (401, "factor-needed"));
    let page = support.get("/staff/accounts").await;
    let led = submit(&mut support, &page, "/staff/accounts/code", &[("patient", ANA)]).await;
    assert_eq!((led.status.as_u16(), led.location()), (303, "/staff/sign-in/again"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_signs_up_for_the_dead() {
    let portal = TestPortal::start().await;
    let (code, born) = (code(&portal, ANA).await, born(&portal, ANA).await);
    let mut ana = portal.sandbox.resource("Patient", ANA).unwrap();
    ana["deceasedDateTime"] = "2026-11".into();
    assert!(portal.sandbox.load_bundle(ana).refused.is_empty());
    let mut support = portal.staff(Role::Support).await;
    let page = support.get("/staff/accounts").await;

    let made = submit(&mut support, &page, "/staff/accounts/code", &[("patient", ANA)]).await;
    assert_eq!(made.status, 422);
    assert!(made.text.contains("No account can be made"), "{}", made.text);

    let fields =
        [("code", code.as_str()), ("name", "ana reyes"), ("born", &born), ("email", "x@example.org")];
    let begun = begin(&mut portal.anonymous(), &fields).await;
    assert!(begun.text.contains("do not go together"), "an earlier code opens nothing: {}", begun.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_the_patient_of_the_code_learns_nothing() {
    let portal = TestPortal::start().await;
    let (code, born) = (code(&portal, ANA).await, born(&portal, ANA).await);
    let mut eve = portal.anonymous();
    let with = |code: &str, name: &str, born: &str| {
        [("code", code), ("name", name), ("born", born), ("email", "eve@example.org")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let mut pages = Vec::new();
    for fields in [
        with(&code, "Eve Reyes", &born),
        with(&code, "Ana Reyes", "1980-01-01"),
        with(&code, "Ana Reyes", "yesterday"),
        with("AAAA-BBBB-CCCC", "Ana Reyes", &born),
    ] {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = begin(&mut eve, &fields).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text.contains("do not go together"), "{}", answer.text);
        pages.push(answer.text.len());
    }
    assert!(letters(&portal).await.is_empty());
    let twin = json!({"code": code, "name": "Eve", "born": born, "email": "eve@example.org"});
    let answer = eve.post_json("/api/v1/sign-up", &twin).await;
    assert_eq!(answer.problem(), "wrong-credentials");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_teenager_is_told_of_a_mothers_address_and_browser() {
    let portal = TestPortal::builder().only(&[ANA, "luz-reyes"]).start().await;
    portal.parent_of(ANA, "luz-reyes").await;
    let mother = portal.person(ANA, portico_model::Language::En).await;
    let (code, born) = (code(&portal, "luz-reyes").await, born(&portal, "luz-reyes").await);
    let mut shared_browser = portal.anonymous();
    let page = shared_browser.get("/sign-in").await;
    let fields = [("email", mother.email.as_str()), ("password", mother.password.as_str())];
    submit(&mut shared_browser, &page, "/sign-in", &fields).await;
    let page = shared_browser.get("/sign-in/factor").await;
    let factor = [("code", portal.fresh_code(&mother))];
    let factor: Vec<_> = factor.iter().map(|(name, value)| (*name, value.as_str())).collect();
    submit(&mut shared_browser, &page, "/sign-in/factor", &factor).await;
    let page = shared_browser.get("/account/access").await;
    submit(&mut shared_browser, &page, "/sign-out", &[]).await;

    let luz = |email: &'static str| {
        [
            ("code", code.clone()),
            ("name", "Luz Reyes".to_owned()),
            ("born", born.clone()),
            ("email", email.to_owned()),
        ]
    };
    let as_str = |fields: &[(&'static str, String)]| -> Vec<(String, String)> {
        fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
    };
    let send = async |visitor: &mut TestVisitor, fields: Vec<(String, String)>| {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        begin(visitor, &fields).await
    };
    let mut own = portal.anonymous();
    let mut with_mothers = as_str(&luz("x"));
    with_mothers[3].1.clone_from(&mother.email);
    let caught = send(&mut own, with_mothers).await;
    assert!(caught.text.contains("belongs to a parent or guardian"), "{}", caught.text);
    let caught = send(&mut shared_browser, as_str(&luz("luz@example.org"))).await;
    assert!(caught.text.contains("has signed in with this browser"), "{}", caught.text);
    let mut knowing = as_str(&luz("luz@example.org"));
    knowing.push(("knows_device".to_owned(), "on".to_owned()));
    assert_eq!(send(&mut shared_browser, knowing).await.location(), "/sign-up/code");
    assert_eq!(send(&mut own, as_str(&luz("luz@example.org"))).await.location(), "/sign-up/code");
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_find_accounts_by_address_and_see_nothing_of_health() {
    let portal = TestPortal::start().await;
    let ana = portal.person(ANA, portico_model::Language::En).await;
    let mut support = portal.staff(Role::Administrator).await;
    let page = support.get("/staff/accounts").await;

    let found = submit(&mut support, &page, "/staff/accounts/find", &[("email", &ana.email)]).await;
    assert!(found.text.contains("Ana Reyes"), "{}", found.text);
    crate::world::assert_shows_nothing(&found);
    let nobody = submit(&mut support, &page, "/staff/accounts/find", &[("email", "no@example.org")]).await;
    assert_eq!(nobody.status, 422);
    let taken = submit(&mut support, &page, "/staff/accounts/code", &[("patient", ANA)]).await;
    assert_eq!(taken.status, 422, "Ana has an account");
    for role in [Role::Clinician, Role::Scheduler, Role::PrivacyOfficer] {
        assert_eq!(portal.staff(role).await.get("/staff/accounts").await.status, 404, "{role:?}");
    }
}
