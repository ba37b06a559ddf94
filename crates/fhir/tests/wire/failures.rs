use std::time::{Duration, Instant};

use axum::body::Body;
use portico_fhir::{Client, Endpoint, Error, Search};

use crate::fake::{Answer, Fake, Seen, fhir, ids, ok, page, refused, set_up_process, text};

fn labs() -> Search {
    Search::of("Observation").patient("secret-person").with("category", "laboratory")
}

/// Fails this many times, then answers.
fn after(
    failures: usize,
    failure: impl Fn() -> Answer + Send + Sync,
) -> impl Fn(&Seen, &[String]) -> Answer + Send + Sync {
    move |seen, before| {
        let tries = before.iter().filter(|target| **target == seen.target).count();
        if tries < failures { failure() } else { ok(page("Observation", &["a"], None)) }
    }
}

#[tokio::test]
async fn a_passing_failure_is_tried_again() {
    for status in [408, 500, 502, 503, 504] {
        let fake = Fake::start(after(2, move || refused(status, "later"))).await;

        assert_eq!(ids(&fake.client().search(&labs()).await.unwrap()), ["a"]);
        assert_eq!(fake.asked("Observation").len(), 3);
    }
}

#[tokio::test]
async fn a_lasting_failure_ends_with_its_status_and_outcome() {
    let fake = Fake::start(|_, _| refused(503, "down for the night")).await;
    let error = fake.client().search(&labs()).await.unwrap_err();

    let Error::Refused { status: 503, outcome: Some(outcome) } = &error else { panic!("{error}") };
    assert_eq!(outcome.issue[0].diagnostics.as_deref(), Some("down for the night"));
    assert!(error.is_transient());
    assert_eq!(fake.asked("Observation").len(), 3);
}

#[tokio::test]
async fn what_is_refused_for_good_is_asked_once() {
    let fake = Fake::start(|_, _| refused(403, "no")).await;
    let error = fake.client().search(&labs()).await.unwrap_err();

    assert!(matches!(error, Error::Refused { status: 403, .. }));
    assert!(!error.is_transient());
    assert_eq!(fake.asked("Observation").len(), 1);
}

fn too_many(wait: &'static str) -> Answer {
    let mut response = fhir(429, &serde_json::json!({}));
    response.headers_mut().insert("retry-after", wait.parse().unwrap());
    Answer::Now(response)
}

