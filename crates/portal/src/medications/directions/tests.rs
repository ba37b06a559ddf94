//! What people read.

use portico_chart::labs::Amount;
use portico_chart::medications::{
    AsNeeded, Bounds, DayEvent, Dosage, DosagePart, Limit, Measure, Pattern, Schedule, Span, TimeUnit, Times,
    Weekday,
};
use portico_chart::view::Term;
use portico_model::Language;
use proptest::prelude::*;

use super::directions;
use crate::words::Words;

fn amount(number: &str, unit: &str) -> Amount {
    Amount {
        comparator: None,
        text: number.into(),
        as_sent: None,
        number: number.parse().ok(),
        unit: Some(unit.to_owned()).filter(|unit| !unit.is_empty()),
        ucum: None,
    }
}

fn exactly(number: &str, unit: &str) -> Option<Measure> {
    Some(Measure::Exactly { amount: amount(number, unit) })
}

fn route() -> Vec<Term> {
    vec![Term { key: Some("route-mouth"), ..Term::plain("Oral route") }]
}

fn each(times: u32, number: &str, unit: TimeUnit) -> Pattern {
    Pattern { times: Some(Times::exactly(times)), every: Some(Span::of(number, unit)), ..Pattern::default() }
}

fn scheduled(pattern: Pattern) -> Schedule {
    Schedule { pattern, ..Schedule::default() }
}

fn methotrexate() -> Dosage {
    let pattern = Pattern { days: vec![Weekday::Monday], ..each(1, "1", TimeUnit::Week) };
    Dosage { dose: exactly("4", "tablet"), schedule: scheduled(pattern), given: route(), ..Dosage::default() }
}

fn said(language: Language, dosages: &[Dosage]) -> String {
    directions(&Words::new(language), dosages).unwrap_or_default().replace('\u{a0}', " ")
}

fn en(dosage: Dosage) -> String {
    said(Language::En, &[dosage])
}

#[test]
fn once_a_week_reads_as_once_a_week() {
    assert_eq!(en(methotrexate()), "4 tablets once a week (Monday), by mouth");
    assert_eq!(said(Language::Es, &[methotrexate()]), "4 tabletas una vez por semana (lunes), por la boca");
}

#[test]
fn what_is_taken_if_needed_has_its_reason_and_its_limit() {
    let dosage = Dosage {
        dose: exactly("2", "tablet"),
        schedule: scheduled(each(1, "6", TimeUnit::Hour)),
        as_needed: Some(AsNeeded { reason: Some(Term::plain("pain")) }),
        given: route(),
        limits: vec![Limit::InPeriod { amount: amount("8", "tablet"), span: Span::of("1", TimeUnit::Day) }],
        ..Dosage::default()
    };
    assert_eq!(en(dosage), "2 tablets every 6 hours if needed for pain, by mouth, at most 8 tablets a day");
}

#[test]
fn a_taper_is_said_in_its_order() {
    let step = |sequence: i64, mg: &str| Dosage {
        sequence: Some(sequence),
        dose: exactly(mg, "mg"),
        schedule: Schedule {
            bounds: Some(Bounds::For { span: Span::of("5", TimeUnit::Day) }),
            ..scheduled(each(1, "1", TimeUnit::Day))
        },
        ..Dosage::default()
    };
    let steps = [step(1, "20"), step(2, "10"), step(2, "5")];
    let text =
        "20 mg once a day, for 5 days; then 10 mg once a day, for 5 days; and 5 mg once a day, for 5 days";
    assert_eq!(said(Language::En, &steps), text);
}

#[test]
fn days_times_and_events_of_the_day_are_said() {
    let taken = |pattern: Pattern| {
        en(Dosage { dose: exactly("1", "capsule"), schedule: scheduled(pattern), ..Dosage::default() })
    };
    let days = vec![Weekday::Monday, Weekday::Friday];
    for (pattern, text) in [
        (Pattern { days: days.clone(), ..Pattern::default() }, "1 capsule every Monday and Friday"),
        (Pattern { days, ..each(2, "1", TimeUnit::Day) }, "1 capsule twice a day, only on Monday and Friday"),
        (
            Pattern { at: vec!["08:00".into(), "20:30".into()], ..Pattern::default() },
            "1 capsule at 8:00 am and 8:30 pm",
        ),
        (Pattern { around: vec![DayEvent::Bedtime], ..Pattern::default() }, "1 capsule at bedtime"),
        (
            Pattern {
                around: vec![DayEvent::BeforeBreakfast],
                offset_minutes: Some(30),
                ..Pattern::default()
            },
            "1 capsule 30 minutes before breakfast",
        ),
        (each(3, "1", TimeUnit::Month), "1 capsule 3 times a month"),
        (each(1, "2", TimeUnit::Day), "1 capsule every 2 days"),
        (each(2, "8", TimeUnit::Hour), "1 capsule twice every 8 hours"),
        (
            Pattern {
                every: Some(Span { low: Some("4".into()), high: Some("6".into()), unit: TimeUnit::Hour }),
                ..each(1, "1", TimeUnit::Hour)
            },
            "1 capsule every 4 to 6 hours",
        ),
        (
            Pattern { times: Some(Times { low: None, high: Some(3) }), ..each(1, "1", TimeUnit::Day) },
            "1 capsule up to 3 times a day",
        ),
    ] {
        assert_eq!(taken(pattern), text);
    }
}

