//! Where a value stands by the range in the resource, in numbers or in words that write numbers.

use rust_decimal::Decimal;

use super::amount::split_comparator;
use super::units::{Measure, Substance, Unit, is_unitless, number_in};
use super::{Amount, Comparator, Flag, LabValue, RefRange};

/// A bound of a range, in the unit of the value.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Bound {
    number: Decimal,
    /// The bound itself is outside: `<100`.
    is_open: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Bounds {
    low: Option<Bound>,
    high: Option<Bound>,
}

impl Bounds {
    /// A range from 46 to 38 says nothing of any value.
    fn end_before_they_begin(self) -> bool {
        self.low.zip(self.high).is_some_and(|(low, high)| low.number > high.number)
    }
}

/// What the range says of a value; `None` where the two cannot be compared for sure.
pub(super) fn by_range(value: &LabValue, range: &RefRange) -> Option<Flag> {
    let LabValue::Quantity(amount) = value else { return None };
    let number = amount.number?;
    let bounds = match (&range.low, &range.high, &range.text) {
        (None, None, Some(text)) => in_words(text, amount)?,
        (low, high, _) => Bounds { low: bound(amount, low.as_ref())?, high: bound(amount, high.as_ref())? },
    };
    if bounds == Bounds::default() || bounds.end_before_they_begin() {
        return None;
    }
    match amount.comparator {
        None => Some(place(number, bounds)),
        Some(Comparator::Less | Comparator::AtMost) => below(number, bounds),
        Some(Comparator::Greater | Comparator::AtLeast) => above(number, bounds),
    }
}

/// A bound in the value's own unit: `Some(None)` where there is none, `None` where it cannot be said in it.
fn bound(amount: &Amount, bound: Option<&Amount>) -> Option<Option<Bound>> {
    let Some(bound) = bound else { return Some(None) };
    let number = number_in(&bound.in_unit_of(amount), &Measure::of(amount)?, Substance::default())?;
    let is_open = matches!(bound.comparator, Some(Comparator::Less | Comparator::Greater));
    Some(Some(Bound { number, is_open }))
}

/// The bounds of `70-99`, `3.5 to 5.1 mmol/L`, `<5.7`, `>=60`. Whoever writes anything else is not guessed at.
fn in_words(text: &str, amount: &Amount) -> Option<Bounds> {
    let text = text.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']).trim();
    let (comparator, rest) = split_comparator(text);
    let (first, rest) = split_number(rest.trim_start())?;
    if let Some(comparator) = comparator {
        let is_open = matches!(comparator, Comparator::Less | Comparator::Greater);
        let bound = Some(Bound { number: first, is_open });
        let is_high = matches!(comparator, Comparator::Less | Comparator::AtMost);
        let bounds =
            if is_high { Bounds { low: None, high: bound } } else { Bounds { low: bound, high: None } };
        return is_unit_of(rest, amount).then_some(bounds);
    }
    let rest = rest.trim_start();
    let rest = ["-", "–", "to "].iter().find_map(|between| rest.strip_prefix(between))?;
    let (second, rest) = split_number(rest.trim_start())?;
    let bound = |number| Some(Bound { number, is_open: false });
    is_unit_of(rest, amount).then(|| Bounds { low: bound(first), high: bound(second) })
}

fn split_number(text: &str) -> Option<(Decimal, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    digits.parse().ok().map(|number| (number, rest))
}

/// Whether what follows the numbers is nothing, or the unit of the value.
fn is_unit_of(words: &str, amount: &Amount) -> bool {
    let words = words.trim();
    let own = Measure::of(amount);
    if is_unitless(words) {
        return own.is_some();
    }
    Unit::read(words).map(Measure::Known).is_some_and(|unit| own == Some(unit))
}

fn place(number: Decimal, Bounds { low, high }: Bounds) -> Flag {
    let is_below = |low: Bound| number < low.number || (low.is_open && number == low.number);
    let is_above = |high: Bound| number > high.number || (high.is_open && number == high.number);
    match (low, high) {
        (Some(low), _) if is_below(low) => Flag::Low,
        (_, Some(high)) if is_above(high) => Flag::High,
        _ => Flag::InRange,
    }
}

/// `<number`: certainly low if the number is at the lower bound or under it, certainly fine if there is no lower
/// bound and the number is at the upper bound or under it.
fn below(number: Decimal, Bounds { low, high }: Bounds) -> Option<Flag> {
    match (low, high) {
        (Some(low), _) if low.number > Decimal::ZERO => (number <= low.number).then_some(Flag::Low),
        (_, Some(high)) => (number <= high.number).then_some(Flag::InRange),
        _ => None,
    }
}

