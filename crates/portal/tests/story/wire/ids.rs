//! Ids as large record systems write them.

use portico_audit::Action;
use serde_json::json;

use super::{allergy, person, portal_of};
use crate::world::log_of;

fn long(stem: &str) -> String {
    format!("{stem}{}", "eLZx4kQ9".repeat(15)) + "abcdefghij"
}

#[tokio::test(flavor = "multi_thread")]
async fn ids_of_130_characters_are_read_linked_cached_audited_and_addressed() {
    let (patient, result, note) = (long("p"), long("r"), long("d"));
    let subject = json!({"reference": format!("Patient/{patient}")});
    let category = |system: &str, code: &str| json!([{"coding": [{"system": system, "code": code}]}]);
    let potassium = json!({"resourceType": "Observation", "id": result, "status": "final", "subject": subject,
        "category": category("http://terminology.hl7.org/CodeSystem/observation-category", "laboratory"),
        "code": {"coding": [{"system": "http://loinc.org", "code": "2823-3"}], "text": "Potassium"},
        "effectiveDateTime": "2026-01-09T08:00:00-05:00", "valueQuantity": {"value": 4.1, "unit": "mmol/L"}});
    let written = json!({"resourceType": "DocumentReference", "id": note, "status": "current", "subject": subject,
        "type": {"text": "Progress note"}, "date": "2026-01-09T08:00:00-05:00",
        "category": category("http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category", "clinical-note"),
        "content": [{"attachment": {"contentType": "text/plain", "data": "RmluZS4="}}]});
    let portal = portal_of(&[
        person(&patient, &json!({})),
        allergy(&long("a"), &patient, "Latex"),
        potassium,
        written,
    ])
    .await;
    let mut reader = portal.patient(&patient).await;

    let allergies = reader.get("/api/v1/allergies").await.json();
    assert_eq!(allergies["allergies"][0]["name"]["text"], "Latex");
    assert_eq!((&allergies["unreadable"], &allergies["gaps"]), (&json!(0), &json!(null)));
    for page in
        ["labs".to_owned(), format!("labs/{result}"), format!("notes/{note}"), format!("documents/{note}")]
    {
        for path in
            [format!("/patients/me/{page}"), format!("/api/v1/{page}"), format!("/patients/{patient}/{page}")]
        {
            let answer = reader.get(&path).await;
            assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        }
    }
    assert!(reader.get("/patients/me/labs").await.text.contains(&format!("labs/{result}")));
    assert_eq!(reader.get(&format!("/patients/me/documents/{note}/content/0")).await.text, "Fine.");
    let looks = log_of(&portal, Action::Read).await;
    let named = looks.iter().flat_map(|entry| &entry.event.detail.resources);
    assert!(named.into_iter().any(|resource| resource.id.as_str() == result));
    let ledger = reader.get("/api/v1/privacy?who=everybody").await;
    assert_eq!(ledger.status, 200, "{}", ledger.text);
}
