use portico_fhir::{Client, Error, Search};
use serde_json::json;

use crate::fake::{Answer, Fake, Seen, fhir, ids, ok, page, refused};

fn labs() -> Search {
    Search::of("Observation")
        .patient("1")
        .with("category", "laboratory")
        .include("Observation:performer")
        .sort("-date")
}

/// Refuses a request whose target has this text.
fn without(
    param: &'static str,
    diagnostics: &'static str,
) -> impl Fn(&Seen, &[String]) -> Answer + Send + Sync {
    move |seen, _| {
        if seen.target.contains(param) {
            refused(400, diagnostics)
        } else {
            ok(page("Observation", &["a"], None))
        }
    }
}

#[tokio::test]
async fn a_record_system_says_what_it_can_do() {
    let statement = json!({"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1",
        "software": {"name": "Clinic", "version": "7"},
        "rest": [{"mode": "server", "interaction": [{"code": "transaction"}], "resource": [
            {"type": "Observation", "searchParam": [{"name": "category"}], "searchInclude": ["Observation:performer"]}]}]});
    let fake = Fake::start_with(statement, |_, _| refused(404, "")).await;
    let client = Client::connect(fake.endpoint()).await.unwrap();
    let capabilities = client.capabilities().unwrap();

    assert_eq!(capabilities.software.as_deref(), Some("Clinic 7"));
    assert_eq!(capabilities.fhir_version.as_deref(), Some("4.0.1"));
    assert!(
        capabilities.supports("Observation", "category") && !capabilities.supports("Observation", "code")
    );
    assert!(capabilities.keeps("Observation") && !capabilities.keeps("CareTeam"));
    assert_eq!(capabilities.supports_include("Observation", "Observation:encounter"), Some(false));
    assert!(capabilities.supports_batch());
}

#[tokio::test]
async fn the_first_use_probes_and_a_later_one_does_not() {
    let fake = Fake::start(|_, _| ok(page("Observation", &["a"], None))).await;
    let client = fake.client();
    assert!(client.capabilities().is_none());

    client.search(&labs()).await.unwrap();
    client.search(&labs()).await.unwrap();

    assert!(client.capabilities().is_some());
    assert_eq!(fake.asked("metadata").len(), 1);
}

#[tokio::test]
async fn a_record_system_that_was_down_is_probed_when_it_is_back() {
    let fake = Fake::start_raw(|seen, before| match (seen.target.as_str(), before.len()) {
        ("metadata", 0..3) => Answer::Never,
        ("metadata", _) => Answer::Now(fhir(200, &crate::fake::batching())),
        _ => ok(page("Observation", &["a"], None)),
    })
    .await;
    let client = fake.hasty_client();

    assert!(matches!(client.search(&labs()).await, Err(Error::TimedOut)));
    assert_eq!(ids(&client.search(&labs()).await.unwrap()), ["a"]);
    assert!(client.capabilities().is_some());
}

#[tokio::test]
async fn a_record_system_without_a_statement_is_asked_all_the_same() {
    let fake = Fake::start_raw(|seen, _| match seen.target.as_str() {
        "metadata" => refused(404, ""),
        _ => ok(page("Observation", &["a"], None)),
    })
    .await;
    let client = fake.client();

    assert_eq!(ids(&client.search(&labs()).await.unwrap()), ["a"]);
    client.search(&labs()).await.unwrap();
    assert_eq!(fake.asked("metadata").len(), 1);
}

#[tokio::test]
async fn a_type_that_is_not_kept_is_not_asked_for() {
    let statement =
        json!({"resourceType": "CapabilityStatement", "rest": [{"resource": [{"type": "Patient"}]}]});
    let fake = Fake::start_with(statement, |_, _| ok(page("Observation", &[], None))).await;

    let answer = fake.client().search(&labs()).await;

    assert!(matches!(answer, Err(Error::Unsupported { resource_type: "Observation" })));
    assert_eq!(fake.asked("Observation").len(), 0);
}

#[tokio::test]
async fn a_refused_parameter_is_left_out_and_stays_out() {
    for (param, diagnostics, left_out) in [
        ("category=", "Unknown search parameter 'category'", "category"),
        ("_sort=", "_sort is not supported", "_sort"),
        ("_sort=", "Unknown sort parameter 'date'", "_sort"),
        (
            "category=",
            "Unknown parameter category. Valid parameters are: _sort, _include, date, patient",
            "category",
        ),
        ("_include=", "cannot include Observation:performer", "_include=Observation:performer"),
        ("_include=", "Unsupported parameter: _include", "_include=Observation:performer"),
    ] {
        let fake = Fake::start(without(param, diagnostics)).await;
        let client = fake.client();
        let first = client.search(&labs()).await.unwrap();
        let second = client.search(&labs()).await.unwrap();

        assert_eq!(ids(&first), ["a"]);
        assert_eq!((first.left_out, second.left_out), (vec![left_out.to_owned()], vec![left_out.to_owned()]));
        assert_eq!(fake.asked("Observation").len(), 3, "{param}");
        assert!(fake.asked("Observation")[1].target.contains("patient=1"));
    }
}

