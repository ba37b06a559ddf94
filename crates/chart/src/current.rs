//! Which of somebody's names, addresses and ways hold today. What has ended is nobody's any more: nobody is greeted by it,
//! and nothing is sent there. A period that cannot be read has ended.

use jiff::Zoned;
use portico_fhir::Parsed;
use portico_fhir::shapes::{Address, ContactPoint, HumanName, Identifier, Patient, Period};
use portico_model::When;

use crate::reading::when;
use crate::under_way::is_under_way;

/// Something that a person has for some time and for some use.
pub(crate) trait Dated {
    fn period(&self) -> Option<&Period>;
    fn used_as(&self) -> Option<&str>;
    /// Smaller comes first, among those of today.
    fn order(&self) -> (i64, u8);
}

/// What is ranked by nobody comes behind what is.
const UNRANKED: i64 = i64::MAX;

impl Dated for HumanName {
    fn period(&self) -> Option<&Period> {
        self.period.as_ref()
    }

    fn used_as(&self) -> Option<&str> {
        self.use_.as_deref()
    }

    fn order(&self) -> (i64, u8) {
        let place = match self.use_.as_deref() {
            Some("usual") => 0,
            Some("official") => 1,
            Some("maiden") => 5,
            Some("nickname") => 3,
            Some("anonymous") => 4,
            _ => 2,
        };
        (UNRANKED, place)
    }
}

impl Dated for ContactPoint {
    fn period(&self) -> Option<&Period> {
        self.period.as_ref()
    }

    fn used_as(&self) -> Option<&str> {
        self.use_.as_deref()
    }

    fn order(&self) -> (i64, u8) {
        let place = match self.use_.as_deref() {
            Some("home") => 0,
            Some("mobile") => 1,
            Some("work") => 4,
            Some("temp") => 3,
            _ => 2,
        };
        (self.rank.filter(|rank| *rank > 0).unwrap_or(UNRANKED), place)
    }
}

impl Dated for Address {
    fn period(&self) -> Option<&Period> {
        self.period.as_ref()
    }

    fn used_as(&self) -> Option<&str> {
        self.use_.as_deref()
    }

    fn order(&self) -> (i64, u8) {
        let place = match self.use_.as_deref() {
            Some("home") => 0,
            Some("temp") => 2,
            Some("work") => 3,
            Some("billing") => 4,
            _ => 1,
        };
        (UNRANKED, place)
    }
}

impl Dated for Identifier {
    fn period(&self) -> Option<&Period> {
        self.period.as_ref()
    }

    fn used_as(&self) -> Option<&str> {
        self.use_.as_deref()
    }

    fn order(&self) -> (i64, u8) {
        (UNRANKED, u8::from(self.use_.as_deref() != Some("usual")))
    }
}

pub(crate) fn is_current(own: &impl Dated, now: &Zoned) -> bool {
    own.used_as() != Some("old") && is_under_way(own.period(), now)
}

/// Those of today, the one to use first: by rank, by use, then the newest; else as the record orders them.
pub(crate) fn current<'a, T: Dated>(all: &'a [T], now: &Zoned) -> Vec<&'a T> {
    let mut today: Vec<&T> = all.iter().filter(|own| is_current(*own, now)).collect();
    today.sort_by_key(|own| (own.order(), std::cmp::Reverse(begun(*own))));
    today
}

fn begun(own: &impl Dated) -> Option<When> {
    when(own.period()?.start.as_deref())
}

/// When it ended, where that can be read.
pub(crate) fn ended(own: &impl Dated) -> Option<When> {
    when(own.period()?.end.as_deref())
}

/// A patient of whose names, addresses and ways those count as ended that have a period which could not be read at all.
pub(crate) fn settled(Parsed { mut shape, faults }: Parsed<Patient>) -> Patient {
    for fault in &faults {
        let Some((element, rest)) = fault.path.split_once(".period") else { continue };
        if !rest.is_empty() && rest != ".start" && rest != ".end" {
            continue;
        }
        let (field, position) = element.split_once('[').unwrap_or((element, "0]"));
        let Ok(at) = position.trim_end_matches(']').parse::<usize>() else { continue };
        let unread = || Some(Period { start: None, end: Some("?".to_owned()) });
        match field {
            "name" => shape.name.iter_mut().skip(at).take(1).for_each(|own| own.period = unread()),
            "telecom" => shape.telecom.iter_mut().skip(at).take(1).for_each(|own| own.period = unread()),
            "address" => shape.address.iter_mut().skip(at).take(1).for_each(|own| own.period = unread()),
            _ => {}
        }
    }
    shape
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail where it stands")]
mod tests {
    use super::*;

    fn now() -> Zoned {
        "2026-11-22T09:00:00-05:00[America/New_York]".parse().unwrap()
    }

    fn period(start: &str, end: &str) -> Option<Period> {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Some(Period { start: some(start), end: some(end) })
    }

    fn way(value: &str, use_: &str, rank: Option<i64>, period: Option<Period>) -> ContactPoint {
        let (value, use_) = (Some(value.to_owned()), Some(use_.to_owned()));
        ContactPoint { value, use_, rank, period, ..ContactPoint::default() }
    }

    fn values(ways: &[ContactPoint]) -> Vec<&str> {
        current(ways, &now()).into_iter().filter_map(|own| own.value.as_deref()).collect()
    }

    #[test]
    fn what_has_ended_or_has_not_begun_or_cannot_be_read_is_not_of_today() {
        let ways = [
            way("ended", "home", None, period("", "2022-01-31")),
            way("old", "old", Some(1), None),
            way("unread", "home", None, period("", "last spring")),
            way("coming", "home", None, period("2027", "")),
            way("today", "home", None, period("2022-02-01", "2026-11")),
        ];
        assert_eq!(values(&ways), ["today"]);
    }

    #[test]
    fn a_period_that_is_no_period_has_ended() {
        let text = r#"{"resourceType":"Patient","name":[{"text":"Mark","period":7},{"text":"Mara"}],
            "telecom":[{"value":"a"},{"value":"b","period":{"end":7}}],"address":{"text":"here","period":{"end":[]}}}"#;
        let patient = settled(portico_fhir::Raw::from_text(text).unwrap().parse());

        let names: Vec<_> =
            current(&patient.name, &now()).iter().map(|own| own.text.as_deref().unwrap()).collect();
        assert_eq!(names, ["Mara"]);
        assert_eq!(values(&patient.telecom), ["a"]);
        assert!(current(&patient.address, &now()).is_empty());
    }

    #[test]
    fn rank_then_use_then_the_newest_decides() {
        let ways = [
            way("work", "work", None, None),
            way("older-home", "home", None, period("2019", "")),
            way("home", "home", None, period("2024", "")),
            way("second", "work", Some(2), None),
            way("first", "temp", Some(1), None),
        ];
        assert_eq!(values(&ways), ["first", "second", "home", "older-home", "work"]);
    }
}
