//! No page says that there is nothing of what the record has.

use portico_model::Language;
use serde_json::Value;

use super::allergies::is_current;
use super::bundles::Record;
use super::findings::Findings;
use super::observations::{Place, is_of_a_laboratory, place};
use super::told::Told;
use super::{conditions, medicines};
use crate::world::text;

/// What a page says where there is nothing, and how many things of the record speak against it.
struct Claim<'r> {
    page: &'static str,
    says: &'static str,
    against: Box<dyn Fn(&Record<'_>) -> usize + 'r>,
}

fn of_kind(kind: &'static str) -> Box<dyn Fn(&Record<'_>) -> usize> {
    Box::new(move |record| record.of_kind(kind).count())
}

fn count(record: &Record<'_>, kind: &str, is: impl Fn(&Value) -> bool) -> usize {
    record.of_kind(kind).filter(|own| is(own)).count()
}

fn results(record: &Record<'_>) -> usize {
    let is_told = |own: &Value| {
        let has_value = own.as_object().unwrap().keys().any(|name| name.starts_with("value"));
        has_value && own["status"] == "final" && place(own, record) == Place::Laboratory
    };
    count(record, "Observation", is_told)
}

fn claims<'r>() -> Vec<Claim<'r>> {
    let claim = |page, says, against| Claim { page, says, against };
    let in_use =
        |record: &Record<'_>| count(record, "MedicationRequest", |own| medicines::group(own) == "active");
    let now = |record: &Record<'_>| {
        let is_now = |own: &Value| !["past", "social", "concerns"].contains(&conditions::group(own));
        count(record, "Condition", is_now)
    };
    vec![
        claim("", "labs-empty", Box::new(results)),
        claim("", "medications-none-in-use", Box::new(in_use)),
        claim("", "allergies-empty", Box::new(|record| count(record, "AllergyIntolerance", is_current))),
        claim("", "conditions-none-now", Box::new(now)),
        claim("labs", "labs-empty-title", Box::new(results)),
        claim(
            "labs",
            "panel-no-values",
            Box::new(|record| {
                let all_have = |own: &Value| is_of_a_laboratory(own) && own["result"].is_array();
                let reports = record.of_kind("DiagnosticReport").filter(|own| is_of_a_laboratory(own));
                let reports: Vec<&Value> = reports.collect();
                if reports.iter().all(|own| all_have(own)) { reports.len() } else { 0 }
            }),
        ),
        claim(
            "vitals",
            "vitals-empty-title",
            Box::new(|record| count(record, "Observation", |own| place(own, record) == Place::Vitals)),
        ),
        claim("medications", "medications-empty-title", of_kind("MedicationRequest")),
        claim("medications", "medications-empty-title", of_kind("MedicationDispense")),
        claim("conditions", "conditions-empty-title", of_kind("Condition")),
        claim(
            "allergies",
            "allergies-empty-title",
            Box::new(|record| count(record, "AllergyIntolerance", is_current)),
        ),
        claim("immunizations", "immunizations-empty-title", of_kind("Immunization")),
        claim("visits", "visits-empty-title", of_kind("Encounter")),
        claim("documents", "documents-empty-title", of_kind("DocumentReference")),
        claim(
            "reports",
            "reports-empty-title",
            Box::new(|record| count(record, "DiagnosticReport", |own| !is_of_a_laboratory(own))),
        ),
        claim("care-plans", "plans-empty-title", of_kind("CarePlan")),
        claim("care-plans", "plans-empty-title", of_kind("Goal")),
        claim("timeline", "timeline-empty-title", of_kind("Encounter")),
        claim("timeline", "timeline-empty-title", of_kind("Immunization")),
    ]
}

pub fn hold(record: &Record, told: &Told, findings: &mut Findings) {
    for claim in claims() {
        let against = (claim.against)(record);
        let is_said = told.pages[claim.page].contains(&text(Language::En, claim.says));
        if is_said {
            findings.hold("pages that say there is nothing", true, String::new);
        }
        findings.hold("claims of absence", against == 0 || !is_said, || {
            format!("/{} says {}, and the record has {against}", claim.page, claim.says)
        });
    }
}
