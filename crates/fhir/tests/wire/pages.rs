use portico_fhir::{Client, Endpoint, Error, Mode, Search};
use serde_json::json;

use crate::fake::{Answer, Fake, ids, ok, page, refused, text};

fn labs() -> Search {
    Search::of("Observation")
        .patient("1")
        .with("category", "laboratory")
        .include("Observation:performer")
        .sort("-date")
        .count(2)
}

#[tokio::test]
async fn a_search_is_strict_and_encoded() {
    let fake = Fake::start(|_, _| ok(page("Observation", &["a"], None))).await;
    fake.client().search(&labs().with("code", "http://loinc.org|1,2 3&x=y")).await.unwrap();

    let seen = &fake.asked("Observation")[0];
    let query = "patient=1&category=laboratory&_include=Observation%3Aperformer&_sort=-date&_count=2\
        &code=http%3A%2F%2Floinc.org%7C1%2C2+3%26x%3Dy";
    assert_eq!(seen.target, format!("Observation?{query}"));
    assert_eq!(seen.header("prefer"), "handling=strict");
    assert_eq!(seen.header("accept"), "application/fhir+json");
}

#[tokio::test]
async fn every_page_is_read_and_what_comes_along_twice_is_kept_once() {
    let with_performer = |id: &str, next: Option<&str>| {
        let mut page = page("Observation", &[id], next);
        let performer =
            json!({"resource": {"resourceType": "Practitioner", "id": "p"}, "search": {"mode": "include"}});
        page["entry"].as_array_mut().unwrap().push(performer);
        page
    };
    let fake = Fake::start(move |seen, _| match seen.target.as_str() {
        "Observation?page=2" => ok(with_performer("b", Some("?page=3"))),
        "?page=3" => ok(with_performer("c", None)),
        _ => ok(with_performer("a", Some("Observation?page=2"))),
    })
    .await;
    let found = fake.client().search(&labs()).await.unwrap();

    assert_eq!(ids(&found), ["a", "p", "b", "c"]);
    assert_eq!(found.included().count(), 1);
    assert_eq!(found.entries[1].mode, Mode::Include);
    assert!(!found.is_truncated);
    assert!(fake.asked("?page=3")[0].header("prefer").contains("strict"));
}

#[tokio::test]
async fn pages_end_at_the_limit_and_say_so() {
    let fake = Fake::start(|_, before| {
        let number = before.len();
        ok(page("Observation", &[&format!("r{number}")], Some(&format!("Observation?page={number}"))))
    })
    .await;
    let client = Client::new(Endpoint { max_pages: 3, ..fake.endpoint() }).unwrap();
    let found = client.search(&labs()).await.unwrap();

    assert_eq!(found.entries.len(), 3);
    assert!(found.is_truncated);
}

#[tokio::test]
async fn pages_in_a_circle_end_and_are_counted() {
    let fake = Fake::start(|seen, _| {
        let next = if seen.is("Observation?page=1") { 2 } else { 1 };
        ok(page("Observation", &["a"], Some(&format!("Observation?page={next}"))))
    })
    .await;
    let found = fake.client().search(&labs()).await.unwrap();

    assert_eq!(ids(&found), ["a"]);
    assert!(found.is_truncated);
    assert_eq!(found.unreadable[0].what, "pages that lead in a circle");
    assert_eq!(fake.asked("Observation").len(), 3);
}

#[tokio::test]
async fn a_link_to_another_server_is_an_error_and_is_never_followed() {
    let elsewhere = Fake::start(|_, _| ok(page("Observation", &["stolen"], None))).await;
    let foreign = format!("{}/Observation?page=2", elsewhere.base);
    for link in [foreign, "https://127.0.0.1/fhir/Observation".to_owned(), "//example.org/x".to_owned()] {
        let fake = Fake::start(move |_, _| ok(page("Observation", &["a"], Some(&link)))).await;

        assert!(matches!(fake.client().search(&labs()).await, Err(Error::ForeignLink)));
    }
    assert_eq!(elsewhere.asked("").len(), 0);
}

#[tokio::test]
async fn a_malformed_second_page_leaves_the_first() {
    let fake = Fake::start(|seen, _| {
        if seen.is("Observation?page=2") {
            return Answer::Now(text(200, "application/fhir+json", r#"{"resourceType":"Bundle","entry":[{"#));
        }
        ok(page("Observation", &["a"], Some("Observation?page=2")))
    })
    .await;
    let found = fake.client().search(&labs()).await.unwrap();

    assert_eq!(ids(&found), ["a"]);
    assert!(found.is_truncated);
    assert_eq!(found.unreadable.len(), 1);
}

#[tokio::test]
async fn a_second_page_that_cannot_be_had_is_an_error() {
    let fake = Fake::start(|seen, _| {
        if seen.is("Observation?page=2") {
            return refused(503, "down");
        }
        ok(page("Observation", &["a"], Some("Observation?page=2")))
    })
    .await;

    assert!(matches!(fake.client().search(&labs()).await, Err(Error::Refused { status: 503, .. })));
}
