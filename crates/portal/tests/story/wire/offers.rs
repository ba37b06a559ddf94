//! A record system that does not hand everything out: that is no outage, and no page says that there is none.

use portico_model::Language;
use portico_testkit::Dials;
use serde_json::json;

use super::{person, portal_of};
use crate::world::text;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_handed_out_is_said_and_never_told_as_absent() {
    let portal = portal_of(&[person("veld", &json!({}))]).await;
    portal.sandbox.dials.set(Dials { keeps_no: Some("DocumentReference".to_owned()), ..Dials::default() });
    let mut reader = portal.patient("veld").await;

    let documents = reader.get("/api/v1/documents").await;
    assert_eq!(documents.status, 200, "{}", documents.text);
    let documents = documents.json();
    assert_eq!((&documents["not_offered"], &documents["failed"]), (&json!(["documents"]), &json!([])));
    for rest in ["documents", "notes"] {
        let page = reader.get(&format!("/patients/me/{rest}")).await.text;
        assert!(page.contains("does not hand out your documents"), "{rest}: {page}");
        assert!(!page.contains(&text(Language::En, &format!("{rest}-empty"))), "{rest}: {page}");
    }
    assert!(reader.get("/api/v1/reports").await.json()["not_offered"].is_null());
}
