//! A value is told in the record's own digits, with its comparator and its unit; what says why there is none is no value.

use rust_decimal::Decimal;
use serde_json::Value;

use super::bundles::{Record, list};
use super::findings::Findings;
use super::flags;
use super::told::{Told, id};
use super::words::{is_name_of, words};

/// What stands in the place of a unit where there is none. `#` says that something was counted.
const NO_UNITS: [&str; 8] = ["", "1", "#", "{score}", "score", "ratio", "inr", "index"];
/// What only the tail of floating point adds is cut to so many places, or of a number below one to so many digits.
const PLACES: u32 = 2;
const DIGITS: u32 = 4;

/// One value, told and written.
struct Pair<'p> {
    told: &'p Value,
    written: &'p Value,
    at: &'p str,
}

pub fn hold(record: &Record, told: &Told, findings: &mut Findings) {
    for (_, result) in told.results() {
        let Some(raw) = record.find("Observation", id(result)) else { continue };
        measured(result, raw, findings);
        flags::hold(result, raw, findings);
    }
    for reading in told.readings() {
        let Some(raw) = record.find("Observation", id(reading)) else { continue };
        measured(&reading["result"], raw, findings);
        flags::hold(&reading["result"], raw, findings);
        spoken(reading, findings);
    }
    on_the_page(told, findings);
    flags::on_the_page(record, told, findings);
    for kind in ["surveys", "social_history", "findings"] {
        for item in told.others(Some(kind)) {
            let Some(raw) = record.find("Observation", id(item)) else { continue };
            names(item, raw, findings);
            other(item, raw, findings);
        }
    }
}

/// The rows of the first page of results have the figures that its twin has.
fn on_the_page(told: &Told, findings: &mut Findings) {
    let page = &told.pages["labs"];
    let results = list(&told.first("labs")["panels"]).flat_map(|panel| list(&panel["results"]));
    for result in results.filter(|own| own["value"]["kind"] == "quantity") {
        let text = result["value"]["text"].as_str().unwrap_or_default();
        let link = format!("\"labs/{}\"", id(result));
        let row = page.split(&link).nth(1).and_then(|rest| rest.split("</li>").next()).unwrap_or_default();
        findings.hold("rows of pages", row.contains(&format!(">{text}<")), || {
            format!("the row of {} does not read {text}: {row}", id(result))
        });
    }
}

fn names(item: &Value, raw: &Value, findings: &mut Findings) {
    findings.hold("names", is_name_of(&item["name"], &raw["code"]), || {
        format!("{} is called {}", id(item), item["name"])
    });
}

/// A result with its parts.
fn measured(result: &Value, raw: &Value, findings: &mut Findings) {
    names(result, raw, findings);
    Pair { told: &result["value"], written: raw, at: id(result) }.hold(findings);
    let parts: Vec<&Value> = list(&raw["component"]).collect();
    let told: Vec<&Value> = list(&result["components"]).collect();
    findings.hold("values", parts.len() == told.len(), || format!("{} has {} parts", id(result), told.len()));
    for (told, written) in told.into_iter().zip(parts) {
        findings.hold("names", is_name_of(&told["name"], &written["code"]), || {
            format!("a part of {} is called {}", id(result), told["name"])
        });
        Pair { told: &told["value"], written, at: id(result) }.hold(findings);
    }
}

/// What has no page of its own has its value, if any, and its parts among its details.
fn other(item: &Value, raw: &Value, findings: &mut Findings) {
    let has_value = raw.as_object().unwrap().keys().any(|name| name.starts_with("value"));
    if has_value || !item["value"].is_null() {
        Pair { told: &item["value"], written: raw, at: id(item) }.hold(findings);
    }
    for (told, written) in list(&item["details"]).zip(list(&raw["component"])) {
        Pair { told: &told["value"], written, at: id(item) }.hold(findings);
    }
}

/// The words of a vital sign are those of its value, which is compared by itself.
fn spoken(reading: &Value, findings: &mut Findings) {
    let text = reading["text"].as_str().unwrap_or_default();
    let value = &reading["result"]["value"];
    let is_so = match value["kind"].as_str() {
        Some("quantity") => text == format!("{}{}", sign(value), value["text"].as_str().unwrap()),
        Some("absent") => text.is_empty(),
        _ => pressure(&reading["result"]).is_none_or(|due| text == due),
    };
    findings.hold("values", is_so, || format!("{} reads {text:?}", id(reading)));
}

/// `109/44`, with a dash for what was not measured.
fn pressure(result: &Value) -> Option<String> {
    let part = |code: &str| {
        let is_it = |own: &&Value| {
            let others = list(&own["other_codes"]).chain([&own["name"]["code"]]);
            others.into_iter().any(|coding| coding["code"] == code)
        };
        list(&result["components"]).find(is_it).map(|own| &own["value"])
    };
    let text = |value: &Value| match value["kind"].as_str() {
        Some("quantity") => format!("{}{}", sign(value), value["text"].as_str().unwrap_or_default()),
        _ => "–".to_owned(),
    };
    Some(format!("{}/{}", text(part("8480-6")?), text(part("8462-4")?)))
}

