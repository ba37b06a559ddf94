//! What somebody is told to take is what the record has them take now. What ended, was withdrawn, was only thought of or
//! must be left alone is never told as taken.

use serde_json::Value;

use super::bundles::{Record, list, target};
use super::dosage;
use super::findings::Findings;
use super::told::{Reader, Told, id};
use super::words::{as_code, codes, words};

pub const GROUPS: [&str; 7] =
    ["active", "do_not_take", "on_hold", "unclear", "proposed", "in_hospital", "past"];

/// The group of an order, by its own word (`MedicationRequest.status`, `intent`, `doNotPerform`, `category`).
pub fn group(order: &Value) -> &'static str {
    let code = |name: &str| order[name].as_str().map(as_code);
    let intent = code("intent").unwrap_or_else(|| "order".to_owned());
    let is_plan_of_others = intent == "plan" && !is_reported(order);
    match code("status").as_deref() {
        Some("completed" | "stopped" | "cancelled" | "entered-in-error") => "past",
        _ if order["doNotPerform"] == true => "do_not_take",
        Some("draft") => "proposed",
        _ if intent == "proposal" || intent == "option" || is_plan_of_others => "proposed",
        _ if is_of_hospital(order) => "in_hospital",
        Some("on-hold") => "on_hold",
        Some("active") if is_an_order(&intent) => "active",
        _ => "unclear",
    }
}

fn is_an_order(intent: &str) -> bool {
    matches!(intent, "order" | "original-order" | "reflex-order" | "filler-order" | "plan")
}

fn is_reported(order: &Value) -> bool {
    let is_by_patient = ["Patient/", "RelatedPerson/"]
        .iter()
        .any(|kind| order["requester"]["reference"].as_str().is_some_and(|who| who.starts_with(kind)));
    order["reportedBoolean"] == true
        || order["reportedReference"].is_object()
        || has_category(order, "patientspecified")
        || (order["intent"] == "plan" && is_by_patient)
}

fn is_of_hospital(order: &Value) -> bool {
    let is_home = ["outpatient", "community", "discharge"].iter().any(|home| has_category(order, home));
    has_category(order, "inpatient") && !is_home
}

fn has_category(order: &Value, word: &str) -> bool {
    list(&order["category"]).flat_map(words).any(|own| as_code(own) == word)
}

/// The name of the medicine: in the order, or in what the order names.
pub fn names<'r>(order: &'r Value, record: &Record<'r>) -> Vec<&'r str> {
    let reference = &order["medicationReference"];
    let named = record.behind(reference, order).map(|medicine| words(&medicine["code"])).unwrap_or_default();
    let shown = reference["display"].as_str();
    words(&order["medicationCodeableConcept"]).into_iter().chain(named).chain(shown).collect()
}

pub async fn hold(record: &Record<'_>, told: &Told, reader: &mut Reader, findings: &mut Findings) {
    let mut listed = Vec::new();
    for group in GROUPS {
        for line in told.items("medications", group) {
            listed.push(id(line));
            hold_line(line, group, record, findings);
            listed.extend(list(&line["earlier"]).map(id));
        }
    }
    let missing = record.of_kind("MedicationRequest").map(id).filter(|id| !listed.contains(id));
    let missing: Vec<_> = missing.collect();
    findings.hold("lists", missing.is_empty(), || format!("no line for {missing:?}"));
    let once: std::collections::BTreeSet<_> = listed.iter().collect();
    findings.hold("lists", once.len() == listed.len(), || "an order stands twice".to_owned());
    given_out(record, told, reader, findings).await;
}

fn hold_line(line: &Value, group_told: &str, record: &Record, findings: &mut Findings) {
    let Some(order) = record.find("MedicationRequest", id(line)) else {
        findings.hold("items listed", false, || format!("MedicationRequest/{} is nobody's", id(line)));
        return;
    };
    let due = group(order);
    findings
        .hold("medicines", group_told == due, || format!("{} is told as {group_told}, not {due}", id(line)));
    let is_marked = due == "active" || !line["mark"].is_null();
    findings.hold("medicines", is_marked, || format!("{} has no mark", id(line)));
    common(line, order, record, findings);
    for earlier in list(&line["earlier"]) {
        hold_earlier(earlier, line, order, record, findings);
    }
    for other in list(&line["same_substance"]) {
        let is_named = record.of_kind("MedicationRequest").any(|own| is_said(other, &names(own, record)));
        findings
            .hold("names", is_named, || format!("{} is said to share a substance with {other}", id(line)));
    }
}

