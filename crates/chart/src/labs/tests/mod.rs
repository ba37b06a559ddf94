//! What becomes of laboratory resources, from their JSON to what a reader sees.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod flags;
mod grouping;
mod trends;

use std::sync::Arc;

use jiff::civil::date;
use jiff::tz::TimeZone;
use portico_fhir::shapes::{DiagnosticReport, Observation};
use portico_fhir::{Parsed, Raw, Shape};
use portico_policy::sensitivity::Labels;
use serde_json::{Value, json};

use super::{LabResult, RangePerson, Results, result, results};
use crate::reading::{Directory, Reading};

const UCUM: &str = "http://unitsofmeasure.org";

fn shape<T: Shape + Default>(value: &Value) -> Parsed<T> {
    let parsed = Raw::from_text(&value.to_string()).unwrap().parse::<T>();
    assert!(parsed.faults.is_empty(), "{value}");
    parsed
}

/// A result of LDL from 1 March 2024, changed in the members that are given; `null` takes one away.
fn observation(change: Value) -> Value {
    let mut observation = json!({
        "resourceType": "Observation", "id": "o1", "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "13457-7", "display": "LDL"}]},
        "subject": {"reference": "Patient/ana"},
        "effectiveDateTime": "2024-03-01",
        "valueQuantity": quantity("131", "mg/dL"),
    });
    for (name, value) in change.as_object().unwrap() {
        match value {
            Value::Null => observation.as_object_mut().unwrap().remove(name).map(drop).unwrap_or_default(),
            value => observation[name] = value.clone(),
        }
    }
    observation
}

fn quantity(value: &str, unit: &str) -> Value {
    let number: Value = value.parse().unwrap();
    json!({"value": number, "unit": unit, "system": UCUM, "code": unit})
}

fn range(low: Option<&str>, high: Option<&str>) -> Value {
    let mut range = json!({});
    for (name, bound) in [("low", low), ("high", high)] {
        if let Some(bound) = bound {
            range[name] = quantity(bound, "mg/dL");
        }
    }
    range
}

fn interpretation(code: &str) -> Value {
    json!([{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "code": code}]}])
}

/// A woman of 52.
fn ana() -> RangePerson {
    RangePerson { gender: Some("female".into()), born: Some(date(1972, 4, 20)) }
}

fn read(change: Value) -> Arc<LabResult> {
    read_for(&ana(), change)
}

fn read_for(person: &RangePerson, change: Value) -> Arc<LabResult> {
    let labels = Labels::load().unwrap();
    let (directory, zone) = (Directory::default(), TimeZone::UTC);
    let reading = Reading::new(&labels, &directory, &zone);
    result(&shape::<Observation>(&observation(change)), &reading, person).unwrap().item
}

fn grouped(reports: &[Value], observations: &[Value]) -> Results {
    let labels = Labels::load().unwrap();
    let (directory, zone) = (Directory::default(), TimeZone::UTC);
    let reading = Reading::new(&labels, &directory, &zone);
    let reports: Vec<_> = reports.iter().map(shape::<DiagnosticReport>).collect();
    let observations: Vec<_> = observations.iter().map(shape::<Observation>).collect();
    results(&reports, &observations, &reading, &ana())
}