fn above(number: Decimal, Bounds { low, high }: Bounds) -> Option<Flag> {
    match (low, high) {
        (_, Some(high)) => (number >= high.number).then_some(Flag::High),
        (Some(low), None) => (number >= low.number).then_some(Flag::InRange),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str, comparator: Option<Comparator>) -> Amount {
        let unit = Some("mg/dL".to_owned());
        Amount {
            comparator,
            text: text.into(),
            as_sent: None,
            number: text.parse().ok(),
            ucum: unit.clone(),
            unit,
        }
    }

    fn flag(
        value: &str,
        comparator: Option<Comparator>,
        low: Option<&str>,
        high: Option<&str>,
    ) -> Option<Flag> {
        let range = RefRange {
            low: low.map(|text| amount(text, None)),
            high: high.map(|text| amount(text, None)),
            text: None,
            applies_to: None,
        };
        by_range(&LabValue::Quantity(amount(value, comparator)), &range)
    }

    #[test]
    fn the_bounds_themselves_are_in_range() {
        assert_eq!(flag("3.5", None, Some("3.5"), Some("5.0")), Some(Flag::InRange));
        assert_eq!(flag("5.0", None, Some("3.5"), Some("5.0")), Some(Flag::InRange));
        assert_eq!(flag("5.01", None, Some("3.5"), Some("5.0")), Some(Flag::High));
        assert_eq!(flag("3.49", None, Some("3.5"), Some("5.0")), Some(Flag::Low));
    }

    #[test]
    fn a_range_without_numbers_says_nothing() {
        assert_eq!(flag("3.5", None, None, None), None);
    }

    #[test]
    fn a_range_that_ends_before_it_begins_says_nothing() {
        for value in ["30", "43", "50"] {
            assert_eq!(flag(value, None, Some("46"), Some("38")), None, "{value}");
        }
        assert_eq!(flag("46", None, Some("46"), Some("46")), Some(Flag::InRange));
    }

    #[test]
    fn a_comparator_is_flagged_only_where_it_is_certain() {
        assert_eq!(flag("0.1", Some(Comparator::Less), None, Some("4")), Some(Flag::InRange));
        assert_eq!(flag("5", Some(Comparator::Less), None, Some("4")), None);
        assert_eq!(flag("0.1", Some(Comparator::Less), Some("0.4"), Some("4")), Some(Flag::Low));
        assert_eq!(flag("60", Some(Comparator::Greater), Some("60"), None), Some(Flag::InRange));
        assert_eq!(flag("900", Some(Comparator::Greater), Some("60"), Some("400")), Some(Flag::High));
        assert_eq!(flag("90", Some(Comparator::Greater), Some("60"), Some("400")), None);
    }

    #[test]
    fn a_range_in_another_unit_says_nothing() {
        let mut range = RefRange { low: None, high: Some(amount("5", None)), text: None, applies_to: None };
        range.high.as_mut().unwrap().ucum = Some("mmol/L".into());
        assert_eq!(by_range(&LabValue::Quantity(amount("90", None)), &range), None);
    }

    #[test]
    fn an_open_bound_is_outside_itself() {
        let below = RefRange {
            low: None,
            high: Some(amount("100", Some(Comparator::Less))),
            text: None,
            applies_to: None,
        };
        let of = |text: &str| by_range(&LabValue::Quantity(amount(text, None)), &below);

        assert_eq!((of("99.9"), of("100")), (Some(Flag::InRange), Some(Flag::High)));
    }

    #[test]
    fn a_range_in_words_speaks_where_it_writes_nothing_but_numbers() {
        let of = |value: &str, words: &str| {
            let range = RefRange { low: None, high: None, text: Some(words.into()), applies_to: None };
            by_range(&LabValue::Quantity(amount(value, None)), &range)
        };
        for (words, low, high) in [
            ("70-99", Some("69.9"), Some("99.1")),
            ("(70 – 99 mg/dL)", Some("69.9"), Some("99.1")),
            ("70 to 99 MG/DL", Some("69.9"), Some("99.1")),
            ("<100", None, Some("100")),
            ("<= 99", None, Some("99.1")),
            (">60", Some("60"), None),
            ("≥ 60 mg/dL", Some("59.9"), None),
        ] {
            assert_eq!(of("85", words), Some(Flag::InRange), "{words}");
            if let Some(low) = low {
                assert_eq!(of(low, words), Some(Flag::Low), "{words}");
            }
            if let Some(high) = high {
                assert_eq!(of(high, words), Some(Flag::High), "{words}");
            }
        }
        for words in
            ["Negative", "70-99 fasting", "less than 100", "3.9-5.5 mmol/L", "see note", "99-70", "-5-5", ""]
        {
            assert_eq!(of("85", words), None, "{words}");
        }
    }
}
