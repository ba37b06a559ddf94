//! The small shapes of FHIR R4 data types (§ 2.24), as JSON.

use jiff::Span;
use jiff::civil::{Date, Time};
use serde_json::{Number, Value, json};

use super::rng::Rng;

pub const SNOMED: &str = "http://snomed.info/sct";
pub const LOINC: &str = "http://loinc.org";
pub const RXNORM: &str = "http://www.nlm.nih.gov/research/umls/rxnorm";
pub const CVX: &str = "http://hl7.org/fhir/sid/cvx";
pub const ICD10: &str = "http://hl7.org/fhir/sid/icd-10-cm";
pub const UCUM: &str = "http://unitsofmeasure.org";
pub const ACT_CODE: &str = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
pub const INTERPRETATION: &str = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";

/// The canonical address of a code system of terminology.hl7.org.
pub fn hl7(name: &str) -> String {
    format!("http://terminology.hl7.org/CodeSystem/{name}")
}

pub fn coding(system: &str, code: &str, display: &str) -> Value {
    json!({"system": system, "code": code, "display": display})
}

/// A CodeableConcept with one coding and the same text.
pub fn concept(system: &str, code: &str, display: &str) -> Value {
    json!({"coding": [coding(system, code, display)], "text": display})
}

/// A CodeableConcept that carries only a code of HL7's own systems.
pub fn status(system: &str, code: &str) -> Value {
    json!({"coding": [{"system": hl7(system), "code": code}]})
}

pub fn words(text: &str) -> Value {
    json!({"text": text})
}

pub fn reference(to: &str) -> Value {
    json!({"reference": to})
}

pub fn shown(to: &str, display: &str) -> Value {
    json!({"reference": to, "display": display})
}

/// A decimal with exactly the digits of the text (`7.0` stays `7.0`).
pub fn decimal(text: &str) -> Value {
    let number: Number = text.parse().expect("the tables and stories hold only decimals here");
    Value::Number(number)
}

/// A decimal rounded to `digits` places.
pub fn rounded(value: f64, digits: usize) -> String {
    format!("{value:.digits$}")
}

pub fn quantity(value: &str, unit: &str, ucum: &str) -> Value {
    json!({"value": decimal(value), "unit": unit, "system": UCUM, "code": ucum})
}

/// `2026-11-22T08:15:00-05:00`: the clocks of the neighbourhood are those of New York.
pub fn instant(day: Date, hour: i64, minute: i64) -> String {
    let time = Time::MIN + Span::new().hours(hour).minutes(minute);
    let moment = day.to_datetime(time).in_tz(ZONE).expect("the zone database is compiled in");
    moment.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

const ZONE: &str = "America/New_York";

/// An instant in office hours.
pub fn office_hour(day: Date, rng: &mut Rng) -> String {
    instant(day, rng.between(8, 16), rng.between(0, 11) * 5)
}

/// Drops nulls, and arrays and objects that are empty: FHIR allows none of them. Answers whether anything is left.
pub fn prune(value: &mut Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(items) => {
            items.retain_mut(prune);
            !items.is_empty()
        }
        Value::Object(fields) => {
            fields.retain(|_, field| prune(field));
            !fields.is_empty()
        }
        _ => true,
    }
}
