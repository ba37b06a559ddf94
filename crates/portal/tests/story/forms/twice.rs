use portico_account::Authenticator;
use portico_model::{Language, Role};
use portico_store::{Letter, Queue};
use portico_testkit::{Answer, Ask, HENRIK, TestPortal, TestVisitor};
use reqwest::Method;

use super::{ASK, INVITE, a_request, an_invitation};
use crate::sharing::{NEW_PASSWORD, csrf, letters, submit, upload};
use crate::world::{ANA, escaped};

/// Presses twice, the second time before the first is answered, and once more afterwards.
async fn press(visitor: &mut TestVisitor, page: &Answer, to: &str, fields: &[(&str, &str)]) -> Answer {
    let mut second = visitor.clone();
    let (first, again) =
        tokio::join!(submit(visitor, page, to, fields), submit(&mut second, page, to, fields));
    let late = submit(visitor, page, to, fields).await;

    for other in [&again, &late] {
        assert_eq!((other.status, other.location()), (first.status, first.location()), "{}", other.text);
    }
    assert_eq!(first.status, 303, "{}", first.text);
    late
}

async fn sent(portal: &TestPortal, letter: Letter) -> usize {
    letters(portal).await.iter().filter(|mail| mail.letter == letter).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_that_is_sent_twice_is_one_letter_and_says_that_it_is_on_its_way() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let page = ana.get(INVITE).await;

    let answer = press(&mut ana, &page, INVITE, &an_invitation()).await;

    assert_eq!(answer.location(), "/patients/me/sharing?done=invited");
    assert_eq!(sent(&portal, Letter::ProxyInvited).await, 1);
    assert_eq!(ana.get("/api/v1/sharing").await.json()["waiting"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn other_words_in_the_same_form_are_another_invitation() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let page = ana.get(INVITE).await;
    submit(&mut ana, &page, INVITE, &an_invitation()).await;
    let mut other = an_invitation();
    other[0] = ("email", "pablo@example.org");

    let answer = submit(&mut ana, &page, INVITE, &other).await;

    assert_eq!(answer.location(), "/patients/me/sharing?done=invited");
    assert_eq!(sent(&portal, Letter::ProxyInvited).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_refused_may_be_sent_again() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let page = ana.get(INVITE).await;
    let nothing = [("email", "rosa@example.org"), ("relationship", "CAREGIVER"), ("how_much", "chosen")];

    for _ in 0..2 {
        assert_eq!(submit(&mut ana, &page, INVITE, &nothing).await.status, 422);
    }
    assert_eq!(submit(&mut ana, &page, INVITE, &an_invitation()).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_with_a_file_that_is_sent_twice_is_one_request_and_one_case() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let page = ana.get(ASK).await;
    let (fields, paper) = (a_request(), "%PDF-1.7\n");
    let mut second = ana.clone();

    let (first, again) = tokio::join!(
        upload(&mut ana, &page, ASK, &fields, paper),
        upload(&mut second, &page, ASK, &fields, paper)
    );

    assert_eq!(first.location(), "/account/access?done=requested", "{}", first.text);
    assert_eq!(again.location(), first.location(), "{}", again.text);
    assert_eq!(ana.get("/api/v1/account/access").await.json()["rows"].as_array().unwrap().len(), 1);
    assert_eq!(sent(&portal, Letter::CaseArrived).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_end_that_is_pressed_twice_is_an_end() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let page = ana.get(INVITE).await;
    submit(&mut ana, &page, INVITE, &an_invitation()).await;
    let grant = ana.get("/api/v1/sharing").await.json()["waiting"][0]["grant"].as_str().unwrap().to_owned();
    let end = format!("/patients/me/sharing/{grant}/end");
    let question = ana.get(&end).await;

    let answer = press(&mut ana, &question, &end, &[]).await;

    assert_eq!(answer.location(), "/patients/me/sharing?done=ended");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_that_is_confirmed_twice_is_one_choice() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let fields = [
        ("step", "how_long"),
        ("effect", "deny"),
        ("kind", "visits"),
        ("topic", "any"),
        ("who", "proxies"),
        ("lasts", "always"),
    ];
    let page = ana.get("/patients/me/consent/new").await;
    let confirm = submit(&mut ana, &page, "/patients/me/consent/new", &fields).await;
    assert_eq!(confirm.status, 200, "{}", confirm.text);

    let answer = press(&mut ana, &confirm, "/patients/me/consent", &fields).await;

    assert_eq!(answer.location(), "/patients/me/consent?done=made");
    assert_eq!(ana.get("/api/v1/consent").await.json()["current"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn glass_that_is_broken_twice_is_one_review() {
    let portal = TestPortal::start().await;
    let mut henrik = portal.colleague(HENRIK).await;
    let glass = format!("/staff/patients/{ANA}/break-glass");
    let page = henrik.get(&glass).await;
    let fields = [("reason", "emergency"), ("words", "Found without consciousness at the bus stop")];

    press(&mut henrik, &page, &glass, &fields).await;

    let cases = portal.store.list_cases_in(Role::PrivacyOfficer, Queue::Waiting, 10).await.unwrap();
    assert_eq!(cases.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn new_codes_that_are_asked_for_twice_are_the_same_codes() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let page = ana.get("/account/security").await;
    let renew = "/account/security/recovery-codes";

    let first = submit(&mut ana, &page, renew, &[]).await;
    let second = submit(&mut ana, &page, renew, &[]).await;

    let codes = |answer: &Answer| {
        let list = answer.text.split("class=\"codes\">").nth(1).unwrap().split("</ul>").next().unwrap();
        list.to_owned()
    };
    assert_eq!(codes(&first), codes(&second));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_up_that_is_sent_twice_is_one_letter_and_goes_on() {
    let portal = TestPortal::start().await;
    let mut support = portal.staff(Role::Support).await;
    let page = support.get("/staff/accounts").await;
    for _ in 0..2 {
        let made = submit(&mut support, &page, "/staff/accounts/code", &[("patient", ANA)]).await;
        assert_eq!(made.status, 200, "{}", made.text);
    }
    let mail = letters(&portal).await;
    let codes: Vec<_> = mail.iter().filter(|mail| mail.letter == Letter::ActivationCode).collect();
    assert_eq!(codes.len(), 1, "the second press makes no second code");
    let code = codes[0].code.clone().unwrap();
    let born = portal.sandbox.resource("Patient", ANA).unwrap()["birthDate"].as_str().unwrap().to_owned();
    let fields =
        [("code", code.as_str()), ("name", "Ana Reyes"), ("born", &born), ("email", "ana@example.org")];
    let mut ana = portal.anonymous();
    let page = ana.get("/sign-up").await;

    press(&mut ana, &page, "/sign-up", &fields).await;

    let mail = letters(&portal).await;
    let letters: Vec<_> = mail.iter().filter(|mail| mail.letter == Letter::SignUpCode).collect();
    assert_eq!(letters.len(), 1);
    let code = letters[0].code.clone().unwrap();
    let page = ana.get("/sign-up/code").await;
    let fields = [("code", code.as_str()), ("password", NEW_PASSWORD)];
    let mut second = ana.clone();
    let (answer, again) = tokio::join!(
        submit(&mut ana, &page, "/sign-up/code", &fields),
        submit(&mut second, &page, "/sign-up/code", &fields)
    );
    assert_eq!(again.location(), answer.location(), "{}", again.text);
    assert!(answer.location().starts_with("/sign-in/enrol/"), "{}", answer.location());
    assert_eq!(second.get(answer.location()).await.status, 200, "the second press has the session too");
}

/// A browser that sends a form again drops the first connection.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_form_began_is_done_although_nobody_waits_for_the_answer() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let page = ana.get(INVITE).await;
    let mut first = ana.clone();
    let dropped = tokio::spawn({
        let page = page.clone();
        async move { submit(&mut first, &page, INVITE, &an_invitation()).await }
    });
    tokio::task::yield_now().await;
    dropped.abort();

    let answer = submit(&mut ana, &page, INVITE, &an_invitation()).await;

    assert_eq!(answer.location(), "/patients/me/sharing?done=invited", "{}", answer.text);
    assert_eq!(sent(&portal, Letter::ProxyInvited).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_may_be_sent_as_often_as_one_likes() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let page = ana.get("/patients/me/search").await;
    let token = csrf(&page);
    let form = [("words", "ldl"), ("csrf", token.as_str())];
    let ask = || Ask::new(Method::POST, "/patients/me/search").form(&form);

    for _ in 0..3 {
        let answer = ana.ask(ask()).await;
        assert_eq!(answer.status, 200);
        assert!(answer.text.contains(&escaped("LDL")), "{}", answer.text);
    }
}

/// The first press renews the token of the session; the second still comes with the old one.
#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_is_pressed_twice_lets_in() {
    let portal = TestPortal::start().await;
    let person = portal.person(ANA, Language::En).await;
    let mut ana = portal.anonymous();
    ana.give_password(&person).await;
    let page = ana.get("/sign-in/factor").await;
    let code = portal.fresh_code(&person);
    let mut second = ana.clone();

    let first = submit(&mut ana, &page, "/sign-in/factor", &[("code", &code)]).await;
    let again = submit(&mut second, &page, "/sign-in/factor", &[("code", &code)]).await;

    assert_eq!(first.location(), "/patients/me", "{}", first.text);
    assert_eq!(again.location(), first.location(), "{}", again.text);
    assert_eq!(second.get("/patients/me/labs").await.status, 200);
    let other_page = portal.half_signed_in("somebody-else").await.get("/sign-in/factor").await;
    let mut thief = portal.anonymous();
    let stolen = submit(&mut thief, &other_page, "/sign-in/factor", &[("code", &code)]).await;
    assert_eq!(stolen.location(), "/sign-in", "the code alone is worth nothing");
}

/// The codes are shown once, and must be there after the second press.
#[tokio::test(flavor = "multi_thread")]
async fn a_set_up_that_is_pressed_twice_shows_its_recovery_codes() {
    let portal = TestPortal::start().await;
    let person = portal.person_without_factor(ANA).await;
    let mut ana = portal.anonymous();
    let page = ana.get("/sign-in").await;
    let fields = [("email", person.email.as_str()), ("password", person.password.as_str())];
    let to = submit(&mut ana, &page, "/sign-in", &fields).await.location().to_owned();
    let page = ana.get(&to).await;
    let between = |begin: &str, end: &str| {
        let rest = page.text.split(begin).nth(1).unwrap();
        rest.split(end).next().unwrap().to_owned()
    };
    let secret = between("class=\"secret\">", "<").replace(' ', "");
    let enrolment = between("name=\"enrolment\" value=\"", "\"");
    let code = Authenticator::from_base32("", &secret).unwrap().code_at(portal.clock.now());
    let fields = [("code", code.as_str()), ("enrolment", enrolment.as_str())];
    let mut second = ana.clone();

    let first = submit(&mut ana, &page, "/sign-in/enrol", &fields).await;
    let again = submit(&mut second, &page, "/sign-in/enrol", &fields).await;

    assert!(first.text.contains("class=\"codes\""), "{}", first.text);
    assert_eq!(again.text, first.text);
    assert_eq!(second.get("/patients/me/labs").await.status, 200);
}
