//! Nobody can make somebody's browser act: forms carry the token of their session, and come from here.

use portico_model::Role;
use portico_portal::site_map::{Access, Route, site_map};
use portico_testkit::{Ask, MAJA, TestPortal, TestVisitor};
use reqwest::Method;
use serde_json::json;

use crate::world::ANA;

/// The addresses where something can be done.
fn acts() -> Vec<Route> {
    site_map(true).routes.into_iter().filter(|route| route.method != Method::GET).collect()
}

fn acts_of_sessions() -> Vec<Route> {
    let is_of_patients =
        |route: &Route| !matches!(route.access, Access::Public | Access::Staff(_) | Access::Directory);
    acts().into_iter().filter(is_of_patients).collect()
}

fn bare(route: &Route, token: Option<&str>) -> Ask {
    let nobodys = "0192f7e2-4c55-7b1a-8a43-0c5d5d0c5d5d";
    let path =
        route.path.replace("{patient}", "me").replace("{number}", "1").replace("{token}", &"A".repeat(43));
    let ids = ["{session}", "{grant}", "{document}", "{case}", "{id}"];
    let path = ids.iter().fold(path, |path, id| path.replace(id, nobodys));
    let ask = Ask::new(route.method.clone(), path);
    if route.path.ends_with("/account/access/ask") || route.path.ends_with("/document") {
        return ask.body("multipart/form-data; boundary=b", upload(token));
    }
    match token {
        None if route.is_api => ask.json(&json!({"code": "1", "words": "ldl"})),
        None => ask.form(&[("code", "1"), ("words", "ldl")]),
        Some(token) if route.is_api => {
            ask.header("x-csrf-token", token).json(&json!({"code": "1", "words": "ldl"}))
        }
        Some(token) => ask.form(&[("code", "1"), ("words", "ldl"), ("csrf", token)]),
    }
}

/// A form with a file (RFC 7578), without the file.
fn upload(token: Option<&str>) -> String {
    let field = |name: &str, value: &str| {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let token = token.map(|token| field("csrf", token)).unwrap_or_default();
    format!("{}{token}--b--\r\n", field("name", "Teo"))
}

async fn assert_forged(visitor: &mut TestVisitor, route: &Route, ask: Ask) {
    let answer = visitor.ask(ask).await;
    assert_eq!(answer.status, 403, "{} {}: {}", route.method, route.path, answer.text);
    if route.is_api {
        assert_eq!(answer.problem(), "forged", "{} {}", route.method, route.path);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_done_without_the_token_of_the_session() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let other = portal.patient("somebody-else").await;

    for route in acts_of_sessions() {
        assert_forged(&mut ana, &route, bare(&route, None)).await;
        for wrong in ["", "x", other.csrf()] {
            assert_forged(&mut ana, &route, bare(&route, Some(wrong))).await;
        }
    }
    assert_eq!(ana.get("/api/v1/session").await.status, 200, "nothing has happened to her session");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_done_for_another_site_even_with_the_right_token() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let token = ana.csrf().to_owned();

    for route in acts() {
        for (name, value) in
            [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example"), ("origin", "null")]
        {
            assert_forged(&mut ana, &route, bare(&route, Some(&token)).header(name, value)).await;
        }
    }
    assert_eq!(ana.get("/api/v1/session").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_from_another_site_leads_in_and_a_form_of_our_own_works() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;

    let link = Ask::new(Method::GET, "/patients/me/labs").header("sec-fetch-site", "cross-site");
    assert_eq!(ana.ask(link).await.status, 200);
    let token = ana.csrf().to_owned();
    let form = Ask::new(Method::POST, "/patients/me/search").form(&[("words", "ldl"), ("csrf", &token)]);
    let own_origin = portal.base.origin().ascii_serialization();
    let form = form.header("origin", own_origin).header("sec-fetch-site", "same-origin");
    assert_eq!(ana.ask(form).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_done_on_the_staff_side_without_the_token_of_the_session() {
    let portal = TestPortal::start().await;
    for route in acts() {
        let Access::Staff(roles) = route.access else { continue };
        let mut somebody = if roles.contains(&Role::Clinician) {
            portal.colleague(MAJA).await
        } else {
            portal.staff(roles[0]).await
        };
        let mut path = route.path.replace("{patient}", ANA);
        while let Some((before, rest)) = path.split_once('{') {
            let after = rest.split_once('}').map_or("", |(_, after)| after);
            path = format!("{before}0192f7e2-4c55-7b1a-8a43-0c5d5d0c5d5d{after}");
        }
        let named = Route { path, ..route };

        assert_forged(&mut somebody, &named, bare(&named, None)).await;
        assert_forged(&mut somebody, &named, bare(&named, Some("x"))).await;
    }
}
