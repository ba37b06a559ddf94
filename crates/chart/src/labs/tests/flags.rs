//! Where a value stands: who says so, and for whom the range is.

use jiff::civil::date;
use serde_json::{Value, json};

use super::super::{Comparator, Flag, LabValue, RangePerson, ResultStatus};
use super::{ana, interpretation, quantity, range, read, read_for};

fn flag(change: Value) -> Flag {
    read(change).flag
}

#[test]
fn the_laboratorys_own_word_goes_before_the_range_and_both_are_kept() {
    let result =
        read(json!({"interpretation": interpretation("N"), "referenceRange": [range(None, Some("100"))]}));

    assert_eq!(result.flag, Flag::InRange);
    assert_eq!((result.flag_by_laboratory, result.flag_by_range), (Some(Flag::InRange), Some(Flag::High)));
}

#[test]
fn without_a_word_of_the_laboratory_the_range_speaks() {
    assert_eq!(flag(json!({"referenceRange": [range(None, Some("100"))]})), Flag::High);
    assert_eq!(flag(json!({"referenceRange": [range(Some("140"), None)]})), Flag::Low);
    assert_eq!(flag(json!({"referenceRange": [range(Some("100"), Some("140"))]})), Flag::InRange);
    assert_eq!(flag(json!({})), Flag::Unknown);
    let words = json!({"referenceRange": [{"text": "less than 100"}]});
    assert_eq!(
        (flag(words.clone()), read(words).range.as_ref().unwrap().text.as_deref()),
        (Flag::Unknown, Some("less than 100"))
    );
}

#[test]
fn a_word_that_nobody_knows_leaves_it_to_the_range() {
    let result =
        read(json!({"interpretation": interpretation("XYZ"), "referenceRange": [range(None, Some("100"))]}));

    assert_eq!((result.flag, result.flag_by_laboratory), (Flag::High, None));
}

#[test]
fn critical_values_are_critical_and_the_gravest_word_counts() {
    for (code, expected) in [
        ("HH", Flag::CriticalHigh),
        ("LL", Flag::CriticalLow),
        ("H", Flag::High),
        ("L", Flag::Low),
        ("A", Flag::Abnormal),
        ("POS", Flag::Abnormal),
        ("NEG", Flag::InRange),
    ] {
        assert_eq!(flag(json!({"interpretation": interpretation(code)})), expected, "{code}");
    }
    assert!(Flag::CriticalHigh.is_critical() && Flag::CriticalLow.is_critical() && !Flag::High.is_critical());
    let both = json!([interpretation("H")[0].clone(), interpretation("HH")[0].clone()]);
    assert_eq!(flag(json!({"interpretation": both})), Flag::CriticalHigh);
}

#[test]
fn what_was_entered_in_error_is_never_flagged_nor_are_its_parts() {
    let part = json!({"code": {"text": "one hour"}, "valueQuantity": quantity("300", "mg/dL"), "interpretation": interpretation("HH")});
    let result = read(
        json!({"status": "entered-in-error", "interpretation": interpretation("HH"), "component": [part]}),
    );

    assert_eq!((result.status, result.flag), (ResultStatus::EnteredInError, Flag::Unknown));
    assert_eq!(result.components[0].flag, Flag::Unknown);
}

fn for_sex(code: &str, words: &str, high: &str) -> Value {
    let mut own = range(None, Some(high));
    own["appliesTo"] =
        json!([{"coding": [{"system": "http://snomed.info/sct", "code": code, "display": words}]}]);
    own
}

#[test]
fn of_several_ranges_the_one_for_this_sex_counts() {
    let ranges = json!({"referenceRange": [for_sex("248153007", "Male", "200"), for_sex("248152002", "Female", "100")]});
    let man = RangePerson { gender: Some("male".into()), ..ana() };
    let unknown = RangePerson { gender: None, ..ana() };

    assert_eq!(flag(ranges.clone()), Flag::High);
    assert_eq!(read_for(&man, ranges.clone()).flag, Flag::InRange);
    let nobody = read_for(&unknown, ranges);
    assert_eq!((nobody.flag, nobody.ranges.len()), (Flag::Unknown, 2), "all are shown, none is chosen");
}

fn for_age(low: Option<i32>, high: Option<i32>, highest: &str) -> Value {
    let mut own = range(None, Some(highest));
    let years = |age: i32| json!({"value": age, "unit": "a", "system": super::UCUM, "code": "a"});
    own["age"] = json!({});
    for (name, bound) in [("low", low), ("high", high)] {
        if let Some(age) = bound {
            own["age"][name] = years(age);
        }
    }
    own
}

