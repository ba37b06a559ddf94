//! A test over time: what is joined, what is not, and what is said of it.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::{LabResult, Trend, TrendBreak, is_same_test, trend};
use super::{quantity, range, read};

/// A result of the first of March of a year.
fn in_year(year: u16, change: Value) -> Arc<LabResult> {
    let mut change = change;
    change["id"] = json!(format!("o{year}"));
    change["effectiveDateTime"] = json!(format!("{year}-03-01"));
    read(change)
}

fn value(value: &str, unit: &str) -> Value {
    json!({"valueQuantity": quantity(value, unit)})
}

fn with(change: Value, name: &str, member: Value) -> Value {
    let mut change = change;
    change[name] = member;
    change
}

fn numbers(trend: &Trend) -> Vec<Vec<String>> {
    let of = |segment: &super::super::Segment| {
        segment.points.iter().map(|point| point.number.to_string()).collect()
    };
    trend.segments.iter().map(of).collect()
}

#[test]
fn points_stand_in_the_order_of_the_specimens_whatever_order_they_come_in() {
    let trend = trend(&[
        in_year(2023, value("3", "mg/dL")),
        in_year(2021, value("1", "mg/dL")),
        in_year(2022, value("2", "mg/dL")),
    ]);

    assert_eq!(numbers(&trend), [["1", "2", "3"]]);
    assert!(
        trend.segments[0].break_before.is_none()
            && trend.not_drawn.is_empty()
            && trend.converted_from.is_empty()
    );
}

#[test]
fn a_range_that_ends_before_it_begins_is_no_band() {
    let with_range = |low: &str, high: &str| {
        let ranges = json!([range(Some(low), Some(high))]);
        trend(&[in_year(2021, with(value("43", "mg/dL"), "referenceRange", ranges))])
    };

    let backwards = with_range("46", "38");
    assert_eq!((backwards.band_low, backwards.band_high), (None, None));
    assert!(with_range("38", "46").band_low.is_some());
}

#[test]
fn a_new_method_breaks_the_line_and_says_so() {
    let by = |method: &str| with(value("100", "mg/dL"), "method", json!({"text": method}));
    let trend = trend(&[
        in_year(2021, by("Friedewald")),
        in_year(2022, by("Friedewald")),
        in_year(2023, by("Martin-Hopkins")),
    ]);

    assert_eq!(numbers(&trend), [vec!["100", "100"], vec!["100"]]);
    let expected = TrendBreak::Method { from: Some("Friedewald".into()), to: Some("Martin-Hopkins".into()) };
    assert_eq!(trend.segments[1].break_before, Some(expected));
}

#[test]
fn another_code_of_the_same_test_is_another_method() {
    let code = |loinc: &str| {
        with(
            value("100", "mg/dL"),
            "code",
            json!({"coding": [{"system": "http://loinc.org", "code": loinc}]}),
        )
    };
    let (calculated, direct) = (in_year(2021, code("13457-7")), in_year(2022, code("18262-6")));

    assert!(is_same_test(&calculated, &direct), "both are LDL");
    let trend = trend(&[calculated, direct]);
    assert_eq!(numbers(&trend), [["100"], ["100"]]);
    assert!(matches!(trend.segments[1].break_before, Some(TrendBreak::Method { .. })));
}

#[test]
fn another_laboratory_breaks_the_line_and_an_unnamed_one_does_not() {
    let at = |name: &str| with(value("100", "mg/dL"), "performer", json!([{"display": name}]));
    let changed = trend(&[in_year(2021, at("Riverside")), in_year(2022, at("Northgate"))]);
    let unnamed = trend(&[in_year(2021, at("Riverside")), in_year(2022, value("100", "mg/dL"))]);

    let expected = TrendBreak::Laboratory { from: Some("Riverside".into()), to: Some("Northgate".into()) };
    assert_eq!(changed.segments[1].break_before, Some(expected));
    assert_eq!(unnamed.segments.len(), 1);
}

#[test]
fn another_unit_is_converted_and_the_reader_is_told() {
    let glucose = |amount: &str, unit: &str| {
        with(
            value(amount, unit),
            "code",
            json!({"coding": [{"system": "http://loinc.org", "code": "2345-7"}]}),
        )
    };
    let older = with(
        glucose("5.5", "mmol/L"),
        "code",
        json!({"coding": [{"system": "urn:oid:1.2.3", "code": "GLU"}, {"system": "http://loinc.org", "code": "2345-7"}]}),
    );
    let newest = with(glucose("99", "mg/dL"), "referenceRange", json!([range(Some("70"), Some("99"))]));
    let trend = trend(&[in_year(2021, older), in_year(2022, newest)]);

    assert_eq!(numbers(&trend), [["99.0858", "99"]]);
    assert_eq!(
        (trend.unit.as_deref(), trend.converted_from.as_slice()),
        (Some("mg/dL"), &["mmol/L".to_owned()][..])
    );
    assert_eq!((trend.band_low, trend.band_high), ("70".parse().ok(), "99".parse().ok()));
}

