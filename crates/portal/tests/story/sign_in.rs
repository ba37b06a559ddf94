//! The way in over HTTP: where it leads, guessing, many at once, a first second factor.

use futures::future::join_all;
use jiff::SignedDuration;
use portico_account::Authenticator;
use portico_audit::{Action, Outcome};
use portico_model::Language;
use portico_testkit::{Answer, Ask, MAJA, Person, TestPortal};
use reqwest::Method;
use serde_json::json;

use crate::world::{ANA, give_password, is_in, log_of, token_in};

const WAY_BACK: &str = "portico-way-back";

/// Both steps of somebody who wanted this page; where each of them leads.
async fn way_in(portal: &TestPortal, person: &Person, wanted: &str) -> (String, String) {
    let mut visitor = portal.anonymous();
    visitor.set_cookie(WAY_BACK, &portal.accounts.seal_way_back(wanted));
    let fields = [("email", person.email.as_str()), ("password", person.password.as_str())];
    let first = visitor.post_form("/sign-in", &fields).await.location().to_owned();
    let page = visitor.get(&first).await.text;
    let csrf = token_in(&page);
    let code = portal.fresh_code(person);
    let fields = [("code", code.as_str()), ("csrf", &csrf)];
    (first, visitor.post_bare_form("/sign-in/factor", &fields).await.location().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn sign_in_leads_back_to_the_page_that_was_asked_for() {
    let portal = TestPortal::start().await;
    let person = portal.person(ANA, Language::En).await;
    let mut visitor = portal.anonymous();
    let asked = visitor.get("/patients/me/labs/1?x=2").await;
    assert_eq!(asked.location(), "/sign-in");
    let kept = visitor.cookies()[WAY_BACK].clone();
    assert_eq!(portal.accounts.open_way_back(&kept).as_deref(), Some("/patients/me/labs/1"));
    assert!(!asked.headers.iter().any(|(_, value)| value.to_str().unwrap().contains("patients")));

    let (first, last) = way_in(&portal, &person, "/patients/me/labs/1").await;
    assert_eq!((first.as_str(), last.as_str()), ("/sign-in/factor", "/patients/me/labs/1"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_back_is_gone_once_and_only_as_it_was_sealed() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    ana.set_cookie(WAY_BACK, &portal.accounts.seal_way_back("/patients/me/labs"));
    assert_eq!(ana.get("/sign-in").await.location(), "/patients/me/labs");
    assert!(!ana.cookies().contains_key(WAY_BACK));

    for forged in ["/patients/me/labs", "AAAA", ""] {
        ana.set_cookie(WAY_BACK, forged);
        assert_eq!(ana.get("/sign-in").await.location(), "/patients/me", "{forged}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sign_in_leads_to_no_other_site_and_to_no_act() {
    let portal = TestPortal::start().await;
    let person = portal.person(ANA, Language::En).await;
    let mut ana = portal.sign_in(&person).await;

    for evil in [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\/evil.example",
        "javascript:alert(1)",
        "/sign-out",
        "/api/v1/labs",
        "evil.example",
        "/%0d%0aevil",
        "/\r\nSet-Cookie: a=b",
        "/\tevil.example",
        "",
    ] {
        let (first, last) = way_in(&portal, &person, evil).await;
        for location in [first, last] {
            let is_ours = location.starts_with("/patients/me")
                || location.starts_with("/sign-in/")
                || location == "/%0d%0aevil";
            assert!(is_ours && !location.contains("evil.example"), "{evil:?} leads to {location}");
        }
        let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("next", evil).finish();
        let already_in = ana.get(&format!("/sign-in?{query}")).await;
        assert!(
            already_in.location().starts_with('/') && !already_in.location().contains("evil.example"),
            "{evil:?}"
        );
        let language = ana.post_form("/language", &[("language", "en"), ("back", evil)]).await;
        assert!(
            language.location().starts_with('/') && !language.location().starts_with("//"),
            "{evil:?}: {}",
            language.location()
        );
        assert!(!language.location().contains("evil.example"), "{evil:?}: {}", language.location());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_passwords_costs_time_and_tells_nobody_who_has_an_account() {
    let portal = TestPortal::start().await;
    let person = portal.person(ANA, Language::En).await;
    let mut guesser = portal.anonymous();

    let mut seen = Vec::new();
    for email in [person.email.as_str(), "nobody-here@example.org"] {
        let mut answers = Vec::new();
        for _ in 0..7 {
            let answer = give_password(&mut guesser, email, "wrong horse battery staple").await;
            assert!(answer.header("set-cookie").is_empty());
            let mut body = answer.json();
            body["instance"] = json!(null);
            let headers = ["content-type", "cache-control", "www-authenticate", "retry-after"];
            answers.push((answer.status.as_u16(), headers.map(|name| answer.header(name).len()), body));
        }
        seen.push(answers);
    }
    assert_eq!(seen[0], seen[1], "known and unknown addresses are answered alike");
    let statuses: Vec<u16> = seen[0].iter().map(|(status, ..)| *status).collect();
    assert_eq!(statuses, [401, 401, 401, 401, 401, 429, 429]);
    let held_off = give_password(&mut guesser, &person.email, &person.password).await;
    assert_eq!(
        (held_off.status.as_u16(), held_off.problem().as_str()),
        (429, "too-many-requests"),
        "the right one too"
    );
    let seconds: i64 = held_off.header("retry-after").parse().unwrap();
    assert!((1..=30).contains(&seconds), "{seconds}");
    assert!(log_of(&portal, Action::LockOut).await.len() >= 2);
    portal.clock.advance(SignedDuration::from_secs(31));
    assert_eq!(give_password(&mut guesser, &person.email, &person.password).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_sign_in_treats_known_and_unknown_addresses_alike() {
    let portal = TestPortal::start().await;
    let person = portal.person(ANA, Language::En).await;

    let mut pages = Vec::new();
    for email in [person.email.as_str(), "nobody-here@example.org"] {
        for _ in 0..6 {
            let answer = portal
                .anonymous()
                .post_form("/sign-in", &[("email", email), ("password", "wrong horse battery")])
                .await;
            pages.push((answer.status.as_u16(), answer.text.replace(email, "ADDRESS")));
        }
    }
    let (known, unknown) = pages.split_at(6);
    assert_eq!(known, unknown);
    assert!(known.iter().all(|(status, _)| *status == 422));
    assert_ne!(known[4], known[5], "the sixth is told to wait");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_people_behind_one_address_sign_in_at_the_same_time() {
    let portal = TestPortal::start().await;
    let mut people = Vec::new();
    for n in 0..30 {
        people.push(portal.person(&format!("person-{n}"), Language::En).await);
    }

    let signing_in = people.iter().map(|person| {
        let mut visitor = portal.anonymous();
        async move { give_password(&mut visitor, &person.email, &person.password).await.status }
    });
    let statuses = join_all(signing_in).await;
    assert!(statuses.iter().all(|status| *status == 200), "{statuses:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_codes_costs_time_too() {
    let portal = TestPortal::start().await;
    let person = portal.person(ANA, Language::En).await;
    let mut ana = portal.half_signed_in(ANA).await;

    let mut statuses = Vec::new();
    for _ in 0..6 {
        statuses
            .push(ana.post_json("/api/v1/session/factor", &json!({"code": "wrong"})).await.status.as_u16());
    }
    assert_eq!(statuses, [401, 401, 401, 401, 401, 429]);
    let right = ana.post_json("/api/v1/session/factor", &json!({"code": portal.fresh_code(&person)})).await;
    assert_eq!(right.status, 429);
    assert!(!right.header("retry-after").is_empty());
    assert!(!is_in(&mut ana).await);
    let refused = log_of(&portal, Action::ProveFactor).await;
    assert!(refused.iter().filter(|entry| entry.event.outcome == Outcome::Refused).count() >= 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_opens_one_session_and_not_a_second() {
    let portal = TestPortal::start().await;
    let person = portal.person(ANA, Language::En).await;
    let code = portal.fresh_code(&person);
    let mut first = portal.half_signed_in(ANA).await;
    let mut second = portal.half_signed_in(ANA).await;

    assert_eq!(first.post_json("/api/v1/session/factor", &json!({"code": code})).await.status, 200);
    assert_eq!(
        second.post_json("/api/v1/session/factor", &json!({"code": code})).await.problem(),
        "code-used"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_without_a_second_factor_sets_one_up_and_gets_recovery_codes() {
    let portal = TestPortal::start().await;
    let person = portal.person_without_factor(ANA).await;
    let mut ana = portal.anonymous();
    let fields = [("email", person.email.as_str()), ("password", person.password.as_str())];
    let first = ana.post_form("/sign-in", &fields).await;
    let set_up = first.location().to_owned();
    assert!(set_up.starts_with("/sign-in/enrol/"), "{set_up}");
    let begun = log_of(&portal, Action::EnrolFactor).await.len();

    let page = ana.get(&set_up).await.text;
    assert!(ana.get(&set_up).await.text.contains(secret_of(&page)), "looking at it changes nothing");
    assert_eq!(log_of(&portal, Action::EnrolFactor).await.len(), begun);
    let field = |name: &str| {
        let after =
            page.split(&format!("name=\"{name}\"")).nth(1).unwrap_or_else(|| panic!("no {name} in {page}"));
        after.split('"').nth(1).unwrap().to_owned()
    };
    let code = Authenticator::from_base32("", secret_of(&page)).unwrap().code_at(portal.clock.now());
    let fields = [("csrf", field("csrf")), ("enrolment", field("enrolment")), ("code", code)];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let done = ana.post_bare_form("/sign-in/enrol", &fields).await;
    assert_eq!(done.status, 200, "{}", done.text);
    assert_eq!(done.text.matches("<li>").count(), 10, "{}", done.text);
    assert!(is_in(&mut ana).await);
    assert_eq!(ana.get(&set_up).await.status, 404, "it is no set-up any more");
}

fn secret_of(page: &str) -> &str {
    page.split("secret=").nth(1).unwrap().split('&').next().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_alone_changes_the_language_of_a_browser_and_not_of_an_account() {
    let portal = TestPortal::start().await;
    let mut half = portal.half_signed_in(ANA).await;
    let person = portal.person(ANA, Language::En).await;

    assert_eq!(
        half.post_form("/language", &[("language", "es"), ("back", "/sign-in/factor")]).await.status,
        303
    );
    assert!(half.get("/sign-in/factor").await.text.contains("lang=\"es\""));
    let account = portal.store.find_account(person.account).await.unwrap().unwrap();
    assert_eq!(account.language, Language::En);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_in_a_browser_never_reads_the_token_and_a_program_gets_no_cookie() {
    let portal = TestPortal::start().await;
    let ana = portal.person(ANA, Language::En).await;
    let password = json!({"email": ana.email, "password": portico_testkit::PASSWORD});
    let to = "/api/v1/session";
    let has_cookie = |answer: &Answer| answer.header("set-cookie").contains("portico-session=");
    for (header, value) in [("sec-fetch-site", "same-origin"), ("sec-fetch-site", "none")] {
        let mut browser = portal.anonymous();
        let ask = Ask::new(Method::POST, to).header(header, value).json(&password);
        let first = browser.ask(ask).await;
        assert!(has_cookie(&first) && first.json()["token"].is_null(), "{header}: {}", first.text);
        browser.set_csrf(first.json()["csrf"].as_str().unwrap().to_owned());
        let code = json!({"code": portal.fresh_code(&ana)});
        let second = browser.post_json("/api/v1/session/factor", &code).await;
        assert!(has_cookie(&second) && second.json()["token"].is_null(), "by its cookie: {}", second.text);
    }
    let mut program = portal.anonymous();
    let first = program.post_json(to, &password).await;
    let token = first.json()["token"].as_str().unwrap().to_owned();
    assert!(!has_cookie(&first) && program.cookies().is_empty());
    let ask =
        Ask::new(Method::POST, "/api/v1/session/factor").header("authorization", format!("Bearer {token}"));
    let second = program.ask(ask.json(&json!({"code": portal.fresh_code(&ana)}))).await;
    assert!(second.json()["token"].is_string() && !has_cookie(&second), "{}", second.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_has_the_browser_forget_the_pages() {
    let portal = TestPortal::start().await;
    let forgets = "\"cache\", \"storage\"";
    let mut ana = portal.patient(ANA).await;
    assert_eq!(ana.get("/patients/me/allergies").await.header("clear-site-data"), "");
    assert_eq!(ana.post_form("/sign-out", &[]).await.header("clear-site-data"), forgets);
    let mut again = portal.patient(ANA).await;
    assert_eq!(again.delete("/api/v1/session").await.header("clear-site-data"), forgets);
    let mut maja = portal.colleague(MAJA).await;
    assert_eq!(maja.post_form("/staff/sign-out", &[]).await.header("clear-site-data"), forgets);
}
