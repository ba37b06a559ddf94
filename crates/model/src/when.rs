//! A date as the record has it: a year, a month, a day or an instant (FHIR R4 `dateTime`).

mod moment;
mod read;

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

pub use moment::Moment;

/// A point in time no more precise than the record system said. Orders by the day that the place's calendar shows, of a
/// day the vaguer one first, then by the instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum When {
    Year(i16),
    Month(i16, i8),
    Day(Date),
    Instant(Moment),
}

/// The text is no date or time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a FHIR date or time")]
pub struct NotADate;

impl When {
    /// An instant at a place.
    pub fn at(instant: Timestamp, zone: &TimeZone) -> Self {
        When::Instant(Moment::at(instant, zone))
    }

    /// A date as record systems write it, FHIR or nearly: also without a zone (then it is the place's time), in the
    /// basic format, with a blank for the `T`.
    ///
    /// # Errors
    /// [`NotADate`] where the text could mean several days, or none.
    pub fn read(text: &str, zone: &TimeZone) -> Result<Self, NotADate> {
        read::when(text, zone)
    }

    /// The same for what happens on a day (an onset, a vaccination): a time of exactly midnight, at whatever offset, only
    /// says that there is no time.
    ///
    /// # Errors
    /// As [`When::read`].
    pub fn read_day(text: &str, zone: &TimeZone) -> Result<Self, NotADate> {
        read::day_or_when(text, zone)
    }

    /// The first instant that this date can mean, read in UTC. The last day of all time (`9999-12-31`, in records often
    /// `for ever`) is the last instant that there is.
    pub fn earliest(self) -> Timestamp {
        match self {
            When::Instant(moment) => moment.timestamp(),
            other => {
                other.first_day().to_zoned(TimeZone::UTC).map_or(Timestamp::MAX, |start| start.timestamp())
            }
        }
    }

    /// The (first) day, as the place's calendar shows it.
    pub fn first_day(self) -> Date {
        match self {
            When::Year(year) => Date::constant(year, 1, 1),
            When::Month(year, month) => Date::constant(year, month, 1),
            When::Day(day) => day,
            When::Instant(moment) => moment.date(),
        }
    }

    /// The last day that it can mean, as the place's calendar shows it.
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

/// An instant of which no place is known: its day is that of UTC.
impl From<Timestamp> for When {
    fn from(instant: Timestamp) -> Self {
        When::at(instant, &TimeZone::UTC)
    }
}

impl utoipa::PartialSchema for When {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        String::schema()
    }
}

impl utoipa::ToSchema for When {}

/// Strictly FHIR: for what a program sends. What a record has is read by [`When::read`].
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
            _ => text.parse::<Timestamp>().map(When::from).map_err(|_| NotADate),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::Year(year) => write!(f, "{year:04}"),
            When::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            When::Day(day) => day.fmt(f),
            When::Instant(moment) => moment.timestamp().fmt(f),
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
        let order = |when: Self| (when.first_day(), when.precision(), when.earliest());
        order(*self).cmp(&order(*other))
    }
}

impl PartialOrd for When {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests;
