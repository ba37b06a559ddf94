//! The first page repeats the other pages: its results are the latest of their tests, its lists are parts of the lists, and
//! its numbers count what is there.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::allergies::is_current;
use super::bundles::{Record, list, target};
use super::dates::{Of, start, told_as};
use super::findings::Findings;
use super::flags;
use super::told::{Told, id};
use super::words::codes;

pub fn hold(record: &Record, told: &Told, now: Timestamp, findings: &mut Findings) {
    let summary = told.first("health-summary");
    same_lists(summary, told, findings);
    for latest in list(&summary["latest_results"]) {
        is_latest(&latest["result"], record, findings);
    }
    let due = record.of_kind("AllergyIntolerance").filter(|own| is_current(own)).count();
    let shown = list(&summary["allergies"]).count();
    findings
        .hold("summaries", shown == due, || format!("{shown} allergies, and the record has {due} of today"));
    new_results(summary, record, now, findings);
    next(summary, told, record, now, findings);
}

/// What the first page lists is, in order, what the pages list.
fn same_lists(summary: &Value, told: &Told, findings: &mut Findings) {
    let ids = |items: Vec<&Value>| items.into_iter().map(|own| id(own).to_owned()).collect::<Vec<_>>();
    let of_pages =
        |rest: &str, groups: &[&str]| ids(groups.iter().flat_map(|group| told.items(rest, group)).collect());
    for (own, rest, groups) in [
        ("medications", "medications", &["active"][..]),
        ("do_not_take", "medications", &["do_not_take"]),
        ("unclear_medications", "medications", &["on_hold", "unclear"]),
        ("conditions", "conditions", &["active", "suspected", "unclear"]),
    ] {
        let (shown, due) = (ids(list(&summary[own]).collect()), of_pages(rest, groups));
        findings.hold("summaries", shown == due, || format!("{own} are {shown:?}, and the page has {due:?}"));
    }
    for (own, rest, group) in
        [("visit_diagnoses", "conditions", "visit_diagnoses"), ("allergies", "allergies", "allergies")]
    {
        let known = of_pages(rest, &[group]);
        let strange: Vec<_> =
            ids(list(&summary[own]).collect()).into_iter().filter(|own| !known.contains(own)).collect();
        findings
            .hold("summaries", strange.is_empty(), || format!("{own} has {strange:?}, and the page has not"));
    }
    for found in told.items("conditions", "visit_diagnoses") {
        let is_named = ["visit_diagnoses", "conditions"]
            .iter()
            .any(|group| list(&summary[group]).any(|own| same_text(&own["name"], &found["name"])));
        findings.hold("summaries", is_named, || format!("{} is not on the first page", id(found)));
    }
}

fn same_text(one: &Value, other: &Value) -> bool {
    let text = |term: &Value| term["text"].as_str().unwrap_or_default().to_lowercase();
    text(one) == text(other)
}

/// No result of the same code that has a value is later.
fn is_latest(result: &Value, record: &Record, findings: &mut Findings) {
    let Some(own) = record.find("Observation", id(result)) else {
        findings.hold("summaries", false, || format!("{} is nobody's", id(result)));
        return;
    };
    let day = |raw: &Value| {
        let written = start(raw, "effective").or_else(|| raw["issued"].as_str().map(str::to_owned))?;
        super::dates::day_of(&told_as(&written, Of::Moment)?)
    };
    let taken = result["taken"].as_str().or(result["released"].as_str()).and_then(super::dates::day_of);
    let counts = |raw: &&Value| {
        let has_value = raw.as_object().unwrap().keys().any(|name| name.starts_with("value"));
        let is_out =
            ["entered-in-error", "cancelled", "registered"].contains(&raw["status"].as_str().unwrap_or(""));
        let is_laboratory = super::observations::place(raw, record) == super::observations::Place::Laboratory;
        has_value
            && !is_out
            && is_laboratory
            && codes(&raw["code"]).iter().any(|code| codes(&own["code"]).contains(code))
    };
    let later = record.of_kind("Observation").filter(counts).find(|raw| day(raw) > taken && taken.is_some());
    findings.hold("latest results", later.is_none(), || {
        format!("{} of {taken:?} is called the latest, and {} is later", id(result), id(later.unwrap()))
    });
}

/// What is asked to be looked at is counted as it is: results, those out of order, the critical ones.
fn new_results(summary: &Value, record: &Record, now: Timestamp, findings: &mut Findings) {
    let month = SignedDuration::from_hours(30 * 24);
    for panel in list(&summary["new_results"]) {
        let at = panel["released"].as_str().or(panel["taken"].as_str());
        let day = at.and_then(super::dates::day_of);
        let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
        let is_new =
            day.is_some_and(|day| today.duration_since(day) <= month + SignedDuration::from_hours(24));
        findings.hold("summaries", is_new, || format!("{} of {at:?} is called new", id(panel)));
    }
    for need in list(&summary["needs"]).filter(|need| need["kind"] == "review_results") {
        let of = id(&need["panel"]);
        let results: Vec<&Value> = match record.find("DiagnosticReport", of) {
            Some(report) => {
                let named = list(&report["result"]).filter_map(|own| target(own, "Observation"));
                named.filter_map(|id| record.find("Observation", id)).collect()
            }
            None => record.find("Observation", of).into_iter().collect(),
        };
        let flags: Vec<_> = results.iter().map(|raw| flags::due(raw)).collect();
        let count = |is: fn(&str) -> bool| flags.iter().filter(|flag| flag.is_ok_and(is)).count();
        let critical = count(|flag| flag.starts_with("critical"));
        let abnormal = count(|flag| !["unknown", "in_range"].contains(&flag));
        let told =
            [&need["total"], &need["abnormal"], &need["critical"]].map(|own| own.as_u64().unwrap() as usize);
        findings.hold("summaries", told == [results.len(), abnormal, critical], || {
            format!("{of} is counted {told:?}, not {:?}", [results.len(), abnormal, critical])
        });
    }
}

/// The next appointment is the first of those that are still to come and not called off.
fn next(summary: &Value, told: &Told, record: &Record, now: Timestamp, findings: &mut Findings) {
    let is_on = |own: &&Value| {
        !["cancelled", "noshow", "entered-in-error", "fulfilled"]
            .contains(&own["status"].as_str().unwrap_or(""))
    };
    let starts = record.of_kind("Appointment").filter(is_on).filter_map(|own| {
        let at = told_as(own["start"].as_str()?, Of::Moment)?;
        Some((at.parse::<Timestamp>().ok()?, id(own)))
    });
    let mut due: Vec<_> = starts.filter(|(at, _)| *at > now).collect();
    due.sort();
    let due: Vec<&str> = due.into_iter().map(|(_, id)| id).collect();
    let listed: Vec<&str> = told.items("visits", "upcoming").into_iter().map(id).collect();
    findings
        .hold("summaries", listed == due, || format!("{listed:?} are to come, and the record has {due:?}"));
    let next = id(&summary["next_appointment"]);
    findings.hold("summaries", due.first().copied().unwrap_or_default() == next, || {
        format!("{next:?} comes next")
    });
}
