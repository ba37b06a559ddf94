//! Converting amounts between units (UCUM), and between mass and amount of substance where the molar mass is known.

use octofhir_ucum::convert;
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use super::Amount;

/// No unit is written with so many bytes; what is longer is not looked for in the tables.
const LONGEST: usize = 64;
/// Significant digits of a converted number: more than any laboratory reports, fewer than rounding could show.
const DIGITS: u32 = 6;

/// The number of this amount in another unit; `None` where the two cannot be converted into each other.
/// A number that is in the unit already comes back untouched.
pub(crate) fn number_in(amount: &Amount, unit: &str, molar_mass: Option<Decimal>) -> Option<Decimal> {
    let number = amount.number?;
    let own = code_of(amount)?;
    if own == unit {
        return Some(number);
    }
    if own.len().max(unit.len()) > LONGEST {
        return None;
    }
    let value = number.to_f64()?;
    let converted =
        convert(value, &own, unit).ok().or_else(|| by_molar_mass(value, &own, unit, molar_mass?))?;
    Decimal::from_f64(converted)?.round_sf(DIGITS).map(|number| number.normalize())
}

/// The UCUM code of an amount: its own, else its unit in words where that happens to be UCUM or nearly.
pub(crate) fn code_of(amount: &Amount) -> Option<String> {
    let text = amount.ucum.as_deref().or(amount.unit.as_deref())?.trim();
    let code = match text {
        "" => return None,
        "mm Hg" | "mmHg" => "mm[Hg]",
        "lb" | "lbs" => "[lb_av]",
        "in" => "[in_i]",
        "°C" | "C" | "degC" => "Cel",
        "°F" | "F" | "degF" => "[degF]",
        "bpm" | "/min" | "beats/minute" | "breaths/minute" | "{beats}/min" | "{Beats}/min" => "/min",
        "K/uL" | "thou/uL" | "x10(3)/uL" | "10^3/uL" | "10E3/uL" => "10*3/uL",
        "M/uL" | "x10(6)/uL" | "10^6/uL" => "10*6/uL",
        "10^9/L" | "x10E9/L" => "10*9/L",
        "mcg/dL" => "ug/dL",
        "mcg/L" => "ug/L",
        "IU/L" => "[IU]/L",
        other => other,
    };
    Some(code.to_owned())
}

fn by_molar_mass(value: f64, from: &str, to: &str, molar_mass: Decimal) -> Option<f64> {
    let grams_per_mole = molar_mass.to_f64().filter(|mass| *mass > 0.0)?;
    if let Ok(grams_per_litre) = convert(value, from, "g/L") {
        return convert(grams_per_litre / grams_per_mole, "mol/L", to).ok();
    }
    let moles_per_litre = convert(value, from, "mol/L").ok()?;
    convert(moles_per_litre * grams_per_mole, "g/L", to).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn amount(text: &str, unit: &str) -> Amount {
        Amount {
            comparator: None,
            text: text.into(),
            number: text.parse().ok(),
            unit: Some(unit.into()),
            ucum: Some(unit.into()),
        }
    }

    fn mass(text: &str) -> Option<Decimal> {
        text.parse().ok()
    }

    #[test]
    fn glucose_is_converted_between_continents() {
        assert_eq!(number_in(&amount("5.5", "mmol/L"), "mg/dL", mass("180.156")), "99.0858".parse().ok());
        assert_eq!(number_in(&amount("99", "mg/dL"), "mmol/L", mass("180.156")), "5.49524".parse().ok());
    }

    #[test]
    fn the_same_count_in_other_words_is_the_same_number() {
        assert_eq!(number_in(&amount("7.2", "10*3/uL"), "10*9/L", None), "7.2".parse().ok());
    }

    #[test]
    fn what_cannot_be_converted_is_not() {
        assert_eq!(number_in(&amount("5.5", "mmol/L"), "mg/dL", None), None);
        assert_eq!(number_in(&amount("5.5", "gallons of tea"), "mg/dL", None), None);
        assert_eq!(number_in(&amount("5", "[IU]/L"), "ug/L", None), None);
    }

    #[test]
    fn a_number_that_is_in_the_unit_already_keeps_every_digit() {
        assert_eq!(number_in(&amount("7.2000000001", "mg/dL"), "mg/dL", None), "7.2000000001".parse().ok());
    }

    proptest! {
        #[test]
        fn there_and_back_is_the_same_to_five_digits(hundredths in 1i64..10_000_000) {
            let start = Decimal::new(hundredths, 2);
            let there = number_in(&amount(&start.to_string(), "mg/dL"), "mmol/L", mass("386.65")).unwrap();
            let back = number_in(&amount(&there.to_string(), "mmol/L"), "mg/dL", mass("386.65")).unwrap();
            prop_assert!((back - start).abs() <= start * Decimal::new(1, 5), "{start} -> {there} -> {back}");
        }

        #[test]
        fn no_text_makes_the_conversion_panic(from in "\\PC{0,12}", to in "\\PC{0,12}") {
            let _ = number_in(&amount("1.5", &from), &to, mass("180"));
        }
    }
}
