//! Questionnaire scores (US Core screening and assessment observations).

use serde_json::json;

use super::visits::Visit;
use crate::people::folder::Folder;
use crate::people::shapes::{LOINC, coding, concept, decimal, hl7, instant, reference};

impl Folder {
    /// A total score without a unit of measure.
    pub fn score(&mut self, visit: &Visit, code: (&str, &str), label: &str, value: &str) -> String {
        let body = json!({
            "resourceType": "Observation",
            "status": "final",
            "category": [concept(&hl7("observation-category"), "survey", "Survey")],
            "code": {"coding": [coding(LOINC, code.0, code.1)], "text": label},
            "subject": self.subject(),
            "encounter": reference(&visit.encounter),
            "effectiveDateTime": instant(visit.day, 9, 15),
            "performer": [reference(&visit.with.reference())],
            "valueQuantity": {"value": decimal(value), "unit": "{score}", "system": "http://unitsofmeasure.org", "code": "{score}"},
        });
        self.file("score", "us-core-observation-screening-assessment", body)
    }
}
