//! Dates in search: every date, however precise, is a span of time (FHIR R4 § 3.1.1.4.7).

use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use serde_json::Value;

/// From `start` (included) to `end` (excluded), in milliseconds since 1970, UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub start: i64,
    pub end: i64,
}

/// The comparison that a date search asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    Equal,
    NotEqual,
    After,
    Before,
    NotBefore,
    NotAfter,
    StartsAfter,
    EndsBefore,
    About,
}

impl Comparison {
    /// Splits `ge2020` into its comparison and the rest; no prefix means equal.
    pub fn split(text: &str) -> (Self, &str) {
        let found = match text.get(..2) {
            Some("eq") => Self::Equal,
            Some("ne") => Self::NotEqual,
            Some("gt") => Self::After,
            Some("lt") => Self::Before,
            Some("ge") => Self::NotBefore,
            Some("le") => Self::NotAfter,
            Some("sa") => Self::StartsAfter,
            Some("eb") => Self::EndsBefore,
            Some("ap") => Self::About,
            _ => return (Self::Equal, text),
        };
        (found, &text[2..])
    }

    /// Does a resource's `held` span fit the `asked` one?
    pub fn holds(self, held: Span, asked: Span) -> bool {
        let within = asked.start <= held.start && held.end <= asked.end;
        match self {
            Self::Equal => within,
            Self::NotEqual => !within,
            Self::After => held.end > asked.end,
            Self::Before => held.start < asked.start,
            Self::NotBefore => held.end > asked.end || within,
            Self::NotAfter => held.start < asked.start || within,
            Self::StartsAfter => held.start >= asked.end,
            Self::EndsBefore => held.end <= asked.start,
            Self::About => held.start < asked.end && asked.start < held.end,
        }
    }
}

impl Span {
    /// Reads a FHIR `date`, `dateTime` or `instant` of any precision; without an offset it is UTC.
    pub fn of_text(text: &str) -> Option<Self> {
        match text.len() {
            4 => Self::of_days(format!("{text}-01-01").parse().ok()?, 1.year()),
            7 => Self::of_days(format!("{text}-01").parse().ok()?, 1.month()),
            10 => Self::of_days(text.parse().ok()?, 1.day()),
            _ => Self::of_time(text),
        }
    }

    /// Reads a date, a `Period` or a `Timing`.
    pub fn of_value(value: &Value) -> Option<Self> {
        if let Some(text) = value.as_str() {
            return Self::of_text(text);
        }
        let object = value.as_object()?;
        if let Some(bounds) = value.pointer("/repeat/boundsPeriod") {
            return Self::of_value(bounds);
        }
        if let Some(events) = value["event"].as_array() {
            return events.iter().filter_map(Self::of_value).reduce(Self::around);
        }
        if !object.contains_key("start") && !object.contains_key("end") {
            return None;
        }
        let start = value["start"].as_str().and_then(Self::of_text).map_or(i64::MIN, |span| span.start);
        let end = value["end"].as_str().and_then(Self::of_text).map_or(i64::MAX, |span| span.end);
        Some(Self { start, end })
    }

    /// The millisecond that an instant lies in.
    pub fn of_instant(instant: Timestamp) -> Self {
        Self { start: instant.as_millisecond(), end: instant.as_millisecond() + 1 }
    }

    fn around(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    fn of_days(first: Date, length: jiff::Span) -> Option<Self> {
        let next = first.checked_add(length).ok()?;
        let midnight =
            |day: Date| day.to_zoned(TimeZone::UTC).ok().map(|start| start.timestamp().as_millisecond());
        Some(Self { start: midnight(first)?, end: midnight(next)? })
    }

    fn of_time(text: &str) -> Option<Self> {
        let (_, clock) = text.split_once('T')?;
        let digits = clock.split(['Z', '+', '-']).next()?;
        let length = match digits.len() {
            5 => 60_000,
            8 => 1_000,
            9.. => 1,
            _ => return None,
        };
        let start = text.parse::<Timestamp>().ok().or_else(|| {
            let local: DateTime = text.parse().ok()?;
            Some(local.to_zoned(TimeZone::UTC).ok()?.timestamp())
        })?;
        Some(Self { start: start.as_millisecond(), end: start.as_millisecond() + length })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn holds(held: &str, asked: &str) -> bool {
        let (comparison, rest) = Comparison::split(asked);
        comparison.holds(Span::of_text(held).unwrap(), Span::of_text(rest).unwrap())
    }

    #[test]
    fn a_vague_question_contains_a_precise_answer_but_not_the_reverse() {
        assert!(holds("2020-03-05T10:00:00Z", "2020-03"));
        assert!(holds("2020-03-05", "eq2020"));
        assert!(!holds("2020", "2020-03"));
        assert!(holds("2020", "ne2020-03"));
    }

    #[test]
    fn prefixes_compare_whole_spans() {
        assert!(holds("2020-03-05", "ge2020-03-05") && holds("2020-03-05", "le2020-03-05"));
        assert!(!holds("2020-03-05", "gt2020-03-05") && !holds("2020-03-05", "lt2020-03-05"));
        assert!(holds("2020-03-05T10:00:00-05:00", "gt2020-03-05T14:00:00Z"));
        assert!(holds("2020", "gt2020-03") && holds("2020", "lt2020-03"));
        assert!(!holds("2020", "sa2020-03") && holds("2021", "sa2020-03") && holds("2019", "eb2020-03"));
    }

    #[test]
    fn an_open_period_has_no_end() {
        let open = Span::of_value(&json!({"start": "2020-01-01"})).unwrap();

        assert!(Comparison::After.holds(open, Span::of_text("2030").unwrap()));
        assert!(!Comparison::Before.holds(open, Span::of_text("2019").unwrap()));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for bad in ["", "20", "2020-13", "2020-02-30", "about 2020", "2020-01-01T", "2020-01-01T10", "éé"] {
            assert_eq!(Span::of_text(bad), None, "{bad}");
        }
    }
}
