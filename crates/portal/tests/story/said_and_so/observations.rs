//! Where an observation or a report has to stand, by its category (FHIR R4, US Core 6.1).

use serde_json::Value;

use super::bundles::{Record, list, target};
use super::words::{as_code, words};

/// Where something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Laboratory,
    Vitals,
    Surveys,
    SocialHistory,
    Findings,
    /// Its category says nothing: somewhere.
    Somewhere,
}

const SURVEYS: [&str; 7] = [
    "survey",
    "functional-status",
    "disability-status",
    "cognitive-status",
    "functional-mental-status",
    "treatment-intervention-preference",
    "care-experience-preference",
];
const SOCIAL: [&str; 2] = ["social-history", "sdoh"];
const FINDINGS: [&str; 5] = ["exam", "procedure", "imaging", "therapy", "activity"];

fn categories(resource: &Value) -> Vec<String> {
    list(&resource["category"]).flat_map(words).map(as_code).collect()
}

pub fn place(observation: &Value, record: &Record) -> Place {
    let categories = categories(observation);
    let has = |any: &[&str]| categories.iter().any(|own| any.contains(&own.as_str()));
    if has(&["vital-signs"]) {
        Place::Vitals
    } else if has(&["laboratory", "lab"]) || is_named_by_a_laboratory(observation, record) {
        Place::Laboratory
    } else if has(&SURVEYS) {
        Place::Surveys
    } else if has(&SOCIAL) {
        Place::SocialHistory
    } else if has(&FINDINGS) {
        Place::Findings
    } else {
        Place::Somewhere
    }
}

/// Whether a laboratory's report names it, or a result that the report names groups it.
fn is_named_by_a_laboratory(observation: &Value, record: &Record) -> bool {
    let id = observation["id"].as_str().unwrap();
    let named = record.of_kind("DiagnosticReport").filter(|own| is_of_a_laboratory(own));
    let names = |own: &Value, member: &str, id: &str| {
        list(&own[member]).any(|reference| target(reference, "Observation") == Some(id))
    };
    let reports: Vec<_> = named.collect();
    let is_reported = |id: &str| reports.iter().any(|report| names(report, "result", id));
    let mut above = record.of_kind("Observation").filter(|own| names(own, "hasMember", id));
    is_reported(id) || above.any(|group| is_reported(group["id"].as_str().unwrap()))
}

/// By its category; without one it is a laboratory's where it has results.
pub fn is_of_a_laboratory(report: &Value) -> bool {
    let categories = categories(report);
    let is_laboratory = |own: &String| own == "lab" || own.starts_with("laborator") || own == "26436-6";
    if categories.is_empty() {
        return list(&report["result"]).next().is_some();
    }
    categories.iter().any(is_laboratory)
}

/// The members of an observation that has no value of its own: it only groups them.
pub fn members(observation: &Value) -> Vec<&str> {
    let has_value = observation.as_object().unwrap().keys().any(|name| name.starts_with("value"));
    let members = list(&observation["hasMember"]).filter(|_| !has_value);
    members.filter_map(|own| target(own, "Observation")).collect()
}
