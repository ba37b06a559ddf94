//! What is compressed together with a record, cookies, passwords.

use portico_model::Language;
use portico_portal::site_map::{Access, site_map};
use portico_testkit::TestPortal;
use reqwest::Method;

use crate::world::ANA;

/// What an attacker has a browser ask with.
const ORACLE: &str = "warfarin-sodium-oracle";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_a_query_says_beside_what_a_page_asks_for_comes_back_in_it() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let pages: Vec<_> = site_map(true)
        .routes
        .into_iter()
        .filter(|route| {
            route.method == Method::GET && !route.is_api && !matches!(route.access, Access::Staff(_))
        })
        .map(|route| route.path.replace("{patient}", "me"))
        .filter(|path| !path.contains('{'))
        .collect();
    assert!(pages.len() > 20, "{pages:?}");

    for path in pages.iter().map(String::as_str).chain(["/patients/me/labs/nothing-here", "/nowhere"]) {
        let answer = ana.get(&format!("{path}?x={ORACLE}&back={ORACLE}")).await;
        assert!(!answer.text.contains(ORACLE), "{path}: {}", answer.status);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn on_tls_the_cookie_of_the_language_is_bound_to_this_host() {
    let portal = TestPortal::builder().tls().start().await;
    let mut visitor = portal.anonymous();

    let answer = visitor.post_form("/language", &[("language", "es"), ("back", "/sign-in")]).await;

    let cookie = answer.header("set-cookie");
    assert!(
        cookie.starts_with("__Host-portico-language=es; Path=/;") && cookie.ends_with("Secure"),
        "{cookie}"
    );
    assert!(visitor.get("/sign-in").await.text.contains("<html lang=\"es\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_name_of_the_house_is_no_password() {
    let portal = TestPortal::start().await;
    let person = portal.person(ANA, Language::En).await;
    let mut ana = portal.sign_in(&person).await;

    for guessable in ["riversidehealth", "RiversideHealth1", "R1verside-Health!", "mychart-riverside"] {
        let fields = [("password", person.password.as_str()), ("new_password", guessable)];
        let answer = ana.post_form("/account/security/password", &fields).await;
        assert_eq!(answer.status, 422, "{guessable}");
        assert!(answer.text.contains("name of this portal or of the clinic"), "{guessable}");
    }
}
