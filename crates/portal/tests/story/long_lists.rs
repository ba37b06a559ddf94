//! Lists of any length: page by page, and in one order whatever order the record system sends.

use std::collections::BTreeSet;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use portico_testkit::{Dials, TestPortal, TestVisitor};
use serde_json::{Value, json};

use crate::world::{ANA, fresh_start, patient};

const MANY: usize = 180;

/// Very many of each kind, most of one day and some without a date.
fn very_many() -> Vec<Value> {
    let of = json!({"reference": format!("Patient/{ANA}")});
    let day = |n: usize| if n.is_multiple_of(9) { Value::Null } else { json!("2025-03-03") };
    let mut all = Vec::new();
    for n in 0..MANY {
        let name = json!({"text": format!("Thing {}", n % 7)});
        let category = |code: &str| json!([{"coding": [{"code": code}]}]);
        let mut put = |mut resource: Value, dated: &str| {
            resource["id"] =
                json!(format!("many-{}-{n}", resource["resourceType"].as_str().unwrap().to_lowercase()));
            if resource["patient"].is_null() {
                resource["subject"] = of.clone();
            }
            resource[dated] = day(n);
            resource.as_object_mut().unwrap().retain(|_, value| !value.is_null());
            all.push(resource);
        };
        put(
            json!({"resourceType": "Immunization", "status": "completed", "vaccineCode": name, "patient": of}),
            "occurrenceDateTime",
        );
        put(json!({"resourceType": "Condition", "code": name}), "onsetDateTime");
        put(json!({"resourceType": "AllergyIntolerance", "code": name, "patient": of}), "onsetDateTime");
        put(
            json!({"resourceType": "MedicationRequest", "status": if n < 60 { "active" } else { "completed" },
            "intent": "order", "medicationCodeableConcept": name}),
            "authoredOn",
        );
        put(
            json!({"resourceType": "DocumentReference", "status": "current", "type": name,
            "content": [{"attachment": {"contentType": "text/plain", "data": "aGVsbG8="}}]}),
            "date",
        );
        put(
            json!({"resourceType": "Encounter", "status": "finished", "class": {"code": "AMB"}, "type": [name],
            "period": {"start": day(n)}}),
            "none",
        );
        put(
            json!({"resourceType": "CarePlan", "status": "active", "intent": "plan", "title": format!("Plan {}", n % 7)}),
            "created",
        );
        put(json!({"resourceType": "Procedure", "status": "completed", "code": name}), "performedDateTime");
        put(
            json!({"resourceType": "Observation", "status": "final", "category": category("vital-signs"),
            "code": {"coding": [{"system": "http://loinc.org", "code": "8867-4"}], "text": "Heart rate"},
            "valueQuantity": {"value": 60 + n % 9, "unit": "/min", "system": "http://unitsofmeasure.org", "code": "/min"}}),
            "effectiveDateTime",
        );
        all.push(
            json!({"resourceType": "DiagnosticReport", "id": format!("many-report-{n}"), "status": "final",
            "category": category("RAD"), "code": name, "subject": of, "effectiveDateTime": "2025-03-03"}),
        );
    }
    all
}

async fn long_record() -> (TestPortal, TestVisitor) {
    let portal = TestPortal::builder().only(&[ANA]).start().await;
    let all = very_many();
    let taken = all.len();
    let report = portal.sandbox.load_all(all);
    assert_eq!((report.taken, report.refused.len()), (taken, 0), "{:?}", report.refused);
    let ana = portal.patient(ANA).await;
    portal.charts.invalidate(&patient(ANA)).await.unwrap();
    (portal, ana)
}

/// Every list that has pages, with the members that are lists in it.
const LISTS: [(&str, &[&str]); 11] = [
    ("immunizations", &["immunizations"]),
    ("conditions", &["active", "suspected", "unclear", "visit_diagnoses", "concerns", "social", "past"]),
    ("allergies", &["allergies"]),
    (
        "medications",
        &["active", "do_not_take", "on_hold", "unclear", "proposed", "in_hospital", "past", "given_out"],
    ),
    ("notes", &["documents"]),
    ("documents", &["documents"]),
    ("reports", &["reports"]),
    ("visits", &["upcoming", "visits"]),
    ("care-plans", &["goals", "plans"]),
    ("labs", &["panels"]),
    ("other?kind=procedures", &["groups/items"]),
];

fn ids(list: &Value, members: &[&str]) -> Vec<String> {
    let mut ids = Vec::new();
    for member in members {
        let items: Vec<&Value> = match member.split_once('/') {
            Some((outer, inner)) => {
                let outer = list[outer].as_array().unwrap().iter();
                outer.flat_map(|group| group[inner].as_array().unwrap()).collect()
            }
            None => list[*member].as_array().unwrap().iter().collect(),
        };
        ids.extend(items.into_iter().map(|item| item["id"].as_str().unwrap().to_owned()));
    }
    ids
}

fn at(list: &str, page: usize) -> String {
    format!("{list}{}page={page}", if list.contains('?') { '&' } else { '?' })
}

