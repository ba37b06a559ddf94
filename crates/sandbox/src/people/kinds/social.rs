//! What else is asked at a visit: smoking, pregnancy (US Core).

use serde_json::{Value, json};

use super::visits::Visit;
use crate::people::folder::Folder;
use crate::people::shapes::{LOINC, SNOMED, coding, concept, hl7, reference};

#[derive(Clone, Copy)]
pub enum Smoking {
    Never,
    Former,
    Daily,
}

impl Folder {
    pub fn smoking(&mut self, visit: &Visit, smoking: Smoking) -> String {
        let answer = match smoking {
            Smoking::Never => concept(SNOMED, "266919005", "Never smoked tobacco"),
            Smoking::Former => concept(SNOMED, "8517006", "Ex-smoker"),
            Smoking::Daily => concept(SNOMED, "449868002", "Smokes tobacco daily"),
        };
        let body = self.told(visit, ("72166-2", "Tobacco smoking status"), "Smoking", answer);
        self.file("smoking", "us-core-smokingstatus", body)
    }

    pub fn pregnant(&mut self, visit: &Visit) -> String {
        let answer = concept(SNOMED, "77386006", "Pregnancy");
        let body = self.told(visit, ("82810-3", "Pregnancy status"), "Pregnancy status", answer);
        self.file("pregnant", "us-core-observation-pregnancystatus", body)
    }

    fn told(&self, visit: &Visit, code: (&str, &str), label: &str, answer: Value) -> Value {
        json!({
            "resourceType": "Observation",
            "status": "final",
            "category": [concept(&hl7("observation-category"), "social-history", "Social History")],
            "code": {"coding": [coding(LOINC, code.0, code.1)], "text": label},
            "subject": self.subject(),
            "encounter": reference(&visit.encounter),
            "effectiveDateTime": visit.day.to_string(),
            "valueCodeableConcept": answer,
        })
    }
}
