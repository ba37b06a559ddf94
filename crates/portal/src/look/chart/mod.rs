//! Charts as SVG from the server. Across the page everything is placed in per cent and up the page in pixels, so that
//! one drawing fits every width and its text is never scaled. Attributes only: the content policy forbids inline style.

mod marker;
mod range_bar;
mod scale;
mod spark;
mod trend;

pub use range_bar::range_bar;
pub use spark::{Strip, range_strip, spark};
pub use trend::{Curve, small_trend_chart, trend_chart, trend_sentence};

use portico_chart::labs::{LabValue, TrendPoint};
use rust_decimal::Decimal;

/// The number of a point as print writes it: as the laboratory did, or rounded where it was converted.
pub fn figure(point: &TrendPoint) -> String {
    match &point.result.value {
        LabValue::Quantity(amount) if amount.number == Some(point.number) => amount.text.clone(),
        _ => converted(point.number),
    }
}

/// To three digits, and never less than the whole: nobody measured more in the other unit.
fn converted(number: Decimal) -> String {
    let is_large = number.abs() >= Decimal::ONE_HUNDRED;
    let rounded = if is_large { Some(number.round()) } else { number.round_sf(3) };
    rounded.unwrap_or(number).normalize().to_string()
}

/// Drawing needs no more than this precision; the printed numbers stay decimal.
#[expect(clippy::cast_precision_loss, reason = "a drawing needs three digits of a decimal's twenty-eight")]
fn float(number: Decimal) -> f64 {
    number.mantissa() as f64 / 10f64.powi(i32::try_from(number.scale()).unwrap_or_default())
}
