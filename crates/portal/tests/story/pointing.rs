//! What one thing says of another is shown only to whom the other may be shown: the reason of a visit, the panel of a
//! result, the visit of a panel.

use portico_model::{
    Audience, Categories, Category, Directive, Effect, Language, Matter, Relationship, Sensitivities,
};
use portico_testkit::{TestPortal, TestVisitor};
use serde_json::{Value, json};

use crate::standing::directive;
use crate::world::ANA;

async fn acting(portal: &TestPortal, relationship: Relationship, scope: &[Category]) -> TestVisitor {
    let helper = portal.person("helper-of-ana", Language::En).await;
    let born = (portal.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date().year() - 15).to_string();
    let scope: Categories = scope.iter().copied().collect();
    portal.let_act(&helper, ANA, relationship, scope, format!("{born}-01-01").parse().ok()).await;
    portal.sign_in(&helper).await
}

/// Keeps one thing from those who act for Ana.
async fn keep_back(portal: &TestPortal, id: &str) -> Directive {
    let matter = Matter { item: id.parse().ok(), ..Matter::default() };
    let denied = directive(ANA, Effect::Deny, matter, Audience::Proxies, portal);
    portal.store.create_directive(&denied, &[]).await.unwrap();
    denied
}

async fn end(portal: &TestPortal, made: &Directive) {
    assert!(portal.store.end_directive(&made.patient, made.id, portal.clock.now(), &[]).await.unwrap());
}

fn of_ana(resource: Value) -> Value {
    let mut resource = resource;
    resource["subject"] = json!({"reference": format!("Patient/{ANA}")});
    resource
}

/// A page and its twin.
async fn texts(visitor: &mut TestVisitor, rest: &str) -> String {
    let page = visitor.get(&format!("/patients/{ANA}/{rest}")).await;
    let twin = visitor.get(&format!("/api/v1/patients/{ANA}/{rest}")).await;
    assert_eq!((page.status.as_u16(), twin.status.as_u16()), (200, 200), "{rest}: {}", twin.text);
    page.text + &twin.text
}

async fn is_there(visitor: &mut TestVisitor, rest: &str) -> bool {
    let page = visitor.get(&format!("/patients/{ANA}/{rest}")).await.status;
    let twin = visitor.get(&format!("/api/v1/patients/{ANA}/{rest}")).await.status;
    assert_eq!(page, twin, "{rest}");
    page == 200
}

const ABOUT: [&str; 5] = ["medications", "medications/pill", "visits", "visits/seen", "care-plans"];

/// A condition, and a medicine, a visit and a plan that are about it.
fn about_a_condition(condition: &str, words: &str) -> Vec<Value> {
    let why = json!([{"reference": format!("Condition/{condition}"), "display": words}]);
    let spelled = json!([{"text": words}]);
    [
        json!({"resourceType": "MedicationRequest", "id": "pill", "status": "active", "intent": "order",
            "medicationCodeableConcept": {"text": "Some pill"}, "reasonReference": why, "reasonCode": spelled}),
        json!({"resourceType": "Encounter", "id": "seen", "status": "finished", "class": {"code": "AMB"},
            "type": [{"text": "Office visit"}], "reasonReference": why, "reasonCode": spelled}),
        json!({"resourceType": "CarePlan", "id": "plan", "status": "active", "intent": "plan", "title": "The plan",
            "addresses": why}),
    ]
    .map(of_ana)
    .into()
}

