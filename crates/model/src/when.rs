//! A date as the record has it: a year, a month, a day or an instant (FHIR R4 `dateTime`).

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// A point in time no more precise than the record system said. Orders by its earliest instant
/// (in UTC), the vaguer one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum When {
    Year(i16),
    Month(i16, i8),
    Day(Date),
    Instant(Timestamp),
}

/// The text is no FHIR date, dateTime or instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a FHIR date or time")]
pub struct NotADate;

impl When {
    /// The first instant that this date can mean, read in UTC. The last day of all time (`9999-12-31`, in records often
    /// `for ever`) is the last instant that there is.
    pub fn earliest(self) -> Timestamp {
        match self {
            When::Instant(instant) => instant,
            other => {
                other.first_day().to_zoned(TimeZone::UTC).map_or(Timestamp::MAX, |start| start.timestamp())
            }
        }
    }

    /// The (first) day, read in UTC.
    pub fn first_day(self) -> Date {
        match self {
            When::Year(year) => Date::constant(year, 1, 1),
            When::Month(year, month) => Date::constant(year, month, 1),
            When::Day(day) => day,
            When::Instant(instant) => instant.to_zoned(TimeZone::UTC).date(),
        }
    }

    /// The last day that it can mean, read in UTC.
    pub fn last_day(self) -> Date {
        match self {
            When::Year(_) => self.first_day().last_of_year(),
            When::Month(..) => self.first_day().last_of_month(),
            When::Day(_) | When::Instant(_) => self.first_day(),
        }
    }

    fn precision(self) -> u8 {
        match self {
            When::Year(_) => 0,
            When::Month(..) => 1,
            When::Day(_) => 2,
            When::Instant(_) => 3,
        }
    }

    pub fn year(self) -> i16 {
        self.first_day().year()
    }
}

impl utoipa::PartialSchema for When {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        String::schema()
    }
}

impl utoipa::ToSchema for When {}

impl FromStr for When {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if !text.is_ascii() {
            return Err(NotADate);
        }
        match text.len() {
            4 if all_digits(text) => {
                let year = text.parse().map_err(|_| NotADate)?;
                Date::new(year, 1, 1).map(|_| When::Year(year)).map_err(|_| NotADate)
            }
            7 if all_digits(&text[..4]) && text.as_bytes()[4] == b'-' => {
                let day: Date = format!("{text}-01").parse().map_err(|_| NotADate)?;
                Ok(When::Month(day.year(), day.month()))
            }
            10 => text.parse().map(When::Day).map_err(|_| NotADate),
            _ => text.parse().map(When::Instant).map_err(|_| NotADate),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::Year(year) => write!(f, "{year:04}"),
            When::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            When::Day(day) => day.fmt(f),
            When::Instant(instant) => instant.fmt(f),
        }
    }
}

impl TryFrom<String> for When {
    type Error = NotADate;

    fn try_from(text: String) -> Result<Self, NotADate> {
        text.parse()
    }
}

impl From<When> for String {
    fn from(when: When) -> String {
        when.to_string()
    }
}

impl Ord for When {
    fn cmp(&self, other: &Self) -> Ordering {
        self.earliest().cmp(&other.earliest()).then(self.precision().cmp(&other.precision()))
    }
}

impl PartialOrd for When {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_keeps_the_precision_it_came_with() {
        for text in ["2026", "2026-11", "2026-11-22", "2026-11-22T08:15:00Z"] {
            assert_eq!(text.parse::<When>().unwrap().to_string(), text);
        }
        let with_offset: When = "2026-11-22T08:15:00.500-05:00".parse().unwrap();
        assert_eq!(with_offset.to_string(), "2026-11-22T13:15:00.5Z");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for bad in
            ["", "26", "2026-13", "2026-02-30", "yesterday", "2026-11-22T25:00:00Z", "ab-cdéf", "200é-1"]
        {
            assert_eq!(bad.parse::<When>(), Err(NotADate), "{bad}");
        }
    }

    #[test]
    fn for_ever_comes_after_everything_else() {
        let for_ever: When = "9999-12-31".parse().unwrap();
        assert!(for_ever > "9999-12-30".parse().unwrap());
        assert!("9999-12".parse::<When>().unwrap() < for_ever);
    }

    #[test]
    fn dates_of_different_precision_sort_by_their_start() {
        let mut dates: Vec<When> =
            ["2026-11-22T08:15:00Z", "2026", "2026-11"].iter().map(|text| text.parse().unwrap()).collect();
        dates.sort();
        assert_eq!(dates[0], When::Year(2026));
    }
}
