//! Numbers and days in addresses and bodies, of any size: what they name is there or not, and nothing breaks of it.

use portico_model::Role;
use portico_portal::site_map::{Access, Route, site_map};
use portico_testkit::{MAJA, TestPortal, TestVisitor};
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{ANA, first_like};

/// Some that name nothing anywhere.
const BEYOND: [&str; 6] = [
    "18446744073709551615",
    "18446744073709551616",
    "9223372036854775807",
    "9223372036854775808",
    "9007199254740992",
    "1000000",
];
/// Other ways to write small ones.
const ODD: [&str; 9] = ["-1", "00", "+0", "01", "0x0", "1e0", "0.0", "%D9%A0", "NaN"];
const DAYS: [&str; 4] = ["9999-12-31", "-009999-01-01", "2026-02-30", "0000-00-00"];

fn values() -> impl Iterator<Item = &'static str> {
    BEYOND.into_iter().chain(ODD).chain(DAYS)
}

/// A document or report with a file, as its list has it.
async fn with_file(visitor: &mut TestVisitor, list: &str) -> String {
    let list = visitor.get(list).await.json();
    let has_file = |value: &Value| {
        value["id"].is_string() && value["attachments"].as_array().is_some_and(|files| !files.is_empty())
    };
    first_like(&list, &has_file).unwrap()["id"].as_str().unwrap().to_owned()
}

fn reads(access: impl Fn(&Route) -> bool) -> Vec<Route> {
    site_map(false).routes.into_iter().filter(|route| route.method == Method::GET && access(route)).collect()
}

async fn is_ready(portal: &TestPortal) -> bool {
    portal.anonymous().get("/health/ready").await.status == 200
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_of_the_ledger_that_is_not_there_is_not_found() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    for number in BEYOND.into_iter().chain(ODD) {
        for path in ["/patients/me/privacy/looks/{}/receipt", "/patients/me/privacy/looks/{}/ask"] {
            let path = path.replace("{}", number);
            assert_eq!(ana.get(&path).await.status, 404, "{path}");
        }
        let ask = format!("/api/v1/patients/me/privacy/looks/{number}/ask");
        let asked = ana.post_json(&ask, &json!({"question": "Why?", "key": ""})).await;
        assert_eq!(asked.problem(), "not-found", "{ask}: {}", asked.text);
        for path in ["/patients/me/privacy", "/api/v1/privacy"] {
            let path = format!("{path}?after={number}");
            let status = ana.get(&path).await.status.as_u16();
            assert!(matches!(status, 400 | 404), "{path}: {status}");
        }
    }
    assert!(is_ready(&portal).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_has_one_address() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let document = with_file(&mut ana, "/api/v1/documents").await;
    let of = |index: &str| format!("/patients/me/documents/{document}/content/{index}");

    assert_eq!(ana.get(&of("0")).await.status, 200);
    for index in BEYOND.into_iter().chain(ODD) {
        assert_eq!(ana.get(&of(index)).await.status, 404, "{index}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_number_and_no_day_breaks_any_address() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let is_mine = |route: &Route| {
        matches!(route.access, Access::Chart | Access::Standing | Access::SignedIn) && route.is_api
    };
    let mut asked = 0;
    for route in reads(is_mine) {
        asked += break_with(&mut ana, &route, "me").await;
    }
    let mut maja = portal.colleague(MAJA).await;
    for route in reads(|route| route.path.starts_with("/api/v1/staff") && route.path.contains("{patient}")) {
        asked += break_with(&mut maja, &route, ANA).await;
    }
    assert!(asked > 500, "{asked}");
    assert!(is_ready(&portal).await);
}

/// Puts each value into each place of an address where one could be.
async fn break_with(visitor: &mut TestVisitor, route: &Route, patient: &str) -> usize {
    let mut asked = 0;
    let path = route.path.replace("{patient}", patient);
    for value in values() {
        let filled = |part| if str::starts_with(part, '{') { value } else { part };
        let plain = path.split('/').map(filled).collect::<Vec<_>>().join("/");
        let queries: Vec<_> = route.query.iter().map(|own| format!("{plain}?{}={value}", own.name)).collect();
        let has_place = path.contains('{');
        for path in queries.into_iter().chain(has_place.then_some(plain)) {
            let status = visitor.get(&path).await.status.as_u16();
            assert!(status < 500, "{path}: {status}");
            asked += 1;
        }
    }
    asked
}

#[tokio::test(flavor = "multi_thread")]
async fn the_officers_questions_take_no_number_that_no_log_reaches() {
    let portal = TestPortal::start().await;
    let mut officer = portal.staff(Role::PrivacyOfficer).await;
    portal.learn_token(&mut officer).await;
    for value in values() {
        for field in ["after", "from", "to"] {
            let found = officer.post_json("/api/v1/staff/oversight/events", &json!({ (field): value })).await;
            let status = found.status.as_u16();
            assert!(status < 500, "{field} {value}: {}", found.text);
            let is_beyond = BEYOND.contains(&value) && field == "after";
            assert!(!is_beyond || matches!(status, 400 | 404), "{value}: {status}");
        }
        for path in [
            format!("/api/v1/staff/oversight/alerts?after={value}~8d0c2b5e-6f5a-5f0e-9b3d-1f7a0c5277aa"),
            format!("/api/v1/staff/oversight/alerts/{value}"),
            format!("/api/v1/staff/cases/{value}"),
        ] {
            assert!(officer.get(&path).await.status.as_u16() < 500, "{path}");
        }
    }
    let mut scheduler = portal.staff(Role::Scheduler).await;
    for day in values() {
        let path = format!("/api/v1/staff/appointments?day={day}");
        assert!(scheduler.get(&path).await.status.as_u16() < 500, "{path}");
    }
    assert!(is_ready(&portal).await);
}
