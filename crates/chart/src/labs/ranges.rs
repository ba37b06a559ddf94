//! Reference ranges: which one is for this person, and what it says.

use jiff::civil::Date;
use portico_fhir::shapes::{Quantity, Range, ReferenceRange};
use portico_policy::ages;

use super::{RefRange, amount};

/// What picks the right one of several ranges: sex and age of the patient. Unknown where demographics are missing.
#[derive(Debug, Clone, Default)]
pub(crate) struct RangePerson {
    /// FHIR administrative gender.
    pub gender: Option<String>,
    pub born: Option<Date>,
}

/// The range for this person, on the day that they had this age.
pub(super) fn fitting(
    ranges: &[ReferenceRange],
    person: &RangePerson,
    age_on: Option<Date>,
) -> Option<RefRange> {
    let mine = ranges.iter().filter(|range| fits_sex(range, person) && fits_age(range, person, age_on));
    mine.min_by_key(|range| rank(range)).filter(|range| rank(range) < Rank::Other).map(range_of)
}

pub(super) fn range_of(range: &ReferenceRange) -> RefRange {
    let applies = range.applies_to.iter().filter_map(|concept| concept.words().map(str::to_owned));
    let age = range.age.as_ref().and_then(age_words);
    let applies_to = applies.chain(age).collect::<Vec<_>>().join(", ");
    RefRange {
        low: range.low.as_ref().and_then(amount),
        high: range.high.as_ref().and_then(amount),
        text: range.text.clone().filter(|text| !text.trim().is_empty()),
        applies_to: (!applies_to.is_empty()).then_some(applies_to),
    }
}

fn age_words(age: &Range) -> Option<String> {
    let years = |quantity: &Quantity| quantity.value.as_ref().map(|value| value.text().to_owned());
    let unit = age.low.as_ref().or(age.high.as_ref())?.unit.clone().unwrap_or_else(|| "a".to_owned());
    match (age.low.as_ref().and_then(years), age.high.as_ref().and_then(years)) {
        (Some(low), Some(high)) => Some(format!("{low}–{high} {unit}")),
        (Some(low), None) => Some(format!("≥ {low} {unit}")),
        (None, Some(high)) => Some(format!("≤ {high} {unit}")),
        (None, None) => None,
    }
}

/// What a range is for (referencerange-meaning). Where there is no normal one, the aim of a treatment counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Normal,
    Aim,
    Other,
}

fn rank(range: &ReferenceRange) -> Rank {
    let kinds = range.kind.iter().flat_map(|kind| &kind.coding).filter_map(|coding| coding.code.as_deref());
    let kinds: Vec<&str> = kinds.collect();
    match kinds.as_slice() {
        [] => Rank::Normal,
        kinds if kinds.contains(&"normal") => Rank::Normal,
        kinds if kinds.iter().any(|kind| matches!(*kind, "therapeutic" | "treatment" | "recommended")) => {
            Rank::Aim
        }
        _ => Rank::Other,
    }
}

/// A range for somebody in particular fits only where it is known that this is somebody like that.
fn fits_sex(range: &ReferenceRange, person: &RangePerson) -> bool {
    range.applies_to.iter().all(|concept| {
        let words = concept.words().unwrap_or_default().to_lowercase();
        let codes = concept.coding.iter().filter_map(|coding| coding.code.as_deref());
        let codes: Vec<&str> = codes.collect();
        let is_female = codes.iter().any(|code| matches!(*code, "248152002" | "female" | "F"))
            || words.contains("female");
        let is_male = !is_female
            && (codes.iter().any(|code| matches!(*code, "248153007" | "male" | "M"))
                || words.contains("male"));
        match person.gender.as_deref() {
            Some("female") => is_female,
            Some("male") => is_male,
            _ => false,
        }
    })
}

fn fits_age(range: &ReferenceRange, person: &RangePerson, on: Option<Date>) -> bool {
    let Some(age) = &range.age else { return true };
    let (Some(born), Some(on)) = (person.born, on) else { return false };
    let Some(years) = ages::age_years(born, on) else { return false };
    let years = rust_decimal::Decimal::from(years);
    let bound = |quantity: Option<&Quantity>| {
        let quantity = quantity?;
        let is_years =
            matches!(quantity.code.as_deref().or(quantity.unit.as_deref()), Some("a" | "y" | "yr" | "years"));
        is_years.then(|| quantity.value.as_ref()?.exact()).flatten()
    };
    if age.low.is_some() && bound(age.low.as_ref()).is_none()
        || age.high.is_some() && bound(age.high.as_ref()).is_none()
    {
        return false;
    }
    bound(age.low.as_ref()).is_none_or(|low| years >= low)
        && bound(age.high.as_ref()).is_none_or(|high| years <= high)
}
