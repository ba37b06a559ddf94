//! Dates and times, written out, no more precise than the record is.

use jiff::SignedDuration;
use jiff::civil::{Date, Time};
use portico_chart::view::Disclosure;
use portico_model::{Language, Timestamp, When};

use super::{NBSP, Words};

const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9",
    "month-10", "month-11", "month-12",
];
const SHORT_MONTHS: [&str; 12] = [
    "month-short-1",
    "month-short-2",
    "month-short-3",
    "month-short-4",
    "month-short-5",
    "month-short-6",
    "month-short-7",
    "month-short-8",
    "month-short-9",
    "month-short-10",
    "month-short-11",
    "month-short-12",
];
const WEEKDAYS: [&str; 7] =
    ["weekday-1", "weekday-2", "weekday-3", "weekday-4", "weekday-5", "weekday-6", "weekday-7"];

impl Words {
    /// `November 22, 2026`, `May 2020`, `2019`.
    pub fn date(&self, when: When) -> String {
        match when {
            When::Year(year) => year.to_string(),
            When::Month(year, month) => self.month_and_year(month, year),
            When::Day(day) => self.day(day),
            When::Instant(moment) => self.day(self.civil(moment.timestamp())),
        }
    }

    /// The date, or a word that says that there is none.
    pub fn date_or_none(&self, when: &Option<When>) -> String {
        when.map_or_else(|| self.t("date-unknown").to_owned(), |when| self.date(when))
    }

    /// `today`, `yesterday`, or the date.
    pub fn day_near(&self, when: When) -> String {
        let day = match when {
            When::Day(day) => day,
            When::Instant(moment) => self.civil(moment.timestamp()),
            vague => return self.date(vague),
        };
        let today = self.civil(self.now);
        if day == today {
            self.t("date-today").to_owned()
        } else if today.yesterday().is_ok_and(|yesterday| day == yesterday) {
            self.t("date-yesterday").to_owned()
        } else {
            self.day(day)
        }
    }

    /// The date with the time, where the record knows one: `November 22, 2026, 8:15 am`.
    pub fn date_time(&self, when: When) -> String {
        match when {
            When::Instant(moment) => {
                let local = moment.timestamp().to_zoned(self.zone.clone());
                format!("{}, {}", self.day(local.date()), self.clock(local.time()))
            }
            vague => self.date(vague),
        }
    }

    /// The same for a specimen or a measurement. An hour of exactly midnight is none that anybody wrote down.
    pub fn day_and_hour(&self, when: When) -> String {
        match when {
            When::Instant(moment) if moment.is_midnight() => self.date(when),
            when => self.date_time(when),
        }
    }

    /// `Thursday, November 26, 9:40 am`: for what comes next, so without the year.
    pub fn appointment(&self, when: When) -> String {
        let When::Instant(moment) = when else { return self.date(when) };
        let local = moment.timestamp().to_zoned(self.zone.clone());
        let (weekday, day) = (self.weekday(local.date()), self.day_and_month(local.date()));
        match self.language {
            Language::En => format!("{weekday}, {day}, {}", self.clock(local.time())),
            Language::Es => format!("{} {day}, {}", capital(weekday), self.clock(local.time())),
        }
    }

    /// `Thursday, November 26, 2026`.
    pub fn weekday_and_day(&self, day: Date) -> String {
        match self.language {
            Language::En => format!("{}, {}", self.weekday(day), self.day(day)),
            Language::Es => format!("{} {}", capital(self.weekday(day)), self.day(day)),
        }
    }

    /// The time of day: `5:04 pm`.
    pub fn time(&self, instant: Timestamp) -> String {
        self.clock(instant.to_zoned(self.zone.clone()).time())
    }

    /// The time of day with the name of its zone: `5:04 pm CST`.
    pub fn time_in_zone(&self, instant: Timestamp) -> String {
        let zone = instant.to_zoned(self.zone.clone()).strftime("%Z").to_string();
        format!("{}{NBSP}{zone}", self.time(instant))
    }

