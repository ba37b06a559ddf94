//! From `Timing` to a schedule. What repeats is told whole or not at all: half of it could read as something else.

use portico_fhir::Decimal;
use portico_fhir::shapes::{self, Bounds as CodedBounds, Quantity, Repeat, Timing};

use super::written;
use super::{Bounds, DayEvent, DosagePart, Pattern, Schedule, Span, TimeUnit, Times, Weekday};
use crate::reading::when;

/// More than this many times of anything is no dosage.
const MOST: i64 = 10_000;

/// A part that nobody can put into words.
pub(super) struct Untellable;

pub(super) fn schedule(timing: &Timing, untold: &mut Vec<DosagePart>) -> Schedule {
    let mut schedule = Schedule::default();
    let repeated = match &timing.repeat {
        Some(repeat) => {
            limits(repeat, &mut schedule, untold);
            pattern(repeat)
        }
        None => Ok(Pattern::default()),
    };
    schedule.on = timing.event.iter().filter_map(|at| when(Some(at))).collect();
    if repeated.is_err() || schedule.on.len() < timing.event.len() {
        untold.push(DosagePart::HowOften);
    }
    schedule.pattern = repeated.unwrap_or_default();
    if let Some(code) = &timing.code {
        take_code(code, &mut schedule, untold);
    }
    schedule
}

/// The code says the whole of how often; where the rest says the same, once is enough.
fn take_code(code: &shapes::CodeableConcept, schedule: &mut Schedule, untold: &mut Vec<DosagePart>) {
    let words = code.words().map(str::trim).filter(|words| !words.is_empty());
    let known = code.coding.iter().find_map(abbreviated);
    let of_words = words.and_then(written::whole);
    let Some(pattern) = known.or_else(|| of_words.clone()) else {
        match words {
            Some(words) => schedule.written = Some(words.to_owned()),
            None => untold.push(DosagePart::HowOften),
        }
        return;
    };
    let is_code = |words: &str| {
        code.coding.iter().any(|own| own.code.as_deref().is_some_and(|code| code.eq_ignore_ascii_case(words)))
    };
    let is_said =
        |words: &str| written::whole(words).is_some_and(|said| is_same(&said, &pattern)) || is_code(words);
    let says_more = words.is_some_and(|words| !is_said(words));
    if schedule.pattern.is_empty() && schedule.on.is_empty() {
        schedule.pattern = pattern;
    } else if !is_same(&schedule.pattern, &pattern) {
        schedule.written =
            words.map(str::to_owned).or_else(|| code.coding.iter().find_map(|own| own.code.clone()));
    }
    if says_more && schedule.written.is_none() {
        schedule.written = words.map(str::to_owned);
    }
}

/// An abbreviation of HL7's table; of another table one that means nothing else (`MO` could be Monday there).
fn abbreviated(coding: &shapes::Coding) -> Option<Pattern> {
    const HL7: [&str; 3] = [
        "http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation",
        "http://hl7.org/fhir/timing-abbreviation",
        "urn:oid:2.16.840.1.113883.5.139",
    ];
    let code = coding.code.as_deref()?;
    let is_of_hl7 = coding.system.as_deref().is_none_or(|system| HL7.contains(&system));
    let could_be_another =
        ["AM", "PM", "MO", "WK", "BED", "HS"].iter().any(|own| own.eq_ignore_ascii_case(code));
    (is_of_hl7 || !could_be_another).then(|| written::abbreviation(code))?
}

pub(super) fn is_same(one: &Pattern, other: &Pattern) -> bool {
    essence(one) == essence(other)
}

/// What happens around an event of the day happens once each day.
pub(super) fn essence(pattern: &Pattern) -> Pattern {
    let is_daily = pattern.times == Some(Times::exactly(1))
        && pattern.every.as_ref().is_some_and(|every| *every == Span::of("1", TimeUnit::Day));
    if is_daily && pattern.around.len() == 1 && pattern.days.is_empty() && pattern.at.is_empty() {
        return Pattern { times: None, every: None, ..pattern.clone() };
    }
    pattern.clone()
}