/// As it travels to a browser, compressed.
fn assert_is_light(what: &str, text: &str) {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    let size = encoder.finish().unwrap().len();
    assert!(size <= 30_000, "{what}: {size} bytes");
}

/// The ids of all pages, one after another.
async fn every_page(visitor: &mut TestVisitor, list: &str, members: &[&str]) -> Vec<String> {
    let (mut all, mut page) = (Vec::new(), 0);
    loop {
        let answer = visitor.get(&format!("/api/v1/{}", at(list, page))).await;
        assert_eq!(answer.status, 200, "{list}: {}", answer.text);
        assert_is_light(list, &answer.text);
        let view = answer.json();
        assert_eq!(view["page"], json!(page), "{list}");
        all.extend(ids(&view, members));
        page += 1;
        if page >= usize::try_from(view["pages"].as_u64().unwrap()).unwrap() {
            assert_eq!(json!(all.len()), view["total"], "{list}");
            return all;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_every_list_are_the_list_once_each_and_in_one_order() {
    let (portal, mut ana) = long_record().await;

    let mut before = Vec::new();
    for (list, members) in LISTS {
        let all = every_page(&mut ana, list, members).await;
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{list}: none stands twice");
        before.push(all);
    }
    fresh_start(&portal).await;
    portal.sandbox.dials.set(Dials { ties_reversed: true, ..Dials::default() });
    for ((list, members), before) in LISTS.into_iter().zip(before) {
        assert_eq!(every_page(&mut ana, list, members).await, before, "{list}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn timeline_search_and_summary_are_the_same_whatever_the_order_of_ties() {
    let (portal, mut ana) = long_record().await;
    let looks = async |ana: &mut TestVisitor| {
        let mut views = Vec::new();
        for path in ["timeline?year=2025", "health-summary", "vitals", "care-team", "profile", "other"] {
            let mut view = ana.get(&format!("/api/v1/{path}")).await.json();
            view.as_object_mut().unwrap().remove("as_of");
            views.push(view);
        }
        let mut hits = ana.post_json("/api/v1/search", &json!({"words": "thing 3"})).await.json();
        hits.as_object_mut().unwrap().remove("as_of");
        views.push(hits);
        views
    };

    let before = looks(&mut ana).await;
    fresh_start(&portal).await;
    portal.sandbox.dials.set(Dials { ties_reversed: true, ..Dials::default() });
    let after = looks(&mut ana).await;
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before, after);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_behind_the_last_is_the_last_and_claims_no_absence() {
    let (_portal, mut ana) = long_record().await;

    for (list, members) in LISTS {
        let beyond = ana.get(&format!("/api/v1/{}", at(list, 4_000))).await.json();
        assert_eq!(json!(beyond["page"].as_u64().unwrap() + 1), beyond["pages"], "{list}");
        assert!(!ids(&beyond, members).is_empty(), "{list}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_turned_without_scripts_and_say_where_they_are() {
    let (_portal, mut ana) = long_record().await;

    let first = ana.get("/patients/me/documents").await.text;
    assert!(
        first.contains("href=\"/patients/me/documents?page=1\"") && first.contains("rel=next"),
        "{first}"
    );
    assert!(first.contains("Page 1 of 4") && !first.contains("rel=prev"), "{first}");
    let last = ana.get("/patients/me/documents?page=3").await.text;
    assert!(last.contains("href=\"/patients/me/documents?page=2\"") && !last.contains("rel=next"), "{last}");
    let assets = portico_portal::look::assets::all();
    let assets: String = assets.iter().map(|asset| String::from_utf8_lossy(asset.bytes)).collect();
    for rest in ["", "visits", "documents", "medications", "conditions", "immunizations", "vitals", "other"] {
        let page = ana.get(&format!("/patients/me/{rest}")).await.text;
        assert_is_light(rest, &format!("{page}{assets}"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn vital_signs_show_the_newest_of_each_kind_and_one_kind_page_by_page_with_the_whole_curve() {
    let (_portal, mut ana) = long_record().await;
    let heart = |view: &Value| {
        let series = view["series"].as_array().unwrap();
        series.iter().find(|own| own["kind"] == "heart_rate").unwrap().clone()
    };

    let all = ana.get("/api/v1/vitals").await;
    assert_is_light("vitals", &all.text);
    let series = heart(&all.json());
    assert_eq!(series["readings"].as_array().unwrap().len(), 10);
    let total = series["total"].as_u64().unwrap();
    assert!(total >= MANY as u64);

    let one = ana.get("/api/v1/vitals?kind=heart_rate&page=1").await.json();
    assert_eq!(one["series"].as_array().unwrap().len(), 1);
    assert_eq!(heart(&one)["readings"].as_array().unwrap().len(), 50);
    let of_heart = heart(&one);
    let points = of_heart["trends"][0]["segments"].as_array().unwrap().iter();
    let points: usize = points.map(|segment| segment["points"].as_array().unwrap().len()).sum();
    assert!(points > 150, "the curve is drawn from all that have a date: {points}");
    let page = ana.get("/patients/me/vitals").await.text;
    assert!(page.contains("/patients/me/vitals?kind=heart_rate"), "{page}");
}
