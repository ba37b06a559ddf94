//! What is not simply so says so wherever it is listed: page, summary, timeline, search, twins, and for a doctor in an
//! emergency. And no page says that there is nothing where something could not be read.

use portico_model::Language;
use portico_testkit::{Dials, Down, HENRIK, TestPortal, TestVisitor};
use serde_json::{Value, json};

use crate::world::{ANA, first_like, fresh_start, text};

fn of_ana(mut resource: Value) -> Value {
    let is_of_patient =
        ["AllergyIntolerance", "Immunization"].iter().any(|kind| resource["resourceType"] == *kind);
    resource[if is_of_patient { "patient" } else { "subject" }] =
        json!({"reference": format!("Patient/{ANA}")});
    resource
}

fn coded(code: &str) -> Value {
    json!({"coding": [{"code": code}]})
}

/// What did not happen, was withdrawn, is only thought of, or is for elsewhere; each with the mark that it must carry.
fn not_so() -> Vec<(&'static str, Value, Option<&'static str>)> {
    let order = |name: &str, change: Value| {
        let mut order = json!({"resourceType": "MedicationRequest", "status": "active", "intent": "order",
            "authoredOn": "2026-11-03", "medicationCodeableConcept": {"text": name}});
        order.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        order
    };
    let vaccine = |name: &str, status: &str| {
        json!({"resourceType": "Immunization", "status": status, "vaccineCode": {"text": name},
            "occurrenceDateTime": "2026-11-04"})
    };
    let condition = |name: &str, sure: &str| {
        json!({"resourceType": "Condition", "clinicalStatus": coded("active"), "verificationStatus": coded(sure),
            "code": {"text": name}, "recordedDate": "2026-11-05", "category": [coded("problem-list-item")]})
    };
    vec![
        ("Zibuprofen", order("Zibuprofen 600 mg", json!({"doNotPerform": true})), Some("do_not_take")),
        ("Zemaglutide", order("Zemaglutide pen", json!({"intent": "proposal"})), Some("proposed")),
        (
            "Zeparin",
            order("Zeparin 5000 units", json!({"category": [coded("inpatient")]})),
            Some("in_hospital"),
        ),
        ("Zolpidem", order("Zolpidem 10 mg", json!({"status": "stopped"})), Some("stopped")),
        ("Zoster", vaccine("Zoster vaccine", "not-done"), Some("not_given")),
        ("Zumps", vaccine("Zumps vaccine", "entered-in-error"), None),
        ("Zupus", condition("Zupus", "refuted"), Some("ruled_out")),
        ("Zembolism", condition("Zembolism", "differential"), Some("one_of_several")),
        ("Ziabetes", condition("Ziabetes", "entered-in-error"), None),
        (
            "Zollow-up",
            json!({"resourceType": "Encounter", "status": "cancelled", "class": {"code": "AMB"},
                "type": [{"text": "Zollow-up"}], "period": {"start": "2026-11-06T10:00:00-06:00"}}),
            Some("cancelled"),
        ),
        (
            "Zeggs",
            json!({"resourceType": "AllergyIntolerance", "clinicalStatus": coded("active"),
                "verificationStatus": coded("entered-in-error"), "code": {"text": "Zeggs"}, "onsetDateTime": "2026-11-07"}),
            None,
        ),
    ]
}

async fn portal_of_ana() -> (TestPortal, TestVisitor) {
    let portal = TestPortal::start().await;
    let resources = not_so().into_iter().enumerate().map(|(at, (_, mut resource, _))| {
        resource["id"] = format!("not-so-{at}").into();
        of_ana(resource)
    });
    portal.sandbox.load_all(resources.collect::<Vec<_>>());
    let ana = portal.patient(ANA).await;
    (portal, ana)
}

