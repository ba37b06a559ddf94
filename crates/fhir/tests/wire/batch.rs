use axum::http::Method;
use portico_fhir::{Error, Search};
use serde_json::{Value, json};

use crate::fake::{Answer, Fake, Seen, ids, ok, page, refused};

fn searches() -> Vec<Search> {
    ["Observation", "Condition", "Goal"].map(|resource_type| Search::of(resource_type).patient("1")).to_vec()
}

/// Answers a plain search with one resource whose id is the type in small letters.
fn plain(seen: &Seen) -> Answer {
    let resource_type = seen.target.split('?').next().unwrap();
    ok(page(resource_type, &[&resource_type.to_lowercase()], None))
}

fn batch_of(answers: &[Value]) -> Answer {
    ok(json!({"resourceType": "Bundle", "type": "batch-response", "entry": answers}))
}

fn good(resource_type: &str, id: &str, next: Option<&str>) -> Value {
    json!({"response": {"status": "200 OK"}, "resource": page(resource_type, &[id], next)})
}

fn bad(status: &str) -> Value {
    let outcome =
        json!({"resourceType": "OperationOutcome", "issue": [{"code": "invalid", "diagnostics": "no"}]});
    json!({"response": {"status": status, "outcome": outcome}})
}

#[tokio::test]
async fn many_searches_travel_as_one() {
    let fake = Fake::start(|_, _| {
        batch_of(&[good("Observation", "o", None), good("Condition", "c", None), good("Goal", "g", None)])
    })
    .await;
    let found = fake.client().batch(&searches()).await;

    let found: Vec<_> = found.iter().map(|found| ids(found.as_ref().unwrap()).concat()).collect();
    assert_eq!(found, ["o", "c", "g"]);
    let asked = fake.asked("");
    assert_eq!(asked.len(), 2);
    assert_eq!((&asked[1].method, asked[1].header("prefer")), (&Method::POST, "handling=strict"));
    let sent: Value = serde_json::from_slice(&asked[1].body).unwrap();
    assert_eq!(sent["type"], "batch");
    assert_eq!(
        sent["entry"][1]["request"],
        json!({"method": "GET", "url": "Condition?patient=1&_count=200"})
    );
}

#[tokio::test]
async fn one_search_travels_alone() {
    let fake = Fake::start(|seen, _| plain(seen)).await;
    let found = fake.client().batch(&searches()[..1]).await;

    assert_eq!(ids(found[0].as_ref().unwrap()), ["observation"]);
    assert_eq!(fake.asked("Observation").len(), 1);
}

#[tokio::test]
async fn each_entry_of_a_batch_has_its_own_fate() {
    let fake = Fake::start(|seen, _| match seen.method {
        Method::POST => batch_of(&[bad("403 Forbidden"), bad("404"), good("Goal", "g", Some("Goal?page=2"))]),
        _ => ok(page("Goal", &["g2"], None)),
    })
    .await;
    let found = fake.client().batch(&searches()).await;

    let Err(Error::Refused { status: 403, outcome: Some(outcome) }) = &found[0] else {
        panic!("{:?}", found[0])
    };
    assert_eq!(outcome.issue[0].diagnostics.as_deref(), Some("no"));
    assert!(matches!(found[1], Err(Error::NotFound)));
    assert_eq!(ids(found[2].as_ref().unwrap()), ["g", "g2"]);
}

#[tokio::test]
async fn an_entry_that_may_pass_is_asked_again_by_itself() {
    for answer in [bad("503"), bad("400 Bad Request"), bad("429"), json!({}), good("Patient", "other", None)]
    {
        let fake = Fake::start(move |seen, _| match seen.method {
            Method::POST => {
                batch_of(&[good("Observation", "o", None), answer.clone(), good("Goal", "g", None)])
            }
            _ => plain(seen),
        })
        .await;
        let found = fake.client().batch(&searches()).await;

        assert_eq!(ids(found[1].as_ref().unwrap()), ["condition"]);
        assert_eq!(ids(found[0].as_ref().unwrap()), ["o"]);
        assert_eq!(fake.asked("Condition").len(), 1);
    }
}

#[tokio::test]
async fn a_refused_batch_becomes_single_searches_and_is_not_tried_again() {
    for status in [400, 404, 405, 415, 501] {
        let fake = Fake::start(move |seen, _| match seen.method {
            Method::POST => refused(status, "no batches here"),
            _ => plain(seen),
        })
        .await;
        let client = fake.client();
        for _ in 0..2 {
            let found = client.batch(&searches()).await;
            let found: Vec<_> = found.iter().map(|found| ids(found.as_ref().unwrap()).concat()).collect();
            assert_eq!(found, ["observation", "condition", "goal"]);
        }

        assert_eq!(fake.asked("").iter().filter(|seen| seen.method == Method::POST).count(), 1, "{status}");
    }
}

#[tokio::test]
async fn a_record_system_that_lists_no_batch_gets_none() {
    let statement = json!({"resourceType": "CapabilityStatement", "rest": [{"interaction": [{"code": "search-system"}]}]});
    let fake = Fake::start_with(statement, |seen, _| plain(seen)).await;
    let found = fake.client().batch(&searches()).await;

    assert_eq!(found.iter().flatten().count(), 3);
    assert!(fake.asked("").iter().all(|seen| seen.method == Method::GET));
}

#[tokio::test]
async fn a_batch_with_too_few_answers_mixes_nothing_up() {
    let fake = Fake::start(|seen, _| match seen.method {
        Method::POST => batch_of(&[good("Condition", "c", None)]),
        _ => plain(seen),
    })
    .await;
    let found = fake.client().batch(&searches()).await;

    let found: Vec<_> = found.iter().map(|found| ids(found.as_ref().unwrap()).concat()).collect();
    assert_eq!(found, ["observation", "condition", "goal"]);
}

#[tokio::test]
async fn a_type_that_is_not_kept_stays_out_of_the_batch() {
    let statement = json!({"resourceType": "CapabilityStatement", "rest": [{"interaction": [{"code": "batch"}],
        "resource": [{"type": "Observation"}, {"type": "Goal"}]}]});
    let fake = Fake::start_with(statement, |_, _| {
        batch_of(&[good("Observation", "o", None), good("Goal", "g", None)])
    })
    .await;
    let found = fake.client().batch(&searches()).await;

    assert_eq!(ids(found[0].as_ref().unwrap()), ["o"]);
    assert!(matches!(found[1], Err(Error::Unsupported { .. })));
    assert_eq!(ids(found[2].as_ref().unwrap()), ["g"]);
}

#[tokio::test]
async fn a_record_system_that_is_down_fails_every_search_once() {
    let fake = Fake::start(|_, _| Answer::Never).await;
    let found = fake.hasty_client().batch(&searches()).await;

    assert!(found.iter().all(|found| matches!(found, Err(Error::TimedOut))));
    assert!(fake.asked("Observation").is_empty());
}

#[tokio::test]
async fn an_entry_that_answers_for_everybody_is_asked_again_strictly() {
    let fake = Fake::start(|seen, _| match seen.method {
        Method::POST => {
            let mut everybody = good("Condition", "stranger", None);
            everybody["resource"]["link"] = json!([{"relation": "self", "url": "Condition?_count=200"}]);
            batch_of(&[good("Observation", "o", None), everybody, good("Goal", "g", None)])
        }
        _ => plain(seen),
    })
    .await;
    let found = fake.client().batch(&searches()).await;

    assert_eq!(ids(found[1].as_ref().unwrap()), ["condition"]);
    assert_eq!(fake.asked("Condition")[0].header("prefer"), "handling=strict");
}
