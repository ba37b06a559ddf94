use portico_fhir::{Created, Search};
use serde_json::json;

use crate::fake::{Answer, Fake, batching, fhir, refused};

fn consent() -> serde_json::Value {
    json!({"resourceType": "Consent", "status": "active"})
}

#[tokio::test]
async fn a_resource_is_created_unless_there_is_one() {
    for (status, created) in [(201, Created::New), (200, Created::Existing)] {
        let fake = Fake::start(move |_, _| Answer::Now(fhir(status, &consent()))).await;
        let unless = Search::of("Consent").with("identifier", "urn:ietf:rfc:3986|urn:uuid:1");

        assert_eq!(fake.client().create(&consent(), &unless).await.unwrap(), created);

        let sent = &fake.asked("Consent")[0];
        assert_eq!((sent.method.as_str(), sent.target.as_str()), ("POST", "Consent"));
        assert_eq!(sent.header("if-none-exist"), "identifier=urn%3Aietf%3Arfc%3A3986%7Curn%3Auuid%3A1");
        assert_eq!(serde_json::from_slice::<serde_json::Value>(&sent.body).unwrap(), consent());
    }
}

#[tokio::test]
async fn a_resource_is_put_in_the_place_of_one_version_alone() {
    for status in [409, 412] {
        let fake = Fake::start(move |seen, _| match seen.header("if-match") {
            "W/\"3\"" => Answer::Now(fhir(200, &consent())),
            _ => refused(status, "it is another version"),
        })
        .await;
        let client = fake.client();

        client.update("Consent", "7", &consent(), "W/\"3\"").await.unwrap();
        let late = client.update("Consent", "7", &consent(), "W/\"2\"").await.unwrap_err();

        assert!(late.is_conflict() && !late.is_transient(), "{late}");
        assert_eq!(fake.asked("Consent/7")[0].method.as_str(), "PUT");
        assert_eq!(fake.asked("Consent/7").len(), 2, "a conflict is not tried again as it is");
    }
}

#[tokio::test]
async fn what_a_record_system_takes_is_not_known_while_it_cannot_say() {
    for (status, is_known) in [(503, false), (500, false), (404, true)] {
        let fake = Fake::start_raw(move |_, _| refused(status, "nothing to say")).await;
        let taken = fake.client().takes("Consent", "create").await;
        assert_eq!(taken.ok(), is_known.then_some(false), "{status}");
    }
}

#[tokio::test]
async fn what_a_record_system_does_not_list_it_does_not_take() {
    let listing = |codes: &[&str]| {
        let interactions: Vec<_> = codes.iter().map(|code| json!({"code": code})).collect();
        let mut statement = batching();
        statement["rest"][0]["resource"] = json!([{"type": "Consent", "interaction": interactions}]);
        statement
    };
    for (statement, is_taken) in
        [(listing(&["read", "create"]), true), (listing(&["read"]), false), (batching(), false)]
    {
        let fake = Fake::start_with(statement, |_, _| refused(500, "nobody asks")).await;
        assert_eq!(fake.client().takes("Consent", "create").await.unwrap(), is_taken);
    }
}
