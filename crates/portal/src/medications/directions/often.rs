//! How often and for how long.

use fluent_bundle::FluentValue;
use portico_chart::medications::{Bounds, DayEvent, Pattern, Schedule, Span, TimeUnit, Times, Weekday};

use crate::words::Words;

/// `twice a day`, `every 6 hours`, `once a week (Monday)`, `every Monday at 8:00 am`.
pub(super) fn often(w: &Words, schedule: &Schedule) -> Option<String> {
    let on: Vec<String> = schedule.on.iter().map(|at| w.date_time(*at)).collect();
    let on = (!on.is_empty()).then(|| w.say("timing-on", "days", &w.list(&on)));
    let said: Vec<String> = pattern(w, &schedule.pattern).into_iter().chain(on).collect();
    match (said.is_empty(), &schedule.written) {
        (true, written) => written.clone(),
        (false, Some(written)) => Some(format!("{} ({written})", said.join(", "))),
        (false, None) => Some(said.join(", ")),
    }
}

fn pattern(w: &Words, pattern: &Pattern) -> Option<String> {
    let base = base(w, pattern);
    let is_base = base.is_some();
    let mut said = base.unwrap_or_default();
    if !pattern.days.is_empty() {
        let names: Vec<&str> = pattern.days.iter().map(|day| w.t(day_key(*day))).collect();
        let names = w.list(&names);
        let is_long = pattern
            .every
            .as_ref()
            .is_some_and(|every| matches!(every.unit, TimeUnit::Week | TimeUnit::Month | TimeUnit::Year));
        said = match (is_base, is_long) {
            (true, true) => format!("{said} ({names})"),
            (true, false) => format!("{said}, {}", w.say("timing-only-on", "days", &names)),
            (false, _) => w.say("timing-every", "span", &names),
        };
    }
    if !pattern.at.is_empty() {
        let times: Vec<String> = pattern.at.iter().map(|time| w.time_of_day(time)).collect();
        said = joined(said, &w.say("timing-at", "times", &w.list(&times)));
    }
    if !pattern.around.is_empty() {
        let events: Vec<&str> = pattern.around.iter().map(|event| w.t(event_key(*event))).collect();
        said = joined(said, &around(w, &events, pattern));
    }
    (!said.is_empty()).then_some(said)
}

fn joined(before: String, after: &str) -> String {
    if before.is_empty() { after.to_owned() } else { format!("{before} {after}") }
}

fn around(w: &Words, events: &[&str], pattern: &Pattern) -> String {
    let events = w.list(events);
    let Some(minutes) = pattern.offset_minutes else { return events };
    let minutes = span(w, &Span::of(minutes.to_string(), TimeUnit::Minute));
    let has_direction = pattern.around.iter().all(|event| {
        use DayEvent as E;
        let before = [E::BeforeMeal, E::BeforeBreakfast, E::BeforeLunch, E::BeforeDinner];
        let after = [E::AfterMeal, E::AfterBreakfast, E::AfterLunch, E::AfterDinner];
        before.contains(event) || after.contains(event)
    });
    let key = if has_direction { "timing-offset" } else { "timing-offset-after" };
    w.with(key, &[("span", minutes.into()), ("event", events.into())])
}

fn base(w: &Words, pattern: &Pattern) -> Option<String> {
    let (count, every) = (pattern.times?, pattern.every.as_ref()?);
    let count_words = times(w, count);
    Some(match single(every) {
        Some(unit) => {
            w.with("timing-times-per", &[("times", count_words.into()), ("per", w.t(per_key(unit)).into())])
        }
        None if count == Times::exactly(1) => w.say("timing-every", "span", &span(w, every)),
        None => {
            let every = span(w, every).into();
            w.with("timing-times-every", &[("times", count_words.into()), ("span", every)])
        }
    })
}

/// `once`, `twice`, `3 times`, `2 to 3 times`, `up to 4 times`.
fn times(w: &Words, times: Times) -> String {
    let number = |n: u32| w.with("times", &[("n", n.into())]);
    match (times.low, times.high) {
        (Some(low), Some(high)) => {
            w.with("span-range", &[("low", low.to_string().into()), ("high", number(high).into())])
        }
        (Some(low), None) => number(low),
        (None, Some(high)) => w.say("times-most", "n", &number(high)),
        (None, None) => String::new(),
    }
}

