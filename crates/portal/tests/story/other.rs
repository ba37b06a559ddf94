//! What has no page of its own: listed, found, on the timeline, and told apart from what is not offered and what failed.

use portico_audit::{Action, Query};
use portico_model::{Categories, Category, Relationship};
use portico_testkit::{Dials, TestPortal, TestVisitor};
use serde_json::{Value, json};

use crate::world::{ANA, fresh_start, patient};

async fn ana_with(resources: Vec<Value>) -> (TestPortal, TestVisitor) {
    let portal = TestPortal::builder().only(&[ANA]).start().await;
    let taken = resources.len();
    let report = portal.sandbox.load_all(resources);
    assert_eq!((report.taken, report.refused.len()), (taken, 0), "{:?}", report.refused);
    let ana = portal.patient(ANA).await;
    portal.charts.invalidate(&patient(ANA)).await.unwrap();
    (portal, ana)
}

fn observation(id: &str, category: Option<&str>, text: &str, change: Value) -> Value {
    let system = "http://terminology.hl7.org/CodeSystem/observation-category";
    let mut observation = json!({"resourceType": "Observation", "id": id, "status": "final", "code": {"text": text},
        "subject": {"reference": format!("Patient/{ANA}")}, "effectiveDateTime": "2026-01-15"});
    if let Some(code) = category {
        observation["category"] = json!([{"coding": [{"system": system, "code": code}]}]);
    }
    observation.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    observation
}

fn kinds(list: &Value) -> Vec<&str> {
    list["groups"].as_array().unwrap().iter().map(|group| group["kind"].as_str().unwrap()).collect()
}

fn names(list: &Value) -> Vec<&str> {
    let items =
        list["groups"].as_array().unwrap().iter().flat_map(|group| group["items"].as_array().unwrap());
    items.map(|item| item["name"]["text"].as_str().unwrap()).collect()
}

