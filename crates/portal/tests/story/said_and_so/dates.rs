//! Every date is the record's: as exact as it is written, on the day that it names. None is invented.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde_json::Value;

use super::bundles::{Record, list};
use super::findings::Findings;
use super::told::{Told, id};

fn place() -> TimeZone {
    TimeZone::get("America/New_York").unwrap()
}

/// What a date is about: a moment, or a day, of which midnight is no hour.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Of {
    Moment,
    Day,
}

/// The date as a twin has it, for a date as a record has it: `None` for what is no date. An hour without a zone is the
/// place's.
pub fn told_as(written: &str, of: Of) -> Option<String> {
    let written = written.trim();
    if written.len() == 8 && written.bytes().all(|byte| byte.is_ascii_digit()) {
        let dashed = format!("{}-{}-{}", &written[..4], &written[4..6], &written[6..]);
        return dashed.parse::<Date>().ok().map(|day| day.to_string());
    }
    let Some((day, time)) = written.split_once('T') else {
        let is_date = match written.len() {
            4 => format!("{written}-01-01").parse::<Date>().is_ok(),
            7 => format!("{written}-01").parse::<Date>().is_ok(),
            _ => written.parse::<Date>().is_ok(),
        };
        return is_date.then(|| written.to_owned());
    };
    let hour = time.split(['Z', '+', '-']).next()?;
    if of == Of::Day && hour.trim_end_matches(['0', '.', ':']).is_empty() {
        return Some(day.to_owned());
    }
    let instant = written.parse::<Timestamp>();
    let at_the_place = || written.parse::<DateTime>().ok()?.to_zoned(place()).ok().map(|at| at.timestamp());
    instant.ok().or_else(at_the_place).map(|instant| instant.to_string())
}

/// The day that the place's calendar shows for a date of a twin; `None` where it names no day.
pub fn day_of(told: &str) -> Option<Date> {
    match told.parse::<Timestamp>() {
        Ok(instant) => Some(instant.to_zoned(place()).date()),
        Err(_) => told.parse().ok(),
    }
}

pub fn year_of(told: &str) -> Option<i16> {
    day_of(told).map(Date::year).or_else(|| told.get(..4)?.parse().ok())
}

/// `January 14, 2026`.
pub fn in_words(day: Date) -> String {
    day.strftime("%B %-d, %Y").to_string()
}

/// When something was or began.
pub fn start(resource: &Value, name: &str) -> Option<String> {
    let period = &resource[format!("{name}Period")];
    let forms = ["DateTime", "Date", "Instant"].map(|form| &resource[format!("{name}{form}")]);
    let timed = &resource[format!("{name}Timing")]["event"][0];
    let found = forms.into_iter().chain([&period["start"], &period["end"], timed]);
    found.filter_map(Value::as_str).next().map(str::to_owned)
}

/// One date of one thing.
struct Pair<'t> {
    told: &'t Value,
    written: Option<String>,
    of: Of,
}

impl Pair<'_> {
    fn hold(&self, place: &str, findings: &mut Findings) {
        let due = self.written.as_deref().and_then(|written| told_as(written, self.of));
        findings.hold("dates", self.told.as_str() == due.as_deref(), || {
            format!("{place} is dated {}, and the record has {:?}", self.told, self.written)
        });
    }
}

fn own(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

pub fn hold(record: &Record, told: &Told, findings: &mut Findings) {
    for (rest, member, kind) in [
        ("immunizations", "immunizations", "Immunization"),
        ("allergies", "allergies", "AllergyIntolerance"),
        ("visits", "visits", "Encounter"),
        ("documents", "documents", "DocumentReference"),
        ("reports", "reports", "DiagnosticReport"),
        ("care-plans", "plans", "CarePlan"),
        ("care-plans", "goals", "Goal"),
    ] {
        each(told.items(rest, member), kind, record, findings);
    }
    for group in ["active", "suspected", "unclear", "visit_diagnoses", "concerns", "social", "past"] {
        each(told.items("conditions", group), "Condition", record, findings);
    }
    for group in super::medicines::GROUPS {
        each(told.items("medications", group), "MedicationRequest", record, findings);
    }
    each(told.others(Some("procedures")), "Procedure", record, findings);
    let born = &told.first("profile")["born"];
    Pair { told: born, written: own(&record.person["birthDate"]), of: Of::Day }.hold("the birth", findings);
    results(record, told, findings);
    others(record, told, findings);
    pages(record, told, findings);
}

fn each(items: Vec<&Value>, kind: &str, record: &Record, findings: &mut Findings) {
    for item in items {
        let Some(raw) = record.find(kind, id(item)) else { continue };
        for pair in pairs(kind, item, raw) {
            pair.hold(&format!("{kind}/{}", id(item)), findings);
        }
    }
}

/// The dates of a thing, and where the record has them.
fn pairs<'t>(kind: &str, item: &'t Value, raw: &Value) -> Vec<Pair<'t>> {
    let day = |name: &str, written| Pair { told: &item[name], written, of: Of::Day };
    let moment = |name: &str, written| Pair { told: &item[name], written, of: Of::Moment };
    let period = &raw["period"];
    match kind {
        "Immunization" => vec![day("given", start(raw, "occurrence"))],
        "AllergyIntolerance" => vec![day("onset", start(raw, "onset"))],
        "Condition" => {
            let end = own(&raw["abatementPeriod"]["end"]).or_else(|| start(raw, "abatement"));
            vec![
                day("onset", start(raw, "onset")),
                day("ended", end),
                day("recorded", own(&raw["recordedDate"])),
            ]
        }
        "Encounter" => vec![moment("start", own(&period["start"])), moment("end", own(&period["end"]))],
        "DocumentReference" => {
            let written = own(&raw["date"]).or_else(|| own(&raw["context"]["period"]["start"]));
            vec![moment("written", written)]
        }
        "DiagnosticReport" => {
            vec![moment("taken", start(raw, "effective")), moment("released", own(&raw["issued"]))]
        }
        "CarePlan" => vec![day("start", own(&period["start"])), day("end", own(&period["end"]))],
        "Goal" => vec![day("start", own(&raw["startDate"]))],
        "MedicationRequest" => vec![
            moment("prescribed", own(&raw["authoredOn"])),
            day("valid_until", own(&raw["dispenseRequest"]["validityPeriod"]["end"])),
        ],
        "Procedure" => vec![moment("at", start(raw, "performed"))],
        _ => Vec::new(),
    }
}

