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
    assert_eq!(found.cut_short.as_deref(), Some("pages that lead in a circle"));
    assert!(found.unreadable.is_empty(), "no item was lost that anybody knows of");
    assert_eq!(fake.asked("Observation").len(), 3);
}

#[tokio::test]
async fn a_link_to_another_server_is_never_followed_and_leaves_what_was_read() {
    let elsewhere = Fake::start(|_, _| ok(page("Observation", &["stolen"], None))).await;
    let foreign = format!("{}/Observation?page=2", elsewhere.base);
    for link in [foreign, "https://127.0.0.1/fhir/Observation".to_owned(), "//example.org/x".to_owned()] {
        let fake = Fake::start(move |_, _| ok(page("Observation", &["a"], Some(&link)))).await;
        let client = fake.client();

        let found = client.search(&labs()).await.unwrap();

        assert_eq!(ids(&found), ["a"]);
        assert!(found.is_truncated, "it is said that there is more");
        assert_eq!(found.cut_short.as_deref(), Some("a link to another server"));
        assert_eq!(client.other_hosts().len(), 1, "and that the record system has another name");
    }
    assert_eq!(elsewhere.asked("").len(), 0);
}

#[tokio::test]
async fn a_link_by_an_alias_is_followed_at_the_base() {
    let inner = Fake::start(|_, _| ok(page("Observation", &["stolen"], None))).await;
    let link = format!("{}/Observation?page=2", inner.base);
    let fake = Fake::start(move |seen, _| match seen.target.as_str() {
        "Observation?page=2" => ok(page("Observation", &["b"], None)),
        _ => ok(page("Observation", &["a"], Some(&link))),
    })
    .await;
    let client = Client::new(Endpoint { aliases: vec![inner.base.clone()], ..fake.endpoint() }).unwrap();

    let found = client.search(&labs()).await.unwrap();

    assert_eq!(ids(&found), ["a", "b"]);
    assert!(!found.is_truncated);
    assert!(client.other_hosts().is_empty());
    assert_eq!(inner.asked("").len(), 0, "an alias is never asked");
}

#[tokio::test]
async fn references_by_an_alias_or_by_a_urn_of_the_page_come_out_plain() {
    let answer = json!({"resourceType": "Bundle", "type": "searchset", "entry": [
        {"fullUrl": "urn:uuid:0a", "resource": {"resourceType": "Patient", "id": "1"}, "search": {"mode": "include"}},
        {"resource": {"resourceType": "Observation", "id": "a", "subject": {"reference": "http://inner:8080/fhir/Patient/1"}}},
        {"resource": {"resourceType": "Observation", "id": "b", "subject": {"reference": "urn:uuid:0a"}}},
        {"resource": {"resourceType": "Observation", "id": "c", "subject": {"reference": "http://other:8080/fhir/Patient/1"}}}]});
    let fake = Fake::start(move |_, _| ok(answer.clone())).await;
    let alias = "http://inner:8080/fhir/".parse().unwrap();
    let client = Client::new(Endpoint { aliases: vec![alias], ..fake.endpoint() }).unwrap();

    let found = client.batch(&[labs(), labs()]).await.remove(0).unwrap();

    let bases: Vec<_> = found.matches().map(|raw| raw.head().subject_target().unwrap().base).collect();
    assert_eq!(bases, [None, None, Some("http://other:8080/fhir".to_owned())]);
}

#[tokio::test]
async fn the_names_by_which_a_record_system_goes_are_looked_at_before_anybody_reads() {
    let mut statement = crate::fake::batching();
    statement["implementation"] = json!({"url": "http://inner-statement:8080/fhir"});
    let fake = Fake::start_with(statement, |_, _| {
        let mut answer = page("Organization", &["o"], None);
        answer["link"] =
            json!([{"relation": "self", "url": "http://inner-self:8080/fhir/Organization?_count=1"}]);
        answer["entry"][0]["fullUrl"] = json!("http://inner-entry/fhir/Organization/o");
        ok(answer)
    })
    .await;

    let names = fake.client().look_at_names().await.unwrap();

    assert_eq!(names, ["inner-entry", "inner-self:8080", "inner-statement:8080"]);
    assert!(fake.asked("Organization?_count=1").len() == 1, "nothing of a patient is asked for");
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
    assert_eq!(found.cut_short.as_deref(), Some("a page that cannot be read"));
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