/// The unit of a span of exactly one.
pub(super) fn single(span: &Span) -> Option<TimeUnit> {
    (span.low.as_deref() == Some("1") && span.high.is_none()).then_some(span.unit)
}

/// `6 hours`, `4 to 6 hours`, `up to 2 weeks`.
pub(super) fn span(w: &Words, span: &Span) -> String {
    let words = |number: &str| w.with(span_key(span.unit), &[("n", FluentValue::try_number(number))]);
    match (&span.low, &span.high) {
        (Some(low), Some(high)) => {
            w.with("span-range", &[("low", low.as_str().into()), ("high", words(high).into())])
        }
        (Some(low), None) => words(low),
        (None, Some(high)) => w.say("times-most", "n", &words(high)),
        (None, None) => String::new(),
    }
}

/// How long each time, for how long, how many times in all.
pub(super) fn how_long(w: &Words, schedule: &Schedule) -> Vec<String> {
    let each = schedule.each_lasts.as_ref().map(|own| w.say("timing-each-lasts", "span", &span(w, own)));
    let bounds = schedule.bounds.as_ref().map(|own| bounds(w, own));
    let count = schedule.count.map(|own| w.say("timing-in-all", "times", &times(w, own)));
    [each, bounds, count].into_iter().flatten().collect()
}

fn bounds(w: &Words, bounds: &Bounds) -> String {
    match bounds {
        Bounds::For { span: own } => w.say("timing-for", "span", &span(w, own)),
        Bounds::Within { start: Some(start), end: Some(end) } => {
            w.with("timing-from-to", &[("start", w.date(*start).into()), ("end", w.date(*end).into())])
        }
        Bounds::Within { start: Some(start), end: None } => w.say("timing-from", "start", &w.date(*start)),
        Bounds::Within { start: None, end: Some(end) } => w.say("timing-until", "end", &w.date(*end)),
        Bounds::Within { start: None, end: None } => String::new(),
    }
}

pub(super) fn per_key(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Second => "per-second",
        TimeUnit::Minute => "per-minute",
        TimeUnit::Hour => "per-hour",
        TimeUnit::Day => "per-day",
        TimeUnit::Week => "per-week",
        TimeUnit::Month => "per-month",
        TimeUnit::Year => "per-year",
    }
}

fn span_key(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Second => "span-second",
        TimeUnit::Minute => "span-minute",
        TimeUnit::Hour => "span-hour",
        TimeUnit::Day => "span-day",
        TimeUnit::Week => "span-week",
        TimeUnit::Month => "span-month",
        TimeUnit::Year => "span-year",
    }
}

fn day_key(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "weekday-1",
        Weekday::Tuesday => "weekday-2",
        Weekday::Wednesday => "weekday-3",
        Weekday::Thursday => "weekday-4",
        Weekday::Friday => "weekday-5",
        Weekday::Saturday => "weekday-6",
        Weekday::Sunday => "weekday-7",
    }
}

pub(super) fn event_key(event: DayEvent) -> &'static str {
    match event {
        DayEvent::Morning => "when-morning",
        DayEvent::EarlyMorning => "when-early-morning",
        DayEvent::LateMorning => "when-late-morning",
        DayEvent::Noon => "when-noon",
        DayEvent::Afternoon => "when-afternoon",
        DayEvent::EarlyAfternoon => "when-early-afternoon",
        DayEvent::LateAfternoon => "when-late-afternoon",
        DayEvent::Evening => "when-evening",
        DayEvent::EarlyEvening => "when-early-evening",
        DayEvent::LateEvening => "when-late-evening",
        DayEvent::Night => "when-night",
        DayEvent::AfterSleep => "when-after-sleep",
        DayEvent::Bedtime => "when-bedtime",
        DayEvent::Waking => "when-waking",
        DayEvent::Meal => "when-meal",
        DayEvent::Breakfast => "when-breakfast",
        DayEvent::Lunch => "when-lunch",
        DayEvent::Dinner => "when-dinner",
        DayEvent::BeforeMeal => "when-before-meal",
        DayEvent::BeforeBreakfast => "when-before-breakfast",
        DayEvent::BeforeLunch => "when-before-lunch",
        DayEvent::BeforeDinner => "when-before-dinner",
        DayEvent::AfterMeal => "when-after-meal",
        DayEvent::AfterBreakfast => "when-after-breakfast",
        DayEvent::AfterLunch => "when-after-lunch",
        DayEvent::AfterDinner => "when-after-dinner",
    }
}
