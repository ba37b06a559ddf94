//! Sessions over HTTP: the cookie, rotation, the two ends, extension, signing out, guessing.

use futures::future::join_all;
use jiff::SignedDuration;
use portico_account::Authenticator;
use portico_audit::{Action, Outcome};
use portico_model::Language;
use portico_testkit::{Answer, Ask, Person, TestPortal, TestVisitor};
use reqwest::Method;
use serde_json::json;

use crate::world::{ANA, log_of, pass};

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

async fn give_password(visitor: &mut TestVisitor, email: &str, password: &str) -> Answer {
    visitor.post_json("/api/v1/session", &json!({"email": email, "password": password})).await
}

async fn is_in(visitor: &mut TestVisitor) -> bool {
    visitor.get("/api/v1/account/security").await.status == 200
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
    assert_eq!(thief.get("/patients/me/labs").await.location(), "/sign-in?next=%2Fpatients%2Fme%2Flabs");
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
    assert_eq!(ana.get("/patients/me").await.location(), "/sign-in?next=%2Fpatients%2Fme");
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
    assert_eq!(after["csrf"], before["csrf"]);
    assert_eq!(log_of(&portal, Action::ExtendSession).await.len(), 1);
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

async fn way_in(portal: &TestPortal, person: &Person, next: &str) -> (String, String) {
    let mut visitor = portal.anonymous();
    let fields = [("email", person.email.as_str()), ("password", person.password.as_str()), ("next", next)];
    let first = visitor.post_form("/sign-in", &fields).await.location().to_owned();
    let page = visitor.get(&first).await.text;
    let csrf = page.split("name=\"csrf\"").nth(1).and_then(|rest| rest.split('"').nth(1)).unwrap().to_owned();
    let code = portal.fresh_code(person);
    let fields = [("code", code.as_str()), ("next", next), ("csrf", &csrf)];
    (first, visitor.post_bare_form("/sign-in/factor", &fields).await.location().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn sign_in_leads_back_to_the_page_that_was_asked_for() {
    let portal = TestPortal::start().await;
    let person = portal.person(ANA, Language::En).await;
    let asked = portal.anonymous().get("/patients/me/labs").await;
    assert_eq!(asked.location(), "/sign-in?next=%2Fpatients%2Fme%2Flabs");

    let (first, last) = way_in(&portal, &person, "/patients/me/labs").await;
    assert_eq!(first, "/sign-in/factor?next=%2Fpatients%2Fme%2Flabs");
    assert_eq!(last, "/patients/me/labs");
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
        "wrong-credentials"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_without_a_second_factor_sets_one_up_and_gets_recovery_codes() {
    let portal = TestPortal::start().await;
    let person = portal.person_without_factor(ANA).await;
    let mut ana = portal.anonymous();
    let fields = [("email", person.email.as_str()), ("password", person.password.as_str())];
    let first = ana.post_form("/sign-in", &fields).await;
    assert_eq!(first.location().split('?').next(), Some("/sign-in/enrol"));

    let page = ana.get("/sign-in/enrol").await.text;
    let field = |name: &str| {
        let after =
            page.split(&format!("name=\"{name}\"")).nth(1).unwrap_or_else(|| panic!("no {name} in {page}"));
        after.split('"').nth(1).unwrap().to_owned()
    };
    let secret = page.split("secret=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    let code = Authenticator::from_base32("", &secret).unwrap().code_at(portal.clock.now());
    let fields = [("csrf", field("csrf")), ("enrolment", field("enrolment")), ("code", code)];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let done = ana.post_bare_form("/sign-in/enrol", &fields).await;
    assert_eq!(done.status, 200, "{}", done.text);
    assert_eq!(done.text.matches("<li>").count(), 10, "{}", done.text);
    assert!(is_in(&mut ana).await);
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
