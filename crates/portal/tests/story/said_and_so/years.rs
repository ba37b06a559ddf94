//! The timeline: each entry is something of the record under the year of its own date, and what did not happen says so.

use serde_json::Value;

use super::bundles::{Record, list};
use super::dates::year_of;
use super::findings::Findings;
use super::lists::OTHERS;
use super::told::{Told, id};
use super::words::status_words;

/// The kinds of the timeline, and what they are in FHIR.
const KINDS: [(&str, &[&str]); 14] = [
    ("lab", &["Observation"]),
    ("lab_panel", &["DiagnosticReport", "Observation"]),
    ("condition", &["Condition"]),
    ("visit_diagnosis", &["Condition"]),
    ("concern", &["Condition"]),
    ("social", &["Condition"]),
    ("allergy", &["AllergyIntolerance"]),
    ("immunization", &["Immunization"]),
    ("medication", &["MedicationRequest"]),
    ("dispense", &["MedicationDispense"]),
    ("visit", &["Encounter"]),
    ("note", &["DocumentReference"]),
    ("document", &["DocumentReference"]),
    ("report", &["DiagnosticReport"]),
];

/// What did not happen, is no longer so or was withdrawn.
const NOT_SO: [&str; 9] = [
    "not-done",
    "refuted",
    "cancelled",
    "stopped",
    "resolved",
    "inactive",
    "differential",
    "superseded",
    "unconfirmed",
];

fn kinds_of(entry: &Value) -> Vec<&'static str> {
    if let Some(kind) = entry["kind"].as_str() {
        let found = KINDS.iter().find(|(name, _)| *name == kind);
        return found.map(|(_, kinds)| kinds.to_vec()).unwrap_or_default();
    }
    let name = entry["kind"]["other"].as_str().unwrap_or_default();
    let other = OTHERS.iter().find(|(own, _)| *own == name).map(|(_, kind)| *kind);
    vec![other.unwrap_or("Observation")]
}

/// All that the statuses of a resource say.
fn statuses(raw: &Value) -> Vec<String> {
    let all = ["status", "clinicalStatus", "verificationStatus", "docStatus"];
    all.iter().flat_map(|name| status_words(&raw[name])).collect()
}

pub fn hold(record: &Record, told: &Told, findings: &mut Findings) {
    let mut listed: Vec<&str> = Vec::new();
    for year in told.items("years", "years") {
        for entry in list(&year["entries"]) {
            listed.push(id(entry));
            hold_entry(entry, year["year"].as_i64(), record, findings);
        }
    }
    for (kind, date) in [("Encounter", "start"), ("Immunization", "given")] {
        let rest = if kind == "Encounter" { "visits" } else { "immunizations" };
        for item in told.items(rest, rest).into_iter().filter(|item| !item[date].is_null()) {
            let Some(raw) = record.find(kind, id(item)) else { continue };
            let is_mistake = raw["status"] == "entered-in-error";
            findings.hold("timeline", listed.contains(&id(item)) != is_mistake, || {
                format!(
                    "{kind}/{} {}",
                    id(item),
                    if is_mistake { "is a mistake and there" } else { "is not there" }
                )
            });
        }
    }
}

fn hold_entry(entry: &Value, year: Option<i64>, record: &Record, findings: &mut Findings) {
    let Some(raw) = kinds_of(entry).into_iter().find_map(|kind| record.find(kind, id(entry))) else {
        findings.hold("timeline", false, || format!("{entry} is nobody's"));
        return;
    };
    let own_year = entry["at"].as_str().and_then(year_of).map(i64::from);
    findings.hold("timeline", own_year == year, || {
        format!("{} stands under {year:?}: {}", id(entry), entry["at"])
    });
    let said = statuses(raw);
    let is_not_so = said.iter().any(|own| NOT_SO.contains(&own.as_str())) || raw["doNotPerform"] == true;
    findings.hold("timeline", !is_not_so || !entry["mark"].is_null(), || {
        format!("{} is {said:?}, and stands there without a mark", id(entry))
    });
    let is_mistake = said.iter().any(|own| own == "entered-in-error");
    findings
        .hold("timeline", !is_mistake, || format!("{} was entered in error, and stands there", id(entry)));
}
