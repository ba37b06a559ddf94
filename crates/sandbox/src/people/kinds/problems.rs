//! Conditions (problem list and encounter diagnoses) and allergies.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::visits::Visit;
use crate::people::folder::Folder;
use crate::people::shapes::{ICD10, RXNORM, SNOMED, coding, concept, hl7, reference, shown, status, words};
use crate::people::tables::clinicians::Clinician;
use crate::people::tables::problems::Problem;

/// What somebody is allergic to and how badly.
pub struct Allergy {
    pub system: &'static str,
    pub code: &'static str,
    pub substance: &'static str,
    pub category: &'static str,
    pub criticality: &'static str,
    /// SNOMED CT code, text and severity of the reaction.
    pub reaction: (&'static str, &'static str, &'static str),
}

pub static PENICILLIN: Allergy = Allergy {
    system: RXNORM,
    code: "7984",
    substance: "Penicillin V",
    category: "medication",
    criticality: "high",
    reaction: ("247472004", "Hives", "severe"),
};
pub static SULFONAMIDES: Allergy = Allergy {
    system: SNOMED,
    code: "763875007",
    substance: "Product containing sulfonamide",
    category: "medication",
    criticality: "low",
    reaction: ("271807003", "Skin rash", "moderate"),
};
pub static PEANUTS: Allergy = Allergy {
    system: SNOMED,
    code: "762952008",
    substance: "Peanuts",
    category: "food",
    criticality: "high",
    reaction: ("39579001", "Anaphylaxis", "severe"),
};
pub static SHELLFISH: Allergy = Allergy {
    system: SNOMED,
    code: "300913006",
    substance: "Shellfish allergy",
    category: "food",
    criticality: "low",
    reaction: ("247472004", "Hives", "mild"),
};
pub static BEE_VENOM: Allergy = Allergy {
    system: SNOMED,
    code: "288328004",
    substance: "Bee venom (substance)",
    category: "environment",
    criticality: "high",
    reaction: ("271807003", "Skin rash", "moderate"),
};
pub static GRASS: Allergy = Allergy {
    system: SNOMED,
    code: "418689008",
    substance: "Allergy to grass pollen",
    category: "environment",
    criticality: "low",
    reaction: ("49727002", "Cough", "mild"),
};
pub static CATS: Allergy = Allergy {
    system: SNOMED,
    code: "232347008",
    substance: "Dander (animal) allergy",
    category: "environment",
    criticality: "low",
    reaction: ("271807003", "Skin rash", "mild"),
};

pub static COMMON_ALLERGIES: [&Allergy; 6] =
    [&PENICILLIN, &SULFONAMIDES, &SHELLFISH, &GRASS, &CATS, &BEE_VENOM];

impl Folder {
    /// An entry of the problem list that is active since `onset` (a year, month or day).
    pub fn problem(&mut self, problem: &Problem, onset: &str, by: &Clinician) -> String {
        let mut body = self.condition(problem, "problem-list-item", "active");
        body["onsetDateTime"] = json!(onset);
        body["recorder"] = shown(&by.reference(), &by.name());
        self.file("problem", "us-core-condition-problems-health-concerns", body)
    }

    /// An entry of the problem list that is over.
    pub fn past_problem(&mut self, problem: &Problem, onset: &str, over: &str) -> String {
        let mut body = self.condition(problem, "problem-list-item", "resolved");
        body["onsetDateTime"] = json!(onset);
        body["abatementDateTime"] = json!(over);
        self.file("problem", "us-core-condition-problems-health-concerns", body)
    }

    /// What a visit found.
    pub fn diagnosis(&mut self, visit: &Visit, problem: &Problem, clinical: &str) -> String {
        let mut body = self.condition(problem, "encounter-diagnosis", clinical);
        body["encounter"] = reference(&visit.encounter);
        body["onsetDateTime"] = json!(visit.day.to_string());
        body["recordedDate"] = json!(visit.day.to_string());
        body["recorder"] = shown(&visit.with.reference(), &visit.with.name());
        self.file("diagnosis", "us-core-condition-encounter-diagnosis", body)
    }

    fn condition(&self, problem: &Problem, category: &str, clinical: &str) -> Value {
        json!({
            "resourceType": "Condition",
            "clinicalStatus": status("condition-clinical", clinical),
            "verificationStatus": status("condition-ver-status", "confirmed"),
            "category": [{"coding": [{"system": hl7("condition-category"), "code": category}]}],
            "code": {
                "coding": [coding(SNOMED, problem.snomed, problem.name), coding(ICD10, problem.icd10, problem.name)],
                "text": problem.name,
            },
            "subject": self.subject(),
        })
    }

    pub fn allergy(&mut self, allergy: &Allergy, recorded: Date) -> String {
        let (code, text, severity) = allergy.reaction;
        let body = json!({
            "resourceType": "AllergyIntolerance",
            "clinicalStatus": status("allergyintolerance-clinical", "active"),
            "verificationStatus": status("allergyintolerance-verification", "confirmed"),
            "type": "allergy",
            "category": [allergy.category],
            "criticality": allergy.criticality,
            "code": concept(allergy.system, allergy.code, allergy.substance),
            "patient": self.subject(),
            "recordedDate": recorded.to_string(),
            "reaction": [{"manifestation": [concept(SNOMED, code, text)], "severity": severity}],
        });
        self.file("allergy", "us-core-allergyintolerance", body)
    }

    /// The record's way to say that somebody was asked and has none.
    pub fn no_known_allergies(&mut self, recorded: Date) -> String {
        let body = json!({
            "resourceType": "AllergyIntolerance",
            "clinicalStatus": status("allergyintolerance-clinical", "active"),
            "verificationStatus": status("allergyintolerance-verification", "confirmed"),
            "code": concept(SNOMED, "716186003", "No known allergy"),
            "patient": self.subject(),
            "recordedDate": recorded.to_string(),
        });
        self.file("allergy", "us-core-allergyintolerance", body)
    }

    /// An allergy that somebody typed and nobody coded.
    pub fn uncoded_allergy(&mut self, text: &str) -> String {
        let body = json!({
            "resourceType": "AllergyIntolerance",
            "clinicalStatus": status("allergyintolerance-clinical", "active"),
            "verificationStatus": status("allergyintolerance-verification", "unconfirmed"),
            "code": words(text),
            "patient": self.subject(),
        });
        self.file("allergy", "us-core-allergyintolerance", body)
    }
}
