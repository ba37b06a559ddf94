//! Days counted from today, so that the neighbourhood always looks alive.

use jiff::Span;
use jiff::civil::{Date, Weekday};

/// The day the neighbourhood is made, and the days around it.
#[derive(Clone, Copy)]
pub struct Calendar {
    pub today: Date,
}

const IN_RANGE: &str = "the neighbourhood's days lie within a century of today";

impl Calendar {
    pub fn days_ago(self, days: i64) -> Date {
        self.today.checked_sub(Span::new().days(days)).expect(IN_RANGE)
    }

    pub fn in_days(self, days: i64) -> Date {
        self.days_ago(-days)
    }

    pub fn months_ago(self, months: i64) -> Date {
        self.today.checked_sub(Span::new().months(months)).expect(IN_RANGE)
    }

    /// The last working day at or before the day `months` ago.
    pub fn office_day(self, months: i64) -> Date {
        working_day(self.months_ago(months))
    }

    /// The last working day at or before the day `days` ago.
    pub fn recent_office_day(self, days: i64) -> Date {
        working_day(self.days_ago(days))
    }

    /// The first of January of last year: the day the laboratory changed its methods.
    pub fn method_change(self) -> Date {
        Date::constant(self.today.year() - 1, 1, 1)
    }

    /// The birthday of somebody who is `age` years old today, `day_of_year_shift` days after the last one.
    pub fn born(self, age_years: i64, days_since_birthday: i64) -> Date {
        self.days_ago(days_since_birthday).checked_sub(Span::new().years(age_years)).expect(IN_RANGE)
    }
}

/// That day, or the Friday before a weekend.
pub fn working_day(day: Date) -> Date {
    let back = match day.weekday() {
        Weekday::Saturday => 1,
        Weekday::Sunday => 2,
        _ => 0,
    };
    day.checked_sub(Span::new().days(back)).expect(IN_RANGE)
}

/// Days after (or, if negative, before).
pub fn shifted(day: Date, days: i64) -> Date {
    day.checked_add(Span::new().days(days)).expect(IN_RANGE)
}

/// Whole months from `born` to `day`.
pub fn months_between(born: Date, day: Date) -> i64 {
    let months = i64::from(day.year() - born.year()) * 12 + i64::from(day.month() - born.month());
    if day.day() < born.day() { months - 1 } else { months }
}

/// Whole years from `born` to `day`.
pub fn age_years(born: Date, day: Date) -> i64 {
    months_between(born, day) / 12
}