#[test]
fn the_band_is_drawn_in_the_unit_of_the_line() {
    let glucose = |amount: &str, unit: &str| {
        with(
            value(amount, unit),
            "code",
            json!({"coding": [{"system": "http://loinc.org", "code": "2345-7"}]}),
        )
    };
    let with_range = with(glucose("90", "mg/dL"), "referenceRange", json!([range(Some("70"), Some("99"))]));
    let trend = trend(&[in_year(2021, with_range), in_year(2022, glucose("5.1", "mmol/L"))]);

    assert_eq!(trend.unit.as_deref(), Some("mmol/L"));
    assert_eq!((trend.band_low, trend.band_high), ("3.88552".parse().ok(), "5.49524".parse().ok()));
}

#[test]
fn what_cannot_be_converted_is_listed_and_not_drawn() {
    let odd = in_year(2021, value("7", "gallons"));
    let words = in_year(2020, json!({"valueQuantity": null, "valueString": "not enough blood"}));
    let trend = trend(&[words.clone(), odd.clone(), in_year(2022, value("100", "mg/dL"))]);

    assert_eq!(numbers(&trend), [["100"]]);
    assert_eq!(trend.not_drawn, [words, odd]);
}

#[test]
fn a_number_without_a_unit_hides_none_that_has_one() {
    let bare = in_year(2023, json!({"valueQuantity": {"value": 101}}));
    let trend =
        trend(&[in_year(2021, value("90", "mg/dL")), in_year(2022, value("100", "mg/dL")), bare.clone()]);

    assert_eq!(numbers(&trend), [["90", "100"]]);
    assert_eq!((trend.unit.as_deref(), trend.not_drawn), (Some("mg/dL"), vec![bare]));
}

#[test]
fn tests_without_units_have_a_line_too() {
    let bare = |number: u32| json!({"valueQuantity": {"value": number}});
    let trend = trend(&[in_year(2021, bare(1)), in_year(2022, bare(2))]);

    assert_eq!((numbers(&trend), trend.unit), (vec![vec!["1".to_owned(), "2".to_owned()]], None));
}

#[test]
fn what_was_entered_in_error_cancelled_or_only_ordered_is_in_no_trend() {
    let status = |status: &str| with(value("900", "mg/dL"), "status", json!(status));
    let trend = trend(&[
        in_year(2020, status("entered-in-error")),
        in_year(2021, status("cancelled")),
        in_year(2022, status("registered")),
        in_year(2023, status("corrected")),
        in_year(2024, status("preliminary")),
    ]);

    assert_eq!(numbers(&trend), [["900", "900"]]);
    assert!(trend.not_drawn.is_empty());
}

#[test]
fn a_comparator_stays_with_its_point() {
    let below = with(
        json!({}),
        "valueQuantity",
        json!({"value": 20, "comparator": "<", "unit": "mg/dL", "system": super::UCUM, "code": "mg/dL"}),
    );
    let trend = trend(&[in_year(2021, below)]);

    assert!(trend.points().all(|point| point.comparator.is_some()));
}

#[test]
fn one_test_is_the_same_under_all_its_codes_and_no_other() {
    let coded = |system: &str, code: &str, text: &str| {
        read(json!({"code": {"coding": [{"system": system, "code": code}], "text": text}}))
    };
    let worded = |text: &str| read(json!({"code": {"text": text}}));

    assert!(is_same_test(
        &coded("http://loinc.org", "2345-7", "a"),
        &coded("http://loinc.org", "2339-0", "b")
    ));
    assert!(!is_same_test(
        &coded("http://loinc.org", "2345-7", "a"),
        &coded("http://loinc.org", "13457-7", "a")
    ));
    assert!(is_same_test(&coded("urn:lab", "X1", "a"), &coded("urn:lab", "X1", "b")));
    assert!(!is_same_test(&coded("urn:lab", "X1", "a"), &coded("urn:other", "X1", "a")));
    assert!(is_same_test(&worded("Fructosamine"), &worded("FRUCTOSAMINE")));
    assert!(!is_same_test(&worded("Fructosamine"), &coded("urn:lab", "X1", "Fructosamine")));
    assert!(!is_same_test(&worded(""), &worded("")), "two results without a name are not one test");
}