/// What an order says of itself, as a line or as an earlier one.
fn common(line: &Value, order: &Value, record: &Record, findings: &mut Findings) {
    let status =
        order["status"].as_str().map_or_else(|| "unknown".to_owned(), |own| as_code(own).replace('-', "_"));
    findings.hold("medicines", line["status"] == status || status == "unknown", || {
        format!("{} is {}, and the record has {status}", id(line), line["status"])
    });
    let known = names(order, record);
    findings.hold("names", is_said(&line["name"], &known), || {
        format!("{} is called {}, and the record has {known:?}", id(line), line["name"])
    });
    dosage::hold(line, order, findings);
}

fn is_said(term: &Value, known: &[&str]) -> bool {
    let said = term["text"].as_str().unwrap_or_default();
    known.contains(&said) || (said.is_empty() && known.is_empty())
}

/// One line stands for an earlier order of the same medicine, or for the one that it says to replace.
fn hold_earlier(earlier: &Value, line: &Value, order: &Value, record: &Record, findings: &mut Findings) {
    let Some(before) = record.find("MedicationRequest", id(earlier)) else {
        findings.hold("items listed", false, || format!("MedicationRequest/{} is nobody's", id(earlier)));
        return;
    };
    let is_named = |own: &Value| target(own, "MedicationRequest") == Some(id(earlier));
    let is_replaced = is_named(&order["priorPrescription"]) || list(&order["basedOn"]).any(is_named);
    let same_name = |one: &&str| names(before, record).iter().any(|other| one.eq_ignore_ascii_case(other));
    let coded = |own: &Value| codes(&own["medicationCodeableConcept"]).join(" ");
    let is_same = names(order, record).iter().any(same_name) || coded(order) == coded(before);
    let is_before = before["authoredOn"].as_str() <= order["authoredOn"].as_str();
    findings.hold("medicines", is_replaced || (is_same && is_before), || {
        format!("{} stands for {}, which is another medicine or later", id(line), id(earlier))
    });
    findings.hold("medicines", !earlier["mark"].is_null(), || format!("{} has no mark", id(earlier)));
    let was_in_use = group(before) == "active" && group(order) != "active" && !is_replaced;
    findings.hold("medicines", !was_in_use, || {
        format!("{} is in use, and hidden behind {}", id(earlier), id(line))
    });
    common(earlier, before, record, findings);
}

/// Every dispense stands with a prescription of its medicine, or by itself.
async fn given_out(record: &Record<'_>, told: &Told, reader: &mut Reader, findings: &mut Findings) {
    let mut dispenses = Vec::new();
    for group in GROUPS {
        for line in told.items("medications", group) {
            dispenses.extend(list(&line["dispenses"]).cloned());
            for earlier in list(&line["earlier"]) {
                let detail = reader.twin(&format!("medications/{}", id(earlier))).await;
                dispenses.extend(list(&detail["dispenses"]).cloned());
            }
        }
    }
    for alone in told.items("medications", "given_out") {
        let is_own = record.find("MedicationDispense", id(alone)).is_some();
        findings.hold("items listed", is_own, || format!("MedicationDispense/{} is nobody's", id(alone)));
        dispenses.extend(list(&alone["dispenses"]).cloned());
    }
    let mut due: Vec<Option<String>> = record.of_kind("MedicationDispense").map(given_on).collect();
    let mut had: Vec<Option<String>> =
        dispenses.iter().map(|own| own["at"].as_str().map(str::to_owned)).collect();
    due.sort();
    had.sort();
    findings.hold("lists", due == had, || format!("dispenses of {had:?}, and the record has {due:?}"));
    let mut due: Vec<&str> =
        record.of_kind("MedicationDispense").filter_map(|own| own["status"].as_str()).collect();
    let mut had: Vec<&str> = dispenses.iter().filter_map(|own| own["status"].as_str()).collect();
    due.sort_unstable();
    had.sort_unstable();
    findings.hold("medicines", due == had, || format!("dispenses are {had:?}, and the record has {due:?}"));
}

fn given_on(dispense: &Value) -> Option<String> {
    let written = dispense["whenHandedOver"].as_str().or(dispense["whenPrepared"].as_str())?;
    super::dates::told_as(written, super::dates::Of::Moment)
}