#[tokio::test]
async fn a_short_retry_after_is_waited_for() {
    let fake = Fake::start(after(1, || too_many("1"))).await;
    let started = Instant::now();

    assert_eq!(ids(&fake.client().search(&labs()).await.unwrap()), ["a"]);
    assert!(started.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn a_long_retry_after_is_an_error_at_once() {
    let fake = Fake::start(|_, _| too_many("90")).await;
    let error = fake.client().search(&labs()).await.unwrap_err();

    assert!(matches!(error, Error::TooManyRequests { retry_after: Some(wait) } if wait.as_secs() == 90));
    assert_eq!(fake.asked("Observation").len(), 1);
}

#[tokio::test]
async fn a_retry_after_by_date_counts_from_the_servers_own_date() {
    let fake = Fake::start(|_, _| {
        let Answer::Now(mut response) = too_many("Sun, 22 Nov 2026 05:01:30 GMT") else { unreachable!() };
        response.headers_mut().insert("date", "Sun, 22 Nov 2026 05:00:00 GMT".parse().unwrap());
        Answer::Now(response)
    })
    .await;

    let error = fake.client().search(&labs()).await.unwrap_err();

    assert!(matches!(error, Error::TooManyRequests { retry_after: Some(wait) } if wait.as_secs() == 90));
}

#[tokio::test]
async fn silence_times_out_on_every_try() {
    let fake = Fake::start(|_, _| Answer::Never).await;
    let started = Instant::now();
    let error = fake.hasty_client().search(&labs()).await.unwrap_err();

    assert!(matches!(error, Error::TimedOut));
    assert!(started.elapsed() >= Duration::from_millis(600));
    assert_eq!(fake.asked("Observation").len(), 3);
}

#[tokio::test]
async fn nobody_listening_is_unreachable() {
    set_up_process();
    let endpoint = Endpoint {
        backoff: Duration::from_millis(1),
        ..Endpoint::at("http://127.0.0.1:9/fhir".parse().unwrap())
    };

    assert!(matches!(Client::connect(endpoint.clone()).await, Err(Error::Unreachable)));
    let client = Client::new(endpoint).unwrap();
    assert!(matches!(client.search(&labs()).await, Err(Error::Unreachable)));
    assert!(client.capabilities().is_none());
}

#[tokio::test]
async fn a_body_that_breaks_off_is_malformed() {
    let fake = Fake::start(|_, _| {
        let body = futures::stream::unfold(0, |piece| async move {
            tokio::task::yield_now().await;
            let given = if piece == 0 {
                Ok(r#"{"resourceType":"Bundle","entry":["#)
            } else {
                Err(std::io::Error::other("gone"))
            };
            Some((given, piece + 1))
        });
        Answer::Now(text(200, "application/fhir+json", Body::from_stream(body)))
    })
    .await;

    assert!(matches!(fake.client().search(&labs()).await, Err(Error::Malformed { .. })));
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_is_asked_for_once_more_and_no_oftener() {
    let unreadable = || Answer::Now(text(200, "text/html", "<html>Please wait</html>"));
    let passing = Fake::start(after(1, unreadable)).await;
    let lasting = Fake::start(move |_, _| unreadable()).await;

    assert_eq!(ids(&passing.client().search(&labs()).await.unwrap()), ["a"]);
    assert!(matches!(lasting.client().search(&labs()).await, Err(Error::Malformed { .. })));
    assert_eq!(lasting.asked("Observation").len(), 2);
}

#[tokio::test]
async fn what_is_not_json_or_half_of_it_is_malformed() {
    for body in [
        "<html>Sign in</html>",
        "",
        r#"{"resourceType":"Bundle","entry":["#,
        r#"{"resourceType":"Patient"}"#,
        "\u{0}",
    ] {
        let fake = Fake::start(move |_, _| Answer::Now(text(200, "text/html", body))).await;

        assert!(matches!(fake.client().search(&labs()).await, Err(Error::Malformed { .. })), "{body}");
    }
}

#[tokio::test]
async fn a_body_over_the_limit_is_given_up_while_it_streams() {
    let fake = Fake::start(|_, _| {
        let endless = futures::stream::repeat_with(|| Ok::<_, std::io::Error>(vec![b' '; 10_000]));
        Answer::Now(text(200, "application/fhir+json", Body::from_stream(endless)))
    })
    .await;
    let client = Client::new(Endpoint { max_body_bytes: 50_000, ..fake.endpoint() }).unwrap();

    assert!(matches!(client.search(&labs()).await, Err(Error::TooLarge { limit: 50_000 })));
}

#[tokio::test]
async fn a_redirect_to_another_origin_is_not_followed() {
    let elsewhere = Fake::start(|_, _| ok(page("Observation", &["stolen"], None))).await;
    let target = format!("{}/Observation", elsewhere.base);
    let fake = Fake::start(move |_, _| {
        let mut response = fhir(307, &serde_json::json!({}));
        response.headers_mut().insert("location", target.parse().unwrap());
        Answer::Now(response)
    })
    .await;

    assert!(matches!(fake.client().search(&labs()).await, Err(Error::ForeignLink)));
    assert_eq!(elsewhere.asked("").len(), 0);
}

#[tokio::test]
async fn an_error_says_nothing_of_the_person() {
    let fake = Fake::start(|seen, _| refused(422, &format!("cannot read {}", seen.target))).await;
    let error = fake.client().search(&labs()).await.unwrap_err();
    let gone =
        Client::new(Endpoint { retries: 0, ..Endpoint::at("http://127.0.0.1:9/fhir".parse().unwrap()) })
            .unwrap();
    let unreachable = gone.read("Patient", "secret-person").await.unwrap_err();

    for text in [format!("{error} {error:?}"), format!("{unreachable} {unreachable:?}")] {
        assert!(!text.contains("secret-person") && !text.contains("http"), "{text}");
    }
}
