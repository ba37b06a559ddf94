//! Every point of a curve is a result of the same test, in its place in time, and its number is the result's own in the
//! unit of the curve.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde_json::Value;

use super::bundles::{Record, list};
use super::dates::{Of, start, told_as};
use super::findings::Findings;
use super::told::{Reader, Told, id};
use super::words::{codes, words};

/// How units become others: from, to, factor, what is added. Calcium and magnesium carry two charges.
const FACTORS: [(&str, &str, &str, &str, &str); 7] = [
    ("4548-4", "mmol/mol", "%", "0.0915", "2.15"),
    ("17861-6", "mEq/L", "mg/dL", "2.0039", "0"),
    ("19123-9", "mEq/L", "mg/dL", "1.21525", "0"),
    ("2951-2", "mEq/L", "mmol/L", "1", "0"),
    ("2951-2", "mmol/L", "mEq/L", "1", "0"),
    ("8310-5", "Cel", "C", "1", "0"),
    ("8310-5", "C", "Cel", "1", "0"),
];
/// Two spellings of one unit.
const ALIKE: [(&str, &str); 5] = [
    ("mm[Hg]", "mmHg"),
    ("{score}", ""),
    ("/min", "beats/minute"),
    ("mL/min/{1.73_m2}", "mL/min/1.73m2"),
    ("degrees C", "C"),
];
/// Codes of one test.
const ONE_TEST: [&[&str]; 0] = [];
/// What a conversion may be off by: less than any laboratory reports.
const TOLERANCE: &str = "0.01";

pub async fn hold(record: &Record<'_>, told: &Told, reader: &mut Reader, findings: &mut Findings) {
    let mut known: BTreeSet<String> = BTreeSet::new();
    for (_, result) in told.results() {
        if !known.insert(result["name"].to_string()) {
            continue;
        }
        let detail = reader.twin(&format!("labs/{}", id(result))).await;
        one(&detail["trend"], result, None, record, findings);
    }
    for latest in list(&told.first("health-summary")["latest_results"]) {
        one(&latest["trend"], &latest["result"], None, record, findings);
    }
    let mut kinds = BTreeSet::new();
    for series in told.items("vitals", "series") {
        if !kinds.insert((series["kind"].to_string(), series["name"].to_string())) {
            continue;
        }
        let trends: Vec<&Value> = list(&series["trends"]).collect();
        match trends.as_slice() {
            [high, low] => {
                one(high, &series["latest"]["result"], Some("8480-6"), record, findings);
                one(low, &series["latest"]["result"], Some("8462-4"), record, findings);
            }
            trends => {
                trends.iter().for_each(|own| one(own, &series["latest"]["result"], None, record, findings))
            }
        }
    }
}

/// One curve of a test, or of one part of it.
fn one(trend: &Value, of: &Value, part: Option<&str>, record: &Record, findings: &mut Findings) {
    let points: Vec<&Value> = list(&trend["segments"]).flat_map(|segment| list(&segment["points"])).collect();
    let mut before: Option<String> = None;
    let own = record.find("Observation", id(of)).unwrap_or(&Value::Null);
    for point in &points {
        let name = point["result"].as_str().unwrap_or_default();
        let Some(raw) = record.find("Observation", name) else {
            findings.hold("points", false, || format!("{name} is drawn, and nobody's"));
            continue;
        };
        findings.hold("points", is_same_test(own, raw), || format!("{name} is drawn with {}", id(of)));
        let is_standing =
            !["entered-in-error", "cancelled", "registered"].contains(&raw["status"].as_str().unwrap_or(""));
        findings.hold("points", is_standing, || format!("{name} is drawn, and {}", raw["status"]));
        number(point, trend, &amount(raw, part), raw, findings);
        let at = super::dates::day_of(point["at"].as_str().unwrap_or_default()).map(|day| day.to_string());
        let at = at.or_else(|| point["at"].as_str().map(str::to_owned));
        let is_later = before.as_ref().zip(at.as_ref()).is_none_or(|(before, at)| before <= at);
        findings.hold("points", is_later, || format!("{name} is drawn out of time"));
        before = at;
        let written = start(raw, "effective").and_then(|written| told_as(&written, Of::Moment));
        let is_dated = written.is_none() || written.as_deref() == point["at"].as_str();
        findings.hold("points", is_dated, || format!("{name} is drawn at {}", point["at"]));
    }
    complete(trend, &points, own, part, record, findings);
}

