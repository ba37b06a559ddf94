//! The staff side: every address of it, asked by every role.

use std::fmt::Write;

use jiff::SignedDuration;
use portico_model::Role;
use portico_portal::site_map::{Access, Route, site_map};
use portico_testkit::{Ask, HENRIK, MAJA, TestPortal, TestVisitor};
use reqwest::Method;

use super::samples::{Samples, cell};
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

Asked by somebody of each role, about Ana and what is in her record where the path names a patient. What is about another thing
is asked about one that does not exist, and forms are sent empty. The clinician who does not treat her asks again while the
glass is broken, and when the emergency is over. Signing out and asking anew about a session are left out.

| Address | Clinician who treats | Another clinician | Glass broken | Emergency over | Scheduler | Support | Administrator | Privacy officer |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
";

/// The table. Whoever has none of an address's roles finds nothing there.
pub async fn table(portal: &TestPortal, samples: &Samples) -> String {
    let mut cast: Vec<TestVisitor> = Vec::new();
    for (_, _, subject) in CAST {
        cast.push(portal.colleague(subject).await);
    }
    let routes = addresses(samples);
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (route, roles, path) in &routes {
        let mut cells = Vec::new();
        for ((name, role, _), visitor) in CAST.iter().zip(&mut cast) {
            let answer = cell(&visitor.ask(ask(route, path, visitor)).await);
            if !roles.contains(role) {
                let expected = if route.is_api { "404 not-found" } else { "404" };
                assert_eq!(answer, expected, "{} {} asked by {name}", route.method, route.path);
            }
            cells.push(answer);
        }
        rows.push(cells);
    }
    let during = column_during(portal, &routes).await;
    portal.clock.advance(SignedDuration::from_mins(31));
    let mut henrik = portal.colleague(HENRIK).await;
    let mut table = HEAD.to_owned();
    for (((route, _, path), mut cells), during) in routes.iter().zip(rows).zip(during) {
        let over = cell(&henrik.ask(ask(route, path, &henrik)).await);
        let [treats, off_team] = [&cells[0], &cells[1]];
        let name = format!("{} {}", route.method, route.path);
        assert_eq!(&over, off_team, "{name} after the emergency");
        if opens_chart(route) {
            let nothing = if route.is_api { "404 not-found" } else { "404" };
            assert_eq!(off_team, nothing, "{name} off the care team");
            assert_eq!(&during, treats, "{name} in the emergency");
        }
        cells.splice(2..2, [during, over]);
        writeln!(table, "| `{name}` | {} |", cells.join(" | ")).unwrap();
    }
    table
}

/// The addresses of staff with their roles, filled in.
fn addresses(samples: &Samples) -> Vec<(Route, &'static [Role], String)> {
    let routes = site_map(true).routes.into_iter().filter(|route| !is_of_the_session(route));
    let of_staff = routes.filter_map(|route| {
        let Access::Staff(roles) = route.access else { return None };
        let path = filled(&route, samples);
        Some((route, roles, path))
    });
    of_staff.collect()
}

fn opens_chart(route: &Route) -> bool {
    let (_, rest) = route.path.split_once("/staff/patients/{patient}").unwrap_or_default();
    route.path.contains("/staff/patients/{patient}") && !rest.starts_with("/break-glass")
}

/// What Henrik, who does not treat Ana, finds in an emergency. What ends it is asked as well, so that it is declared anew.
async fn column_during(portal: &TestPortal, routes: &[(Route, &'static [Role], String)]) -> Vec<String> {
    let mut henrik = portal.colleague(HENRIK).await;
    let mut column = Vec::new();
    for (route, _, path) in routes {
        if column.is_empty() {
            break_glass(&mut henrik).await;
        } else if route.path.contains("break-glass") && !has_broken_glass(&mut henrik).await {
            // Each record wants a proof of its own.
            portal.clock.advance(SignedDuration::from_secs(61));
            portal.prove_at_work(&mut henrik, HENRIK).await;
            break_glass(&mut henrik).await;
        }
        column.push(cell(&henrik.ask(ask(route, path, &henrik)).await));
    }
    column
}

async fn break_glass(henrik: &mut TestVisitor) {
    let fields = [("reason", "emergency"), ("words", "Found without consciousness at the bus stop")];
    let answer = henrik.post_form(&format!("/staff/patients/{ANA}/break-glass"), &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    assert_eq!(answer.location(), format!("/staff/patients/{ANA}"));
}

async fn has_broken_glass(henrik: &mut TestVisitor) -> bool {
    henrik.get(&format!("/staff/patients/{ANA}/labs")).await.status == 200
}

fn is_of_the_session(route: &Route) -> bool {
    let path = route.path.as_str();
    path == "/staff/sign-out"
        || path.contains("/sign-in/again/begin")
        || path.starts_with("/api/v1/staff/session")
}

fn filled(route: &Route, samples: &Samples) -> String {
    let mut path = route.path.replace("{patient}", ANA).replace("{index}", "0");
    if let Some(item) = samples.item(&route.path).filter(|_| route.path.contains("{id}")) {
        path = path.replace("{id}", &item);
    }
    while let Some((before, rest)) = path.split_once('{') {
        let after = rest.split_once('}').map_or("", |(_, after)| after);
        path = format!("{before}0192f7e2-0000-7000-8000-000000000000{after}");
    }
    path
}

fn ask(route: &Route, path: &str, visitor: &TestVisitor) -> Ask {
    let ask = Ask::new(route.method.clone(), path);
    if route.method == Method::GET || route.method == Method::DELETE {
        return visitor.with_token(ask);
    }
    if route.is_api {
        return visitor.with_token(ask).json(&serde_json::json!({}));
    }
    ask.form(&[("csrf", visitor.csrf())])
}
