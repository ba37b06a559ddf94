use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};

/// An instant, and how far the clocks of a place were from UTC then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Moment {
    instant: Timestamp,
    offset: Offset,
}

impl Moment {
    pub fn at(instant: Timestamp, zone: &TimeZone) -> Self {
        Self { instant, offset: zone.to_offset(instant) }
    }

    pub fn timestamp(self) -> Timestamp {
        self.instant
    }

    /// The day that the place's calendar shows.
    pub fn date(self) -> Date {
        self.offset.to_datetime(self.instant).date()
    }

    /// Whether clocks show exactly midnight, at the place or in UTC. Of most such instants only the day was known.
    pub fn is_midnight(self) -> bool {
        let shows_midnight = |offset: Offset| offset.to_datetime(self.instant).time() == Time::midnight();
        shows_midnight(self.offset) || shows_midnight(Offset::UTC)
    }
}
