//! Instants and whole days of a `Period`.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use portico_model::{Effect, When};

/// The furthest that clocks on earth are from UTC.
const BEHIND: SignedDuration = SignedDuration::from_hours(12);
const AHEAD: SignedDuration = SignedDuration::from_hours(14);

/// The instant at which something begins that is said to begin then. A deny begins with the first clock on earth that shows
/// the day, a permit with the last.
pub(super) fn begin(text: &str, effect: Effect) -> Option<Timestamp> {
    match text.parse().ok()? {
        When::Instant(moment) => Some(moment.timestamp()),
        When::Day(day) => moved(day, if effect == Effect::Deny { -AHEAD } else { BEHIND }),
        _ => None,
    }
}

/// The first instant at which something no longer holds that is said to end then.
pub(super) fn end(text: &str, effect: Effect) -> Option<Timestamp> {
    match text.parse().ok()? {
        When::Instant(moment) => Some(moment.timestamp()),
        When::Day(day) => moved(day.tomorrow().ok()?, if effect == Effect::Deny { BEHIND } else { -AHEAD }),
        _ => None,
    }
}

fn moved(day: Date, by: SignedDuration) -> Option<Timestamp> {
    let midnight = day.to_zoned(TimeZone::UTC).ok()?.timestamp();
    midnight.checked_add(by).ok()
}
