//! What becomes of codes.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

use portico_fhir::{Raw, shapes};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;

fn read(dosage: Value) -> Vec<Dosage> {
    let request = json!({"resourceType": "MedicationRequest", "dosageInstruction": dosage}).to_string();
    let parsed = Raw::from_text(&request).unwrap().parse::<shapes::MedicationRequest>();
    dosages(&parsed.shape.dosage_instruction, &parsed.faults)
}

fn one(dosage: Value) -> Dosage {
    read(json!([dosage])).remove(0)
}

fn untold(dosage: Value) -> Vec<DosagePart> {
    one(dosage).untold
}

#[test]
fn once_a_week_stays_once_a_week_however_it_is_coded() {
    let gts = "http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation";
    for timing in [
        json!({"repeat": {"frequency": 1, "period": 1, "periodUnit": "wk"}}),
        json!({"repeat": {"period": 1.0, "periodUnit": "wk"}}),
        json!({"code": {"coding": [{"system": gts, "code": "WK"}]}}),
        json!({"code": {"text": "Once weekly"}}),
    ] {
        let dosage = one(json!({"timing": timing}));
        let pattern = Pattern {
            times: Some(Times::exactly(1)),
            every: Some(Span::of("1", TimeUnit::Week)),
            ..Pattern::default()
        };
        assert_eq!(dosage.schedule.pattern, pattern, "{timing}");
        assert_eq!(dosage.untold, [], "{timing}");
    }
}

#[test]
fn what_repeats_is_told_whole_or_not_at_all() {
    for repeat in [
        json!({"frequency": 1, "period": 1, "periodUnit": "fortnight"}),
        json!({"frequency": 1, "period": 1}),
        json!({"frequency": 1, "periodUnit": "d"}),
        json!({"frequency": 3}),
        json!({"frequency": 0, "period": 1, "periodUnit": "d"}),
        json!({"frequency": "some", "period": 1, "periodUnit": "d"}),
        json!({"frequency": 1, "period": -1, "periodUnit": "d"}),
        json!({"frequency": 1, "period": 1, "periodUnit": "d", "dayOfWeek": ["mon", "holidays"]}),
        json!({"frequency": 1, "period": 1, "periodUnit": "d", "when": ["IMD"]}),
        json!({"timeOfDay": ["teatime"]}),
        json!({"offset": 30}),
        json!({"periodMax": 2, "periodUnit": "d"}),
    ] {
        let dosage = one(json!({"timing": {"repeat": repeat}}));
        assert_eq!(dosage.untold, [DosagePart::HowOften], "{repeat}");
    }
    let unknown = json!({"timing": {"code": {"coding": [{"system": "urn:x", "code": "T-77"}]}}});
    assert_eq!(untold(unknown), [DosagePart::HowOften]);
}

#[test]
fn each_part_that_cannot_be_said_is_named() {
    let bare = json!({"coding": [{"system": "urn:x", "code": "7"}]});
    assert_eq!(untold(json!({"asNeededCodeableConcept": bare})), [DosagePart::AsNeeded]);
    assert_eq!(untold(json!({"route": bare})), [DosagePart::HowGiven]);
    assert_eq!(untold(json!({"additionalInstruction": [bare, {"text": "with food"}]})), [DosagePart::More]);
    assert_eq!(untold(json!({"doseAndRate": [{"doseQuantity": {"unit": "mg"}}]})), [DosagePart::Dose]);
    assert_eq!(
        untold(json!({"doseAndRate": [{"rateRatio": {"numerator": {"value": 1}}}]})),
        [DosagePart::Rate]
    );
    assert_eq!(untold(json!({"maxDosePerPeriod": {"numerator": {"value": 8}}})), [DosagePart::AtMost]);
    assert_eq!(
        untold(json!({"timing": {"repeat": {"boundsDuration": {"value": 2, "unit": "moons"}}}})),
        [DosagePart::HowLong]
    );
    assert_eq!(untold(json!({"asNeededQuantity": {"value": 1}})), [DosagePart::AsNeeded]);
    assert_eq!(read(json!(["as directed"]))[0].untold, [DosagePart::More]);
}

#[test]
fn a_code_that_says_the_same_adds_nothing_and_one_that_says_more_is_kept() {
    let with = |code: Value| {
        let repeat = json!({"frequency": 2, "period": 1, "periodUnit": "d"});
        one(json!({"timing": {"repeat": repeat, "code": code}})).schedule.written
    };
    assert_eq!(with(json!({"text": "2 times daily"})), None);
    assert_eq!(with(json!({"coding": [{"code": "BID", "display": "BID"}]})), None);
    assert_eq!(
        with(json!({"text": "Twice daily before meals"})).as_deref(),
        Some("Twice daily before meals")
    );
    assert_eq!(with(json!({"coding": [{"code": "WK"}]})).as_deref(), Some("WK"), "a contradiction shows");
}

#[test]
fn written_words_hide_no_code_that_they_do_not_say() {
    let weekly = |text: &str| {
        one(json!({"text": text, "timing": {"repeat": {"period": 1, "periodUnit": "wk"}},
            "doseAndRate": [{"doseQuantity": {"value": 4, "unit": "tablet"}}]}))
        .in_words
    };
    let often = DosagePart::HowOften;
    assert!(!weekly("Take 4 tablets").contains(&often));
    assert!(!weekly("Take 4 tablets daily").contains(&often));
    assert!(weekly("Take 4 tablets once a week").contains(&often));
    assert!(weekly("Take four tablets weekly").contains(&DosagePart::Dose));
    assert!(!weekly("Take 10 tablets weekly").contains(&DosagePart::Dose));
}

