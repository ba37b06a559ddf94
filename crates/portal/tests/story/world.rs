//! What the stories share: Ana's portal, waiting, and the words of the pages.

use std::time::Duration;

use jiff::SignedDuration;
use jiff::civil::Date;
use portico_audit::{Action, Entry, Query};
use portico_chart::view::Part;
use portico_model::{Clock, Language, PatientId};
use portico_portal::words::Words;
use portico_testkit::{Answer, TestPortal, TestVisitor};
use serde_json::{Value, json};

pub const ANA: &str = "ana-reyes";
pub const WALTER: &str = "walter-boone";

/// The parts that are fetched as soon as somebody has signed in.
const WARMED: [Part; 5] =
    [Part::Results, Part::Medications, Part::Allergies, Part::Conditions, Part::Appointments];

pub fn patient(id: &str) -> PatientId {
    id.parse().unwrap()
}

/// Asks again and again, for a while.
pub async fn until<F: Future<Output = bool>>(what: &str, mut is_so: impl FnMut() -> F) {
    for _ in 0..2_000 {
        if is_so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("waited in vain: {what}");
}

/// Ana, signed in, with nothing under way any more at the record system.
pub async fn settled_ana(portal: &TestPortal) -> TestVisitor {
    let ana = portal.patient(ANA).await;
    warmed_up(portal).await;
    ana
}

/// Waits until what is fetched at sign-in is cached and kept.
pub async fn warmed_up(portal: &TestPortal) {
    until("the chart is warm", async || {
        let mut is_kept = true;
        for part in WARMED {
            is_kept &= is_kept_of_ana(portal, part).await;
        }
        is_kept
    })
    .await;
}

/// Whether a last known good copy of a part of Ana's chart is kept.
pub async fn is_kept_of_ana(portal: &TestPortal, part: Part) -> bool {
    portal.store.find_answer(&patient(ANA), part.as_str(), portal.clock.now()).await.unwrap().is_some()
}

/// Forgets all copies of Ana's chart, closes a circuit that was opened, and starts to count anew.
pub async fn fresh_start(portal: &TestPortal) {
    portal.sandbox.dials.reset();
    portal.charts.invalidate(&patient(ANA)).await.unwrap();
    portal.clock.advance(SignedDuration::from_secs(11));
    portal.sandbox.counters.reset();
}

/// Lets time pass for somebody who stays signed in.
pub async fn pass(portal: &TestPortal, visitor: &mut TestVisitor, minutes: i64) {
    let mut left = minutes;
    while left > 0 {
        let step = left.min(10);
        portal.clock.advance(SignedDuration::from_mins(step));
        let answer = visitor.post_json("/api/v1/session/extend", &json!({})).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        left -= step;
    }
}

/// The entries of the audit log about Ana, the newest first.
pub async fn log_of_ana(portal: &TestPortal) -> Vec<Entry> {
    let query = Query { patient: Some(patient(ANA)), limit: 1_000, ..Query::default() };
    portal.audit.query(&query).await.unwrap().entries
}

/// The entries of the audit log about an act, the newest first: what is told together as often as it happened.
pub async fn log_of(portal: &TestPortal, action: Action) -> Vec<Entry> {
    // A log that was closed keeps what it has.
    let _ = portal.accounts.settle().await;
    let query = Query { action: Some(action), limit: 1_000, ..Query::default() };
    let entries = portal.audit.query(&query).await.unwrap().entries;
    entries
        .into_iter()
        .flat_map(|entry| std::iter::repeat_n(entry.clone(), entry.event.detail.times.max(1) as usize))
        .collect()
}

/// A text of the catalogues as it stands in a page.
pub fn text(language: Language, key: &str) -> String {
    escaped(Words::new(language).t(key))
}

pub fn count_text(language: Language, key: &str, n: usize) -> String {
    escaped(&Words::new(language).count(key, n))
}

pub fn escaped(text: &str) -> String {
    text.replace('&', "&#38;")
        .replace('<', "&#60;")
        .replace('>', "&#62;")
        .replace('"', "&#34;")
        .replace('\'', "&#39;")
}

/// What the forms of a page must carry.
pub fn token_in(page: &str) -> String {
    page.split("name=\"csrf\"").nth(1).and_then(|rest| rest.split('"').nth(1)).expect("a form").to_owned()
}

/// All strings of some members, anywhere in a JSON value.
pub fn strings_at(value: &Value, name: &str) -> Vec<String> {
    let mut found = Vec::new();
    collect(value, name, &mut found);
    found
}

fn collect(value: &Value, name: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (own, member) in members {
                if own == name {
                    found.extend(member.as_str().map(str::to_owned));
                }
                collect(member, name, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, name, found)),
        _ => {}
    }
}

/// The first object, anywhere in a JSON value, that is like this.
pub fn first_like<'a>(value: &'a Value, is_like: &impl Fn(&Value) -> bool) -> Option<&'a Value> {
    match value {
        Value::Object(members) => {
            if is_like(value) {
                return Some(value);
            }
            members.values().find_map(|member| first_like(member, is_like))
        }
        Value::Array(items) => items.iter().find_map(|item| first_like(item, is_like)),
        _ => None,
    }
}

/// How many results a list of panels shows.
pub fn results_in(labs: &Value) -> usize {
    labs["panels"].as_array().unwrap().iter().map(|panel| panel["results"].as_array().unwrap().len()).sum()
}

/// Words of Ana's record that may be on no page that shows nothing of it.
pub const ANAS_WORDS: [&str; 6] = ["LDL", "Lisinopril", "lisinopril", "Penicillin", "mg/dL", "ana-reyes-"];

pub fn assert_shows_nothing(answer: &Answer) {
    for word in ANAS_WORDS {
        assert!(!answer.text.contains(word), "{word} in {}", answer.text);
    }
}

/// The first step, with whatever is given.
pub async fn give_password(visitor: &mut TestVisitor, email: &str, password: &str) -> Answer {
    visitor.post_from_page("/api/v1/session", &json!({"email": email, "password": password})).await
}

/// Whether somebody is signed in with both factors.
pub async fn is_in(visitor: &mut TestVisitor) -> bool {
    visitor.get("/api/v1/account/security").await.status == 200
}

/// A clock that shows noon in New York on a day.
pub fn noon(day: &str) -> Clock {
    let clock = Clock::system();
    let day: Date = day.parse().unwrap();
    let then = day.at(12, 0, 0, 0).in_tz("America/New_York").unwrap().timestamp();
    clock.advance(then.duration_since(clock.now()));
    clock
}
