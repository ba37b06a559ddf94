#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::sync::Arc;

use jiff::tz::TimeZone;
use portico_fhir::Raw;
use portico_fhir::shapes::Observation;
use portico_policy::sensitivity::Labels;
use serde_json::{Value, json};

use super::*;
use crate::labs::{self, LabResult, LabValue, Trend};
use crate::reading::{Directory, Reading};

fn quantity(value: &str, unit: &str) -> Value {
    let number: Value = value.parse().unwrap();
    json!({"value": number, "unit": unit, "system": "http://unitsofmeasure.org", "code": unit})
}

fn loinc(codes: &[&str]) -> Value {
    let codings: Vec<_> =
        codes.iter().map(|code| json!({"system": "http://loinc.org", "code": code})).collect();
    json!({"coding": codings, "text": codes[0]})
}

fn vital(id: &str, codes: &[&str], day: &str, change: Value) -> Arc<LabResult> {
    let mut vital = json!({
        "resourceType": "Observation", "id": id, "status": "final", "code": loinc(codes), "effectiveDateTime": day,
    });
    vital.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    let (labels, directory, zone) = (Labels::load().unwrap(), Directory::default(), TimeZone::UTC);
    let reading = Reading::new(&labels, &directory, &zone);
    let parsed = Raw::from_text(&vital.to_string()).unwrap().parse::<Observation>();
    labs::result(&parsed, &reading, &Default::default()).unwrap().item
}

fn with_comparator(value: &str, comparator: &str, unit: &str) -> Value {
    let mut quantity = quantity(value, unit);
    quantity["comparator"] = json!(comparator);
    quantity
}

fn texts(series: &VitalSeries) -> Vec<&str> {
    series.readings.iter().map(|own| own.text.as_str()).collect()
}

#[test]
fn a_comparator_stays_with_its_value_in_every_vital_sign() {
    let glucose =
        vital("a", &["8867-4"], "2026-01-01", json!({"valueQuantity": with_comparator("250", ">", "/min")}));
    let pressure = vital(
        "b",
        &["85354-9"],
        "2026-01-01",
        json!({"component": [
            {"code": loinc(&["8480-6"]), "valueQuantity": with_comparator("300", ">", "mm[Hg]")},
            {"code": loinc(&["8462-4"]), "valueQuantity": with_comparator("40", "<=", "mm[Hg]")},
        ]}),
    );
    let all = series(&[glucose, pressure]);

    assert_eq!(texts(&all[0]), [">300/≤40"]);
    assert_eq!(texts(&all[1]), [">250"]);
    assert!(all[0].trends.iter().all(|trend| trend.points().all(|point| point.comparator.is_some())));
}

#[test]
fn the_curve_has_the_unit_of_the_value_above_it_also_where_a_weight_was_written_twice() {
    let weight = |id: &str, value: &str, unit: &str| {
        vital(id, &["29463-7"], "2026-10-29", json!({"valueQuantity": quantity(value, unit)}))
    };
    let (kg, lb) = (weight("kg", "97.0", "kg"), weight("lb", "214.0", "[lb_av]"));

    for all in [[kg.clone(), lb.clone()], [lb, kg]] {
        let weights = &series(&all)[0];
        let LabValue::Quantity(latest) = &weights.latest.as_ref().unwrap().result.value else { panic!() };
        assert_eq!(weights.trends[0].unit, latest.unit);
    }
}

#[test]
fn a_vital_sign_is_known_by_any_of_its_codes() {
    let component = |codes: &[&str], value: &str| json!({"code": loinc(codes), "valueQuantity": quantity(value, "mm[Hg]")});
    let of = |id: &str, codes: &[&str], systolic: &[&str]| {
        let parts =
            json!({"component": [component(systolic, "128"), component(&["8453-3", "8462-4"], "82")]});
        vital(id, codes, "2026-01-01", parts)
    };
    let all = series(&[
        of("a", &["85354-9"], &["8480-6"]),
        of("b", &["8478-0", "85354-9"], &["8459-0", "8480-6"]),
        vital("c", &["8341-0", "29463-7"], "2026-01-01", json!({"valueQuantity": quantity("71.5", "kg")})),
    ]);

    let kinds: Vec<_> = all.iter().map(|series| (series.kind, texts(series))).collect();
    assert_eq!(
        kinds,
        [(VitalKind::BloodPressure, vec!["128/82", "128/82"]), (VitalKind::Weight, vec!["71.5"])]
    );
    assert_eq!(all[0].trends.iter().map(Trend::point_count).collect::<Vec<_>>(), [2, 2]);
}

#[test]
fn a_measurement_that_was_not_made_is_shown_with_its_reason() {
    let declined = json!({"dataAbsentReason": {"coding": [{"code": "asked-declined"}]}});
    let all = series(&[
        vital("old", &["29463-7"], "2025-01-01", json!({"valueQuantity": quantity("71.5", "kg")})),
        vital("new", &["29463-7"], "2026-01-01", declined.clone()),
    ]);

    let ids: Vec<_> = all[0].readings.iter().map(|own| own.id.as_str()).collect();
    assert_eq!(ids, ["new", "old"]);
    assert_eq!(all[0].latest.as_ref().unwrap().text, "71.5");
    let alone = series(&[vital("new", &["29463-7"], "2026-01-01", declined)]);
    let latest = alone[0].latest.as_ref().unwrap();
    assert!(!latest.has_value());
    assert_eq!(latest.result.value, LabValue::Absent { reason: Some("asked-declined".into()) });

    let half = json!({"component": [
        {"code": loinc(&["8480-6"]), "valueQuantity": quantity("128", "mm[Hg]")},
        {"code": loinc(&["8462-4"]), "dataAbsentReason": {"coding": [{"code": "error"}]}},
    ]});
    let all = series(&[vital("half", &["85354-9"], "2026-01-01", half)]);
    assert_eq!(texts(&all[0]), ["128/–"]);
}