fn condition(id: &str, words: &str) -> Value {
    of_ana(json!({"resourceType": "Condition", "id": id, "code": {"text": words},
        "clinicalStatus": {"coding": [{"code": "active"}]}}))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_something_is_for_is_not_told_to_whom_no_conditions_are_shared() {
    let portal = TestPortal::start().await;
    portal.sandbox.load_all([condition("quinsy", "Quinsy")]);
    portal.sandbox.load_all(about_a_condition("quinsy", "Quinsy"));
    let scope = [Category::Medications, Category::Visits, Category::CarePlans];
    let mut helper = acting(&portal, Relationship::Caregiver, &scope).await;
    let mut ana = portal.patient(ANA).await;

    for rest in ABOUT {
        assert!(!texts(&mut helper, rest).await.contains("Quinsy"), "{rest}");
        assert!(texts(&mut ana, rest).await.contains("Quinsy"), "{rest}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_something_is_for_goes_with_the_one_condition_that_is_kept_back() {
    let portal = TestPortal::start().await;
    portal.sandbox.load_all([condition("quinsy", "Quinsy"), condition("croup", "Croup")]);
    portal.sandbox.load_all(about_a_condition("quinsy", "Quinsy"));
    let mut helper = acting(&portal, Relationship::Caregiver, &Category::ALL).await;
    for rest in ABOUT {
        assert!(texts(&mut helper, rest).await.contains("Quinsy"), "{rest}");
    }

    let other = keep_back(&portal, "croup").await;
    for rest in ABOUT {
        assert!(texts(&mut helper, rest).await.contains("Quinsy"), "{rest}: another condition was meant");
    }
    end(&portal, &other).await;
    keep_back(&portal, "quinsy").await;
    for rest in ABOUT {
        assert!(!texts(&mut helper, rest).await.contains("Quinsy"), "{rest}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_something_is_for_and_nobody_can_find_could_be_of_any_kind() {
    let portal = TestPortal::start().await;
    let mut resources = about_a_condition("gone", "Quinsy");
    for resource in &mut resources {
        resource.as_object_mut().unwrap().remove("reasonCode");
    }
    // The visit itself is as sensitive as what it was about.
    resources.retain(|resource| resource["resourceType"] != "Encounter");
    portal.sandbox.load_all(resources);
    let mut helper = acting(&portal, Relationship::Caregiver, &Category::ALL).await;
    let mut ana = portal.patient(ANA).await;

    for rest in ["medications", "medications/pill", "care-plans"] {
        assert!(!texts(&mut helper, rest).await.contains("Quinsy"), "{rest}");
        assert!(texts(&mut ana, rest).await.contains("Quinsy"), "{rest}");
    }
}

fn result(id: &str, day: &str, change: Value) -> Value {
    let mut result = of_ana(json!({"resourceType": "Observation", "id": id, "status": "final",
        "category": [{"coding": [{"system": "urn:kind", "code": "laboratory"}]}], "code": {"text": format!("Zinc {id}")},
        "effectiveDateTime": day, "valueQuantity": {"value": 77.7, "unit": "ug/dL"}}));
    result.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    result
}

fn panel(id: &str, results: &[&str], change: Value) -> Value {
    let results: Vec<_> =
        results.iter().map(|id| json!({"reference": format!("Observation/{id}")})).collect();
    let mut panel = of_ana(json!({"resourceType": "DiagnosticReport", "id": id, "status": "final",
        "category": [{"coding": [{"system": "urn:kind", "code": "LAB"}]}], "code": {"text": "Trace metals"}, "issued": "2026-01-02T08:00:00Z",
        "effectiveDateTime": "2026-01-02", "result": results, "conclusion": "Both are as they should be.",
        "presentedForm": [{"contentType": "text/plain", "data": "Qm90aA=="}]}));
    panel.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    panel
}

/// Two results of a panel, an earlier one of the first, and a group below the panel.
fn metals() -> Vec<Value> {
    let of_same_test = json!({"code": {"text": "Zinc"}});
    let mut group = result("group", "2026-01-02", json!({"hasMember": [{"reference": "Observation/deep"}]}));
    group.as_object_mut().unwrap().remove("valueQuantity");
    vec![
        result("first", "2026-01-02", of_same_test.clone()),
        result("second", "2026-01-02", json!({})),
        result("deep", "2026-01-02", json!({})),
        group,
        result("earlier", "2025-01-02", of_same_test),
        panel("metals", &["first", "second", "group"], json!({})),
    ]
}

/// The list of the month in which the samples are.
const JANUARY: &str = "labs?from=2026-01-01&to=2026-01-31";

async fn hits(visitor: &mut TestVisitor, words: &str) -> String {
    let found = visitor.post_json(&format!("/api/v1/patients/{ANA}/search"), &json!({"words": words})).await;
    let page = visitor.post_form(&format!("/patients/{ANA}/search"), &[("words", words)]).await;
    found.json()["hits"].to_string() + &page.text
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panel_that_is_kept_back_takes_its_results_with_it_everywhere() {
    let portal = TestPortal::start().await;
    portal.sandbox.load_all(metals());
    let mut helper = acting(&portal, Relationship::Caregiver, &Category::ALL).await;
    let mut ana = portal.patient(ANA).await;
    let everywhere = ["labs/first", "labs/second", "labs/deep", "labs/panels/metals", "reports/metals"];
    for rest in everywhere {
        assert!(is_there(&mut helper, rest).await, "{rest}");
    }
    assert!(texts(&mut helper, "labs/earlier").await.contains("\"first\""), "it is in the trend");
    assert!(hits(&mut helper, "zinc").await.contains("/labs/second"));

    let made = keep_back(&portal, "metals").await;
    for rest in everywhere {
        assert!(!is_there(&mut helper, rest).await, "{rest}");
        assert!(is_there(&mut ana, rest).await, "{rest}");
    }
    let found = hits(&mut helper, "zinc").await;
    assert!(
        found.contains("earlier") && !found.contains("\"first\"") && !found.contains("Zinc second"),
        "{found}"
    );
    for rest in [JANUARY, "labs/earlier", "timeline", "timeline?year=2026", "health-summary"] {
        let twin = helper.get(&format!("/api/v1/patients/{ANA}/{rest}")).await;
        assert_eq!(twin.status, 200, "{rest}");
        for id in ["\"first\"", "\"second\"", "\"deep\"", "\"metals\""] {
            assert!(!twin.text.contains(id), "{id} in {rest}: {}", twin.text);
        }
    }
    end(&portal, &made).await;
    assert!(is_there(&mut helper, "labs/first").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_result_that_is_kept_back_takes_with_it_what_speaks_of_all_of_its_panel() {
    let portal = TestPortal::start().await;
    portal.sandbox.load_all(metals());
    let mut helper = acting(&portal, Relationship::Caregiver, &Category::ALL).await;
    let mut ana = portal.patient(ANA).await;
    let told = "Both are as they should be.";
    assert!(texts(&mut helper, "labs/panels/metals").await.contains(told));
    assert!(texts(&mut helper, JANUARY).await.contains(told));
    assert!(is_there(&mut helper, "reports/metals").await);

    for id in ["first", "deep"] {
        let made = keep_back(&portal, id).await;
        let panel = texts(&mut helper, "labs/panels/metals").await;
        assert!(panel.contains("Zinc second") && !panel.contains(told), "{id}: {panel}");
        assert!(
            panel.contains("\"has_document\":false") && !panel.contains(&format!("/labs/{id}")),
            "{id}: {panel}"
        );
        assert!(!is_there(&mut helper, &format!("labs/{id}")).await, "{id}");
        assert!(!is_there(&mut helper, "reports/metals").await, "{id}");
        assert!(!is_there(&mut helper, "reports/metals/content/0").await, "{id}");
        assert!(!texts(&mut helper, JANUARY).await.contains(told), "{id}");
        assert!(texts(&mut ana, "labs/panels/metals").await.contains(told), "{id}");
        end(&portal, &made).await;
    }
    assert!(is_there(&mut helper, "reports/metals").await);
    assert!(is_there(&mut helper, "reports/metals/content/0").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panel_that_is_opened_by_name_is_opened_with_its_results() {
    let portal = TestPortal::start().await;
    let protected = json!({"meta": {"security": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "HIV"}]}});
    portal
        .sandbox
        .load_all([result("first", "2026-01-02", json!({})), panel("metals", &["first"], protected)]);
    let mut helper = acting(&portal, Relationship::Caregiver, &Category::ALL).await;
    assert!(!is_there(&mut helper, "labs/first").await);

    let labels = Sensitivities::NONE.with(portico_model::Sensitivity::Hiv);
    let matter = Matter { item: "metals".parse().ok(), labels, ..Matter::default() };
    let opened = directive(ANA, Effect::Permit, matter, Audience::Proxies, &portal);
    portal.store.create_directive(&opened, &[]).await.unwrap();

    for rest in ["labs/first", "labs/panels/metals"] {
        assert!(is_there(&mut helper, rest).await, "{rest}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn results_are_as_sensitive_as_the_visit_that_they_were_made_in() {
    let portal = TestPortal::start().await;
    let visit = |id: &str, words: &str| {
        of_ana(json!({"resourceType": "Encounter", "id": id, "status": "finished", "class": {"code": "AMB"},
            "type": [{"text": words}]}))
    };
    let within = |id: &str| json!({"encounter": {"reference": format!("Encounter/{id}")}});
    portal.sandbox.load_all([visit("plain", "Office visit"), visit("protected", "HIV clinic")]);
    portal.sandbox.load_all([
        result("in-plain", "2026-01-02", json!({})),
        result("in-protected", "2026-01-02", json!({})),
        result("alone", "2026-01-02", within("protected")),
        result("lost", "2026-01-02", json!({"encounter": {"display": "some visit"}})),
        panel("of-plain", &["in-plain"], within("plain")),
        panel("of-protected", &["in-protected"], within("protected")),
    ]);
    let mut parent = acting(&portal, Relationship::Parent, &Category::ALL).await;
    let mut ana = portal.patient(ANA).await;

    for rest in ["labs/in-plain", "labs/panels/of-plain"] {
        assert!(is_there(&mut parent, rest).await, "{rest}");
    }
    for rest in ["labs/in-protected", "labs/panels/of-protected", "labs/alone", "labs/lost"] {
        assert!(!is_there(&mut parent, rest).await, "{rest}");
        assert!(is_there(&mut ana, rest).await, "{rest}");
    }
    let list = texts(&mut parent, JANUARY).await;
    assert!(list.contains("in-plain") && !list.contains("in-protected"), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_teenager_is_told_beside_a_plain_name_is_hers_as_well() {
    let portal = TestPortal::start().await;
    let secret = "for her addiction";
    portal.sandbox.load_all(
        [
            json!({"resourceType": "MedicationRequest", "id": "pill", "status": "active", "intent": "order",
                "medicationCodeableConcept": {"text": "Some pill"}, "dosageInstruction": [{"text": secret}]}),
            json!({"resourceType": "Encounter", "id": "seen", "status": "finished", "class": {"code": "AMB"},
                "type": [{"text": "Follow-up"}], "location": [{"location": {"display": "Hillside Addiction Recovery"}}]}),
            json!({"resourceType": "Condition", "id": "rash", "code": {"text": "Rash"}, "note": [{"text": secret}]}),
        ]
        .map(of_ana),
    );
    portal.sandbox.load_all([result(
        "noted",
        "2026-01-02",
        json!({"note": [{"text": "HIV screen repeated"}]}),
    )]);
    let mut parent = acting(&portal, Relationship::Parent, &Category::ALL).await;
    let mut ana = portal.patient(ANA).await;

    for rest in ["medications/pill", "visits/seen", "labs/noted"] {
        assert!(!is_there(&mut parent, rest).await, "{rest}");
        assert!(is_there(&mut ana, rest).await, "{rest}");
    }
    assert!(!texts(&mut parent, "conditions").await.contains(secret));
    assert!(texts(&mut ana, "conditions").await.contains(secret));
}
