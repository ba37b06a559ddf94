//! What patients permit and forbid: made in the form or as FHIR Consent, heard by the next request.

use portico_model::{Categories, Language, Relationship};
use portico_testkit::{Answer, Ask, Person, TestPortal, TestVisitor};
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{ANA, WALTER, token_in};

pub const CONSENTS: &str = "/api/v1/patients/me/consents";

fn concept(system: &str, code: &str) -> Value {
    json!({ "coding": [{ "system": system, "code": code }] })
}

/// Ana keeps her test results from whoever acts for her.
pub fn hide_results() -> Value {
    let group = json!({ "identifier": { "system": "urn:portico:audience", "value": "proxies" } });
    let role = concept("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "IRCP");
    json!({
        "resourceType": "Consent",
        "status": "active",
        "scope": concept("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy"),
        "category": [concept("http://loinc.org", "59284-0")],
        "patient": { "reference": format!("Patient/{ANA}") },
        "policyRule": concept("http://terminology.hl7.org/CodeSystem/v3-ActCode", "OPTIN"),
        "provision": {
            "type": "deny",
            "actor": [{ "role": role, "reference": group }],
            "class": [{ "system": "urn:portico:record-kind", "code": "laboratory" }]
        }
    })
}

pub async fn post_consent(visitor: &mut TestVisitor, body: &Value) -> Answer {
    let path = format!("{CONSENTS}?from=script");
    let ask = Ask::new(Method::POST, path).body("application/fhir+json", body.to_string());
    let ask = visitor.with_token(ask);
    visitor.ask(ask).await
}

async fn panels(visitor: &mut TestVisitor) -> usize {
    let answer = visitor.get(&format!("/api/v1/patients/{ANA}/labs")).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()["panels"].as_array().unwrap().len()
}

/// Ana, and Walter who acts for her with everything shared.
async fn ana_and_her_caregiver() -> (TestPortal, TestVisitor, TestVisitor) {
    let portal = TestPortal::builder().only(&[ANA, WALTER]).start().await;
    let ana = portal.patient(ANA).await;
    let walter = portal.person(WALTER, Language::En).await;
    portal.let_act(&walter, ANA, Relationship::Caregiver, Categories::ALL, None).await;
    let walter = portal.patient(WALTER).await;
    (portal, ana, walter)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_made_and_ended_is_heard_by_the_next_request() {
    let (_portal, mut ana, mut walter) = ana_and_her_caregiver().await;
    let before = panels(&mut walter).await;
    assert!(before > 0);

    let made = post_consent(&mut ana, &hide_results()).await;
    assert_eq!(made.status, 201, "{}", made.text);
    assert_eq!(panels(&mut walter).await, 0);
    assert!(panels(&mut ana).await > 0, "a choice never speaks to the patient");

    let id = made.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(made.location(), format!("{CONSENTS}/{id}"));
    let ended = ana.post_json(&format!("{CONSENTS}/{id}/end"), &json!({})).await;
    assert_eq!(ended.json()["status"], "inactive");
    assert_eq!(panels(&mut walter).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn choices_are_listed_and_read_as_fhir_consent() {
    let (_portal, mut ana, _) = ana_and_her_caregiver().await;
    let made = post_consent(&mut ana, &hide_results()).await.json();

    let bundle = ana.get(CONSENTS).await;

    assert_eq!(bundle.header("content-type"), "application/fhir+json");
    assert_eq!(bundle.json()["total"], 1);
    assert_eq!(bundle.json()["entry"][0]["resource"], made);
    let one = ana.get(&format!("{CONSENTS}/{}", made["id"].as_str().unwrap())).await;
    assert_eq!(one.json(), made);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consent_that_is_not_wholly_understood_is_refused_and_changes_nothing() {
    let (_portal, mut ana, mut walter) = ana_and_her_caregiver().await;
    let mut unknown = hide_results();
    unknown["provision"]["code"] = json!([concept("http://loinc.org", "2093-3")]);
    let mut of_another = hide_results();
    of_another["patient"]["reference"] = json!(format!("Patient/{WALTER}"));

    for (consent, at) in [(unknown, "Consent"), (of_another, "Consent.patient"), (json!({}), "Consent")] {
        let refused = post_consent(&mut ana, &consent).await;
        assert_eq!(refused.status, 422);
        let outcome = refused.json();
        assert_eq!(outcome["resourceType"], "OperationOutcome");
        assert_eq!(outcome["issue"][0]["expression"][0], at, "{outcome}");
    }
    assert_eq!(ana.get(CONSENTS).await.json()["total"], 0);
    assert!(panels(&mut walter).await > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_the_patient_reads_or_makes_choices() {
    let (portal, mut ana, mut walter) = ana_and_her_caregiver().await;
    post_consent(&mut ana, &hide_results()).await;
    let mut stranger = portal.patient("somebody-else").await;
    let pages = [
        format!("/patients/{ANA}/consent"),
        format!("/patients/{ANA}/consent/new"),
        format!("/api/v1/patients/{ANA}/consent"),
        format!("/api/v1/patients/{ANA}/consents"),
    ];

    for page in pages {
        assert_eq!(walter.get(&page).await.status, 403, "{page}");
        assert_eq!(stranger.get(&page).await.status, 404, "{page}");
    }
    let forged = Ask::new(Method::POST, CONSENTS).body("application/fhir+json", hide_results().to_string());
    assert_eq!(ana.ask(forged).await.status, 403, "without the token of the session");
}

async fn filled_in(ana: &mut TestVisitor, fields: &[(&str, &str)]) -> Answer {
    ana.post_form("/patients/me/consent/new", fields).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_is_made_in_four_small_steps_without_scripts() {
    let (_portal, mut ana, mut walter) = ana_and_her_caregiver().await;
    let page = ana.get("/patients/me/consent").await.text;
    assert!(page.contains("You have made no choices yet"), "{page}");
    assert_eq!(ana.get("/patients/me/consent/new").await.status, 200);

    let what = [("effect", "deny"), ("kind", "laboratory"), ("topic", "any")];
    let nothing = filled_in(&mut ana, &[("step", "what")]).await;
    assert_eq!(nothing.status, 422);
    assert!(nothing.text.contains("Please say whether"), "{}", nothing.text);
    let who = filled_in(&mut ana, &[&[("step", "what")], &what[..]].concat()).await;
    assert!(who.text.contains("Whose access is it about?"), "{}", who.text);
    let who_too = [&[("who", "proxies")], &what[..]].concat();
    let how_long = filled_in(&mut ana, &[&[("step", "who")], &who_too[..]].concat()).await;
    assert!(how_long.text.contains("Until when?"), "{}", how_long.text);
    let whole = [&[("lasts", "always")], &who_too[..]].concat();
    let confirm = filled_in(&mut ana, &[&[("step", "how_long")], &whole[..]].concat()).await;
    assert!(
        confirm.text.contains("The people who act for you may not see test results in your record."),
        "{}",
        confirm.text
    );
    assert!(panels(&mut walter).await > 0, "nothing holds before it is confirmed");

    let made = ana.post_form("/patients/me/consent", &[&[("step", "confirm")], &whole[..]].concat()).await;
    assert_eq!(made.location(), "/patients/me/consent?done=made");
    assert_eq!(panels(&mut walter).await, 0);

    let choice = ana.get("/api/v1/consent").await.json()["current"][0].clone();
    let end = format!("/patients/me/consent/{}/end", choice["id"].as_str().unwrap());
    assert!(ana.get(&end).await.text.contains("End this choice?"));
    assert_eq!(ana.post_form(&end, &[]).await.location(), "/patients/me/consent?done=ended");
    assert!(panels(&mut walter).await > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_thing_is_named_from_its_page_to_the_list_of_choices() {
    let (_portal, mut ana, mut walter) = ana_and_her_caregiver().await;
    let medicines = ana.get("/api/v1/medications").await.json();
    let (id, name) = (&medicines["active"][0]["id"], &medicines["active"][0]["name"]["text"]);
    let (id, name) = (id.as_str().unwrap(), name.as_str().unwrap());
    let way = format!("/patients/me/consent/new/medications/{id}");
    assert!(ana.get(&format!("/patients/me/medications/{id}")).await.text.contains(&way));
    let his = format!("/patients/{ANA}/medications/{id}");
    let page = walter.get(&his).await;
    assert!(page.status == 200 && !page.text.contains("/consent/new"), "{}", page.text);

    let begun = ana.get(&way).await;
    assert!(begun.text.contains("Who may see this?") && begun.text.contains(name), "{}", begun.text);
    let whole = [
        ("step", "confirm"),
        ("effect", "deny"),
        ("kind", "medications"),
        ("topic", "any"),
        ("item", id),
        ("who", "proxies"),
        ("lasts", "always"),
    ];
    let made = ana.post_form("/patients/me/consent", &whole).await;
    assert_eq!(made.location(), "/patients/me/consent?done=made", "{}", made.text);

    assert_eq!(walter.get(&his).await.status, 404);
    assert!(ana.get("/patients/me/consent").await.text.contains(name));
    let listed = ana.get("/api/v1/consent").await.json();
    assert_eq!(listed["current"][0]["named"]["title"]["text"], name, "{listed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_in_the_record_cannot_be_chosen() {
    let (_portal, mut ana, _) = ana_and_her_caregiver().await;

    for rest in ["medications/nothing-of-hers", "notes/nothing-of-hers", "nonsense/x"] {
        let asked = ana.get(&format!("/patients/me/consent/new/{rest}")).await;
        assert_eq!(asked.status, 404, "{rest}");
    }
    let fields = [("step", "what"), ("effect", "deny"), ("kind", "medications"), ("item", "nothing-of-hers")];
    assert_eq!(filled_in(&mut ana, &fields).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_of_a_clinic_can_be_kept_out() {
    let (_portal, mut ana, _) = ana_and_her_caregiver().await;
    let team = ana.get("/api/v1/care-team").await.json();
    let works_at = team["members"][0]["organization_id"].as_str().unwrap().to_owned();
    let name = team["members"][0]["organization"].as_str().unwrap().to_owned();
    let what = [("effect", "deny"), ("kind", "visits"), ("topic", "any")];

    let who = filled_in(&mut ana, &[&[("step", "what")], &what[..]].concat()).await;
    assert_eq!(who.text.matches(&format!("Everybody at {name}")).count(), 1, "{}", who.text);
    let audience = format!("organization-{works_at}");
    let whole = [&what[..], &[("who", audience.as_str()), ("lasts", "always")]].concat();
    let made = ana.post_form("/patients/me/consent", &[&[("step", "confirm")], &whole[..]].concat()).await;
    assert_eq!(made.location(), "/patients/me/consent?done=made", "{}", made.text);
    let choice = ana.get("/api/v1/consent").await.json()["current"][0]["to"].clone();
    assert_eq!(choice, json!({ "kind": "organization", "name": name }));
    let stranger = [&what[..], &[("who", "organization-elsewhere"), ("lasts", "always")]].concat();
    let refused = filled_in(&mut ana, &[&[("step", "who")], &stranger[..]].concat()).await;
    assert_eq!(refused.status, 422, "only where somebody of the team works");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_proved_no_factor_lately_proves_one_first() {
    let (portal, mut ana, _) = ana_and_her_caregiver().await;
    portal.clock.advance(jiff::SignedDuration::from_mins(11));

    let posted = post_consent(&mut ana, &hide_results()).await;

    assert_eq!((posted.status.as_u16(), posted.problem()), (401, "factor-needed".to_owned()));
    assert_eq!(ana.get("/patients/me/consent").await.status, 200, "to look needs no more");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_proves_a_factor_on_the_way_comes_back_to_their_choice() {
    let portal = TestPortal::builder().only(&[ANA]).start().await;
    let person = portal.person(ANA, Language::En).await;
    let mut ana = portal.sign_in(&person).await;
    let made = post_consent(&mut ana, &hide_results()).await.json();
    let (new, end) =
        ("/patients/me/consent/new", format!("/patients/me/consent/{}/end", made["id"].as_str().unwrap()));
    let whole = [
        ("effect", "deny"),
        ("kind", "laboratory"),
        ("topic", "any"),
        ("who", "proxies"),
        ("lasts", "always"),
    ];

    portal.clock.advance(jiff::SignedDuration::from_mins(11));
    let led = ana.get(new).await;
    assert_eq!(proved(&portal, &person, &mut ana, &led).await, new);
    assert_eq!(ana.get(new).await.status, 200);
    portal.clock.advance(jiff::SignedDuration::from_mins(11));
    let led = ana.post_form("/patients/me/consent", &[&[("step", "confirm")], &whole[..]].concat()).await;
    assert_eq!(proved(&portal, &person, &mut ana, &led).await, new);
    portal.clock.advance(jiff::SignedDuration::from_mins(11));
    let led = ana.get(&end).await;
    assert_eq!(proved(&portal, &person, &mut ana, &led).await, end);
    portal.clock.advance(jiff::SignedDuration::from_mins(11));
    let led = ana.post_form(&end, &[]).await;
    assert_eq!(proved(&portal, &person, &mut ana, &led).await, end);
    assert_eq!(ana.post_form(&end, &[]).await.location(), "/patients/me/consent?done=ended");
}

/// Proves a factor where the answer leads, which names nothing of the record; where that leads.
async fn proved(portal: &TestPortal, person: &Person, visitor: &mut TestVisitor, led: &Answer) -> String {
    assert_eq!(led.location(), "/sign-in/factor");
    let page = visitor.get(led.location()).await.text;
    let code = portal.fresh_code(person);
    visitor.set_csrf(token_in(&page));
    let on = visitor.post_form("/sign-in/factor", &[("code", &code)]).await.location().to_owned();
    let session = visitor.get("/api/v1/session").await.json();
    visitor.set_csrf(session["csrf"].as_str().unwrap().to_owned());
    on
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_clinic_was_told_to_keep_private_is_private_here_too() {
    let (portal, mut ana, mut walter) = ana_and_her_caregiver().await;
    let mut told_at_the_clinic = hide_results();
    told_at_the_clinic["id"] = "clinic-1".into();
    let mut unclear = told_at_the_clinic.clone();
    unclear["id"] = "clinic-2".into();
    unclear["provision"]["action"] =
        json!([concept("http://terminology.hl7.org/CodeSystem/consentaction", "use")]);
    let mut unread = told_at_the_clinic.clone();
    unread["id"] = "clinic-3".into();
    unread["status"] = json!([]);
    portal.sandbox.load_all([told_at_the_clinic, unclear, unread]);

    let page = ana.get("/api/v1/consent").await.json();

    assert_eq!(page["current"][0]["is_from_record"], true, "{page}");
    assert_eq!(page["not_understood"], 2, "one is unclear, one cannot be read");
    assert_eq!(panels(&mut walter).await, 0);
    let id = page["current"][0]["id"].as_str().unwrap();
    assert_eq!(ana.post_json(&format!("{CONSENTS}/{id}/end"), &json!({})).await.status, 404);
}
