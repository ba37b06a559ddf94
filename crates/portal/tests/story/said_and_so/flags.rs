//! A value is called low, high or critical where its laboratory says so, or its range; and where they say so, it is.

use portico_model::Language;
use rust_decimal::Decimal;
use serde_json::Value;

use super::bundles::{Record, list};
use super::findings::Findings;
use super::told::{Told, id};
use super::words::words;
use crate::world::text;

/// HL7 v3-ObservationInterpretation and v2-0078, and what they mean.
const MARKS: [(&str, &str); 22] = [
    ("N", "in_range"),
    ("NEG", "in_range"),
    ("S", "in_range"),
    ("L", "low"),
    ("H", "high"),
    ("A", "abnormal"),
    ("POS", "abnormal"),
    ("R", "abnormal"),
    ("LL", "critical_low"),
    ("HH", "critical_high"),
    ("AA", "critical"),
    ("normal", "in_range"),
    ("negative", "in_range"),
    ("low", "low"),
    ("below low normal", "low"),
    ("high", "high"),
    ("above high normal", "high"),
    ("abnormal", "abnormal"),
    ("positive", "abnormal"),
    ("critical", "critical"),
    ("critical low", "critical_low"),
    ("critical high", "critical_high"),
];
/// From the lightest to the gravest.
const GRAVITY: [&str; 7] =
    ["in_range", "abnormal", "low", "high", "critical", "critical_low", "critical_high"];

/// What the marks beside a value say; of several the gravest.
fn by_mark(raw: &Value) -> Option<&'static str> {
    let said = list(&raw["interpretation"]).flat_map(words);
    let meant = said.filter_map(|word| {
        let is_it = |mark: &str| mark == word || (mark.len() > 3 && mark.eq_ignore_ascii_case(word));
        MARKS.iter().find(|(mark, _)| is_it(mark)).map(|(_, flag)| *flag)
    });
    meant.max_by_key(|flag| GRAVITY.iter().position(|own| own == flag))
}

/// What a range in numbers says, where it has the unit of the value or none: `Err` where nobody can tell without knowing
/// more than this.
fn by_range(raw: &Value) -> Result<Option<&'static str>, ()> {
    let ranges: Vec<&Value> = list(&raw["referenceRange"]).collect();
    let number = |quantity: &Value| quantity["value"].as_number()?.to_string().parse::<Decimal>().ok();
    let (Some(value), [range]) = (number(&raw["valueQuantity"]), ranges.as_slice()) else {
        return if ranges.is_empty() { Ok(None) } else { Err(()) };
    };
    let has_unit = |end: &Value| {
        let names = |own: &Value| [own["code"].clone(), own["unit"].clone()];
        names(end).iter().all(Value::is_null)
            || names(end).iter().any(|own| names(&raw["valueQuantity"]).contains(own) && !own.is_null())
    };
    let (low, high) = (number(&range["low"]), number(&range["high"]));
    let is_plain = range["appliesTo"].is_null() && range["age"].is_null() && range["type"].is_null();
    let is_plain = is_plain && raw["valueQuantity"]["comparator"].is_null();
    let is_plain = is_plain && [&range["low"], &range["high"]].iter().all(|end| has_unit(end));
    if !is_plain || (low.is_none() && high.is_none()) {
        return Err(());
    }
    // A range that ends below its beginning says nothing of any value.
    if low.zip(high).is_some_and(|(low, high)| low > high) {
        return Ok(None);
    }
    Ok(Some(match () {
        () if low.is_some_and(|low| value < low) => "low",
        () if high.is_some_and(|high| value > high) => "high",
        () => "in_range",
    }))
}

/// The flag that a value must have: `Err` where this does not tell.
pub fn due(raw: &Value) -> Result<&'static str, ()> {
    if raw["status"] == "entered-in-error" {
        return Ok("unknown");
    }
    match (by_mark(raw), by_range(raw)) {
        (Some("critical"), Ok(Some("low"))) => Ok("critical_low"),
        (Some("critical"), Ok(Some("high"))) => Ok("critical_high"),
        (Some("critical"), Err(())) => Err(()),
        (Some(flag), _) => Ok(flag),
        (None, by_range) if list(&raw["interpretation"]).next().is_none() => {
            by_range.map(|flag| flag.unwrap_or("unknown"))
        }
        (None, _) => Err(()),
    }
}

pub fn hold(result: &Value, raw: &Value, findings: &mut Findings) {
    if let Ok(due) = due(raw) {
        findings.hold("flags", result["flag"] == due, || {
            format!("{} is flagged {}, and the record says {due}", id(result), result["flag"])
        });
    }
    for (told, written) in list(&result["components"]).zip(list(&raw["component"])) {
        let written = &with_status(written, raw);
        if let Ok(due) = due(written) {
            findings.hold("flags", told["flag"] == due, || {
                format!("a part of {} is flagged {}, not {due}", id(result), told["flag"])
            });
        }
    }
    let (ranges, told) = (list(&raw["referenceRange"]).count(), list(&result["ranges"]).count());
    findings.hold("flags", ranges == told, || format!("{} has {told} ranges of {ranges}", id(result)));
}

/// What was entered in error was so in all its parts.
fn with_status(part: &Value, raw: &Value) -> Value {
    let mut part = part.clone();
    part["status"] = raw["status"].clone();
    part
}

/// A card of the first page that says that all is in range has nothing of which the record does not say so.
pub fn on_the_page(record: &Record, told: &Told, findings: &mut Findings) {
    let all_in_range = text(Language::En, "panel-all-in-range");
    for card in
        told.pages["labs"].split("<section class=\"card\">").filter(|card| card.contains(&all_in_range))
    {
        let ids = card.split("href=\"labs/").skip(1).filter_map(|rest| rest.split('"').next());
        for raw in ids.filter_map(|id| record.find("Observation", id)) {
            let is_so = due(raw).is_ok_and(|flag| flag == "in_range") || due(raw).is_err();
            findings.hold("flags", is_so, || format!("{} stands under {all_in_range:?}", id(raw)));
        }
    }
}