/// The quantity that is drawn: of the observation, or of a part of it.
fn amount(raw: &Value, part: Option<&str>) -> Value {
    let Some(code) = part else { return raw["valueQuantity"].clone() };
    let part = list(&raw["component"]).find(|own| codes(&own["code"]).contains(&code));
    part.map(|own| own["valueQuantity"].clone()).unwrap_or_default()
}

/// No result of the same code is left out: it is drawn, or named among those that could not be.
fn complete(
    trend: &Value,
    points: &[&Value],
    own: &Value,
    part: Option<&str>,
    record: &Record,
    findings: &mut Findings,
) {
    let drawn: Vec<&str> = points.iter().filter_map(|point| point["result"].as_str()).collect();
    let named: Vec<&str> = list(&trend["not_drawn"]).map(id).collect();
    let same = |raw: &&Value| {
        !codes(&own["code"]).is_empty()
            && codes(&raw["code"]).iter().any(|code| codes(&own["code"]).contains(code))
            && ["final", "amended", "corrected", "preliminary"]
                .contains(&raw["status"].as_str().unwrap_or(""))
            && amount(raw, part)["value"].is_number()
            && raw["category"] == own["category"]
    };
    for raw in record.of_kind("Observation").filter(same) {
        let is_there = drawn.contains(&id(raw)) || named.contains(&id(raw));
        findings.hold("points", is_there, || format!("{} is not drawn with {}", id(raw), id(own)));
    }
}

fn is_same_test(one: &Value, other: &Value) -> bool {
    let (one_codes, other_codes) = (codes(&one["code"]), codes(&other["code"]));
    let shares = one_codes.iter().any(|code| other_codes.contains(code));
    let is_one_test = ONE_TEST.iter().any(|test| {
        one_codes.iter().any(|code| test.contains(code)) && other_codes.iter().any(|code| test.contains(code))
    });
    let is_same_name = one_codes.is_empty() && words(&one["code"]) == words(&other["code"]);
    shares || is_one_test || is_same_name
}

fn number(point: &Value, trend: &Value, amount: &Value, raw: &Value, findings: &mut Findings) {
    let decimal = |text: &str| text.parse::<Decimal>().or_else(|_| Decimal::from_scientific(text)).ok();
    let told = point["number"].as_str().and_then(decimal);
    let written = amount["value"].as_number().and_then(|number| decimal(&number.to_string()));
    let units = [amount["unit"].as_str(), amount["code"].as_str()];
    let to = trend["unit"].as_str().unwrap_or_default();
    let is_alike = |from: &str| {
        from == to
            || ALIKE.iter().any(|pair| *pair == (from, to) || *pair == (to, from))
            || from.eq_ignore_ascii_case(to)
    };
    let has_no_unit = units.iter().all(Option::is_none);
    let due = written.map(|written| {
        if has_no_unit || units.into_iter().flatten().any(is_alike) {
            return Some(written);
        }
        let all = codes(&raw["code"]);
        let row =
            FACTORS.iter().find(|row| all.contains(&row.0) && Some(row.1) == units[0] && row.2 == to)?;
        Some(written * decimal(row.3)? + decimal(row.4)?)
    });
    let tolerance = decimal(TOLERANCE).unwrap();
    let is_so = match (told, due.flatten()) {
        (Some(told), Some(due)) => (told - due).abs() <= due.abs() * tolerance,
        _ => false,
    };
    findings.hold("points", is_so, || {
        format!("{} is drawn as {} {to}, and the record has {amount}", point["result"], point["number"])
    });
    findings.hold("points", point["comparator"] == amount["comparator"], || {
        format!("{point} lacks its comparator")
    });
}
