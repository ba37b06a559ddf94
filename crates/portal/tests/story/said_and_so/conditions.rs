//! What stands under "now" is what somebody has now, and for sure. What was ruled out, has ended, was a mistake or was
//! only found at one visit stands apart, and so does how somebody lives.

use serde_json::Value;

use super::bundles::{Record, list};
use super::findings::Findings;
use super::told::{Told, id};
use super::words::{as_code, is_name_of, status_words, words};

const GROUPS: [&str; 7] = ["active", "suspected", "unclear", "visit_diagnoses", "concerns", "social", "past"];

/// Signs of how somebody lives in the name of a finding.
const LIFE: [&str; 9] = [
    "employment",
    "labor force",
    "education",
    "homeless",
    "housing",
    "social contact",
    "social isolation",
    "transport problem",
    "criminal record",
];

/// How sure a condition is.
#[derive(PartialEq, Eq)]
enum Sure {
    Yes,
    Mistake,
    RuledOut,
    InDoubt,
}

fn sure(condition: &Value) -> Sure {
    let said = status_words(&condition["verificationStatus"]);
    let has = |any: &[&str]| said.iter().any(|own| any.contains(&own.as_str()));
    if has(&["entered-in-error"]) {
        Sure::Mistake
    } else if has(&["refuted", "ruled-out"]) {
        Sure::RuledOut
    } else if condition["verificationStatus"].is_null() || has(&["confirmed"]) {
        Sure::Yes
    } else {
        Sure::InDoubt
    }
}

/// The group of a condition, by its category, `clinicalStatus`, `verificationStatus` and `abatement`.
pub fn group(condition: &Value) -> &'static str {
    let clinical = status_words(&condition["clinicalStatus"]);
    let has = |any: &[&str]| clinical.iter().any(|own| any.contains(&own.as_str()));
    let has_end = condition.as_object().unwrap().keys().any(|name| name.starts_with("abatement"));
    let is_unsaid = condition["clinicalStatus"].is_null();
    let is_over = has(&["resolved", "inactive", "remission"]) || (is_unsaid && has_end);
    let is_active = has(&["active", "recurrence", "relapse"]) && !has_end;
    let category = category(condition);
    match sure(condition) {
        Sure::Mistake | Sure::RuledOut => "past",
        _ if category == "social" || category == "concerns" => category,
        _ if is_over => "past",
        Sure::InDoubt => "suspected",
        Sure::Yes if category == "visit_diagnoses" => category,
        Sure::Yes if is_active => "active",
        Sure::Yes => "unclear",
    }
}

/// What has several categories is what counts most: how somebody lives, else an illness of the problem list.
fn category(condition: &Value) -> &'static str {
    let categories: Vec<String> = list(&condition["category"]).flat_map(words).map(as_code).collect();
    let has = |any: &[&str]| categories.iter().any(|own| any.contains(&own.as_str()));
    let names = words(&condition["code"]).join(" ").to_lowercase();
    if has(&["sdoh", "social-history"]) || LIFE.iter().any(|sign| names.contains(sign)) {
        "social"
    } else if has(&["problem-list-item", "55607006"]) {
        "active"
    } else if has(&["encounter-diagnosis", "439401001"]) {
        "visit_diagnoses"
    } else if has(&["health-concern"]) {
        "concerns"
    } else {
        "active"
    }
}

pub fn hold(record: &Record, told: &Told, findings: &mut Findings) {
    for group_told in GROUPS {
        for item in told.items("conditions", group_told) {
            let Some(condition) = record.find("Condition", id(item)) else { continue };
            let due = group(condition);
            findings.hold("conditions", group_told == due, || {
                format!("{} is told as {group_told}, not {due}", id(item))
            });
            let is_plain = ["active", "visit_diagnoses", "concerns", "social"].contains(&due);
            findings.hold("conditions", is_plain || !item["mark"].is_null(), || {
                format!("{} has no mark", id(item))
            });
            findings.hold("names", is_name_of(&item["name"], &condition["code"]), || {
                format!("{} is called {}", id(item), item["name"])
            });
        }
    }
    for item in told.items("immunizations", "immunizations") {
        let Some(vaccine) = record.find("Immunization", id(item)) else { continue };
        let is_given = vaccine["status"] == "completed";
        let is_so = item["status"] == vaccine["status"] && item["mark"].is_null() == is_given;
        findings.hold("vaccines", is_so, || {
            format!("{} is {}, marked {}", id(item), item["status"], item["mark"])
        });
        findings.hold("names", is_name_of(&item["name"], &vaccine["vaccineCode"]), || {
            format!("{} is called {}", id(item), item["name"])
        });
    }
}
