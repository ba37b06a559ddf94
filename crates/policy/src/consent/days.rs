use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use portico_model::When;

/// The furthest that clocks on earth are from UTC.
const BEHIND: SignedDuration = SignedDuration::from_hours(12);
const AHEAD: SignedDuration = SignedDuration::from_hours(14);

/// A span of days, both ends in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    first: Date,
    last: Date,
}

impl Days {
    pub(super) const ALL: Days = Days { first: Date::MIN, last: Date::MAX };

    pub(super) fn between(from: Option<Date>, to: Option<Date>) -> Self {
        Self { first: from.unwrap_or(Date::MIN), last: to.unwrap_or(Date::MAX) }
    }

    /// Every day that a date in a record may mean: a vague one all of its days, an instant what calendars showed then
    /// anywhere on earth.
    pub(super) fn of(when: When) -> Self {
        match when {
            When::Year(_) | When::Month(..) | When::Day(_) => {
                Self { first: when.first_day(), last: when.last_day() }
            }
            When::Instant(moment) => Self {
                first: day(moment.timestamp().checked_sub(BEHIND).unwrap_or(Timestamp::MIN)),
                last: day(moment.timestamp().checked_add(AHEAD).unwrap_or(Timestamp::MAX)),
            },
        }
    }

    /// Whether a day is in both. A span that ends before it begins has none.
    pub(super) fn overlaps(self, other: Self) -> bool {
        self.first.max(other.first) <= self.last.min(other.last)
    }

    pub(super) fn is_within(self, other: Self) -> bool {
        other.first <= self.first && self.last <= other.last
    }
}

fn day(instant: Timestamp) -> Date {
    instant.to_zoned(TimeZone::UTC).date()
}
