use proptest::prelude::*;

use super::*;

fn new_york() -> TimeZone {
    TimeZone::get("America/New_York").unwrap()
}

/// What is read at New York, as programs are told it, with the day of the place.
fn read(text: &str) -> Option<(String, String)> {
    let when = When::read(text, &new_york()).ok()?;
    Some((when.to_string(), when.first_day().to_string()))
}

fn is_read_as(text: &str, told: &str, day: &str) {
    assert_eq!(read(text), Some((told.to_owned(), day.to_owned())), "{text}");
}

#[test]
fn a_date_keeps_the_precision_it_came_with() {
    for text in ["2026", "2026-11", "2026-11-22", "2026-11-22T08:15:00Z"] {
        assert_eq!(text.parse::<When>().unwrap().to_string(), text);
        assert_eq!(read(text).unwrap().0, text);
    }
    let with_offset: When = "2026-11-22T08:15:00.500-05:00".parse().unwrap();
    assert_eq!(with_offset.to_string(), "2026-11-22T13:15:00.5Z");
}

#[test]
fn what_is_no_date_is_refused() {
    for bad in ["", "26", "2026-13", "2026-02-30", "yesterday", "2026-11-22T25:00:00Z", "ab-cdéf", "200é-1"]
    {
        assert_eq!(bad.parse::<When>(), Err(NotADate), "{bad}");
        assert_eq!(read(bad), None, "{bad}");
    }
}

#[test]
fn a_time_without_a_zone_is_the_places_time() {
    is_read_as("2026-01-14T08:30:00", "2026-01-14T13:30:00Z", "2026-01-14");
    is_read_as("2026-07-14T23:30:00", "2026-07-15T03:30:00Z", "2026-07-14");
    is_read_as("2026-01-14 08:30", "2026-01-14T13:30:00Z", "2026-01-14");
    is_read_as("20260114T0830", "2026-01-14T13:30:00Z", "2026-01-14");
    is_read_as("2026-01-14T08:30:00.125", "2026-01-14T13:30:00.125Z", "2026-01-14");
    is_read_as("2026-03-08T02:30:00", "2026-03-08T07:30:00Z", "2026-03-08");
}

#[test]
fn other_ways_to_write_the_same_are_read() {
    for text in [
        "2026-01-14t08:30:00z",
        "2026-01-14 08:30:00Z",
        "2026-01-14T08:30Z",
        "2026-01-14T08:30:00 UTC",
        "20260114T083000Z",
        "2026-01-14T03:30:00-0500",
        "2026-01-14T03:30:00-05",
        "2026-01-14T03:30:00 -05:00",
        " 2026-01-14T08:30:00.000Z ",
    ] {
        is_read_as(text, "2026-01-14T08:30:00Z", "2026-01-14");
    }
    is_read_as("20251004", "2025-10-04", "2025-10-04");
    is_read_as("2026-1-4", "2026-01-04", "2026-01-04");
}

#[test]
fn the_ends_of_days_stay_on_their_side() {
    is_read_as("2025-12-31T24:00:00", "2026-01-01T05:00:00Z", "2026-01-01");
    is_read_as("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", "2016-12-31");
    is_read_as("2025-12-31T20:15:00-05:00", "2026-01-01T01:15:00Z", "2025-12-31");
}

#[test]
fn what_could_mean_two_days_is_refused() {
    for bad in [
        "260114",
        "202601",
        "26-01-14",
        "1/14/2026",
        "14.01.2026",
        "01-14-2026",
        "2026-01-14T8:30",
        "2026-01-14T",
        "2026-01T08:30:00",
        "2026-01-14T24:01:00",
        "2026-01-14T23:61:00",
        "2026-01-14T08:30:00 EST",
        "2026-01-14T08:30:00+15:00",
        "2026-01-14T08.5",
        "2026-01-14 at noon",
        "0000-00-00",
        "20261301",
    ] {
        assert_eq!(read(bad), None, "{bad}");
    }
}

#[test]
fn midnight_may_only_say_that_there_is_no_time() {
    let day = |text: &str| When::read_day(text, &new_york()).unwrap();
    for text in [
        "2020-02-02T00:00:00Z",
        "2020-02-02T00:00:00.000+00:00",
        "2020-02-02T00:00:00-08:00",
        "2020-02-02T00:00",
    ] {
        assert_eq!(day(text), When::Day(Date::constant(2020, 2, 2)), "{text}");
    }
    assert_eq!(day("2020-02-02T00:00:01Z").first_day(), Date::constant(2020, 2, 1));
    assert_eq!(day("2020-02"), When::Month(2020, 2));

    let is_midnight = |text: &str| match When::read(text, &new_york()).unwrap() {
        When::Instant(moment) => moment.is_midnight(),
        _ => panic!("{text} is an instant"),
    };
    assert!(is_midnight("2020-02-02T00:00:00Z") && is_midnight("2020-02-02T05:00:00Z"));
    assert!(!is_midnight("2020-02-02T00:01:00Z"));
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

#[test]
fn an_evening_comes_before_the_next_day_whatever_utc_says() {
    let evening = When::read("2025-12-31T20:15:00-05:00", &new_york()).unwrap();

    assert!(evening < When::Day(Date::constant(2026, 1, 1)));
    assert!(evening < When::Year(2026));
    assert_eq!(evening.year(), 2025);
}

fn any_instant() -> impl Strategy<Value = Timestamp> {
    (-2_000_000_000_i64..4_000_000_000).prop_map(|second| Timestamp::from_second(second).unwrap())
}

proptest! {
    #[test]
    fn no_text_makes_reading_panic(text in "\\PC{0,30}", digits in "[0-9TtZz:. +-]{0,30}") {
        let _ = (When::read(&text, &new_york()), When::read_day(&digits, &new_york()));
    }

    #[test]
    fn what_is_told_is_read_as_the_same(instant in any_instant()) {
        let when = When::at(instant, &new_york());
        prop_assert_eq!(When::read(&when.to_string(), &new_york()), Ok(when));
        let local = instant.to_zoned(new_york());
        let written = local.strftime("%Y-%m-%d %H:%M:%S %:z").to_string();
        prop_assert_eq!(When::read(&written, &new_york()), Ok(when), "{}", written);
        prop_assert_eq!(when.first_day(), local.date());
    }

    #[test]
    fn instants_sort_as_time_goes(one in any_instant(), other in any_instant()) {
        let zone = new_york();
        prop_assert_eq!(When::at(one, &zone).cmp(&When::at(other, &zone)), one.cmp(&other));
    }
}