async fn hits(ana: &mut TestVisitor, words: &str) -> Vec<Value> {
    let found = ana.post_json("/api/v1/search", &json!({"words": words})).await.json();
    found["hits"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_so_carries_its_mark_on_the_timeline_and_in_search() {
    let (_portal, mut ana) = portal_of_ana().await;
    let timeline = ana.get("/api/v1/timeline?year=2026").await.json();

    for (name, _, mark) in not_so() {
        let is_it =
            |value: &Value| value["title"]["text"].as_str().is_some_and(|title| title.starts_with(name));
        let on_timeline = first_like(&timeline, &is_it);
        assert_eq!(on_timeline.map(|link| link["mark"].clone()), mark.map(Value::from), "{name}");
        let found = hits(&mut ana, name).await;
        let expected = mark.unwrap_or("entered_in_error");
        assert_eq!(found[0]["mark"], expected, "{name}: {found:?}");
    }
    let page = ana.get("/patients/me/timeline?year=2026").await.text;
    assert!(page.contains(&text(Language::En, "mark-do-not-take")) && !page.contains("Zeggs"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_so_is_in_no_list_of_what_is() {
    let (_portal, mut ana) = portal_of_ana().await;

    let medicines = ana.get("/api/v1/medications").await.json();
    let summary = ana.get("/api/v1/health-summary").await.json();
    let conditions = ana.get("/api/v1/conditions").await.json();
    for name in
        ["Zibuprofen", "Zemaglutide", "Zeparin", "Zolpidem", "Zupus", "Zembolism", "Ziabetes", "Zeggs"]
    {
        let is_in = |list: &Value| list.to_string().contains(name);
        assert!(!is_in(&medicines["active"]) && !is_in(&conditions["active"]), "{name}");
        assert!(!is_in(&summary["medications"]) && !is_in(&summary["allergies"]), "{name}");
        let unsure = summary["conditions"].as_array().unwrap().iter().filter(|own| is_in(own));
        assert!(unsure.into_iter().all(|own| own["mark"] != Value::Null), "{name}");
    }
    assert!(summary["do_not_take"].to_string().contains("Zibuprofen"));
    let page = ana.get("/patients/me").await.text;
    for name in ["Zemaglutide", "Zeparin", "Zolpidem", "Zupus", "Ziabetes", "Zeggs"] {
        assert!(!page.contains(name), "{name}");
    }
    assert!(page.contains("Zibuprofen") && page.contains(&text(Language::En, "mark-do-not-take")), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_doctor_in_an_emergency_sees_what_must_be_left_alone_and_nothing_that_is_not_so() {
    let (portal, _) = portal_of_ana().await;
    let mut henrik = portal.colleague(HENRIK).await;
    let fields = [("reason", "emergency"), ("words", "Found without consciousness at the bus stop")];
    assert_eq!(henrik.post_form(&format!("/staff/patients/{ANA}/break-glass"), &fields).await.status, 303);

    let page = henrik.get(&format!("/staff/patients/{ANA}")).await.text;
    assert!(page.contains("Zibuprofen") && page.contains(&text(Language::En, "mark-do-not-take")), "{page}");
    for name in ["Zemaglutide", "Zeparin", "Zolpidem", "Zupus", "Ziabetes", "Zeggs"] {
        assert!(!page.contains(name), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dosage_that_is_only_in_codes_reads_the_same_everywhere() {
    let portal = TestPortal::start().await;
    portal.sandbox.load_all([of_ana(json!({"resourceType": "MedicationRequest", "id": "mtx", "status": "active",
        "intent": "order", "authoredOn": "2026-11-20", "medicationCodeableConcept": {"text": "Zethotrexate 2.5 mg"},
        "dosageInstruction": [{"timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "wk", "dayOfWeek": ["mon"]}},
            "route": {"text": "by mouth"}, "doseAndRate": [{"doseQuantity": {"value": 4, "unit": "tablet"}}]}]}))]);
    let mut ana = portal.patient(ANA).await;

    let words = "4 tablets once a week (Monday), by mouth";
    for rest in ["medications/mtx", "medications", "health-summary"] {
        let twin = ana.get(&format!("/api/v1/{rest}")).await.text;
        assert!(twin.contains(words) && twin.contains("\"unit\":\"week\""), "{rest}: {twin}");
    }
    for rest in ["/medications/mtx", "/medications", ""] {
        let page = ana.get(&format!("/patients/me{rest}")).await.text;
        assert!(page.contains(words), "{rest}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_statement_or_one_of_a_single_kind_is_no_all_clear() {
    let portal = TestPortal::start().await;
    let entry = |id: &str, code: Value, sure: &str| {
        json!({"resourceType": "AllergyIntolerance", "id": id, "clinicalStatus": coded("active"),
            "verificationStatus": coded(sure), "code": code, "patient": {"reference": "Patient/walter-none"}})
    };
    portal.sandbox.load_all([
        json!({"resourceType": "Patient", "id": "walter-none", "active": true, "name": [{"family": "None", "given": ["Wal"]}],
            "birthDate": "1960-01-01"}),
        entry("nka", coded("716186003"), "entered-in-error"),
        entry("latex", json!({"text": "No known latex allergy (situation)"}), "confirmed"),
    ]);
    let mut visitor = portal.patient("walter-none").await;

    let twin = visitor.get("/api/v1/allergies").await.json();
    assert_eq!((&twin["says_none"], &twin["allergies"]), (&json!(false), &json!([])), "{twin}");
    assert_eq!(twin["none_of"][0]["kind"], "latex");
    for rest in ["/allergies", ""] {
        let page = visitor.get(&format!("/patients/me{rest}")).await.text;
        assert!(!page.contains(&text(Language::En, "allergies-none-title")), "{rest}: {page}");
        assert!(page.contains(&text(Language::En, "allergies-none-latex")), "{rest}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_said_to_be_missing_from_the_record_where_a_part_failed() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    fresh_start(&portal).await;
    let down =
        |only: &str| Dials { down: Down::Unavailable, only: Some(only.to_owned()), ..Dials::default() };

    for (kind, assertions) in [
        ("AllergyIntolerance", ["allergies-none", "allergies-empty"]),
        ("MedicationRequest", ["medications-none-in-use", "medications-empty"]),
        ("Condition", ["conditions-none-now", "conditions-empty"]),
        ("Observation", ["labs-empty", "summary-nothing-new"]),
        ("Appointment", ["summary-no-next", "visits-empty"]),
    ] {
        fresh_start(&portal).await;
        portal.sandbox.dials.set(down(kind));
        let page = ana.get("/patients/me").await;
        assert_eq!(page.status, 200, "{kind}");
        assert!(page.text.contains(&text(Language::En, "notice-failed-title")), "{kind}");
        for key in assertions {
            assert!(!page.text.contains(&text(Language::En, key)), "{kind}: {key}");
        }
        let found = ana.post_form("/patients/me/search", &[("words", "quite unlikely")]).await.text;
        assert!(
            kind == "Appointment" || !found.contains(&text(Language::En, "search-none")),
            "{kind}: {found}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_without_a_type_is_called_by_its_kind_and_found_by_its_place() {
    let portal = TestPortal::start().await;
    portal.sandbox.load_all([of_ana(
        json!({"resourceType": "Encounter", "id": "bare", "status": "finished",
        "class": {"code": "EMER"}, "location": [{"location": {"display": "Zquay House"}}],
        "reasonCode": [{"text": "Zwollen ankle"}], "period": {"start": "2026-11-06T10:00:00-06:00"}}),
    )]);
    let mut ana = portal.patient(ANA).await;

    for words in ["zquay", "zwollen"] {
        let found = hits(&mut ana, words).await;
        let visit = found.iter().find(|hit| hit["kind"] == "visit").unwrap();
        assert_eq!((&visit["id"], &visit["title"]["key"]), (&json!("bare"), &json!("visit-emergency")));
    }
    let page = ana.get("/patients/me/visits/bare").await.text;
    assert!(
        page.contains(&text(Language::En, "visit-emergency")) && page.contains("Zwollen ankle"),
        "{page}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_pharmacy_gave_out_without_a_prescription_is_listed_and_found() {
    let portal = TestPortal::start().await;
    portal.sandbox.load_all([of_ana(
        json!({"resourceType": "MedicationDispense", "id": "loose", "status": "completed",
        "medicationCodeableConcept": {"text": "Zamoxicillin 500 mg"}, "whenHandedOver": "2026-11-01",
        "daysSupply": {"value": 7}}),
    )]);
    let mut ana = portal.patient(ANA).await;

    assert!(ana.get("/patients/me/medications").await.text.contains("Zamoxicillin"));
    let twin = ana.get("/api/v1/medications").await.json();
    assert_eq!(twin["given_out"][0]["id"], "loose");
    assert_eq!(hits(&mut ana, "zamoxicillin").await[0]["kind"], "dispense");
}
