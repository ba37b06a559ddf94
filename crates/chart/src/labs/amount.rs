//! From a FHIR `Quantity`, or from words that write one, to an amount.

use portico_fhir::Decimal;
use portico_fhir::shapes::Quantity;

use super::units::{Unit, is_unitless};
use super::{Amount, Comparator};

pub(crate) fn amount(quantity: &Quantity) -> Option<Amount> {
    let value = quantity.value.as_ref()?;
    let is_ucum = quantity.system.as_deref() == Some("http://unitsofmeasure.org");
    let ucum = quantity.code.clone().filter(|_| is_ucum);
    let unit = quantity.unit.clone().or_else(|| quantity.code.clone());
    Some(Amount {
        comparator: quantity.comparator.as_deref().and_then(comparator),
        unit: unit.filter(|unit| !is_unitless(unit)),
        ucum,
        ..number(value)
    })
}

pub(super) fn plain_amount(text: &str) -> Amount {
    let number = text.parse().ok();
    Amount { comparator: None, text: text.to_owned(), as_sent: None, number, unit: None, ucum: None }
}

/// The amount that words write, where they write nothing else: `2.50000 RATIO`, `>=32`, `13.1 mg/dL`.
pub(super) fn in_words(words: &str) -> Option<Amount> {
    let words = words.trim();
    let (comparator, rest) = split_comparator(words);
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let (digits, unit) = (&rest[..end], rest[end..].trim());
    let has_point_at_end = digits.ends_with('.');
    let value = Decimal::parse(digits).filter(|_| !has_point_at_end)?;
    let unit = (!is_unitless(unit)).then(|| unit.to_owned());
    if unit.as_deref().is_some_and(|unit| Unit::read(unit).is_none()) {
        return None;
    }
    let amount = Amount { comparator, unit, ..number(&value) };
    Some(Amount { as_sent: Some(words.to_owned()).filter(|sent| *sent != amount.text), ..amount })
}

/// What stands before a number.
pub(super) fn split_comparator(text: &str) -> (Option<Comparator>, &str) {
    for sign in ["<=", ">=", "≤", "≥", "<", ">"] {
        if let Some(rest) = text.strip_prefix(sign) {
            return (comparator(sign), rest);
        }
    }
    (None, text)
}

fn comparator(sign: &str) -> Option<Comparator> {
    Some(match sign.trim() {
        "<" => Comparator::Less,
        "<=" | "≤" => Comparator::AtMost,
        ">=" | "≥" => Comparator::AtLeast,
        ">" => Comparator::Greater,
        _ => return None,
    })
}

fn number(value: &Decimal) -> Amount {
    let text = readable(value);
    let as_sent = (text != value.text()).then(|| value.text().to_owned());
    Amount { comparator: None, text, as_sent, number: value.exact(), unit: None, ucum: None }
}

/// The digits as written, for their number says how exactly was measured; without what only machines write. That is the
/// noise of floating point (`5.3000000000000001`), which is rounded, and padding: zeros at the end where nobody reports
/// so many digits (`13.00000`, `2.50000`).
fn readable(value: &Decimal) -> String {
    let text = value.text();
    let Some((whole, places)) = text.split_once('.') else { return without_exponent(value) };
    let zeros = places.len() - places.trim_end_matches('0').len();
    let digits = whole.trim_start_matches(['-', '0']).len() + places.len();
    let is_exponent = text.contains(['e', 'E']);
    let is_padded = zeros >= 3 && digits > 4 || zeros >= 2 && places.len() >= 4;
    match value.exact() {
        Some(number) if !is_exponent && is_padded && places.len() - zeros <= 5 => {
            number.normalize().to_string()
        }
        Some(number) if places.len() > 5 || is_exponent => rounded(number),
        _ => text.to_owned(),
    }
}

fn without_exponent(value: &Decimal) -> String {
    match value.exact() {
        Some(number) if value.text().contains(['e', 'E']) => rounded(number),
        _ => value.text().to_owned(),
    }
}

/// Of a number below one the first digits count, wherever they stand: `0.0000316` is not nothing.
fn rounded(number: rust_decimal::Decimal) -> String {
    let is_below_one = number.abs() < rust_decimal::Decimal::ONE;
    let short = if is_below_one { number.round_sf(4).unwrap_or(number) } else { number.round_dp(2) };
    short.normalize().to_string()
}
