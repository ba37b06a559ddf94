//! Whatever is named on a list is called by words of its own resource, or of what that names: visits, papers, plans, the
//! care team, and all that has no page of its own.

use serde_json::Value;

use super::bundles::{Record, list};
use super::findings::Findings;
use super::lists::OTHERS;
use super::told::{Told, id};

/// Lists with the member that holds the items, their kind, and the member that names one.
const NAMED: [(&str, &str, &str, &str); 6] = [
    ("visits", "visits", "Encounter", "name"),
    ("documents", "documents", "DocumentReference", "kind"),
    ("reports", "reports", "DiagnosticReport", "name"),
    ("labs", "panels", "DiagnosticReport", "name"),
    ("care-plans", "plans", "CarePlan", "title"),
    ("care-plans", "goals", "Goal", "text"),
];

pub fn hold(record: &Record, told: &Told, findings: &mut Findings) {
    for (rest, member, kind, name) in NAMED {
        for item in told.items(rest, member) {
            let Some(raw) = record.find(kind, id(item)) else { continue };
            is_of_its_words(&item[name], raw, record, findings);
        }
    }
    for (name, kind) in OTHERS {
        for item in told.others(Some(name)) {
            let Some(raw) = record.find(kind, id(item)) else { continue };
            is_of_its_words(&item["name"], raw, record, findings);
        }
    }
    care_team(record, told, findings);
}

fn is_of_its_words(term: &Value, raw: &Value, record: &Record, findings: &mut Findings) {
    let text = term["text"].as_str().unwrap_or_default();
    let said = said_by(raw, record);
    findings.hold("names", stands_in(text, &said), || format!("{} is called {text:?}", id(raw)));
}

/// Whether each word of a name stands there. What JSON writes in another way is left out.
fn stands_in(name: &str, said: &str) -> bool {
    name.split_whitespace().filter(|word| !word.contains(['"', '\\'])).all(|word| said.contains(word))
}

/// All that a resource says, with the results and medicines, people and places that it names.
fn said_by(raw: &Value, record: &Record) -> String {
    let mut said = raw.to_string();
    for reference in references(raw) {
        said.extend(record.anything(reference).map(Value::to_string));
    }
    said
}

fn references(value: &Value) -> Vec<&str> {
    match value {
        Value::Object(members) => {
            let own = members.get("reference").and_then(Value::as_str);
            own.into_iter().chain(members.values().flat_map(references)).collect()
        }
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

/// Whoever stands there is a member of a team of the record, and is called as the record calls them.
fn care_team(record: &Record, told: &Told, findings: &mut Findings) {
    let teams: Vec<&Value> = record.of_kind("CareTeam").collect();
    let said: String = teams.iter().map(|team| said_by(team, record)).collect();
    for member in told.items("care-team", "members") {
        let name = member["name"].as_str().unwrap_or_default();
        findings.hold("items listed", stands_in(name, &said), || format!("{name} is in no care team"));
        let who = member["practitioner"].as_str().unwrap_or_default();
        // A conditional reference has no id before the record system gives it one.
        let is_named = said.contains(who) || said.contains("Practitioner?");
        findings.hold("items listed", is_named, || format!("{who} is in no care team"));
    }
    let is_there = |own: &&Value| own["member"]["display"].is_string() && own["period"].is_null();
    let active = teams.iter().filter(|team| team["status"] == "active");
    for participant in active.flat_map(|team| list(&team["participant"])).filter(is_there) {
        let is_patient =
            participant["member"]["reference"].as_str().is_some_and(|own| own.starts_with("Patient/"));
        let is_listed = is_patient || !told.items("care-team", "members").is_empty();
        findings.hold("lists", is_listed, || format!("nobody stands for {}", participant["member"]));
    }
}