#[test]
fn steps_stand_in_their_order() {
    let steps = read(json!([{"sequence": 2, "text": "then 10 mg"}, {"sequence": 1, "text": "20 mg"}]));
    let texts: Vec<_> = steps.iter().map(|step| step.written[0].as_str()).collect();
    assert_eq!(texts, ["20 mg", "then 10 mg"]);
}

#[test]
fn what_both_texts_say_is_said_once() {
    let both = one(json!({"text": "Take 1 tablet.", "patientInstruction": "Take 1 tablet. With food."}));
    assert_eq!(both.written, ["Take 1 tablet. With food."]);
}

/// Members of `Timing.repeat`, some of them as no server should send them.
fn repeats() -> impl Strategy<Value = Value> {
    let number = || {
        prop::sample::select(vec![json!(1), json!(2), json!(7), json!(1.0), json!(0), json!(-1), json!("x")])
    };
    let unit = || {
        prop::sample::select(vec![
            json!("h"),
            json!("d"),
            json!("wk"),
            json!("mo"),
            json!("fortnight"),
            json!(3),
        ])
    };
    let days =
        prop::sample::select(vec![json!(["mon"]), json!(["mon", "fri"]), json!(["someday"]), json!("tue")]);
    let times = prop::sample::select(vec![json!(["08:00:00"]), json!(["8", "20:00:00"]), json!(["noon"])]);
    let events = prop::sample::select(vec![json!(["HS"]), json!(["ACM", "PCV"]), json!(["XX"])]);
    let bounds = prop::sample::select(vec![
        ("boundsDuration", json!({"value": 10, "unit": "days"})),
        ("boundsDuration", json!({"value": 10, "unit": "moons"})),
        ("boundsPeriod", json!({"start": "2026-01-01"})),
        ("boundsPeriod", json!({"start": "soon"})),
        ("boundsRange", json!({"low": {"value": 1, "unit": "wk"}, "high": {"value": 2, "unit": "wk"}})),
    ]);
    let maybe = prop::option::of::<BoxedStrategy<Value>>;
    let members = [
        ("frequency", number().boxed()),
        ("frequencyMax", number().boxed()),
        ("period", number().boxed()),
        ("periodMax", number().boxed()),
        ("periodUnit", unit().boxed()),
        ("dayOfWeek", days.boxed()),
        ("timeOfDay", times.boxed()),
        ("when", events.boxed()),
        ("offset", number().boxed()),
        ("duration", number().boxed()),
        ("durationUnit", unit().boxed()),
        ("count", number().boxed()),
    ];
    let names: Vec<&'static str> = members.iter().map(|(name, _)| *name).collect();
    let values: Vec<_> = members.into_iter().map(|(_, values)| maybe(values)).collect();
    (values, prop::option::of(bounds)).prop_map(move |(values, bounds)| {
        let mut repeat = Map::new();
        for (name, value) in names.iter().zip(values) {
            value.map(|value| repeat.insert((*name).to_owned(), value));
        }
        bounds.map(|(name, value)| repeat.insert(name.to_owned(), value));
        Value::Object(repeat)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn nothing_that_is_coded_is_lost_without_a_word(repeat in repeats()) {
        let steps = read(json!([{"doseAndRate": [{"doseQuantity": {"value": 4, "unit": "tablet"}}],
            "timing": {"repeat": repeat}}]));
        let step = &steps[0];
        let has = |name: &str| repeat.get(name).is_some();
        let pattern = &step.schedule.pattern;

        if !step.untold.contains(&DosagePart::HowOften) {
            prop_assert_eq!(has("dayOfWeek"), !pattern.days.is_empty(), "{}", repeat);
            prop_assert_eq!(has("timeOfDay"), !pattern.at.is_empty(), "{}", repeat);
            prop_assert_eq!(has("when"), !pattern.around.is_empty(), "{}", repeat);
            prop_assert_eq!(has("period") || has("periodMax"), pattern.every.is_some(), "{}", repeat);
            prop_assert!(!has("frequencyMax") || pattern.times.is_some(), "{}", repeat);
            prop_assert!(!has("offset") || repeat["offset"] == 0 || pattern.offset_minutes.is_some(), "{}", repeat);
            let unit = repeat.get("periodUnit").and_then(Value::as_str);
            let expected = match unit {
                Some("h") => Some(TimeUnit::Hour),
                Some("d") => Some(TimeUnit::Day),
                Some("wk") => Some(TimeUnit::Week),
                Some("mo") => Some(TimeUnit::Month),
                _ => None,
            };
            prop_assert_eq!(pattern.every.as_ref().map(|every| every.unit), expected, "{}", repeat);
        }
        if !step.untold.contains(&DosagePart::HowLong) {
            let has_bounds = ["boundsDuration", "boundsPeriod", "boundsRange"].iter().any(|name| has(name));
            prop_assert_eq!(has_bounds, step.schedule.bounds.is_some(), "{}", repeat);
            prop_assert_eq!(has("count"), step.schedule.count.is_some(), "{}", repeat);
            prop_assert_eq!(has("duration"), step.schedule.each_lasts.is_some(), "{}", repeat);
        }
    }
}
