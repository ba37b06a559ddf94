//! Records that were merged into others, and records that are no longer in use.

use portico_audit::{Action, Outcome};
use portico_model::{Categories, Language, Relationship, Role};
use portico_testkit::{HENRIK, TestPortal};
use serde_json::{Value, json};

use super::{allergy, person, portal_of};
use crate::world::{log_of, text};

fn link(kind: &str, to: &str) -> Value {
    json!({"type": kind, "other": {"reference": format!("Patient/{to}")}})
}

/// The record that was merged, and the one that is kept, which has an allergy.
fn two_records(kept: &Value) -> Vec<Value> {
    let replaced = json!({"active": false, "link": [link("replaced-by", "veld-kept")]});
    vec![
        person("veld-old", &replaced),
        person("veld-kept", kept),
        allergy("sulfa", "veld-kept", "Sulfonamide"),
    ]
}

fn names_back() -> Value {
    json!({"name": [{"family": "Veld", "given": ["Jon", "Aldous"]}], "link": [link("replaces", "veld-old")]})
}

async fn merged() -> TestPortal {
    portal_of(&two_records(&names_back())).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reader_of_a_merged_record_is_told_and_led_on_to_the_one_that_is_kept() {
    let portal = merged().await;
    let mut jon = portal.patient("veld-old").await;

    for rest in ["", "/labs", "/allergies", "/medications", "/profile", "/timeline"] {
        let page = jon.get(&format!("/patients/me{rest}")).await;
        assert_eq!(
            (page.status.as_u16(), page.location()),
            (303, "/patients/me/moved"),
            "{rest}: {}",
            page.text
        );
    }
    let twin = jon.get("/api/v1/allergies").await;
    assert_eq!((twin.status.as_u16(), twin.problem().as_str()), (410, "record-moved"));
    let moved = jon.get("/patients/me/moved").await;
    assert!(moved.text.contains(&text(Language::En, "moved-title")), "{}", moved.text);
    assert!(moved.text.contains("href=\"/patients/veld-kept\""), "{}", moved.text);
    assert_eq!(jon.get("/api/v1/moved").await.json(), json!({"kept": "veld-kept"}));

    let kept = jon.get("/patients/veld-kept/allergies").await;
    assert_eq!(kept.status, 200);
    assert!(kept.text.contains("Sulfonamide") && kept.text.contains(&text(Language::En, "moved-reading")));
    assert_eq!(jon.get("/patients/veld-kept/moved").await.status, 404, "that one has not moved");
    let looks = log_of(&portal, Action::Read).await;
    let refused = looks.iter().filter(|entry| entry.event.outcome == Outcome::Refused);
    assert!(refused.into_iter().any(|entry| entry.event.detail.reason.as_deref() == Some("record_moved")));
    let marked =
        looks.iter().find(|entry| entry.event.patient.as_ref().is_some_and(|id| id.as_str() == "veld-kept"));
    assert!(marked.unwrap().event.detail.marks.iter().any(|mark| &**mark == "record_moved"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_gives_no_stranger_access() {
    let born = |mut kept: Value, day: &str| {
        kept["birthDate"] = json!(day);
        kept
    };
    let twin =
        json!({"name": [{"family": "Veld", "given": ["Peter"]}], "link": [link("replaces", "veld-old")]});
    for (what, kept) in [
        ("one side alone says so", json!({})),
        ("another birth date", born(names_back(), "1964-04-25")),
        ("a twin", twin),
        ("inactive itself", json!({"active": false, "link": [link("replaces", "veld-old")]})),
    ] {
        let portal = portal_of(&two_records(&kept)).await;
        let mut reader = portal.patient("veld-old").await;

        let moved = reader.get("/patients/me/moved").await;
        assert_eq!(moved.status, 200, "{what}");
        assert!(!moved.text.contains("veld-kept"), "{what}: {}", moved.text);
        assert_eq!(reader.get("/api/v1/moved").await.json(), json!({"kept": null}), "{what}");
        for path in
            ["/patients/veld-kept", "/patients/veld-kept/allergies", "/api/v1/patients/veld-kept/allergies"]
        {
            assert_eq!(reader.get(path).await.status, 404, "{what}: {path}");
        }
    }
    let portal = merged().await;
    let mut ana = portal.patient("ana-reyes").await;
    assert_eq!(ana.get("/patients/veld-kept/allergies").await.status, 404, "nobody else is led anywhere");
    assert_eq!(ana.get("/patients/veld-old/moved").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_acts_for_a_patient_is_told_and_not_led_on() {
    let portal = merged().await;
    let helper = portal.person("ana-reyes", Language::En).await;
    portal.let_act(&helper, "veld-old", Relationship::Caregiver, Categories::ALL, None).await;
    let mut ana = portal.let_in_patient(&helper).await;

    assert_eq!(ana.get("/patients/veld-old/allergies").await.location(), "/patients/veld-old/moved");
    let moved = ana.get("/patients/veld-old/moved").await;
    assert!(moved.status == 200 && !moved.text.contains("veld-kept"), "{}", moved.text);
    assert_eq!(ana.get("/patients/veld-kept").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn clinicians_find_both_marked_and_come_to_the_kept_one_in_an_emergency_too() {
    let portal = merged().await;
    let mut henrik = portal.colleague(HENRIK).await;

    let found = henrik.post_json("/api/v1/staff/patients", &json!({"number": "veld-old"})).await.json();
    assert_eq!(found["patients"][0]["record"], "replaced");
    assert_eq!(found["patients"][0]["kept"], "veld-kept");
    assert_eq!(found["patients"][1]["id"], "veld-kept");
    assert_eq!(found["patients"][1]["record"], json!(null));
    let page =
        henrik.post_form("/staff/patients", &[("name", "Jonathan Veld"), ("born", "1964-04-24")]).await.text;
    assert!(page.contains("/staff/patients/veld-kept/break-glass"), "{page}");
    assert!(!page.contains("/staff/patients/veld-old"), "{page}");
    assert!(page.contains(&text(Language::En, "staff-patient-replaced")), "{page}");

    let ask = henrik.get("/staff/patients/veld-old/break-glass").await;
    assert_eq!(ask.location(), "/staff/patients/veld-kept/break-glass", "{}", ask.text);
    let why = [("reason", "emergency"), ("words", "Found without consciousness at the bus stop")];
    let broken = henrik.post_form("/staff/patients/veld-old/break-glass", &why).await;
    assert_eq!(
        broken.location(),
        "/staff/patients/veld-old/break-glass",
        "nothing is opened: {}",
        broken.text
    );
    let broken = henrik.post_form("/staff/patients/veld-kept/break-glass", &why).await;
    assert_eq!(broken.location(), "/staff/patients/veld-kept");
    assert!(henrik.get("/staff/patients/veld-kept/allergies").await.text.contains("Sulfonamide"));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_code_is_made_for_a_record_that_is_not_in_use() {
    let portal = merged().await;
    super::load(&portal, &[person("veld-away", &json!({"active": false}))]);
    let mut support = portal.staff(Role::Support).await;
    portal.learn_token(&mut support).await;

    for patient in ["veld-old", "veld-away"] {
        let made = support.post_json("/api/v1/staff/accounts/code", &json!({"patient": patient})).await;
        assert_eq!((made.status.as_u16(), &made.json()["trouble"]), (422, &json!("not_in_use")), "{patient}");
    }
    let made = support.post_json("/api/v1/staff/accounts/code", &json!({"patient": "veld-kept"})).await;
    assert_eq!(made.status, 200, "{}", made.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_may_not_be_the_whole_one_says_so_on_every_page() {
    for (more, key, word) in [
        (json!({"active": false}), "record-inactive-title", "inactive"),
        (json!({"link": [link("refer", "veld-kept")]}), "record-elsewhere-title", "has_more_elsewhere"),
        (json!({"link": [link("seealso", "veld-kept")]}), "record-elsewhere-title", "has_more_elsewhere"),
    ] {
        let portal = portal_of(&[person("veld-old", &more)]).await;
        let mut jon = portal.patient("veld-old").await;
        for rest in ["", "/labs", "/allergies", "/medications", "/timeline"] {
            let page = jon.get(&format!("/patients/me{rest}")).await;
            assert!(
                page.status == 200 && page.text.contains(&text(Language::En, key)),
                "{rest}: {}",
                page.text
            );
        }
        assert_eq!(jon.get("/api/v1/allergies").await.json()["record"], word);
    }
}