/// What a result does not say itself, its report says.
fn results(record: &Record, told: &Told, findings: &mut Findings) {
    for (panel, result) in told.results() {
        let report = record.find("DiagnosticReport", id(panel)).unwrap_or(&Value::Null);
        let Some(raw) = record.find("Observation", id(result)) else { continue };
        let taken = start(raw, "effective").or_else(|| start(report, "effective"));
        let released = own(&raw["issued"]).or_else(|| own(&report["issued"]));
        let at = format!("Observation/{}", id(result));
        Pair { told: &result["taken"], written: taken, of: Of::Moment }.hold(&at, findings);
        Pair { told: &result["released"], written: released, of: Of::Moment }.hold(&at, findings);
    }
    for panel in told.items("labs", "panels") {
        each(vec![panel], "DiagnosticReport", record, findings);
    }
    for reading in told.readings() {
        let Some(raw) = record.find("Observation", id(reading)) else { continue };
        let written = start(raw, "effective").or_else(|| own(&raw["issued"]));
        Pair { told: &reading["at"], written, of: Of::Moment }.hold(id(reading), findings);
    }
}

/// Each date of what has no page of its own stands somewhere in its resource.
fn others(record: &Record, told: &Told, findings: &mut Findings) {
    let all: Vec<&Value> = record.all().collect();
    for item in told.others(None) {
        let raw = all.iter().filter(|raw| id(raw) == id(item));
        let known: BTreeSet<String> = raw.flat_map(|raw| dates_in(raw)).collect();
        let details = list(&item["details"]).map(|detail| &detail["at"]);
        for date in [&item["at"], &item["until"]].into_iter().chain(details).filter_map(Value::as_str) {
            findings.hold("dates", known.contains(date), || format!("{} has no {date}", id(item)));
        }
    }
}

/// Every date in a resource, as a twin may have it.
fn dates_in(raw: &Value) -> Vec<String> {
    match raw {
        Value::Object(members) => members.values().flat_map(dates_in).collect(),
        Value::Array(items) => items.iter().flat_map(dates_in).collect(),
        Value::String(text) => [Of::Moment, Of::Day].into_iter().filter_map(|of| told_as(text, of)).collect(),
        _ => Vec::new(),
    }
}

/// Every day that a page writes out is one that the record has, as a date or in its words.
fn pages(record: &Record, told: &Told, findings: &mut Findings) {
    let all = record.all().chain([record.person]).flat_map(dates_in);
    let mut known: BTreeSet<String> = all.filter_map(|date| day_of(&date)).map(in_words).collect();
    let computed = super::medicines::GROUPS.iter().flat_map(|group| told.items("medications", group));
    let computed = computed.filter_map(|line| line["supply_until"].as_str()).filter_map(day_of);
    known.extend(computed.map(in_words));
    let words = record.all().map(Value::to_string).collect::<String>();
    for (rest, page) in &told.pages {
        for day in days_in(&page.replace(['\u{a0}', '\n'], " ")) {
            findings.hold("days on pages", known.contains(&day) || words.contains(&day), || {
                format!("/{rest} has {day}")
            });
        }
    }
}

/// All days that are written out in a text.
fn days_in(text: &str) -> Vec<String> {
    let months = (1..=12).map(|month| Date::constant(2000, month, 1).strftime("%B ").to_string());
    let found = months.flat_map(|month| {
        let places = text.match_indices(&month).map(|(at, _)| &text[at + month.len()..]);
        places.filter_map(|rest| day_and_year(rest)).map(|rest| format!("{month}{rest}")).collect::<Vec<_>>()
    });
    found.collect()
}

fn day_and_year(rest: &str) -> Option<&str> {
    let (day, rest_of_all) = rest.split_once(", ")?;
    let is_day = day.len() <= 2 && day.bytes().all(|byte| byte.is_ascii_digit()) && !day.is_empty();
    let year = rest_of_all.get(..4)?;
    (is_day && year.bytes().all(|byte| byte.is_ascii_digit())).then(|| &rest[..day.len() + 2 + 4])
}
