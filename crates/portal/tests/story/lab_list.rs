//! The list of results narrowed and turned page by page, and things found by the words that people see.

use std::collections::BTreeSet;

use portico_model::Language;
use portico_testkit::{TestPortal, TestVisitor};
use serde_json::{Value, json};

use crate::world::{ANA, WALTER, strings_at};

async fn labs(visitor: &mut TestVisitor, query: &str) -> Value {
    let answer = visitor.get(&format!("/api/v1/labs?{query}")).await;
    assert_eq!(answer.status, 200, "{query}: {}", answer.text);
    answer.json()
}

fn panels(labs: &Value) -> &[Value] {
    labs["panels"].as_array().unwrap()
}

fn day(panel: &Value) -> &str {
    panel["taken"].as_str().or(panel["released"].as_str()).unwrap()
}

fn is_flagged(panel: &Value) -> bool {
    let is_plain = |result: &Value| ["unknown", "in_range"].contains(&result["flag"].as_str().unwrap());
    !panel["results"].as_array().unwrap().iter().all(is_plain)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_the_list_are_all_panels_once_each_the_newest_first() {
    let portal = TestPortal::builder().only(&[WALTER]).start().await;
    let mut walter = portal.patient(WALTER).await;
    let first = labs(&mut walter, "").await;
    let (total, pages) = (first["total"].as_u64().unwrap(), first["pages"].as_u64().unwrap());
    assert!(pages > 1, "Walter has many results: {total}");

    let mut all = Vec::new();
    for page in 0..pages {
        all.extend(panels(&labs(&mut walter, &format!("page={page}")).await).to_vec());
    }
    assert_eq!(all.len() as u64, total);
    let ids: BTreeSet<&str> = all.iter().map(|panel| panel["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len() as u64, total, "none stands twice");
    assert!(all.iter().map(day).is_sorted_by(|newer, older| newer[..4] >= older[..4]), "by year at least");
    let beyond = labs(&mut walter, &format!("page={pages}")).await;
    let last = labs(&mut walter, &format!("page={}", pages - 1)).await;
    assert_eq!((panels(&beyond), &beyond["total"]), (panels(&last), &json!(total)), "the last stands for it");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_narrowed_by_class_by_flag_and_by_days() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let whole = labs(&mut ana, "").await;
    let total = whole["total"].as_u64().unwrap();
    let classes: Vec<&str> =
        whole["classes"].as_array().unwrap().iter().map(|class| class.as_str().unwrap()).collect();
    assert!(classes.contains(&"lipids") && classes.len() > 3, "{classes:?}");

    let mut of_classes = 0;
    for class in &classes {
        let narrowed = labs(&mut ana, &format!("class={class}")).await;
        assert!(panels(&narrowed).iter().all(|panel| panel["class"] == **class), "{class}");
        assert!(!panels(&narrowed).is_empty(), "{class}");
        assert_eq!(narrowed["classes"], whole["classes"], "the choices stay");
        of_classes += narrowed["total"].as_u64().unwrap();
    }
    assert_eq!(of_classes, total);
    let flagged = labs(&mut ana, "flagged=true").await;
    assert!(!panels(&flagged).is_empty() && flagged["total"].as_u64().unwrap() < total);
    assert!(panels(&flagged).iter().all(is_flagged));
    let lipids = labs(&mut ana, "class=lipids").await;
    let days: Vec<String> = panels(&lipids).iter().map(|panel| day(panel)[..10].to_owned()).collect();
    let (newest, oldest) = (&days[0], days.last().unwrap());
    let one_day = labs(&mut ana, &format!("class=lipids&from={oldest}&to={oldest}")).await;
    assert_eq!(panels(&one_day).len(), 1, "both ends count");
    let between = labs(&mut ana, &format!("class=lipids&from={oldest}&to={newest}")).await;
    assert_eq!(between["total"], lipids["total"]);
    assert!(panels(&labs(&mut ana, "to=1950-01-01").await).is_empty());
    let page = ana.get("/patients/me/labs?to=1950-01-01").await;
    assert_eq!(page.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_result_is_found_by_its_plain_name_in_the_readers_language() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient_in(ANA, Language::Es).await;

    for words in ["colesterol ldl", "TRIGLICERIDOS", "triglicéridos", "hemoglobina a1c"] {
        let hits = ana.post_json("/api/v1/search", &json!({"words": words})).await.json();
        assert!(hits["hits"].as_array().unwrap().iter().any(|hit| hit["kind"] == "lab"), "{words}: {hits}");
    }
    let page = ana.post_form("/patients/me/search", &[("words", "colesterol")]).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("Colesterol LDL"), "{}", page.text);
    let nothing = ana.post_json("/api/v1/search", &json!({"words": "xylophone"})).await.json();
    assert!(nothing["hits"].as_array().unwrap().is_empty());
    let nothing = ana.post_json("/api/v1/search", &json!({"words": "   "})).await.json();
    assert!(nothing["hits"].as_array().unwrap().is_empty(), "no words find nothing, not everything");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_found_can_be_opened() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;

    let hits = ana.post_json("/api/v1/search", &json!({"words": "cholesterol"})).await.json();
    let found = hits["hits"].as_array().unwrap();
    assert!(found.len() > 3, "{hits}");
    for hit in found.iter().filter(|hit| hit["kind"] == "lab").take(5) {
        let id = hit["id"].as_str().unwrap();
        assert_eq!(ana.get(&format!("/patients/me/labs/{id}")).await.status, 200, "{id}");
    }
    assert!(!strings_at(&hits, "text").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_days_that_were_asked_for_stand_in_their_fields() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;

    let page = ana.get("/patients/me/labs?from=2024-01-31&to=2025-02-01").await.text;
    let input = |name: &str| {
        let after = page.split(&format!("name=\"{name}\" type=\"date\"")).nth(1).unwrap();
        after.split('>').next().unwrap().to_owned()
    };
    assert!(input("from").contains("value=\"2024-01-31\""), "{}", input("from"));
    assert!(input("to").contains("value=\"2025-02-01\""), "{}", input("to"));
}
