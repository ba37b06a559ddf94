use axum::body::Body;
use axum::http::Response;
use portico_fhir::{Error, Revision, base64_bytes};
use serde_json::{Value, json};

use crate::fake::{Answer, Fake, Seen, fhir, ok, text};

#[tokio::test]
async fn one_resource_is_read_as_it_was_sent() {
    let fake = Fake::start(|_, _| {
        Answer::Now(text(200, "application/fhir+json", r#"{"resourceType":"Patient","id":"1", "x":1.50}"#))
    })
    .await;
    let raw = fake.client().read("Patient", "1").await.unwrap();

    assert_eq!(raw.text(), r#"{"resourceType":"Patient","id":"1", "x":1.50}"#);
    assert_eq!(fake.asked("Patient")[0].target, "Patient/1");
}

#[tokio::test]
async fn another_resource_than_the_one_asked_for_is_refused() {
    for (resource_type, id) in [("Patient", "2"), ("Observation", "1")] {
        let fake = Fake::start(move |_, _| ok(json!({"resourceType": resource_type, "id": id}))).await;

        assert!(matches!(fake.client().read("Patient", "1").await, Err(Error::Malformed { .. })));
    }
}

#[tokio::test]
async fn an_id_that_could_be_none_is_not_asked_for() {
    let fake = Fake::start(|_, _| ok(json!({"resourceType": "Patient", "id": "1"}))).await;
    let client = fake.client();

    for id in ["", "..", "1/2", "1?x", "../metadata", "a b", "é", "%2e%2e"] {
        assert!(matches!(client.read("Patient", id).await, Err(Error::NotFound)), "{id}");
    }
    assert!(matches!(client.read("Patient/1", "2").await, Err(Error::NotFound)));
    assert_eq!(fake.asked("").len(), 0);
}

#[tokio::test]
async fn what_is_gone_or_was_never_there_is_not_found() {
    for status in [404, 410] {
        let fake = Fake::start(move |_, _| Answer::Now(fhir(status, &json!({})))).await;

        assert!(matches!(fake.client().read("Patient", "1").await, Err(Error::NotFound)));
    }
}

fn versioned(seen: &Seen) -> Response<Body> {
    if seen.header("if-none-match") == "W/\"3\"" {
        return text(304, "application/fhir+json", Body::empty());
    }
    let mut response = fhir(200, &json!({"resourceType": "Patient", "id": "1"}));
    response.headers_mut().insert("etag", "W/\"3\"".parse().unwrap());
    response
}

#[tokio::test]
async fn a_resource_is_read_again_only_when_it_changed() {
    let fake = Fake::start(|seen, _| Answer::Now(versioned(seen))).await;
    let client = fake.client();

    let Revision::New { etag: Some(etag), .. } = client.read_if_changed("Patient", "1", None).await.unwrap()
    else {
        panic!("it is new")
    };
    assert!(matches!(client.read_if_changed("Patient", "1", Some(&etag)).await.unwrap(), Revision::Same));
    assert!(matches!(
        client.read_if_changed("Patient", "1", Some("W/\"2\"")).await.unwrap(),
        Revision::New { .. }
    ));
}

#[tokio::test]
async fn a_binary_comes_as_its_bytes() {
    let fake = Fake::start(|_, _| Answer::Now(text(200, "application/pdf", vec![0x25, 0x50, 0xff]))).await;
    let attachment = fake.client().binary("b").await.unwrap();

    assert_eq!(attachment.content_type.as_deref(), Some("application/pdf"));
    assert_eq!(attachment.bytes.as_ref(), [0x25, 0x50, 0xff]);
    assert_eq!(fake.asked("Binary")[0].header("accept"), "*/*");
}

#[tokio::test]
async fn a_binary_as_a_resource_is_unwrapped() {
    let fake = Fake::start(|_, _| {
        ok(json!({"resourceType": "Binary", "contentType": "text/plain", "data": "aGVs\nbG8="}))
    })
    .await;
    let attachment = fake.client().binary("b").await.unwrap();

    assert_eq!(attachment.content_type.as_deref(), Some("text/plain"));
    assert_eq!(attachment.bytes.as_ref(), b"hello");
}

#[tokio::test]
async fn a_binary_that_cannot_be_decoded_is_not_told_as_an_outage() {
    for (data, is_there) in [(json!("%%%"), true), (json!(7), true), (json!(null), false)] {
        let fake = Fake::start(move |_, _| ok(json!({"resourceType": "Binary", "data": data}))).await;

        match fake.client().binary("b").await {
            Err(Error::Undecodable) => assert!(is_there),
            Err(Error::NotFound) => assert!(!is_there),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn json_that_is_a_document_stays_a_document() {
    let fake = Fake::start(|_, _| ok(json!({"resourceType": "Bundle", "type": "document"}))).await;
    let attachment = fake.client().binary("b").await.unwrap();

    assert_eq!(attachment.bytes.as_ref(), br#"{"resourceType":"Bundle","type":"document"}"#);
}

#[tokio::test]
async fn an_attachment_is_fetched_from_the_record_system_only() {
    let elsewhere = Fake::start(|_, _| Answer::Now(text(200, "text/plain", "stolen"))).await;
    let fake = Fake::start(|_, _| Answer::Now(text(200, "text/plain", "note"))).await;
    let client = fake.client();

    assert_eq!(client.fetch_url("Binary/7").await.unwrap().bytes.as_ref(), b"note");
    assert_eq!(client.fetch_url(&format!("{}/Binary/8", fake.base)).await.unwrap().bytes.as_ref(), b"note");
    for url in [
        format!("{}/Binary/7", elsewhere.base),
        "file:///etc/passwd".to_owned(),
        "data:text/plain,x".to_owned(),
    ] {
        assert!(matches!(client.fetch_url(&url).await, Err(Error::ForeignLink)), "{url}");
    }
    assert_eq!(fake.asked("Binary").len(), 2);
    assert_eq!(elsewhere.asked("").len(), 0);
}

#[test]
fn base64_is_read_in_either_alphabet_with_and_without_padding_and_line_breaks() {
    for text in ["aGVsbG8=", "aGVsbG8", "aGVs\r\nbG8=", "\n aGVs\tbG8\n=\n", "aGVsbG9="] {
        assert_eq!(base64_bytes(text).as_deref(), Some(&b"hello"[..]), "{text}");
    }
    for text in ["+/+/", "-_-_", "+_-/\n"] {
        assert_eq!(base64_bytes(text).as_deref(), Some(&[0xfb, 0xff, 0xbf][..]), "{text}");
    }
    for text in ["a*", "aGVsbG8=aGVs=", "aGVsb"] {
        assert_eq!(base64_bytes(text), None, "{text}");
    }
}

#[tokio::test]
async fn an_attachment_says_whose_it_is_where_the_record_system_does() {
    let whose = async |body: Value| {
        let fake = Fake::start(move |_, _| ok(body.clone())).await;
        let subject = fake.client().fetch_url("Binary/b").await.unwrap().subject;
        subject.map(|target| format!("{}/{}", target.resource_type, target.id))
    };
    let context = json!({"reference": "Patient/ben"});

    let binary = json!({"resourceType": "Binary", "data": "bm90ZQ==", "securityContext": context});
    assert_eq!(whose(binary).await.as_deref(), Some("Patient/ben"));
    assert_eq!(whose(json!({"resourceType": "Patient", "id": "ben"})).await.as_deref(), Some("Patient/ben"));
    assert_eq!(
        whose(json!({"resourceType": "Observation", "subject": context})).await.as_deref(),
        Some("Patient/ben")
    );
    assert_eq!(whose(json!({"resourceType": "Bundle", "type": "document"})).await, None);
}