fn pattern(repeat: &Repeat) -> Result<Pattern, Untellable> {
    let days = repeat.day_of_week.iter().map(|day| weekday(day)).collect::<Option<Vec<_>>>();
    let at = repeat.time_of_day.iter().map(|time| time_of_day(time)).collect::<Option<Vec<_>>>();
    let around = repeat.when.iter().map(|code| day_event(code)).collect::<Option<Vec<_>>>();
    let (Some(mut days), Some(mut at), Some(mut around)) = (days, at, around) else { return Err(Untellable) };
    days.sort_unstable();
    days.dedup();
    at.sort_unstable();
    at.dedup();
    around.sort_unstable();
    around.dedup();
    let offset_minutes = match repeat.offset {
        None | Some(0) => None,
        Some(_) if around.is_empty() => return Err(Untellable),
        Some(minutes) => Some(positive(minutes)?),
    };
    let moments = i64::try_from(around.len() + at.len()).unwrap_or(MOST);
    let (times, every) = how_often(repeat, moments)?;
    Ok(Pattern { times, every, days, at, around, offset_minutes })
}

fn how_often(repeat: &Repeat, moments: i64) -> Result<(Option<Times>, Option<Span>), Untellable> {
    let times = times(repeat.frequency, repeat.frequency_max)?;
    let unit = repeat.period_unit.as_deref();
    match (&repeat.period, unit) {
        (None, None) if repeat.period_max.is_none() => match times {
            None => Ok((None, None)),
            // As often as the moments that are named says nothing more.
            Some(_) if repeat.frequency == Some(moments) && repeat.frequency_max.is_none() => {
                Ok((None, None))
            }
            Some(_) => Err(Untellable),
        },
        (Some(low), Some(unit)) => {
            let every = span(Some(low), repeat.period_max.as_ref(), time_unit(unit).ok_or(Untellable)?)?;
            Ok((times.or(Some(Times::exactly(1))), Some(every)))
        }
        _ => Err(Untellable),
    }
}

fn limits(repeat: &Repeat, schedule: &mut Schedule, untold: &mut Vec<DosagePart>) {
    let mut told = |is_told: bool| {
        if !is_told {
            untold.push(DosagePart::HowLong);
        }
    };
    match times(repeat.count, repeat.count_max) {
        Ok(count) => schedule.count = count,
        Err(Untellable) => told(false),
    }
    if repeat.duration.is_some() || repeat.duration_max.is_some() {
        let unit = repeat.duration_unit.as_deref().and_then(time_unit);
        let span =
            unit.and_then(|unit| span(repeat.duration.as_ref(), repeat.duration_max.as_ref(), unit).ok());
        told(span.is_some());
        schedule.each_lasts = span;
    }
    if let Some(coded) = &repeat.bounds {
        schedule.bounds = bounds(coded);
        told(schedule.bounds.is_some());
    }
}

fn bounds(coded: &CodedBounds) -> Option<Bounds> {
    match coded {
        CodedBounds::Duration(duration) => span_of(duration).map(|span| Bounds::For { span }),
        CodedBounds::Range(range) => {
            let low = range.low.as_ref().map(|low| span_of(low).ok_or(Untellable)).transpose().ok()?;
            let high = range.high.as_ref().map(|high| span_of(high).ok_or(Untellable)).transpose().ok()?;
            match (low, high) {
                (Some(low), Some(high)) if low.unit != high.unit => None,
                (None, None) => None,
                (low, high) => {
                    let unit = high.as_ref().or(low.as_ref())?.unit;
                    let (low, high) = (low.and_then(|own| own.low), high.and_then(|own| own.low));
                    Some(Bounds::For { span: Span { low, high, unit } })
                }
            }
        }
        CodedBounds::Period(period) => {
            let (start, end) = (when(period.start.as_deref()), when(period.end.as_deref()));
            let is_whole = start.is_some() == period.start.is_some() && end.is_some() == period.end.is_some();
            (is_whole && (start.is_some() || end.is_some())).then_some(Bounds::Within { start, end })
        }
    }
}