#[test]
fn what_cannot_be_said_is_named_and_so_is_what_is_not_there() {
    let dose = Dosage { dose: exactly("4", "tablet"), given: route(), ..Dosage::default() };
    let untold = Dosage { untold: vec![DosagePart::HowOften], ..dose.clone() };
    assert_eq!(en(untold), "4 tablets, by mouth. How often: not shown here, ask your pharmacy.");
    assert_eq!(
        en(dose),
        "4 tablets, by mouth. The record does not say how often. Follow the label, or ask your pharmacist."
    );
    let needed = Dosage { as_needed: Some(AsNeeded { reason: None }), ..Dosage::default() };
    assert_eq!(
        en(needed),
        "If needed. The record does not say how much or how often. Follow the label, or ask your pharmacist."
    );
    assert_eq!(directions(&Words::new(Language::En), &[]), None);
}

#[test]
fn written_words_stand_as_written_with_what_only_the_codes_say() {
    let weekly = |text: &str, in_words: Vec<DosagePart>| {
        en(Dosage { written: vec![text.into()], in_words, ..methotrexate() })
    };
    use DosagePart::{Dose, HowGiven, HowOften};
    assert_eq!(weekly("Take 4 tablets", vec![Dose, HowGiven]), "Take 4 tablets – once a week (Monday)");
    assert_eq!(
        weekly("Take 4 tablets every Monday", vec![Dose, HowGiven, HowOften]),
        "Take 4 tablets every Monday"
    );
}

#[test]
fn a_number_without_a_unit_is_called_a_dose() {
    let bare = Dosage {
        dose: exactly("1", ""),
        schedule: scheduled(each(2, "1", TimeUnit::Day)),
        ..Dosage::default()
    };
    assert_eq!(en(bare), "Dose of 1 twice a day");
}

fn units() -> impl Strategy<Value = TimeUnit> {
    use TimeUnit as U;
    prop::sample::select(vec![U::Second, U::Minute, U::Hour, U::Day, U::Week, U::Month, U::Year])
}

fn span() -> impl Strategy<Value = Span> {
    (1_u32..60, prop::option::of(61_u32..90), units()).prop_map(|(low, high, unit)| Span {
        low: Some(low.to_string()),
        high: high.map(|high| high.to_string()),
        unit,
    })
}

fn patterns() -> impl Strategy<Value = Pattern> {
    use Weekday as W;
    let days = vec![W::Monday, W::Tuesday, W::Wednesday, W::Thursday, W::Friday, W::Saturday, W::Sunday];
    let days = prop::sample::subsequence(days, 0..7);
    let around = prop::sample::subsequence(DayEvent::ALL.to_vec(), 0..3);
    let at = prop::collection::vec((0_u8..24, 0_u8..60), 0..3);
    let often = prop::option::of((1_u32..9, prop::option::of(10_u32..20), span()));
    (often, days, around, at, prop::option::of(5_u32..59)).prop_map(|(often, days, around, at, offset)| {
        Pattern {
            times: often.as_ref().map(|(low, high, _)| Times { low: Some(*low), high: *high }),
            every: often.map(|(_, _, every)| every),
            days,
            at: at.into_iter().map(|(hour, minute)| format!("{hour:02}:{minute:02}")).collect(),
            offset_minutes: offset.filter(|_| !around.is_empty()),
            around,
        }
    })
}

/// The words of a unit, alone and in a span.
fn names(unit: TimeUnit) -> [&'static str; 2] {
    match unit {
        TimeUnit::Second => ["second", "segundo"],
        TimeUnit::Minute => ["minute", "minuto"],
        TimeUnit::Hour => ["hour", "hora"],
        TimeUnit::Day => ["day", "día"],
        TimeUnit::Week => ["week", "semana"],
        TimeUnit::Month => ["month", "mes"],
        TimeUnit::Year => ["year", "año"],
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn whatever_repeats_is_said_whole_and_as_nothing_else(pattern in patterns(), spanish in any::<bool>()) {
        let language = if spanish { Language::Es } else { Language::En };
        let dosage = Dosage { dose: exactly("4", "tablet"), schedule: scheduled(pattern.clone()), ..Dosage::default() };
        let text = said(language, &[dosage]);
        let has = |number: &str| text.split(|c: char| !c.is_ascii_digit()).any(|own| own == number);

        if let (Some(times), Some(every)) = (pattern.times, &pattern.every) {
            prop_assert!(text.contains(names(every.unit)[usize::from(spanish)]), "{text}");
            let low = every.low.as_deref().unwrap_or_default();
            prop_assert!(low == "1" || has(low), "{text}: every {low}");
            prop_assert!(every.high.as_deref().is_none_or(has), "{text}");
            let number = times.low.unwrap_or_default();
            prop_assert!(number <= 2 || has(&number.to_string()), "{text}: {number} times");
            prop_assert!(times.high.is_none_or(|high| has(&high.to_string())), "{text}");
            let is_daily = every.unit == TimeUnit::Day && low == "1" && every.high.is_none();
            for daily in [" a day", "al día", "daily", "every day"] {
                prop_assert!(is_daily || !text.contains(daily), "{text} reads as daily");
            }
        }
        let words = Words::new(language);
        for day in 1..=7_usize {
            let is_wanted = pattern.days.iter().any(|own| *own as usize + 1 == day);
            let name = words.t(["", "weekday-1", "weekday-2", "weekday-3", "weekday-4", "weekday-5", "weekday-6", "weekday-7"][day]);
            prop_assert_eq!(text.contains(name), is_wanted, "{}: {}", text, name);
        }
        for time in &pattern.at {
            prop_assert!(text.contains(&words.time_of_day(time).replace('\u{a0}', " ")), "{text}: {time}");
        }
        for event in &pattern.around {
            prop_assert!(text.contains(words.t(super::often::event_key(*event))), "{text}: {event:?}");
        }
        prop_assert!(pattern.offset_minutes.is_none_or(|minutes| has(&minutes.to_string())), "{text}");
        prop_assert!(text.contains("4 tab") && !text.contains('⟦'), "{text}");
    }
}
