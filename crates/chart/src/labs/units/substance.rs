//! What is known of one substance, so that its amounts can be said in units of another kind.

use rust_decimal::Decimal;

use super::DIGITS;
use super::unit::{Base, Unit};

/// What the reviewed table says of what a test measures. Nothing is known of most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Substance {
    /// Grams in a mole.
    pub molar_mass: Option<Decimal>,
    /// Equivalents in a mole.
    pub charge: Option<Decimal>,
    /// Glycated hemoglobin has two scales: mmol/mol (IFCC) and % (NGSP).
    pub is_hemoglobin_a1c: bool,
}

impl Substance {
    /// The number in a unit of another kind.
    pub(super) fn convert(&self, number: Decimal, from: &Unit, to: &Unit) -> Option<Decimal> {
        if self.is_hemoglobin_a1c {
            return between_scales_of_a1c(number, from, to);
        }
        let (own, rest) = amount_of(from)?;
        let (wanted, other_rest) = amount_of(to)?;
        if rest != other_rest || from.notes != to.notes {
            return None;
        }
        let moles = number.checked_div(self.in_a_mole(own)?)?;
        let wanted_number = moles.checked_mul(self.in_a_mole(wanted)?)?;
        // What is left is a factor between two units of one kind.
        let like = Unit { parts: to.parts.clone(), ..from.clone() };
        like.convert(wanted_number, to)?.round_sf(DIGITS)
    }

    fn in_a_mole(&self, base: Base) -> Option<Decimal> {
        match base {
            Base::Mole => Some(Decimal::ONE),
            Base::Gram => self.molar_mass,
            Base::Equivalent => self.charge,
            _ => None,
        }
        .filter(|number| !number.is_zero())
    }
}

/// The amount of substance that a unit stands for, in whatever way, and all else that it is built from.
fn amount_of(unit: &Unit) -> Option<(Base, Vec<(Base, i8)>)> {
    let is_amount = |part: &(Base, i8)| matches!(part, (Base::Mole | Base::Gram | Base::Equivalent, 1));
    let at = unit.parts.iter().position(is_amount)?;
    let mut rest = unit.parts.clone();
    let (base, _) = rest.remove(at);
    Some((base, rest))
}

/// The master equation of IFCC and NGSP: NGSP = 0.0915 × IFCC + 2.15. Rounded as each is reported.
fn between_scales_of_a1c(number: Decimal, from: &Unit, to: &Unit) -> Option<Decimal> {
    let (slope, start) = (Decimal::new(915, 4), Decimal::new(215, 2));
    match (scale_of(from)?, scale_of(to)?) {
        (Scale::Ifcc, Scale::Ngsp) => Some(number.checked_mul(slope)?.checked_add(start)?.round_dp(1)),
        (Scale::Ngsp, Scale::Ifcc) => Some(number.checked_sub(start)?.checked_div(slope)?.round_dp(0)),
        _ => Some(number),
    }
}

#[derive(Clone, Copy)]
enum Scale {
    Ifcc,
    Ngsp,
}

/// Of hemoglobin, whatever else is noted.
fn scale_of(unit: &Unit) -> Option<Scale> {
    match (unit.parts.as_slice(), unit.ten) {
        ([(Base::Percent, 1)], 0) => Some(Scale::Ngsp),
        ([(Base::Mole, -1), (Base::Mole, 1)], -3) => Some(Scale::Ifcc),
        _ => None,
    }
}
