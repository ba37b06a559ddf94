//! What a unit measures. Two units are of one kind where they are built from the same things in the same way; then they
//! differ by a mere factor, and by nothing else. UCUM would also join what is commensurable and yet of two scales (mmol/mol
//! and %, equivalents and moles, international and other units), so its dimensions decide nothing here.

use rust_decimal::Decimal;

use super::written;

/// What a unit is built from. What laboratories define by a procedure is joined with nothing but itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::labs) enum Base {
    Gram,
    Mole,
    Equivalent,
    Osmole,
    EnzymeUnit,
    InternationalUnit,
    Litre,
    Metre,
    Second,
    Pascal,
    Percent,
    Celsius,
    Fahrenheit,
    Kelvin,
}

/// A unit that is understood: `number × factor × 10^ten` of its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unit {
    /// Each base with its power, in order. Numerators and denominators do not cancel out: a litre in a litre is a share.
    pub(super) parts: Vec<(Base, i8)>,
    /// What is counted or meant beside (`copies`, `1.73_m2`, `FEU`), each with its power.
    pub(super) notes: Vec<(String, i8)>,
    pub(super) factor: Decimal,
    pub(super) ten: i32,
}

impl Unit {
    pub(super) const ONE: Self = Self { parts: Vec::new(), notes: Vec::new(), factor: Decimal::ONE, ten: 0 };

    /// Reads a UCUM code, or what is written for people and is nearly one. `None` for anything else.
    pub(crate) fn read(text: &str) -> Option<Self> {
        written::unit(text)
    }

    pub(super) fn is_same_kind(&self, other: &Unit) -> bool {
        self.parts == other.parts && self.notes == other.notes
    }

    /// Whether words can stand for this code. Where the code says `U`, people write `IU` of enzymes all the same.
    pub(super) fn is_meant_by(&self, words: &Unit) -> bool {
        let loosely = |unit: &Unit| {
            let mut unit = unit.clone();
            for (base, _) in &mut unit.parts {
                if *base == Base::InternationalUnit {
                    *base = Base::EnzymeUnit;
                }
            }
            unit.notes.clear();
            unit.parts.sort_unstable();
            unit
        };
        loosely(self) == loosely(words)
    }

    /// Something in a volume: what laboratories measure, and hardly anybody else.
    pub(crate) fn is_concentration(&self) -> bool {
        self.parts.iter().any(|(base, power)| *base == Base::Litre && *power < 0)
    }

    /// The same number in another unit of the same kind; exact.
    pub(super) fn convert(&self, number: Decimal, to: &Unit) -> Option<Decimal> {
        if !self.is_same_kind(to) {
            return None;
        }
        let number = if self.factor == to.factor {
            number
        } else {
            number.checked_mul(self.factor)?.checked_div(to.factor)?
        };
        shifted(number, self.ten.checked_sub(to.ten)?)
    }

    /// A thermometer's scale, where this is one.
    pub(super) fn scale(&self) -> Option<Base> {
        match self.parts.as_slice() {
            [(base @ (Base::Celsius | Base::Fahrenheit | Base::Kelvin), 1)] if self.notes.is_empty() => {
                Some(*base)
            }
            _ => None,
        }
    }
}

/// The number with its point moved.
fn shifted(number: Decimal, places: i32) -> Option<Decimal> {
    let tens =
        || std::iter::repeat_n(Decimal::TEN, usize::try_from(places.unsigned_abs()).unwrap_or(usize::MAX));
    let power = tens().take(MOST_PLACES + 1).try_fold(Decimal::ONE, |power, ten| power.checked_mul(ten))?;
    if places < 0 { number.checked_div(power) } else { number.checked_mul(power) }
}

/// A number has no more than 28 digits.
const MOST_PLACES: usize = 28;
