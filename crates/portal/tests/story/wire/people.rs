//! People whose names, addresses and ways have changed, and what the record says of them in extensions.

use portico_model::Role;
use portico_testkit::HENRIK;
use serde_json::{Value, json};

use super::{person, portal_of};

fn mara() -> Value {
    let way = |system: &str, value: &str, period: Value| json!({"system": system, "value": value, "use": "home", "period": period});
    let (then, now) = (json!({"end": "2022-01-31"}), json!({"start": "2022-02-01"}));
    person(
        "mara",
        &json!({"birthDate": "1989-05-09",
            "name": [{"use": "usual", "given": ["Mark"], "family": "Ellery", "period": {"end": "2021-03-04"}},
                {"use": "official", "given": ["Mara"], "family": "Ellery", "period": {"start": "2021-03-05"}}],
            "telecom": [way("email", "shared@example.org", then.clone()), way("email", "mara@example.org", now.clone()),
                way("phone", "+1 555 010 0991", then.clone()), way("phone", "+1 555 010 0992", now.clone())],
            "address": [{"use": "home", "line": ["4 Shared House Road"], "state": "NY", "period": then},
                {"use": "home", "line": ["88 New Street"], "state": "CA", "period": now}]}),
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_called_or_reached_by_what_has_ended() {
    let portal = portal_of(&[mara()]).await;
    let mut reader = portal.patient("mara").await;
    let mut henrik = portal.colleague(HENRIK).await;

    for path in ["/patients/me", "/patients/me/profile", "/api/v1/profile"] {
        let page = reader.get(path).await.text;
        // The account of this test is called as the record's first name is.
        let page = page.replace("Mark Ellery", "");
        for former in ["Mark", "shared@example.org", "0991", "Shared House"] {
            assert!(!page.contains(former), "{path}: {former} in {page}");
        }
    }
    let profile = reader.get("/api/v1/profile").await.json();
    assert_eq!((&profile["name"], &profile["given"]), (&json!("Mara Ellery"), &json!("Mara")));
    assert_eq!(profile["other_names"], json!([]));
    assert_eq!(profile["addresses"], json!(["88 New Street, CA"]));
    let found =
        henrik.post_form("/staff/patients", &[("name", "Mara Ellery"), ("born", "1989-05-09")]).await.text;
    assert!(found.contains("Mara Ellery") && !found.contains("Mark"), "{found}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_goes_to_the_address_of_today() {
    let portal = portal_of(&[mara()]).await;
    let mut support = portal.staff(Role::Support).await;
    portal.learn_token(&mut support).await;

    let made = support.post_json("/api/v1/staff/accounts/code", &json!({"patient": "mara"})).await;

    assert_eq!(made.status, 200, "{}", made.text);
    let letters = portal.letters().await;
    assert_eq!(letters.len(), 1);
    let to = serde_json::to_value(&letters[0].to).unwrap().to_string();
    assert!(to.contains("mara@example.org"), "{to}");
}

#[tokio::test(flavor = "multi_thread")]
async fn extensions_that_mean_something_are_shown_and_the_others_are_counted() {
    let us_core = |name: &str| format!("http://hl7.org/fhir/us/core/StructureDefinition/{name}");
    let white = json!({"system": "urn:oid:2.16.840.1.113883.6.238", "code": "2106-3", "display": "White"});
    let extensions = json!([
        {"url": us_core("us-core-race"), "extension": [{"url": "ombCategory", "valueCoding": white}]},
        {"url": us_core("us-core-ethnicity"), "extension": [{"url": "text", "valueString": "Not Hispanic or Latino"}]},
        {"url": us_core("us-core-birthsex"), "valueCode": "F"},
        {"url": us_core("us-core-interpreter-needed"),
            "valueCoding": {"system": "http://snomed.info/sct", "code": "373066001"}},
        {"url": us_core("us-core-tribal-affiliation"),
            "extension": [{"url": "tribalAffiliation", "valueCodeableConcept": {"text": "Navajo Nation"}}]},
        {"url": "http://open.epic.com/FHIR/StructureDefinition/extension/legal-sex",
            "valueCodeableConcept": {"coding": [{"code": "female", "display": "female"}]}},
        {"url": "http://example.org/StructureDefinition/shoe-size", "valueString": "43"},
        {"url": "http://example.org/StructureDefinition/house", "extension": [{"url": "a", "valueString": "b"}]}]);
    let portal = portal_of(&[person("mara", &json!({"extension": extensions}))]).await;
    let mut reader = portal.patient("mara").await;

    let profile = reader.get("/api/v1/profile").await.json();
    let said = |kind: &str| {
        let more = profile["more"].as_array().unwrap();
        more.iter().find(|fact| fact["kind"] == kind).map(|fact| fact["words"][0]["text"].clone())
    };
    assert_eq!(said("race"), Some(json!("White")));
    assert_eq!(said("ethnicity"), Some(json!("Not Hispanic or Latino")));
    assert_eq!(said("interpreter_needed"), Some(json!("Yes")));
    assert_eq!(said("tribal_affiliation"), Some(json!("Navajo Nation")));
    assert_eq!(said("recorded_sex"), Some(json!("female")));
    assert_eq!((&profile["birth_sex"], &profile["unnamed_extensions"]), (&json!("F"), &json!(2)));
    let page = reader.get("/patients/me/profile").await.text;
    for words in ["Race", "White", "Navajo Nation", "Interpreter needed", "2 more details"] {
        assert!(page.contains(words), "{words}: {page}");
    }
}