#[test]
fn fahrenheit_and_celsius_are_one_temperature() {
    let trend = trend(&[in_year(2021, value("98.6", "[degF]")), in_year(2022, value("37.2", "Cel"))]);

    assert_eq!(numbers(&trend), [["37", "37.2"]]);
}

proptest! {
    #[test]
    fn every_result_is_drawn_once_or_listed_once(
        picks in proptest::collection::vec((0usize..6, 1u32..10_000), 0..12)
    ) {
        let units = ["mg/dL", "mmol/L", "g/L", "gallons", "", "%"];
        let results: Vec<_> = picks.iter().zip(2000u16..).map(|((unit, hundredths), year)| {
            let amount = format!("{}.{:02}", hundredths / 100, hundredths % 100);
            let code = json!({"coding": [{"system": "http://loinc.org", "code": "2345-7"}]});
            in_year(year, with(value(&amount, units[*unit]), "code", code))
        }).collect();

        let trend = trend(&results);
        prop_assert_eq!(trend.point_count() + trend.not_drawn.len(), results.len());
        let points: Vec<_> = trend.points().map(|point| point.at).collect();
        prop_assert!(points.is_sorted());
        prop_assert!(trend.segments.iter().all(|segment| !segment.points.is_empty()));
    }
}

fn of_test(loinc: &str, amount: &str, unit: &str) -> Value {
    with(value(amount, unit), "code", json!({"coding": [{"system": "http://loinc.org", "code": loinc}]}))
}

#[test]
fn both_scales_of_glycated_hemoglobin_are_drawn_in_one() {
    let with_range = with(
        of_test("4548-4", "6.6", "%"),
        "referenceRange",
        json!([{"low": {"value": 4.0}, "high": {"value": 5.6}}]),
    );
    let trend = trend(&[
        in_year(2023, of_test("4548-4", "48", "mmol/mol")),
        in_year(2024, of_test("4548-4", "52", "mmol/mol")),
        in_year(2025, with_range),
    ]);

    assert_eq!(numbers(&trend), [["6.5", "6.9", "6.6"]]);
    assert_eq!(
        (trend.unit.as_deref(), trend.converted_from.as_slice()),
        (Some("%"), &["mmol/mol".to_owned()][..])
    );
    assert_eq!((trend.band_low, trend.band_high), ("4.0".parse().ok(), "5.6".parse().ok()));
}

#[test]
fn calcium_in_equivalents_is_divided_by_its_charge_and_phosphate_is_not_drawn() {
    let calcium = trend(&[
        in_year(2024, of_test("17861-6", "4.8", "meq/L")),
        in_year(2025, of_test("17861-6", "9.6", "mg/dL")),
    ]);
    let odd = in_year(2024, of_test("2777-1", "2.1", "meq/L"));
    let phosphate = trend(&[odd.clone(), in_year(2025, of_test("2777-1", "3.5", "mg/dL"))]);

    assert_eq!(numbers(&calcium), [["9.61872", "9.6"]]);
    assert_eq!((numbers(&phosphate), phosphate.not_drawn), (vec![vec!["3.5".to_owned()]], vec![odd]));
}

#[test]
fn a_unit_in_words_is_enough_and_one_that_contradicts_its_code_is_none() {
    let worded = in_year(
        2024,
        with(of_test("2345-7", "95", "mg/dL"), "valueQuantity", json!({"value": 95, "unit": "MG/DL"})),
    );
    let wrong = in_year(
        2023,
        with(
            of_test("2345-7", "5.1", "mg/dL"),
            "valueQuantity",
            json!({"value": 5.1, "unit": "mmol/L", "system": super::UCUM, "code": "mg/dL"}),
        ),
    );
    let trend = trend(&[wrong.clone(), worded, in_year(2025, of_test("2345-7", "99", "mg/dL"))]);

    assert_eq!(
        (numbers(&trend), trend.not_drawn),
        (vec![vec!["95".to_owned(), "99".to_owned()]], vec![wrong])
    );
}

#[test]
fn a_shared_code_among_others_is_no_new_method() {
    let codes = |codes: &[&str]| {
        let codings: Vec<_> =
            codes.iter().map(|code| json!({"system": "http://loinc.org", "code": code})).collect();
        with(value("7.1", "%"), "code", json!({"coding": codings}))
    };
    let trend = trend(&[in_year(2024, codes(&["4548-4"])), in_year(2025, codes(&["17856-6", "4548-4"]))]);

    assert_eq!(numbers(&trend), [["7.1", "7.1"]]);
}