/// A quantity of time: `10 d`, `2 weeks`.
pub(super) fn span_of(quantity: &Quantity) -> Option<Span> {
    let unit = quantity.code.as_deref().and_then(time_unit);
    let unit = unit.or_else(|| quantity.unit.as_deref().and_then(time_unit))?;
    if quantity.comparator.is_some() {
        return None;
    }
    span(quantity.value.as_ref(), None, unit).ok()
}

fn span(low: Option<&Decimal>, high: Option<&Decimal>, unit: TimeUnit) -> Result<Span, Untellable> {
    let (low, high) = (low.map(number).transpose()?, high.map(number).transpose()?);
    let high = high.filter(|high| Some(high) != low.as_ref());
    if low.is_none() && high.is_none() { Err(Untellable) } else { Ok(Span { low, high, unit }) }
}

/// A positive number as people write it: `6.0` is `6`.
fn number(decimal: &Decimal) -> Result<String, Untellable> {
    let exact = decimal.exact().filter(|exact| exact.is_sign_positive() && !exact.is_zero());
    exact.map(|exact| exact.normalize().to_string()).ok_or(Untellable)
}

fn times(low: Option<i64>, high: Option<i64>) -> Result<Option<Times>, Untellable> {
    let (low, high) = (low.map(positive).transpose()?, high.map(positive).transpose()?);
    match (low, high) {
        (None, None) => Ok(None),
        (Some(low), Some(high)) if high < low => Err(Untellable),
        (Some(low), Some(high)) if high == low => Ok(Some(Times::exactly(low))),
        (Some(low), None) => Ok(Some(Times::exactly(low))),
        (low, high) => Ok(Some(Times { low, high })),
    }
}

fn positive(number: i64) -> Result<u32, Untellable> {
    u32::try_from(number).ok().filter(|own| *own > 0 && i64::from(*own) <= MOST).ok_or(Untellable)
}

pub(super) fn time_unit(text: &str) -> Option<TimeUnit> {
    Some(match text.trim().trim_matches(['{', '}']).to_ascii_lowercase().as_str() {
        "s" | "sec" | "second" | "seconds" => TimeUnit::Second,
        "min" | "minute" | "minutes" => TimeUnit::Minute,
        "h" | "hr" | "hrs" | "hour" | "hours" => TimeUnit::Hour,
        "d" | "day" | "days" => TimeUnit::Day,
        "wk" | "week" | "weeks" => TimeUnit::Week,
        "mo" | "month" | "months" => TimeUnit::Month,
        "a" | "yr" | "year" | "years" => TimeUnit::Year,
        _ => return None,
    })
}

fn weekday(text: &str) -> Option<Weekday> {
    Some(match text.trim().to_ascii_lowercase().as_str() {
        "mon" | "monday" => Weekday::Monday,
        "tue" | "tuesday" => Weekday::Tuesday,
        "wed" | "wednesday" => Weekday::Wednesday,
        "thu" | "thursday" => Weekday::Thursday,
        "fri" | "friday" => Weekday::Friday,
        "sat" | "saturday" => Weekday::Saturday,
        "sun" | "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

fn time_of_day(text: &str) -> Option<String> {
    let time: jiff::civil::Time = text.trim().parse().ok()?;
    Some(format!("{:02}:{:02}", time.hour(), time.minute()))
}

fn day_event(code: &str) -> Option<DayEvent> {
    DayEvent::ALL.iter().copied().find(|event| event.code().eq_ignore_ascii_case(code.trim()))
}

impl Times {
    pub fn exactly(number: u32) -> Self {
        Self { low: Some(number), high: None }
    }
}

impl Span {
    pub fn of(number: impl Into<String>, unit: TimeUnit) -> Self {
        Self { low: Some(number.into()), high: None, unit }
    }
}
