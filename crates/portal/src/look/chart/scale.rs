//! Axes: round numbers upward, true time across.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use portico_model::Timestamp;

use crate::words::Words;

/// Upward: a range of values on round ticks, drawn between two heights.
#[derive(Debug, Clone)]
pub(super) struct Upward {
    low: f64,
    high: f64,
    step: f64,
    top: f64,
    bottom: f64,
}

impl Upward {
    /// Ticks at multiples of 1, 2, 2.5 or 5 around `low..high`; below zero only where the values are.
    pub fn around(low: f64, high: f64, ticks: f64, top: f64, bottom: f64) -> Self {
        let spread = if high > low { high - low } else { high.abs().max(1.0) * 0.4 };
        let (padded_low, padded_high) = (low - spread * 0.08, high + spread * 0.12);
        let step = round_step((padded_high - padded_low) / ticks);
        let mut first = (padded_low / step).floor() * step;
        if low >= 0.0 && first < 0.0 {
            first = 0.0;
        }
        Self { low: first, high: (padded_high / step).ceil() * step, step, top, bottom }
    }

    pub fn y(&self, value: f64) -> f64 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        self.bottom - share * (self.bottom - self.top)
    }

    pub fn ticks(&self) -> impl Iterator<Item = (f64, String)> {
        let decimals = if self.step >= 1.0 {
            0
        } else if self.step >= 0.1 {
            1
        } else {
            2
        };
        let decimals = if (self.step - 2.5).abs() < 1e-9 || (self.step - 0.25).abs() < 1e-9 {
            decimals + 1
        } else {
            decimals
        };
        std::iter::successors(Some(self.low), |tick| Some(tick + self.step))
            .take_while(|tick| *tick <= self.high + self.step * 0.01)
            .take(12)
            .map(move |tick| (self.y(tick), format!("{tick:.decimals$}")))
    }
}

fn round_step(rough: f64) -> f64 {
    let magnitude = 10f64.powf(rough.log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0];
    steps
        .into_iter()
        .map(|step| step * magnitude)
        .find(|step| *step >= rough * 0.999)
        .unwrap_or(10.0 * magnitude)
}

/// Across: instants between two shares of the width, in per cent.
#[derive(Debug, Clone)]
pub(super) struct Across {
    first: f64,
    last: f64,
    left: f64,
    right: f64,
}

impl Across {
    pub fn between(first: Timestamp, last: Timestamp, left: f64, right: f64) -> Self {
        Self { first: seconds(first), last: seconds(last), left, right }
    }

    pub fn x(&self, at: Timestamp) -> f64 {
        self.place(seconds(at))
    }

    fn place(&self, at: f64) -> f64 {
        let span = (self.last - self.first).max(1.0);
        self.left + (at - self.first) / span * (self.right - self.left)
    }

    /// Years, months or days: at most six labels that do not touch on a phone.
    pub fn ticks(&self, w: &Words) -> Vec<(f64, String)> {
        let days = (self.last - self.first) / 86_400.0;
        if days > 800.0 {
            self.year_ticks()
        } else if days > 75.0 {
            self.month_ticks(w, days)
        } else {
            self.end_ticks(w)
        }
    }

    fn year_ticks(&self) -> Vec<(f64, String)> {
        let (from, to) = (self.day(self.first).year(), self.day(self.last).year());
        let step = (to - from) / 6 + 1;
        (from + 1..=to)
            .filter(|year| (to - year) % step == 0)
            .map(|year| (self.place(start_of(Date::constant(year, 1, 1))), year.to_string()))
            .collect()
    }

    fn month_ticks(&self, w: &Words, days: f64) -> Vec<(f64, String)> {
        let step = if days > 500.0 {
            6
        } else if days > 240.0 {
            4
        } else {
            2
        };
        let first = self.day(self.first);
        let (mut year, mut month) = (first.year(), first.month());
        let mut ticks = Vec::new();
        loop {
            month += 1;
            if month > 12 {
                (year, month) = (year + 1, 1);
            }
            let Ok(day) = Date::new(year, month, 1) else { return ticks };
            let at = start_of(day);
            if at > self.last {
                return ticks;
            }
            if (month - 1) % step == 0 {
                ticks.push((self.place(at), w.short_month(day)));
            }
        }
    }

    fn end_ticks(&self, w: &Words) -> Vec<(f64, String)> {
        let (first, last) = (self.day(self.first), self.day(self.last));
        let mut ticks = vec![(self.left, w.short_date(first.into_when()))];
        if first != last {
            ticks.push((self.right, w.short_date(last.into_when())));
        }
        ticks
    }

    #[expect(clippy::cast_possible_truncation, reason = "seconds since 1970 fit an i64")]
    fn day(&self, at: f64) -> Date {
        Timestamp::from_second(at as i64).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(TimeZone::UTC).date()
    }
}

trait IntoWhen {
    fn into_when(self) -> portico_model::When;
}

impl IntoWhen for Date {
    fn into_when(self) -> portico_model::When {
        portico_model::When::Day(self)
    }
}

fn start_of(day: Date) -> f64 {
    day.to_zoned(TimeZone::UTC).map_or(0.0, |start| seconds(start.timestamp()))
}

#[expect(clippy::cast_precision_loss, reason = "to the second is enough for a drawing")]
fn seconds(at: Timestamp) -> f64 {
    at.as_second() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(low: f64, high: f64) -> Vec<String> {
        Upward::around(low, high, 4.0, 0.0, 100.0).ticks().map(|(_, label)| label).collect()
    }

    #[test]
    fn ticks_are_round_numbers_that_enclose_the_values() {
        assert_eq!(labels(81.0, 142.0), ["60", "80", "100", "120", "140", "160"]);
        assert_eq!(labels(4.1, 5.9), ["3", "4", "5", "6", "7"]);
        assert_eq!(labels(0.0, 0.1)[0], "0.00");
    }

    #[test]
    fn one_value_still_has_a_scale() {
        assert!(labels(7.0, 7.0).len() >= 3);
        assert!(labels(0.0, 0.0).len() >= 2);
    }

    #[test]
    fn years_are_marked_where_they_begin() {
        let words = Words::new(portico_model::Language::En);
        let across = Across::between(
            "2021-02-01T00:00:00Z".parse().unwrap(),
            "2026-11-22T00:00:00Z".parse().unwrap(),
            10.0,
            90.0,
        );

        let ticks = across.ticks(&words);

        assert_eq!(
            ticks.iter().map(|(_, label)| label.as_str()).collect::<Vec<_>>(),
            ["2022", "2023", "2024", "2025", "2026"]
        );
        assert!(ticks.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