    /// The moment with the name of its zone, for what is read away from the portal.
    pub fn moment_in_zone(&self, instant: Timestamp) -> String {
        let zone = instant.to_zoned(self.zone.clone()).strftime("%Z").to_string();
        format!("{}{NBSP}{zone}", self.moment(instant))
    }

    /// The place whose clock the organisation lives by, and the name of its zone: `Chicago`, `America/Chicago, CST`.
    pub fn zone_names(&self) -> (String, String) {
        let short = self.now.to_zoned(self.zone.clone()).strftime("%Z").to_string();
        match self.zone.iana_name() {
            Some(name) if name != short => {
                let place = name.rsplit('/').next().unwrap_or(name).replace('_', " ");
                (place, format!("{name}, {short}"))
            }
            _ => (short.clone(), short),
        }
    }

    /// A time of the day that was written as `20:30`: `8:30 pm`.
    pub fn time_of_day(&self, written: &str) -> String {
        written.parse().map_or_else(|_| written.to_owned(), |time: Time| self.clock(time))
    }

    /// Since when a copy holds: the time alone for today, with the date otherwise.
    pub fn moment(&self, instant: Timestamp) -> String {
        if self.civil(instant) == self.civil(self.now) {
            self.time(instant)
        } else {
            self.date_time(When::from(instant))
        }
    }

    /// The last day on which something holds that ends at this instant.
    pub fn last_day(&self, until: Timestamp) -> String {
        let last = until.checked_sub(SignedDuration::from_secs(1)).unwrap_or(until);
        self.date(When::from(last))
    }

    /// The "as of" of a disclosure.
    pub fn as_of<T>(&self, disclosure: &Disclosure<T>) -> String {
        self.moment(disclosure.as_of)
    }

    /// Short, for axes and narrow columns: `Nov 2026`, `2019`.
    pub fn short_month(&self, day: Date) -> String {
        format!("{}{NBSP}{}", self.t(SHORT_MONTHS[month_index(day.month())]), day.year())
    }

    /// Short with the day, for columns: `Nov 22, 2026`.
    pub fn short_date(&self, when: When) -> String {
        let day = match when {
            When::Year(year) => return year.to_string(),
            When::Month(..) => return self.short_month(when.first_day()),
            When::Day(day) => day,
            When::Instant(moment) => self.civil(moment.timestamp()),
        };
        let month = self.t(SHORT_MONTHS[month_index(day.month())]);
        match self.language {
            Language::En => format!("{month}{NBSP}{}, {}", day.day(), day.year()),
            Language::Es => format!("{}{NBSP}{month} {}", day.day(), day.year()),
        }
    }

    /// `morning`, `afternoon` or `evening` at the organisation, for a greeting; in the small hours neither fits.
    pub fn greeting_key(&self) -> &'static str {
        match self.now.to_zoned(self.zone.clone()).hour() {
            4..12 => "greeting-morning",
            12..18 => "greeting-afternoon",
            18.. => "greeting-evening",
            _ => "greeting-night",
        }
    }

    /// The day in the organisation's zone.
    pub fn civil(&self, instant: Timestamp) -> Date {
        instant.to_zoned(self.zone.clone()).date()
    }

    fn day(&self, day: Date) -> String {
        match self.language {
            Language::En => format!("{}, {}", self.day_and_month(day), day.year()),
            Language::Es => format!("{} de {}", self.day_and_month(day), day.year()),
        }
    }

    fn day_and_month(&self, day: Date) -> String {
        let month = self.t(MONTHS[month_index(day.month())]);
        match self.language {
            Language::En => format!("{month}{NBSP}{}", day.day()),
            Language::Es => format!("{}{NBSP}de {month}", day.day()),
        }
    }

    fn month_and_year(&self, month: i8, year: i16) -> String {
        let month = self.t(MONTHS[month_index(month)]);
        match self.language {
            Language::En => format!("{month}{NBSP}{year}"),
            Language::Es => format!("{month} de {year}"),
        }
    }

    fn weekday(&self, day: Date) -> &'static str {
        let index = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or_default();
        self.t(WEEKDAYS[index.min(6)])
    }

    fn clock(&self, time: Time) -> String {
        let half = if time.hour() < 12 { self.t("time-am") } else { self.t("time-pm") };
        let hour = match time.hour() % 12 {
            0 => 12,
            hour => hour,
        };
        format!("{hour}:{:02}{NBSP}{half}", time.minute())
    }
}

