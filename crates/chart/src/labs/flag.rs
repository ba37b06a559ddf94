//! Where a value stands: by the laboratory's own word (v3-ObservationInterpretation) and by the range in the resource.

use portico_fhir::shapes::CodeableConcept;
use rust_decimal::Decimal;

use super::units::code_of;
use super::{Amount, Comparator, Flag, LabValue, RefRange};

/// What the laboratory said. Of several words the gravest counts.
pub(super) fn by_laboratory(interpretations: &[CodeableConcept]) -> Option<Flag> {
    let codes = interpretations.iter().flat_map(|concept| &concept.coding);
    codes.filter_map(|coding| of_code(coding.code.as_deref()?)).max()
}

fn of_code(code: &str) -> Option<Flag> {
    Some(match code {
        "N" | "NEG" | "ND" | "NR" | "S" => Flag::InRange,
        "L" | "LU" | "LX" => Flag::Low,
        "H" | "HU" | "HX" => Flag::High,
        "LL" => Flag::CriticalLow,
        "HH" => Flag::CriticalHigh,
        "A" | "AA" | "POS" | "DET" | "RR" | "WR" | "R" | "I" => Flag::Abnormal,
        _ => return None,
    })
}

/// What the range says of a value; `None` where the two cannot be compared for sure.
pub(super) fn by_range(value: &LabValue, range: &RefRange) -> Option<Flag> {
    let LabValue::Quantity(amount) = value else { return None };
    let number = amount.number?;
    let low = bound(amount, range.low.as_ref())?;
    let high = bound(amount, range.high.as_ref())?;
    if low.is_none() && high.is_none() {
        return None;
    }
    match amount.comparator {
        None => Some(place(number, low, high)),
        Some(Comparator::Less | Comparator::AtMost) => below(number, low, high),
        Some(Comparator::Greater | Comparator::AtLeast) => above(number, low, high),
    }
}

/// A bound in the value's own unit: `Some(None)` where there is none, `None` where it is in another unit.
fn bound(amount: &Amount, bound: Option<&Amount>) -> Option<Option<Decimal>> {
    let Some(bound) = bound else { return Some(None) };
    let is_same_unit = bound.unit.is_none() && bound.ucum.is_none() || code_of(bound) == code_of(amount);
    (is_same_unit && bound.number.is_some()).then_some(bound.number)
}

fn place(number: Decimal, low: Option<Decimal>, high: Option<Decimal>) -> Flag {
    match (low, high) {
        (Some(low), _) if number < low => Flag::Low,
        (_, Some(high)) if number > high => Flag::High,
        _ => Flag::InRange,
    }
}

/// `<number`: certainly low if the number is at the lower bound or under it, certainly fine if there is no lower
/// bound and the number is at the upper bound or under it.
fn below(number: Decimal, low: Option<Decimal>, high: Option<Decimal>) -> Option<Flag> {
    match (low, high) {
        (Some(low), _) if low > Decimal::ZERO => (number <= low).then_some(Flag::Low),
        (_, Some(high)) => (number <= high).then_some(Flag::InRange),
        _ => None,
    }
}

fn above(number: Decimal, low: Option<Decimal>, high: Option<Decimal>) -> Option<Flag> {
    match (low, high) {
        (_, Some(high)) => (number >= high).then_some(Flag::High),
        (Some(low), None) => (number >= low).then_some(Flag::InRange),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str, comparator: Option<Comparator>) -> Amount {
        let unit = Some("mg/dL".to_owned());
        Amount { comparator, text: text.into(), number: text.parse().ok(), ucum: unit.clone(), unit }
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
}
