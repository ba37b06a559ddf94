use proptest::prelude::*;

use super::*;
use crate::labs::topics;

fn amount(text: &str, unit: &str) -> Amount {
    let (number, unit) = (text.parse().ok(), Some(unit.to_owned()));
    Amount { comparator: None, text: text.into(), as_sent: None, number, ucum: unit.clone(), unit }
}

/// A number in another unit, as print writes it, of what a LOINC code measures.
fn of(loinc: &str, text: &str, from: &str, to: &str) -> Option<String> {
    let to = Measure::of(&amount("1", to)).unwrap();
    let substance = topics::of_loinc(loinc).map(|topic| topic.substance).unwrap_or_default();
    number_in(&amount(text, from), &to, substance).map(|number| number.to_string())
}

fn plain(text: &str, from: &str, to: &str) -> Option<String> {
    of("", text, from, to)
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn glucose_is_converted_between_continents() {
    assert_eq!(of("2345-7", "5.5", "mmol/L", "mg/dL"), some("99.0858"));
    assert_eq!(of("2345-7", "99", "mg/dL", "mmol/L"), some("5.49524"));
}

#[test]
fn glycated_hemoglobin_has_two_scales_that_no_factor_joins() {
    assert_eq!(of("4548-4", "48", "mmol/mol", "%"), some("6.5"));
    assert_eq!(of("4548-4", "52", "mmol/mol{Hb}", "%"), some("6.9"));
    assert_eq!(of("59261-8", "53", "mmol/mol", "%"), some("7"));
    assert_eq!(of("4548-4", "6.5", "%", "mmol/mol"), some("48"));
    assert_eq!(of("4548-4", "140", "mg/dL", "%"), None, "an average of glucose is no HbA1c");
    assert_eq!(plain("48", "mmol/mol", "%"), None, "of nothing else is the equation known");
}

#[test]
fn equivalents_are_divided_by_the_charge_or_left_alone() {
    assert_eq!(of("17861-6", "4.8", "meq/L", "mg/dL"), some("9.61872"));
    assert_eq!(of("17861-6", "4.8", "meq/L", "mmol/L"), some("2.4"));
    assert_eq!(of("19123-9", "1.7", "meq/L", "mg/dL"), some("2.06592"));
    assert_eq!(of("2951-2", "140", "mEq/L", "mmol/L"), some("140"));
    assert_eq!(of("2823-3", "4.1", "mmol/L", "meq/L"), some("4.1"));
    for (loinc, why) in [("2777-1", "phosphate"), ("2498-4", "iron"), ("2345-7", "glucose"), ("", "unknown")]
    {
        assert_eq!(of(loinc, "2", "meq/L", "mmol/L"), None, "{why}");
        assert_eq!(of(loinc, "2", "meq/L", "mg/dL"), None, "{why}");
    }
}

#[test]
fn what_a_procedure_defines_is_joined_with_itself_alone() {
    assert_eq!(plain("5", "[IU]/L", "ug/L"), None);
    assert_eq!(plain("5", "[IU]/L", "U/L"), None);
    assert_eq!(plain("5", "[arb'U]/L", "[IU]/L"), None);
    assert_eq!(plain("2.5", "u[IU]/mL", "m[IU]/L"), some("2.5"));
    assert_eq!(plain("2.5", "uIU/mL", "m[iU]/L"), some("2.5"));
    assert_eq!(plain("1.1", "{INR}", "s"), None);
    assert_eq!(plain("13", "s", "%"), None);
    assert_eq!(plain("4.2", "{Log_copies}/mL", "{copies}/mL"), None);
    assert_eq!(plain("7.4", "[pH]", "nmol/L"), None);
    assert_eq!(plain("500", "ng/mL{FEU}", "ng/mL{DDU}"), None);
    assert_eq!(plain("90", "mL/min/{1.73_m2}", "mL/min"), None);
    assert_eq!(plain("290", "mosm/kg", "mmol/kg"), None);
    assert_eq!(plain("42", "%", "1"), None);
    assert_eq!(plain("5", "mmol/mol", "%"), None);
    assert_eq!(plain("250", "G/L", "10*9/L"), None, "grams, or billions?");
}

#[test]
fn one_unit_in_other_words_is_the_same_number() {
    for (from, to) in [
        ("10*3/uL", "10*9/L"),
        ("K/uL", "10*3/uL"),
        ("x10(3)/mcL", "10*3/uL"),
        ("10^3/uL", "10E9/L"),
        ("thou/uL", "10*3/mm3"),
        ("cells/uL", "/uL"),
        ("MG/DL", "mg/dL"),
        ("µg/dL", "ug/dL"),
        ("mcg/dL", "ug/dL"),
        ("mmHg", "mm[Hg]"),
        ("mm Hg", "mm[Hg]"),
        ("beats/minute", "{beats}/min"),
        ("bpm", "/min"),
        ("mL/min/1.73m2", "mL/min/{1.73_m2}"),
        ("mL/min/1.73 m²", "mL/min/{1.73_m2}"),
        ("lbs", "[lb_av]"),
        ("°C", "Cel"),
        ("ratio", "{INR}"),
    ] {
        assert_eq!(plain("7.2", from, to), some("7.2"), "{from} {to}");
    }
    assert_eq!(plain("1.2", "g/L", "mg/dL"), some("120"));
    assert_eq!(plain("150", "[lb_av]", "kg"), some("68.0389"));
    assert_eq!(plain("12", "kPa", "mm[Hg]"), some("90.0077"));
    assert_eq!(plain("101.3", "[degF]", "Cel"), some("38.5"));
    assert_eq!(plain("310.15", "K", "Cel"), some("37"));
}

#[test]
fn what_cannot_be_converted_is_not() {
    assert_eq!(plain("5.5", "mmol/L", "mg/dL"), None);
    assert_eq!(plain("5.5", "gallons of tea", "mg/dL"), None);
    assert_eq!(plain("5.5", "gallons of tea", "Gallons of tea"), some("5.5"));
    assert_eq!(plain("7.2000000001", "mg/dL", "mg/dL"), some("7.2000000001"));
}

#[test]
fn a_code_that_contradicts_its_words_names_no_unit() {
    let of = |code: &str, words: &str| {
        let own = Amount { ucum: Some(code.into()), unit: Some(words.into()), ..amount("1", "") };
        Measure::of(&own)
    };
    let percent = || Some(Measure::Known(Unit::read("%").unwrap()));

    assert_eq!(of("%", "mmol/mol"), None);
    assert_eq!(of("mg/dL", "g/dL"), None);
    assert_eq!(of("%", "per cent of total"), percent(), "words that nobody understands contradict nothing");
    assert_eq!(of("pct.", "%"), percent());
    assert!(of("U/L", "IU/L").is_some());
}

const UNITS: [&str; 34] = [
    "mg/dL", "g/L", "g/dL", "ug/mL", "ng/mL", "pg/mL", "mmol/L", "umol/L", "nmol/L", "pmol/L", "meq/L",
    "eq/L", "%", "mmol/mol", "mol/mol", "[IU]/L", "m[IU]/mL", "U/L", "kU/L", "mosm/kg", "mmol/kg", "s",
    "min", "kg", "[lb_av]", "cm", "[in_i]", "mm[Hg]", "kPa", "10*3/uL", "10*9/L", "/min", "mL/min", "kg/m2",
];

proptest! {
    /// A second opinion: whatever a factor alone joins, UCUM joins too, and to the same number.
    #[test]
    fn what_a_factor_joins_ucum_joins_to_the_same(
        from in prop::sample::select(&UNITS[..]),
        to in prop::sample::select(&UNITS[..]),
        hundredths in 1_i64..1_000_000,
    ) {
        let number = Decimal::new(hundredths, 2);
        if let Some(converted) = plain(&number.to_string(), from, to) {
            let second = octofhir_ucum::convert(number.try_into().unwrap(), from, to);
            let (own, second): (f64, f64) = (converted.parse().unwrap(), second.unwrap());
            prop_assert!((own - second).abs() <= second.abs() * 1e-5, "{number} {from} = {own} {to}, not {second}");
        }
    }

    /// No table, no bridge: a mole becomes no gram, no equivalent and no share of anything.
    #[test]
    fn without_a_table_nothing_crosses_kinds(
        from in prop::sample::select(&UNITS[..]),
        to in prop::sample::select(&UNITS[..]),
    ) {
        let kind = |unit: &str| {
            let unit = Unit::read(unit).unwrap();
            (unit.parts, unit.notes)
        };
        prop_assert_eq!(plain("5", from, to).is_some(), kind(from) == kind(to), "{} {}", from, to);
    }

    #[test]
    fn there_and_back_is_the_same_to_five_digits(hundredths in 1i64..10_000_000) {
        let start = Decimal::new(hundredths, 2);
        let there = of("2093-3", &start.to_string(), "mg/dL", "mmol/L").unwrap();
        let back: Decimal = of("2093-3", &there, "mmol/L", "mg/dL").unwrap().parse().unwrap();
        prop_assert!((back - start).abs() <= start * Decimal::new(1, 5), "{start} -> {there} -> {back}");
    }

    #[test]
    fn no_text_makes_the_conversion_panic(from in "\\PC{0,12}", to in "\\PC{0,12}", odd in "[0-9a-zA-Z*^./{}\\[\\]%]{0,14}") {
        let _ = (plain("1.5", &from, &to), plain("99999999999999999999999999", &odd, &from));
    }
}