#[tokio::test]
async fn a_refusal_without_words_leaves_out_all_that_can_be_done_without() {
    let fake = Fake::start(without("category", "bad request")).await;
    let found = fake.client().search(&labs()).await.unwrap();

    assert_eq!(fake.asked("Observation")[1].target, "Observation?patient=1");
    assert_eq!(found.left_out.len(), 4);
}

#[tokio::test]
async fn the_patient_is_never_left_out() {
    let fake = Fake::start(without("patient", "Unknown search parameter 'patient'")).await;
    let client = fake.client();

    assert!(matches!(client.search(&labs()).await, Err(Error::Refused { status: 400, .. })));
    assert!(fake.asked("Observation").iter().all(|seen| seen.target.contains("patient=1")));
    assert!(matches!(client.search(&labs()).await, Err(Error::Refused { status: 400, .. })));
    assert!(fake.asked("Observation").last().unwrap().target.contains("patient=1"));
}

#[tokio::test]
async fn nothing_is_learned_from_a_refusal_that_leaving_out_does_not_mend() {
    let fake = Fake::start(|seen, before| {
        if before.iter().filter(|target| target.starts_with("Observation")).count() < 2 {
            return refused(400, "busy inside");
        }
        ok(page("Observation", &[if seen.target.contains("category") { "narrow" } else { "wide" }], None))
    })
    .await;
    let client = fake.client();

    assert!(client.search(&labs()).await.is_err());
    assert_eq!(ids(&client.search(&labs()).await.unwrap()), ["narrow"]);
}

#[tokio::test]
async fn an_include_that_is_not_listed_is_not_asked_for() {
    let statement = json!({"resourceType": "CapabilityStatement", "rest": [{"resource": [
        {"type": "Observation", "searchInclude": ["Observation:encounter"]}]}]});
    let fake = Fake::start_with(statement, |_, _| ok(page("Observation", &["a"], None))).await;
    let found = fake.client().search(&labs()).await.unwrap();

    assert!(!fake.asked("Observation")[0].target.contains("_include"));
    assert_eq!(found.left_out, ["_include=Observation:performer"]);
}

fn answering_for(self_link: &'static str) -> impl Fn(&Seen, &[String]) -> Answer + Send + Sync {
    move |_, _| {
        let mut page = page("Observation", &["a"], None);
        page["link"] = json!([{"relation": "self", "url": self_link}]);
        ok(page)
    }
}

#[tokio::test]
async fn what_the_self_link_does_not_repeat_was_passed_over() {
    let fake = Fake::start(answering_for("/fhir/Observation?subject=Patient/1&_count=200&_sort=-date")).await;
    let found = fake.client().search(&labs()).await.unwrap();

    assert_eq!(found.left_out, ["category", "_include=Observation:performer"]);
}

#[tokio::test]
async fn an_answer_for_everybody_is_refused() {
    let fake = Fake::start(answering_for("/fhir/Observation?category=laboratory&_count=200")).await;

    assert!(matches!(fake.client().search(&labs()).await, Err(Error::Malformed { .. })));
}

#[tokio::test]
async fn a_self_link_of_the_servers_own_kind_says_nothing() {
    for link in ["/fhir?_getpages=77&_offset=0", "/fhir/Observation", "::"] {
        let fake = Fake::start(answering_for(link)).await;

        assert!(fake.client().search(&labs()).await.unwrap().left_out.is_empty(), "{link}");
    }
}

#[tokio::test]
async fn a_warning_names_what_was_passed_over() {
    let fake = Fake::start(|_, _| {
        let mut page = page("Observation", &["a"], None);
        let warning = json!({"severity": "warning", "code": "not-supported", "diagnostics": "Unknown sort parameter; ignored"});
        let outcome = json!({"resourceType": "OperationOutcome", "issue": [warning]});
        page["entry"].as_array_mut().unwrap().push(json!({"resource": outcome, "search": {"mode": "outcome"}}));
        ok(page)
    })
    .await;
    let found = fake.client().search(&labs()).await.unwrap();

    assert_eq!(found.left_out, ["_sort"]);
    assert_eq!(found.outcomes.len(), 1);
}

#[tokio::test]
async fn those_who_wait_for_a_probe_that_fails_share_its_fate() {
    let fake = Fake::start_raw(|_, _| Answer::Never).await;
    let client = fake.hasty_client();
    let search = labs();

    let found = futures::future::join_all((0..50).map(|_| client.search(&search))).await;

    assert!(found.iter().all(|found| matches!(found, Err(Error::TimedOut))));
    assert_eq!(fake.asked("metadata").len(), 3);
}
