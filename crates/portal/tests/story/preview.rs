//! Through somebody else's eyes one sees, and does nothing: at every address that there is.

use portico_model::{Categories, Relationship};
use portico_portal::site_map::{Access, Route, site_map};
use portico_testkit::{Ask, TestPortal, TestVisitor};
use reqwest::Method;
use serde_json::json;

use crate::world::{ANA, WALTER, patient};

/// The addresses of a patient's record at which something can be done.
fn acts() -> Vec<Route> {
    let is_act = |route: &Route| {
        route.path.contains("{patient}")
            && !matches!(route.access, Access::Staff(_))
            && !matches!(route.method, Method::GET | Method::HEAD)
    };
    site_map(true).routes.into_iter().filter(is_act).collect()
}

fn filled(route: &Route, segment: &str, grant: &str) -> String {
    let path = route.path.replace("{patient}", segment).replace("{grant}", grant).replace("{number}", "0");
    let id = "0192f7e2-0000-7000-8000-000000000000";
    path.split('/').map(|part| if part.starts_with('{') { id } else { part }).collect::<Vec<_>>().join("/")
}

/// As forms and as scripts send it.
async fn try_all(visitor: &mut TestVisitor, segment: &str, grant: &str) -> usize {
    let mut tried = 0;
    for route in acts() {
        let path = filled(&route, segment, grant);
        let csrf = visitor.csrf().to_owned();
        let ask = || Ask::new(route.method.clone(), path.clone()).header("x-csrf-token", csrf.clone());
        for ask in [ask().json(&json!({"words": "ldl"})), ask().form(&[("words", "ldl"), ("csrf", &csrf)])] {
            let answer = visitor.ask(ask).await;
            let expected = if path.ends_with("/search") { 200 } else { 403 };
            assert_eq!(answer.status, expected, "{} {path}: {}", route.method, answer.text);
            tried += 1;
        }
    }
    tried
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_does_nothing_at_any_address() {
    let portal = TestPortal::builder().only(&[ANA, WALTER]).start().await;
    let rosa = portal.person("nobodys-record", portico_model::Language::En).await;
    let grant = portal.let_act(&rosa, ANA, Relationship::Caregiver, Categories::ALL, None).await;
    let mut ana = portal.patient(ANA).await;

    let tried = try_all(&mut ana, &format!("me~g.{grant}"), &grant.to_string()).await;

    assert!(tried > 15, "{tried}");
    let in_force = portal.store.find_grant_in_force(rosa.account, &patient(ANA), portal.clock.now()).await;
    assert!(in_force.unwrap().is_some(), "the access that was previewed is as it was");
    let consents = ana.get("/api/v1/patients/me/consents").await.json();
    assert!(consents["entry"].as_array().is_none_or(Vec::is_empty), "{consents}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_does_not_show_what_is_the_patients_alone() {
    let portal = TestPortal::builder().only(&[ANA, WALTER]).start().await;
    let rosa = portal.person("nobodys-record", portico_model::Language::En).await;
    let grant = portal.let_act(&rosa, ANA, Relationship::Caregiver, Categories::ALL, None).await;
    let mut ana = portal.patient(ANA).await;

    for rest in ["sharing", "sharing/invite", &format!("sharing/{grant}/end")] {
        let preview = ana.get(&format!("/patients/me~g.{grant}/{rest}")).await;
        assert_eq!(preview.status, 403, "{rest}");
        assert_eq!(ana.get(&format!("/patients/me/{rest}")).await.status, 200, "{rest}");
    }
    let twin = ana.get(&format!("/api/v1/patients/me~g.{grant}/sharing")).await;
    assert_eq!(twin.problem(), "forbidden");
}
