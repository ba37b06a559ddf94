//! The staff side: every address of it, asked by every role.

use std::fmt::Write;

use portico_model::Role;
use portico_portal::site_map::{Access, Route, site_map};
use portico_testkit::{Ask, HENRIK, MAJA, TestPortal, TestVisitor};
use reqwest::Method;

use super::samples::cell;
use crate::world::ANA;

/// Of each role somebody who is signed in at work.
const CAST: [(&str, Role, &str); 6] = [
    ("Clinician who treats", Role::Clinician, MAJA),
    ("Another clinician", Role::Clinician, HENRIK),
    ("Scheduler", Role::Scheduler, "riverside|rosa-ayala"),
    ("Support", Role::Support, "riverside|ben-carter"),
    ("Administrator", Role::Administrator, "riverside|nadia-kowalski"),
    ("Privacy officer", Role::PrivacyOfficer, "riverside|grete-holm"),
];

const HEAD: &str = "
## The staff side

Asked by somebody of each role, about Ana where the path names a patient. What is about one thing is asked about one that
does not exist, and forms are sent empty. Signing out and asking anew about a session are left out.

| Address | Clinician who treats | Another clinician | Scheduler | Support | Administrator | Privacy officer |
| --- | --- | --- | --- | --- | --- | --- |
";

/// The table. Whoever has none of an address's roles finds nothing there.
pub async fn table(portal: &TestPortal) -> String {
    let mut cast: Vec<TestVisitor> = Vec::new();
    for (_, _, subject) in CAST {
        cast.push(portal.colleague(subject).await);
    }
    let mut table = HEAD.to_owned();
    for route in site_map(true).routes {
        let Access::Staff(roles) = route.access else { continue };
        if is_of_the_session(&route) {
            continue;
        }
        let mut cells = Vec::new();
        for ((name, role, _), visitor) in CAST.iter().zip(&mut cast) {
            let answer = cell(&visitor.ask(ask(&route, visitor)).await);
            if !roles.contains(role) {
                let expected = if route.is_api { "404 not-found" } else { "404" };
                assert_eq!(answer, expected, "{} {} asked by {name}", route.method, route.path);
            }
            cells.push(answer);
        }
        writeln!(table, "| `{} {}` | {} |", route.method, route.path, cells.join(" | ")).unwrap();
    }
    table
}

fn is_of_the_session(route: &Route) -> bool {
    let path = route.path.as_str();
    path == "/staff/sign-out"
        || path.contains("/sign-in/again/begin")
        || path.starts_with("/api/v1/staff/session")
}

fn ask(route: &Route, visitor: &TestVisitor) -> Ask {
    let mut path = route.path.replace("{patient}", ANA).replace("{index}", "0");
    while let Some((before, rest)) = path.split_once('{') {
        let after = rest.split_once('}').map_or("", |(_, after)| after);
        path = format!("{before}0192f7e2-0000-7000-8000-000000000000{after}");
    }
    let ask = Ask::new(route.method.clone(), path);
    if route.method == Method::GET || route.method == Method::DELETE {
        return visitor.with_token(ask);
    }
    if route.is_api {
        return visitor.with_token(ask).json(&serde_json::json!({}));
    }
    ask.form(&[("csrf", visitor.csrf())])
}