/// With a capital first letter: for what stands at the head of a line.
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn month_index(month: i8) -> usize {
    usize::try_from(month).map_or(0, |month| month.clamp(1, 12) - 1)
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    fn words(language: Language) -> Words {
        let zone = TimeZone::get("America/Chicago").unwrap();
        Words { now: "2026-11-22T23:04:00Z".parse().unwrap(), ..Words::new(language).at(zone) }
    }

    #[test]
    fn what_ends_at_midnight_holds_to_the_end_of_the_day_before() {
        let words = words(Language::En);

        assert_eq!(words.last_day("2027-05-04T05:00:00Z".parse().unwrap()), "May\u{a0}3, 2027");
        assert_eq!(words.last_day("2027-05-04T05:00:01Z".parse().unwrap()), "May\u{a0}4, 2027");
    }

    fn when(text: &str) -> When {
        text.parse().unwrap()
    }

    fn spaced(text: String) -> String {
        text.replace(NBSP, " ")
    }

    #[test]
    fn a_date_is_written_out_in_the_readers_language() {
        assert_eq!(spaced(words(Language::En).date(when("2026-11-22"))), "November 22, 2026");
        assert_eq!(spaced(words(Language::Es).date(when("2026-11-22"))), "22 de noviembre de 2026");
    }

    #[test]
    fn a_partial_date_stays_partial() {
        assert_eq!(spaced(words(Language::En).date(when("2020-05"))), "May 2020");
        assert_eq!(words(Language::Es).date(when("2020-05")), "mayo de 2020");
        assert_eq!(words(Language::En).date(when("2019")), "2019");
        assert_eq!(words(Language::En).date_time(when("2019")), "2019");
    }

    #[test]
    fn times_are_those_of_the_organisation() {
        let drawn = when("2026-11-22T14:15:00Z");

        assert_eq!(spaced(words(Language::En).date_time(drawn)), "November 22, 2026, 8:15 am");
        assert_eq!(spaced(words(Language::Es).date_time(drawn)), "22 de noviembre de 2026, 8:15 a. m.");
        assert_eq!(spaced(words(Language::En).date(when("2026-11-22T03:00:00Z"))), "November 21, 2026");
    }

    #[test]
    fn times_have_a_zone_with_a_name() {
        let words = words(Language::En);

        assert_eq!(spaced(words.time_in_zone("2026-11-22T14:15:00Z".parse().unwrap())), "8:15 am CST");
        assert_eq!(spaced(words.time_in_zone("2026-07-22T14:15:00Z".parse().unwrap())), "9:15 am CDT");
        assert_eq!(words.zone_names(), ("Chicago".to_owned(), "America/Chicago, CST".to_owned()));
        assert_eq!(Words::new(Language::En).at(TimeZone::UTC).zone_names().1, "UTC");
    }

    #[test]
    fn a_greeting_fits_the_hour_at_the_organisation() {
        let at = |now: &str| Words { now: now.parse().unwrap(), ..words(Language::En) }.greeting_key();

        assert_eq!(at("2026-11-22T10:00:00Z"), "greeting-morning");
        assert_eq!(at("2026-11-22T18:00:00Z"), "greeting-afternoon");
        assert_eq!(at("2026-11-23T05:59:00Z"), "greeting-evening");
        assert_eq!(at("2026-11-22T07:00:00Z"), "greeting-night", "one in the morning");
    }

    #[test]
    fn near_days_have_names() {
        assert_eq!(words(Language::En).day_near(when("2026-11-22")), "today");
        assert_eq!(words(Language::Es).day_near(when("2026-11-21")), "ayer");
        assert_eq!(spaced(words(Language::En).moment("2026-11-22T23:04:00Z".parse().unwrap())), "5:04 pm");
    }
}
