//! What real record systems write in another way than the standard's examples: long ids, other names of their own, people
//! who changed, records that were merged, files that are not what they are called.

mod documents;
mod ids;
mod merged;
mod offers;
mod other_names;
mod people;

use portico_testkit::TestPortal;
use serde_json::{Value, json};

/// A patient of this id, with more members.
pub fn person(id: &str, more: &Value) -> Value {
    let mut person = json!({"resourceType": "Patient", "id": id, "active": true, "birthDate": "1964-04-24",
        "name": [{"use": "official", "family": "Veld", "given": ["Jonathan", "Aldous"]}]});
    for (name, value) in more.as_object().unwrap() {
        person[name] = value.clone();
    }
    person
}

/// A portal whose record system has these alone.
pub async fn portal_of(resources: &[Value]) -> TestPortal {
    let portal = TestPortal::builder().only(&["ana-reyes"]).start().await;
    load(&portal, resources);
    portal
}

pub fn load(portal: &TestPortal, resources: &[Value]) {
    let report = portal.sandbox.load_all(resources.to_vec());
    assert!(report.refused.is_empty(), "{report:?}");
}

pub fn allergy(id: &str, patient: &str, words: &str) -> Value {
    json!({"resourceType": "AllergyIntolerance", "id": id, "code": {"text": words},
        "clinicalStatus": {"coding": [{"code": "active"}]}, "verificationStatus": {"coding": [{"code": "confirmed"}]},
        "patient": {"reference": format!("Patient/{patient}")}, "criticality": "high"})
}
