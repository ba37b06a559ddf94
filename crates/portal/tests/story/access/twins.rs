//! A stranger learns nothing: another person's record and one that does not exist look the same.

use portico_portal::site_map::{Access, site_map};
use portico_testkit::{Answer, Ask, TestVisitor};
use uuid::Uuid;

use super::portal;
use crate::world::{ANA, WALTER};

const NOBODY: &str = "not-a-patient-here";

/// The length of a masked token; a sealed one is longer.
const TOKEN: usize = 86;

/// The text without the tokens of forms, which look different each time.
fn without_tokens(text: &str) -> String {
    let is_end = |c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c));
    let words = text.split_inclusive(is_end).map(|word| match word.trim_end_matches(is_end) {
        token if token.len() >= TOKEN => word.replace(token, "…"),
        _ => word.to_owned(),
    });
    words.collect()
}

/// The answer without what differs from one moment to the next: times, tokens, and the number of the request.
fn steady(answer: &Answer) -> (u16, Vec<(String, String)>, String) {
    let mut headers: Vec<(String, String)> = answer
        .headers
        .iter()
        .filter(|(name, _)| !["date", "content-length"].contains(&name.as_str()))
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    headers.sort();
    let text = without_tokens(&answer.text);
    let text = text.replace(ANA, "PATIENT").replace(NOBODY, "PATIENT").replace("urn:uuid:", "");
    let is_break = |c: char| !(c.is_ascii_alphanumeric() || "-:.".contains(c));
    let steady = |word: &str| {
        let is_moment =
            word.parse::<jiff::Timestamp>().is_ok() || word.len() > 2 && word.parse::<u32>().is_ok();
        let is_passing = is_moment || word.trim_end_matches(is_break).parse::<Uuid>().is_ok();
        if is_passing { "…".to_owned() } else { word.to_owned() }
    };
    let words = text.split_inclusive(is_break).map(|word| {
        let end = word.len() - word.chars().next_back().filter(|c| is_break(*c)).map_or(0, char::len_utf8);
        format!("{}{}", steady(&word[..end]), &word[end..])
    });
    (answer.status.as_u16(), headers, words.collect())
}

async fn asked(visitor: &mut TestVisitor, ask: impl Fn(&str) -> Ask) -> (Answer, Answer) {
    (visitor.ask(ask(ANA)).await, visitor.ask(ask(NOBODY)).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn another_persons_record_looks_like_one_that_does_not_exist() {
    let portal = portal().await;
    let mut walter = portal.patient(WALTER).await;
    let csrf = walter.csrf().to_owned();

    let routes = site_map(true).routes.into_iter().filter(|route| route.access == Access::Chart);
    for route in routes.filter(|route| route.path.contains("{patient}")) {
        let ask = |patient: &str| {
            let path = route
                .path
                .replace("{patient}", patient)
                .replace("{id}", "ana-reyes-obs-1")
                .replace("{index}", "0");
            let ask = Ask::new(route.method.clone(), path);
            match route.method.as_str() {
                "POST" if !route.is_api => ask.form(&[("words", "ldl"), ("csrf", &csrf)]),
                _ => ask.header("x-csrf-token", csrf.clone()),
            }
        };
        // Pages say the time to the minute: a pair that straddles one is asked again.
        let (mut real, mut unreal) = asked(&mut walter, ask).await;
        if steady(&real) != steady(&unreal) {
            (real, unreal) = asked(&mut walter, ask).await;
        }
        assert_eq!(real.status, 404, "{} {}", route.method, route.path);
        assert_eq!(steady(&real), steady(&unreal), "{} {}", route.method, route.path);
    }
}
