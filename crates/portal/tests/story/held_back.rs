//! What somebody who acts for a patient is not shown, and what the log says of it.

use portico_audit::{Action, Outcome, Withheld};
use portico_model::{Categories, Category, Language, Relationship};
use portico_testkit::{TestPortal, TestVisitor};
use serde_json::{Value, json};

use crate::world::{ANA, first_like, log_of_ana};

const HELPER: &str = "helper-of-ana";

/// Somebody who acts for Ana.
async fn acting(
    portal: &TestPortal,
    relationship: Relationship,
    scope: Categories,
    born: Option<&str>,
) -> TestVisitor {
    let helper = portal.person(HELPER, Language::En).await;
    let born = born.map(|born| born.parse().unwrap());
    portal.let_act(&helper, ANA, relationship, scope, born).await;
    portal.sign_in(&helper).await
}

fn of(rest: &str) -> String {
    format!("/api/v1/patients/{ANA}/{rest}")
}

/// How many orders a list shows, those that came before among them.
fn all_orders(medications: &Value) -> usize {
    let groups = ["active", "do_not_take", "on_hold", "unclear", "proposed", "in_hospital", "past"];
    let lines = groups.iter().flat_map(|group| medications[group].as_array().unwrap());
    lines.map(|line| 1 + line["earlier"].as_array().unwrap().len()).sum()
}

fn withheld(entry: &portico_audit::Entry) -> &[Withheld] {
    &entry.event.detail.withheld
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_back_is_on_record_by_kind_reason_rules_and_number() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let medications = ana.get("/api/v1/medications").await.json();
    let id = first_like(&medications, &|value| value["id"].is_string()).unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let all = all_orders(&medications);
    let mut helper =
        acting(&portal, Relationship::Caregiver, Categories::NONE.with(Category::Laboratory), None).await;

    let shown = helper.get(&of("medications")).await.json();
    assert_eq!(all_orders(&shown), 0, "{shown}");
    let entry = log_of_ana(&portal).await.swap_remove(0);
    let [group] = withheld(&entry) else { panic!("one group: {entry:?}") };
    assert_eq!((group.category, group.count as usize), (Category::Medications, all));
    assert!(group.reason.starts_with("policy-") && !group.rules.is_empty(), "{group:?}");
    assert_eq!(entry.event.counts.withheld as usize, all);

    assert_eq!(helper.get(&of(&format!("medications/{id}"))).await.status, 404);
    let entry = log_of_ana(&portal).await.swap_remove(0);
    assert_eq!((entry.event.action, entry.event.outcome), (Action::Read, Outcome::Refused));
    let [group] = withheld(&entry) else { panic!("one group: {entry:?}") };
    assert_eq!((group.category, group.count), (Category::Medications, 1));
    assert!(!group.rules.is_empty() && entry.event.rules == group.rules, "{entry:?}");
}

/// What was made of a record for one reader serves nobody who is answered otherwise, and what it holds back is counted each
/// time.
#[tokio::test(flavor = "multi_thread")]
async fn readers_who_take_turns_at_one_page_are_each_shown_and_counted_their_own() {
    let portal = TestPortal::start().await;
    let mut ana = portal.patient(ANA).await;
    let mut helper =
        acting(&portal, Relationship::Caregiver, Categories::NONE.with(Category::Medications), None).await;
    for page in ["health-summary", "labs"] {
        let mut looks = Vec::new();
        for _ in 0..3 {
            let own = content(ana.get(&of(page)).await.json());
            let helpers = content(helper.get(&of(page)).await.json());
            let entry = log_of_ana(&portal).await.swap_remove(0);
            assert!(entry.event.counts.withheld > 0, "{page}: {entry:?}");
            let told =
                (entry.event.counts, entry.event.categories, entry.event.rules, entry.event.detail.withheld);
            looks.push((own, helpers, told));
        }
        assert_ne!(looks[0].0, looks[0].1, "{page}");
        for look in &looks[1..] {
            assert_eq!(look, &looks[0], "{page}");
        }
    }
}

/// An answer without the moment of its copy.
fn content(mut answer: Value) -> Value {
    answer.as_object_mut().unwrap().remove("as_of");
    answer
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_is_not_shown_to_the_parent_of_a_teen() {
    let portal = TestPortal::start().await;
    let condition = |id: &str, code: Value| {
        json!({"resourceType": "Condition", "id": id, "subject": {"reference": format!("Patient/{ANA}")}, "code": code,
            "clinicalStatus": {"coding": [{"code": "active"}]}})
    };
    portal.sandbox.load_all([
        condition("plain", json!({"text": "Seasonal allergy"})),
        condition("broken", json!({"coding": [{"system": 7, "code": "86406008"}]})),
        condition("nameless", json!({})),
    ]);
    let born = (portal.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date().year() - 15).to_string();
    let mut parent =
        acting(&portal, Relationship::Parent, Categories::ALL, Some(&format!("{born}-01-01"))).await;
    let mut ana = portal.patient(ANA).await;

    let has = |list: &Value, id: &str| first_like(list, &|value| value["id"] == id).is_some();
    let all = ana.get("/api/v1/conditions").await.json();
    assert!(has(&all, "plain") && has(&all, "broken") && has(&all, "nameless"), "{all}");
    let shown = parent.get(&of("conditions")).await.json();
    assert!(has(&shown, "plain"), "{shown}");
    assert!(!has(&shown, "broken") && !has(&shown, "nameless"), "{shown}");
    for page in ["timeline", "health-summary"] {
        let text = parent.get(&of(page)).await.text;
        assert!(!text.contains("\"broken\"") && !text.contains("\"nameless\""), "{page}: {text}");
    }
}