#[test]
fn of_several_ranges_the_one_for_this_age_on_that_day_counts() {
    let ranges =
        json!({"referenceRange": [for_age(Some(0), Some(50), "150"), for_age(Some(51), None, "100")]});
    let young = RangePerson { born: Some(date(1990, 1, 1)), ..ana() };
    let unknown = RangePerson { born: None, ..ana() };

    assert_eq!(flag(ranges.clone()), Flag::High);
    assert_eq!(read_for(&young, ranges.clone()).flag, Flag::InRange);
    assert_eq!(read_for(&unknown, ranges.clone()).flag, Flag::Unknown);
    let mut issued_only = ranges;
    issued_only["effectiveDateTime"] = Value::Null;
    issued_only["issued"] = json!("2024-03-02T10:00:00Z");
    assert_eq!(flag(issued_only), Flag::High, "the day it came out is good enough for an age");
}

fn meant(kind: &str, high: &str) -> Value {
    let mut own = range(Some("0"), Some(high));
    own["type"] = json!({"coding": [{"system": "http://terminology.hl7.org/CodeSystem/referencerange-meaning", "code": kind}]});
    own
}

#[test]
fn the_normal_range_counts_then_the_aim_of_a_treatment_and_no_other_kind() {
    assert_eq!(flag(json!({"referenceRange": [meant("luteal", "100")]})), Flag::Unknown);
    assert_eq!(flag(json!({"referenceRange": [meant("therapeutic", "100")]})), Flag::High);
    let normal_last = json!({"referenceRange": [meant("therapeutic", "100"), meant("luteal", "90"), meant("normal", "140")]});
    assert_eq!(flag(normal_last), Flag::InRange);
}

#[test]
fn comparators_are_kept_and_flag_only_what_is_certain() {
    let below = |value: &str, change: Value| {
        let mut own = quantity(value, "mg/dL");
        own["comparator"] = json!("<");
        let mut change = change;
        change["valueQuantity"] = own;
        read(change)
    };

    let result = below("20", json!({"referenceRange": [range(None, Some("100"))]}));
    assert_eq!(result.flag, Flag::InRange);
    assert!(
        matches!(&result.value, LabValue::Quantity(amount) if amount.comparator == Some(Comparator::Less))
    );
    assert_eq!(below("200", json!({"referenceRange": [range(None, Some("100"))]})).flag, Flag::Unknown);
}

#[test]
fn the_digits_stand_as_the_laboratory_wrote_them() {
    let text = |value: &str| match &read(json!({"valueQuantity": quantity(value, "mg/dL")})).value {
        LabValue::Quantity(amount) => amount.text.clone(),
        other => panic!("{other:?}"),
    };

    assert_eq!((text("7.20").as_str(), text("0.0").as_str(), text("131").as_str()), ("7.20", "0.0", "131"));
    assert_eq!(text("5.3000000000000001"), "5.3", "the noise of floating point is no measurement");
}

