//! The cases of the field, each by what should be told of it: of those whose bundles lie beside the project, and of members
//! of the other classes.

mod classes;
mod health;
pub mod members;
mod people;
mod results;

use std::collections::{BTreeMap, BTreeSet};

use portico_testkit::{Answer, TestPortal, TestVisitor};
use serde_json::{Value, json};

use super::bundles::{Bundles, files_in};
use super::findings::Findings;
use super::{portal_with, shared};
use crate::world::noon;

/// What is told of one case at one address.
pub struct Row {
    case: &'static str,
    patient: &'static str,
    /// A twin below `/api/v1`, a page if it begins with `/`, or words to be searched for if it begins with `?`.
    at: &'static str,
    due: &'static [Due],
}

/// What an answer must be.
pub enum Due {
    /// The member at this pointer is this JSON. What is not there is null.
    Is(&'static str, &'static str),
    /// The answer has this text.
    Says(&'static str),
    /// The answer does not have it.
    Silent(&'static str),
    /// Another record came in the place of this one.
    Moved(&'static str),
}

pub const fn row(case: &'static str, patient: &'static str, at: &'static str, due: &'static [Due]) -> Row {
    Row { case, patient, at, due }
}

async fn asked(visitor: &mut TestVisitor, at: &str) -> Answer {
    match at.strip_prefix('?') {
        Some(words) => visitor.post_json("/api/v1/search", &json!({"words": words})).await,
        None if at.starts_with('/') => {
            let path = format!("/patients/me{at}");
            visitor.get(path.trim_end_matches('/')).await
        }
        None => visitor.get(&format!("/api/v1/{at}")).await,
    }
}

/// The text as it reads, without the marks of markup.
fn plain(answer: &Answer) -> String {
    let text = answer.text.replace("&#62;", ">").replace("&#60;", "<").replace("&#39;", "'");
    text.replace("&#34;", "\"").replace("&#38;", "&").replace('\u{a0}', " ")
}

fn is_so(due: &Due, answer: &Answer) -> bool {
    match due {
        Due::Moved(kept) => {
            answer.location() == "/patients/me/moved"
                || (answer.problem() == "record-moved" && !answer.text.contains("allergies\":[]"))
                || (answer.status == 200 && answer.text.contains(kept))
        }
        _ if answer.status != 200 => false,
        Due::Is(pointer, json) => {
            let wanted: Value = json.parse().unwrap();
            *answer.json().pointer(pointer).unwrap_or(&Value::Null) == wanted
        }
        Due::Says(text) => plain(answer).contains(text),
        Due::Silent(text) => !plain(answer).contains(text),
    }
}

fn put(due: &Due) -> String {
    match due {
        Due::Is(pointer, json) => format!("{pointer} is {json}"),
        Due::Says(text) => format!("it says {text:?}"),
        Due::Silent(text) => format!("it does not say {text:?}"),
        Due::Moved(kept) => format!("it leads on to {kept}"),
    }
}

async fn all_rows_hold(portal: &TestPortal, rows: impl Iterator<Item = &'static Row>) -> Findings {
    let mut findings = Findings::of("case");
    let mut visitors: BTreeMap<&str, TestVisitor> = BTreeMap::new();
    for Row { case, patient, at, due } in rows {
        if !visitors.contains_key(patient) {
            visitors.insert(patient, portal.patient(patient).await);
        }
        let answer = asked(visitors.get_mut(patient).unwrap(), at).await;
        for due in *due {
            findings.hold("rows", is_so(due, &answer), || {
                let told = if at.starts_with('/') { "" } else { &answer.text };
                format!("{case} {at}: it should be that {}: {} {told}", put(due), answer.status)
            });
        }
    }
    findings
}

/// What has a bundle beside the project.
fn bundled() -> impl Iterator<Item = &'static Row> {
    [results::ROWS, health::ROWS, people::ROWS].into_iter().flatten()
}

fn cases_in<'r>(rows: impl Iterator<Item = &'r Row>) -> usize {
    rows.map(|row| row.case).collect::<BTreeSet<_>>().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cases_that_have_bundles_read_as_they_should() {
    assert_eq!(cases_in(bundled()), 18);
    let Some(folder) = shared("field/cases") else { return };
    let bundles = Bundles::read(&files_in(&folder));
    let portal = portal_with(&bundles, noon("2026-01-20")).await;

    all_rows_hold(&portal, bundled()).await.settle("cases with bundles");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_classes_without_a_bundle_read_as_they_should() {
    assert_eq!(cases_in(classes::ROWS.iter()), 10);
    let portal = TestPortal::builder().without_people().at_leisure().clock(noon("2026-01-20")).start().await;
    let report = portal.sandbox.load_all(members::all());
    assert!(report.refused.is_empty(), "{:?}", report.refused);

    all_rows_hold(&portal, classes::ROWS.iter()).await.settle("classes without a bundle");
}
