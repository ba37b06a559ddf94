//! Converting amounts between units. Two ways are open and no other: a mere factor between two units of one kind, and what
//! the reviewed table says of one substance (`topics.tsv`: its molar mass, its charge; HbA1c by its master equation).

mod substance;
mod unit;
mod written;

#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

use super::Amount;
pub(crate) use substance::Substance;
use unit::Base;
pub(crate) use unit::Unit;

/// Significant digits of a converted number: more than any laboratory reports, fewer than rounding could show.
const DIGITS: u32 = 6;

/// The unit of an amount, as far as numbers may be compared by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Measure {
    /// A bare number, a ratio, a score.
    Bare,
    Known(Unit),
    /// Not understood: the same as itself, in the same words.
    Odd(String),
}

impl Measure {
    /// `None` where the code and the words of a unit contradict each other: nobody knows what was measured.
    pub(crate) fn of(amount: &Amount) -> Option<Self> {
        let (code, words) = (amount.ucum.as_deref(), amount.unit.as_deref());
        let (code, words) = (code.map(Self::read), words.map(Self::read));
        match (code, words) {
            (Some(Self::Known(code)), Some(Self::Known(words))) if !code.is_meant_by(&words) => None,
            (Some(Self::Odd(_)), Some(known @ Self::Known(_))) => Some(known),
            (Some(code), _) => Some(code),
            (None, words) => Some(words.unwrap_or(Self::Bare)),
        }
    }

    fn read(text: &str) -> Self {
        if is_unitless(text) {
            return Self::Bare;
        }
        Unit::read(text).map_or_else(|| Self::Odd(text.trim().to_lowercase()), Self::Known)
    }
}

/// `{score}`, `1` and the like say that there is no unit.
pub(crate) fn is_unitless(unit: &str) -> bool {
    let name = unit.trim().trim_start_matches('{').trim_end_matches('}').to_ascii_lowercase();
    matches!(name.as_str(), "" | "1" | "score" | "ratio" | "inr" | "index" | "#")
}

/// The number of this amount in another unit; `None` where nothing says how. A number that is in the unit already comes
/// back untouched.
pub(crate) fn number_in(amount: &Amount, to: &Measure, substance: Substance) -> Option<Decimal> {
    let number = amount.number?;
    match (&Measure::of(amount)?, to) {
        (own, to) if own == to => Some(number),
        (Measure::Known(own), Measure::Known(to)) => {
            let by_factor = own.convert(number, to).map(|exact| exact.round_sf(DIGITS));
            let converted = by_factor
                .or_else(|| Some(between_thermometers(number, own.scale()?, to.scale()?)?.round_sf(DIGITS)))
                .or_else(|| Some(substance.convert(number, own, to)));
            converted?.map(|number| number.normalize())
        }
        _ => None,
    }
}

fn between_thermometers(number: Decimal, from: Base, to: Base) -> Option<Decimal> {
    let (nine, five, freezing, kelvin) =
        (Decimal::from(9), Decimal::from(5), Decimal::from(32), Decimal::new(27_315, 2));
    let celsius = match from {
        Base::Fahrenheit => number.checked_sub(freezing)?.checked_mul(five)?.checked_div(nine)?,
        Base::Kelvin => number.checked_sub(kelvin)?,
        _ => number,
    };
    match to {
        Base::Fahrenheit => celsius.checked_mul(nine)?.checked_div(five)?.checked_add(freezing),
        Base::Kelvin => celsius.checked_add(kelvin),
        _ => Some(celsius),
    }
}