/// A comparator as print writes it.
fn sign(value: &Value) -> &str {
    match value["comparator"].as_str() {
        Some("<=") => "≤",
        Some(">=") => "≥",
        sign => sign.unwrap_or_default(),
    }
}

impl Pair<'_> {
    fn hold(&self, findings: &mut Findings) {
        let is_so = self.is_so();
        findings.hold("values", is_so, || {
            let written =
                self.written.as_object().unwrap().iter().filter(|(name, _)| name.starts_with("value"));
            format!(
                "{} is told as {}, and the record has {:?}",
                self.at,
                self.told,
                written.collect::<Vec<_>>()
            )
        });
    }

    fn is_so(&self) -> bool {
        let raw = self.written;
        let has = |name: &str| !raw[name].is_null();
        let kind = self.told["kind"].as_str().unwrap_or_default();
        let text = self.told["text"].as_str().unwrap_or_default();
        if has("valueQuantity") && has_number(&raw["valueQuantity"]) {
            kind == "quantity" && is_amount(self.told, &raw["valueQuantity"])
        } else if has("valueCodeableConcept") {
            kind == "coded" && words(&raw["valueCodeableConcept"]).contains(&said(&self.told["term"]))
        } else if has("valueString") {
            let due = raw["valueString"].as_str().unwrap().replace("\r\n", "\n");
            kind == "text" && text == due.trim_end() || self.is_number_in(due.trim())
        } else if has("valueBoolean") {
            let due = raw["valueBoolean"].to_string();
            text == due
        } else if has("valueInteger") {
            let due = raw["valueInteger"].to_string();
            kind == "quantity" && text == due
        } else if has("valueDateTime") || has("valueTime") {
            let due = raw["valueDateTime"].as_str().or(raw["valueTime"].as_str());
            kind == "text" && Some(text) == due
        } else if has("valueRange") {
            let is_end = |end: &str| is_maybe_amount(&self.told[end], &raw["valueRange"][end]);
            kind == "range" && is_end("low") && is_end("high")
        } else if has("valueRatio") {
            let is_part = |part: &str| is_amount(&self.told[part], &raw["valueRatio"][part]);
            kind == "ratio" && is_part("numerator") && is_part("denominator")
        } else if has("valueSampledData") {
            kind == "absent" && self.told["reason"] == "sampled-data"
        } else if list(&raw["component"]).next().is_some() && !has("dataAbsentReason") {
            kind == "components"
        } else {
            kind == "absent" && self.is_reason() || kind == "components"
        }
    }

    /// Words that write nothing but a number are told as that number, with the words beside it.
    fn is_number_in(&self, words: &str) -> bool {
        let number = self.told["text"].as_str().unwrap_or_default();
        self.told["kind"] == "quantity"
            && words.contains(number)
            && (self.told["as_sent"] == words || number == words)
    }

    fn is_reason(&self) -> bool {
        let reason = &self.written["dataAbsentReason"];
        match self.told["reason"].as_str() {
            None => words(reason).is_empty(),
            Some(told) => words(reason).contains(&told),
        }
    }
}

fn said(term: &Value) -> &str {
    term["text"].as_str().unwrap_or_default()
}

fn has_number(quantity: &Value) -> bool {
    quantity["value"].is_number()
}

fn is_maybe_amount(told: &Value, written: &Value) -> bool {
    if has_number(written) { is_amount(told, written) } else { told.is_null() }
}

/// Digits, comparator and unit.
pub fn is_amount(told: &Value, written: &Value) -> bool {
    let number = written["value"].as_number().unwrap().to_string();
    let text = told["text"].as_str().unwrap_or_default();
    let unit = written["unit"].as_str().or(written["code"].as_str());
    let unit = unit.filter(|unit| !NO_UNITS.contains(&unit.to_lowercase().as_str()));
    let is_as_sent = told["as_sent"].as_str().is_none_or(|sent| sent == number);
    let is_number = text == number || is_shortened(text, &number) && told["as_sent"] == number;
    is_number && is_as_sent && told["unit"].as_str() == unit && told["comparator"] == written["comparator"]
}

/// Padding zeros may go, and the tail of floating point; never what makes it the number that it is.
fn is_shortened(told: &str, written: &str) -> bool {
    let exact = |text: &str| text.parse::<Decimal>().or_else(|_| Decimal::from_scientific(text));
    let (Ok(told), Ok(exact)) = (exact(told), exact(written)) else { return false };
    let places = written.split_once('.').map_or(0, |(_, places)| places.len());
    let is_long = places > 5 || written.contains(['e', 'E']);
    let rounded =
        if exact.abs() < Decimal::ONE { exact.round_sf(DIGITS).unwrap() } else { exact.round_dp(PLACES) };
    told == exact || (is_long && told == rounded)
}