#[test]
fn a_value_of_any_kind_is_read_and_a_missing_one_says_why() {
    let value = |change: Value| {
        let mut change = change;
        change["valueQuantity"] = Value::Null;
        read(change).value.clone()
    };

    assert_eq!(value(json!({"valueString": "No growth"})), LabValue::Text { text: "No growth".into() });
    assert!(
        matches!(value(json!({"valueCodeableConcept": {"text": "Negative"}})), LabValue::Coded { term } if term.text == "Negative")
    );
    assert!(matches!(
        value(json!({"valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 80}}})),
        LabValue::Ratio { .. }
    ));
    assert!(matches!(
        value(json!({"valueRange": {"low": {"value": 5}, "high": {"value": 10}}})),
        LabValue::Range { .. }
    ));
    let absent = value(json!({"dataAbsentReason": {"text": "Specimen clotted"}}));
    assert_eq!(absent, LabValue::Absent { reason: Some("Specimen clotted".into()) });
    assert_eq!(
        value(
            json!({"component": [{"code": {"text": "one hour"}, "valueQuantity": quantity("120", "mg/dL")}]})
        ),
        LabValue::Components
    );
    assert_eq!(value(json!({"valueString": "  "})), LabValue::Absent { reason: None });
}

#[test]
fn a_partial_date_stays_as_vague_as_it_was() {
    for text in ["2019", "2019-05", "2019-05-04"] {
        assert_eq!(read(json!({"effectiveDateTime": text})).taken.unwrap().to_string(), text);
    }
    let period =
        json!({"effectiveDateTime": null, "effectivePeriod": {"start": "2019-05-04", "end": "2019-05-05"}});
    assert_eq!(read(period).taken.unwrap().to_string(), "2019-05-04");
    let changed = json!({"effectiveDateTime": null, "meta": {"lastUpdated": "2026-01-01T00:00:00Z"}});
    assert_eq!(read(changed).taken, None, "when a record was touched says nothing of the specimen");
}

#[test]
fn the_reviewed_test_is_known_by_its_loinc_wherever_that_stands() {
    let local = json!({"system": "urn:oid:1.2.3", "code": "LDLC", "display": "LDL-C"});
    let loinc = json!({"system": "http://loinc.org", "code": "13457-7", "display": "LDL"});
    let result = read(json!({"code": {"coding": [local, loinc]}}));

    assert_eq!((result.topic, result.name.key), (Some("ldl"), Some("lab-ldl")));
    assert_eq!(result.name.code.as_ref().map(|code| code.code.as_str()), Some("13457-7"));
}

fn marked(mark: Value) -> Flag {
    flag(json!({"interpretation": [mark]}))
}

#[test]
fn marks_in_words_and_in_local_codes_are_understood() {
    for (mark, expected) in [
        (json!({"text": "High Panic"}), Flag::CriticalHigh),
        (json!({"coding": [{"system": "urn:local", "code": "H*"}]}), Flag::CriticalHigh),
        (json!({"coding": [{"code": "17", "display": "Critically low"}]}), Flag::CriticalLow),
        (json!({"text": " LOW "}), Flag::Low),
        (json!({"text": "[H]"}), Flag::High),
        (json!({"text": "*"}), Flag::Abnormal),
        (json!({"text": "Crit"}), Flag::Critical),
        (json!({"coding": [{"code": "AA"}]}), Flag::Critical),
        (json!({"text": "Within normal limits"}), Flag::InRange),
        (json!({"coding": [{"code": "H", "display": "High"}], "text": "High Panic"}), Flag::CriticalHigh),
    ] {
        assert_eq!(marked(mark.clone()), expected, "{mark}");
    }
    assert!(Flag::Critical.is_critical() && Flag::Critical.is_abnormal());
}

#[test]
fn a_critical_mark_without_a_direction_takes_that_of_the_range() {
    let crit = |low: Option<&str>, high: Option<&str>| {
        flag(json!({"interpretation": [{"text": "CRIT"}], "referenceRange": [range(low, high)]}))
    };

    assert_eq!(crit(None, Some("100")), Flag::CriticalHigh);
    assert_eq!(crit(Some("140"), None), Flag::CriticalLow);
    assert_eq!(crit(Some("100"), Some("140")), Flag::Critical);
}

#[test]
fn a_mark_that_nobody_reviewed_is_kept_as_it_stands() {
    let result = read(json!({"interpretation": [{"text": "See comment"}, {"coding": [{"code": "Q7"}]}]}));
    assert_eq!((result.flag, result.marked_as.as_deref()), (Flag::Unknown, Some("See comment, Q7")));

    let part = json!({"code": {"text": "one hour"}, "valueQuantity": quantity("300", "mg/dL"), "interpretation": [{"text": "Odd"}]});
    assert_eq!(read(json!({"component": [part]})).components[0].marked_as.as_deref(), Some("Odd"));
    assert_eq!(read(json!({"interpretation": interpretation("H")})).marked_as, None);
}

#[test]
fn a_range_in_words_is_shown_and_speaks_where_it_writes_numbers() {
    let high = read(json!({"referenceRange": [{"text": "70 - 99 mg/dL"}]}));

    assert_eq!((high.flag, high.flag_by_range), (Flag::High, Some(Flag::High)));
    assert_eq!(high.range.as_ref().unwrap().text.as_deref(), Some("70 - 99 mg/dL"));
}

fn amount(change: Value) -> super::super::Amount {
    match &read(change).value {
        LabValue::Quantity(amount) => amount.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn zeros_that_only_machines_write_are_left_out_and_kept_beside() {
    for (sent, shown) in [
        ("13.00000", "13"),
        ("2.50000", "2.5"),
        ("140.000", "140"),
        ("0.00000", "0"),
        ("1.0100", "1.01"),
        ("1.000", "1.000"),
        ("1.010", "1.010"),
        ("7.20", "7.20"),
        ("250.00", "250.00"),
        ("0.0010", "0.0010"),
        ("100.0", "100.0"),
    ] {
        let amount = amount(json!({"valueQuantity": quantity(sent, "mg/dL")}));
        assert_eq!(amount.text, shown, "{sent}");
        assert_eq!(amount.as_sent.as_deref(), (sent != shown).then_some(sent));
        assert_eq!(amount.number, sent.parse().ok());
    }
}

#[test]
fn the_tail_of_floating_point_is_cut_and_a_small_number_is_not_nothing() {
    for (sent, shown) in [
        ("5.3000000000000001", "5.3"),
        ("66.89999999999999", "66.9"),
        ("0.30000000000000004", "0.3"),
        ("0.123456789", "0.1235"),
        ("0.0000316", "0.0000316"),
        ("0.000031622776", "0.00003162"),
        ("1.0e-7", "0.0000001"),
        ("-0.0000125", "-0.0000125"),
        ("1.25e+3", "1250"),
    ] {
        let amount = amount(json!({"valueQuantity": quantity(sent, "mg/dL")}));
        assert_eq!(
            (amount.text.as_str(), amount.as_sent.as_deref()),
            (shown, Some(sent).filter(|_| sent != shown))
        );
    }
}

#[test]
fn a_value_that_stands_where_the_reason_should_is_the_value() {
    let of = |absent: Value| read(json!({"valueQuantity": null, "dataAbsentReason": absent})).value.clone();
    let as_text = json!([{"system": "http://terminology.hl7.org/CodeSystem/data-absent-reason", "code": "as-text", "display": "As Text"}]);

    let ratio = amount(
        json!({"valueQuantity": null, "dataAbsentReason": {"coding": as_text, "text": "2.50000 RATIO"}}),
    );
    assert_eq!((ratio.text.as_str(), ratio.unit.as_deref()), ("2.5", None));
    assert_eq!(ratio.as_sent.as_deref(), Some("2.50000 RATIO"));
    let bare = of(json!({"coding": [{"code": "unknown"}], "text": ">= 32 mg/dL"}));
    assert!(matches!(bare, LabValue::Quantity(amount) if amount.figure() == "≥32"));
    let words = of(json!({"coding": as_text, "text": "Few yeasts"}));
    assert_eq!(words, LabValue::Text { text: "Few yeasts".into() });
    let clotted = of(json!({"coding": [{"code": "error"}], "text": "Specimen clotted"}));
    assert_eq!(clotted, LabValue::Absent { reason: Some("Specimen clotted".into()) });
    let coded = of(json!({"coding": [{"code": "not-performed", "display": "Not Performed"}]}));
    assert_eq!(coded, LabValue::Absent { reason: Some("not-performed".into()) });
    let narrative = read(json!({"valueQuantity": null, "dataAbsentReason": {"coding": as_text},
        "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Rare <b>E. coli</b></p></div>"}}));
    assert_eq!(narrative.value, LabValue::Text { text: "Rare E. coli".into() });
}

#[test]
fn a_number_that_came_as_words_is_a_number_and_words_stay_words() {
    let of = |words: &str| read(json!({"valueQuantity": null, "valueString": words})).value.clone();

    assert!(matches!(of("13.00000"), LabValue::Quantity(amount) if amount.text == "13"));
    assert!(
        matches!(of("<0.1 ng/mL"), LabValue::Quantity(amount) if amount.comparator == Some(Comparator::Less))
    );
    for words in ["1:160", "0-2", "2+", "2 colonies", "007", "5.", "Type 2", "3 of 4"] {
        assert_eq!(of(words), LabValue::Text { text: words.into() });
    }
    let in_unit = read(json!({"valueQuantity": {"unit": "see note"}}));
    assert_eq!(in_unit.value, LabValue::Text { text: "see note".into() });
    assert_eq!(read(json!({"valueQuantity": {"unit": "mg/dL"}})).value, LabValue::Absent { reason: None });
}

#[test]
fn lines_stay_lines() {
    let of = |words: &str| read(json!({"valueQuantity": null, "valueString": words})).value.clone();

    let text = "Drug        MIC\nAmpicillin  >=32".to_owned();
    assert_eq!(of("Drug        MIC\r\nAmpicillin  >=32\n"), LabValue::Text { text: text.clone() });
    assert_eq!(of("Drug        MIC\\.br\\Ampicillin  >=32"), LabValue::Text { text });
}

#[test]
fn a_date_that_cannot_be_read_is_said_and_not_replaced() {
    let result = read(json!({"effectiveDateTime": "1/14/26"}));
    assert!(result.has_lost_date && result.taken.is_none());
    assert!(!read(json!({"effectiveDateTime": null})).has_lost_date);
    assert!(!read(json!({"effectiveDateTime": "2026-01-14T08:30:00"})).has_lost_date);
}

#[test]
fn a_test_is_known_by_any_of_its_codes_and_one_shared_code_makes_one_test() {
    let codes = |codes: &[&str]| {
        let codings: Vec<_> =
            codes.iter().map(|code| json!({"system": "http://loinc.org", "code": code})).collect();
        read(json!({"code": {"coding": codings, "text": codes[0]}}))
    };
    let ldl = codes(&["99999-1", "13457-7"]);
    assert_eq!((ldl.topic, ldl.name.code.as_ref().unwrap().code.as_str()), (Some("ldl"), "13457-7"));

    let (special, plain) = (codes(&["99999-1", "99998-2"]), codes(&["99998-2"]));
    assert!(super::super::is_same_test(&special, &plain));
    assert!(!super::super::is_same_test(&special, &codes(&["99997-3"])));
}