async fn hits(visitor: &mut TestVisitor, words: &str) -> Value {
    visitor.post_json("/api/v1/search", &json!({"words": words})).await.json()["hits"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn observations_of_every_category_are_listed_found_and_on_the_timeline() {
    let (_portal, mut ana) = ana_with(vec![
        observation(
            "smokes",
            Some("social-history"),
            "Tobacco smoking status",
            json!({"valueString": "Never"}),
        ),
        observation("ecg", Some("procedure"), "Electrocardiogram", json!({"valueString": "Sinus rhythm"})),
        observation("mood", Some("survey"), "Quality of life score", json!({"valueInteger": 17})),
        observation("skin", Some("exam"), "Skin of the back", json!({"status": "entered-in-error"})),
        observation("walk", Some("activity"), "Steps walked", json!({"valueInteger": 9000})),
        observation("bare", None, "Grip of the left hand", json!({"valueString": "strong"})),
        observation("gene", Some("genomics"), "Variant of a gene", json!({"valueString": "not found"})),
        observation("local", Some("wound-care"), "Depth of the wound", json!({"valueInteger": 2})),
        observation("words", None, "Length of the stride", json!({"category": [{"text": "Gait"}]})),
    ])
    .await;

    let list = ana.get("/api/v1/other").await.json();
    let wanted = [
        "Tobacco smoking status",
        "Electrocardiogram",
        "Quality of life score",
        "Skin of the back",
        "Steps walked",
        "Grip of the left hand",
        "Variant of a gene",
        "Depth of the wound",
        "Length of the stride",
    ];
    for name in wanted {
        assert!(names(&list).contains(&name), "{name}: {:?}", names(&list));
        let found = hits(&mut ana, name).await;
        assert_eq!(found.as_array().unwrap().len(), 1, "{name}: {found}");
    }
    assert_eq!(list["failed"], json!([]));
    let found = hits(&mut ana, "skin of the back").await;
    assert_eq!(found[0]["mark"], "entered_in_error");
    let timeline = ana.get("/patients/me/timeline?year=2026").await.text;
    assert!(timeline.contains("Electrocardiogram") && timeline.contains("Steps walked"), "{timeline}");
    let page = ana.get("/patients/me/other/findings/ecg").await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("Sinus rhythm"), "{}", page.text);
    assert_eq!(ana.get("/patients/me/other/surveys/ecg").await.status, 404, "it is of another kind");
    assert_eq!(ana.get("/patients/me/other/nonsense/ecg").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_kind_may_use_is_counted_once_however_many_look_through_one_answer() {
    let subject = json!({"subject": {"reference": "Patient/somebody-else"}});
    let of_another = observation("another", Some("exam"), "Skin", subject);
    let (portal, mut ana) = ana_with(vec![of_another]).await;
    portal.sandbox.dials.set(Dials { strangers: true, only: Some("Observation".into()), ..Dials::default() });

    for path in ["other?kind=findings", "other"] {
        portal.charts.invalidate(&patient(ANA)).await.unwrap();
        assert_eq!(ana.get(&format!("/api/v1/{path}")).await.status, 200);
    }
    let query = Query { action: Some(Action::Read), limit: 100, ..Query::default() };
    let looks = portal.audit.query(&query).await.unwrap().entries.into_iter().map(|entry| entry.event);
    let looks = looks.filter(|event| event.detail.part.as_deref() == Some("other"));
    let counted: Vec<u32> = looks.map(|event| event.counts.strangers).collect();
    assert_eq!(counted.len(), 2);
    assert!(counted[0] > 0 && counted[0] == counted[1], "{counted:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_among_results_and_vital_signs_does_not_stand_here_too() {
    let (_portal, mut ana) = ana_with(vec![
        observation("lab", Some("laboratory"), "Magnesium in hair", json!({"valueInteger": 1})),
        observation("sign", Some("vital-signs"), "Waist", json!({"valueInteger": 80})),
    ])
    .await;

    let list = ana.get("/api/v1/other?kind=findings").await.json();
    assert_eq!(names(&list), Vec::<&str>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kind_that_is_not_offered_is_no_failure_and_one_that_failed_is_named() {
    let portal = TestPortal::builder().only(&[ANA]).start().await;
    let mut ana = portal.patient(ANA).await;

    let list = ana.get("/api/v1/other").await.json();
    assert!(kinds(&list).contains(&"procedures") && kinds(&list).contains(&"family_history"), "{list}");
    let not_offered = list["not_offered"].as_array().unwrap();
    assert!(not_offered.contains(&json!("glasses")), "the sandbox keeps none: {not_offered:?}");
    assert!(!not_offered.contains(&json!("messages")), "it keeps these, and there are none");
    assert_eq!(list["failed"], json!([]));

    fresh_start(&portal).await;
    let refused = Dials { only: Some("FamilyMemberHistory".into()), ..Dials::default() };
    portal.sandbox.dials.set(Dials { keeps_no: refused.only.clone(), ..Dials::default() });
    let list = ana.get("/api/v1/other").await.json();
    assert!(list["not_offered"].as_array().unwrap().contains(&json!("family_history")), "{list}");
    assert_eq!(list["failed"], json!([]));

    fresh_start(&portal).await;
    portal.sandbox.dials.set(Dials { error_rate: 1.0, ..refused });
    let list = ana.get("/api/v1/other").await.json();
    assert_eq!(list["failed"], json!(["family_history"]));
    assert!(kinds(&list).contains(&"procedures"), "the others are there: {list}");
    let page = ana.get("/patients/me/other").await;
    assert!(page.text.contains("family history"), "it is named: {}", page.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_page_asks_for_none_of_it() {
    let portal = TestPortal::builder().only(&[ANA]).start().await;
    let mut ana = portal.patient(ANA).await;
    portal.sandbox.dials.set(Dials { only: Some("Procedure".into()), error_rate: 1.0, ..Dials::default() });

    let summary = ana.get("/api/v1/health-summary").await.json();
    assert_eq!(summary["failed"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caregiver_sees_it_where_it_is_shared_and_never_what_is_sensitive() {
    let portal = TestPortal::builder().only(&[ANA]).start().await;
    let helper = portal.person("somebody-who-helps", portico_model::Language::En).await;
    portal.let_act(&helper, ANA, Relationship::Caregiver, Categories::ALL, None).await;
    let mut helper = portal.let_in_patient(&helper).await;
    let of = format!("/api/v1/patients/{ANA}/other");

    let list = helper.get(&of).await.json();
    assert!(names(&list).contains(&"Colonoscopy"), "{list}");
    assert!(!list.to_string().contains("PHQ-9"), "{list}");
    assert_eq!(list["withheld"], 0, "whether there is any is not told");
    let mut ana = portal.patient(ANA).await;
    let own = ana.get("/api/v1/other").await.json();
    assert!(own.to_string().contains("PHQ-9"), "{own}");

    let narrow = portal.person("somebody-who-helps-with-medicines", portico_model::Language::En).await;
    let scope = Categories::NONE.with(Category::Medications);
    portal.let_act(&narrow, ANA, Relationship::Caregiver, scope, None).await;
    let mut narrow = portal.let_in_patient(&narrow).await;
    let list = narrow.get(&of).await.json();
    assert_eq!(names(&list), Vec::<&str>::new(), "she has told of no medicines");
    assert!(list["not_shared"].as_array().unwrap().contains(&json!("other")), "{list}");
}
