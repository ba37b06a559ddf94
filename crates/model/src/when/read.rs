//! Dates as record systems write them. A text that could mean two days is not guessed at: years have four digits, and
//! what stands before them or between has its place.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};

use super::{NotADate, When};

/// Clocks on earth are at most so far from UTC.
const FURTHEST_HOURS: i32 = 14;

pub(super) fn when(text: &str, zone: &TimeZone) -> Result<When, NotADate> {
    let written = written(text).ok_or(NotADate)?;
    match written.time {
        None => Ok(written.date),
        Some((time, clock)) => {
            let instant = instant(written.date.first_day(), time, clock, zone).ok_or(NotADate)?;
            Ok(When::at(instant, zone))
        }
    }
}

pub(super) fn day_or_when(text: &str, zone: &TimeZone) -> Result<When, NotADate> {
    let written = written(text).ok_or(NotADate)?;
    let is_midnight = written.time.is_some_and(|(time, _)| time == WrittenTime::MIDNIGHT);
    if is_midnight { Ok(written.date) } else { when(text, zone) }
}

/// What stands there, before anybody asks which instant it is.
struct Written {
    date: When,
    time: Option<(WrittenTime, WrittenClock)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct WrittenTime {
    time: Time,
    /// `24:00` ends the day that it names.
    is_end: bool,
}

impl WrittenTime {
    const MIDNIGHT: Self = Self { time: Time::constant(0, 0, 0, 0), is_end: false };
}

#[derive(Clone, Copy)]
enum WrittenClock {
    /// None is named.
    Place,
    Offset(Offset),
}

fn instant(day: Date, time: WrittenTime, clock: WrittenClock, zone: &TimeZone) -> Option<Timestamp> {
    let day = if time.is_end { day.tomorrow().ok()? } else { day };
    let civil = DateTime::from_parts(day, time.time);
    match clock {
        WrittenClock::Offset(offset) => offset.to_timestamp(civil).ok(),
        WrittenClock::Place => Some(zone.to_ambiguous_zoned(civil).compatible().ok()?.timestamp()),
    }
}

fn written(text: &str) -> Option<Written> {
    let text = text.trim();
    if !text.is_ascii() {
        return None;
    }
    let end = text.find(['T', 't', ' ']).unwrap_or(text.len());
    let (date, rest) = text.split_at(end);
    let rest = rest.trim_start_matches(['T', 't', ' ']);
    let date = date_of(date)?;
    if end == text.len() {
        return Some(Written { date, time: None });
    }
    let (time, clock) = split_clock(rest);
    let is_of_a_day = matches!(date, When::Day(_));
    let time = (time_of(time)?, clock_of(clock)?);
    is_of_a_day.then_some(Written { date, time: Some(time) })
}

/// `2026`, `2026-01`, `2026-01-14`, `20260114`. Six digits could be a year and a month or three pairs: nobody knows.
fn date_of(text: &str) -> Option<When> {
    if text.len() == 8 && is_digits(text) {
        return day(&text[..4], &text[4..6], &text[6..]).map(When::Day);
    }
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        [year] => day(year, "01", "01").map(|first| When::Year(first.year())),
        [year, month] => day(year, month, "01").map(|first| When::Month(first.year(), first.month())),
        [year, month, of_month] => day(year, month, of_month).map(When::Day),
        _ => None,
    }
}

fn day(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(number(year, 4..=4)?, number(month, 1..=2)?, number(day, 1..=2)?).ok()
}

/// `08`, `08:30`, `08:30:00`, `08:30:00.125`, `0830`, `083000`.
fn time_of(text: &str) -> Option<WrittenTime> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let parts: Vec<&str> = if whole.contains(':') {
        whole.split(':').collect()
    } else if is_digits(whole) && whole.len() <= 6 && whole.len().is_multiple_of(2) {
        [0, 2, 4].into_iter().filter_map(|at| whole.get(at..at + 2)).collect()
    } else {
        return None;
    };
    let pair = |at: usize| parts.get(at).map_or(Some(0), |part| number::<i8>(part, 2..=2));
    let (hour, minute, second) = (pair(0)?, pair(1)?, pair(2)?);
    let nanoseconds = nanoseconds(fraction)?;
    if parts.is_empty() || parts.len() > 3 || (!fraction.is_empty() && parts.len() < 3) {
        return None;
    }
    if hour == 24 {
        let is_midnight = (minute, second, nanoseconds) == (0, 0, 0);
        return is_midnight.then_some(WrittenTime { is_end: true, ..WrittenTime::MIDNIGHT });
    }
    // A leap second belongs to the minute that it ends.
    let second = if second == 60 { 59 } else { second };
    Time::new(hour, minute, second, nanoseconds).ok().map(|time| WrittenTime { time, is_end: false })
}

fn nanoseconds(fraction: &str) -> Option<i32> {
    if fraction.is_empty() {
        return Some(0);
    }
    let digits = fraction.get(..fraction.len().min(9)).filter(|_| is_digits(fraction))?;
    format!("{digits:0<9}").parse().ok()
}

/// The time, and what names the clock that shows it.
fn split_clock(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.' | ',')).unwrap_or(text.len());
    let (time, clock) = text.split_at(end);
    (time, clock.trim())
}

fn clock_of(text: &str) -> Option<WrittenClock> {
    let sign = match text.as_bytes().first() {
        None => return Some(WrittenClock::Place),
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ => {
            let is_utc = ["Z", "UTC", "GMT"].iter().any(|name| text.eq_ignore_ascii_case(name));
            return is_utc.then_some(WrittenClock::Offset(Offset::UTC));
        }
    };
    let rest = &text[1..];
    let (hours, minutes) = match rest.split_once(':') {
        Some(parts) => parts,
        None if rest.len() == 4 => rest.split_at(2),
        None => (rest, "00"),
    };
    let (hours, minutes): (i32, i32) = (number(hours, 1..=2)?, number(minutes, 2..=2)?);
    let is_on_earth = minutes < 60 && hours * 60 + minutes <= FURTHEST_HOURS * 60;
    let offset = Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()?;
    is_on_earth.then_some(WrittenClock::Offset(offset))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number of so many digits.
fn number<N: std::str::FromStr>(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<N> {
    (is_digits(text) && digits.contains(&text.len())).then(|| text.parse().ok())?
}
