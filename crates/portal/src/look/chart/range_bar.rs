//! Where one value lies against its range.

use std::fmt::{self, Write};

use portico_chart::labs::{Amount, Flag, RefRange};

use super::float;
use crate::look::{Markup, escape, tone};
use crate::words::Words;

/// The bar of a value and its range; `None` where either has no number.
pub fn range_bar(w: &Words, value: &Amount, range: &RefRange, flag: Flag) -> Option<Markup> {
    let scale = Scale::of(value, range)?;
    let mut out = String::with_capacity(1024);
    draw(&mut out, w, value, range, flag, &scale).expect("writing to a string cannot fail");
    Some(Markup(out))
}

/// Shares of the width in per cent.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub value: f64,
    /// The value lies beyond the end of the bar and is drawn at its edge.
    pub is_beyond: bool,
}

impl Scale {
    pub fn of(value: &Amount, range: &RefRange) -> Option<Self> {
        let number = float(value.number?);
        let edge = |end: &Option<Amount>| end.as_ref().and_then(|amount| amount.number).map(float);
        let (low, high) = (edge(&range.low), edge(&range.high));
        let (from, to) = match (low, high) {
            (Some(low), Some(high)) if high > low => {
                let reach = |beyond: f64| beyond.clamp((high - low) * 0.5, (high - low) * 1.5);
                (low - reach((low - number) * 1.25), high + reach((number - high) * 1.25))
            }
            (None, Some(high)) if high > 0.0 => (0.0, high * (number / high * 1.2).clamp(1.6, 3.0)),
            (Some(low), None) if low > 0.0 => (0.0, low * (number / low * 1.2).clamp(1.8, 3.0)),
            _ => return None,
        };
        let place = |at: f64| (at - from) / (to - from) * 100.0;
        let raw = place(number);
        Some(Self {
            low: low.map(place),
            high: high.map(place),
            value: raw.clamp(2.5, 97.5),
            is_beyond: !(0.0..=100.0).contains(&raw),
        })
    }

    /// The zones from the left: class, start, end.
    pub fn zones(&self) -> impl Iterator<Item = (&'static str, f64, f64)> {
        let (low, high) = (self.low.unwrap_or(0.0), self.high.unwrap_or(100.0));
        [("zlow", 0.0, low), ("zgood", low, high), ("zhigh", high, 100.0)]
            .into_iter()
            .filter(|(_, from, to)| to - from > 0.5)
    }
}

fn draw(
    out: &mut String,
    w: &Words,
    value: &Amount,
    range: &RefRange,
    flag: Flag,
    scale: &Scale,
) -> fmt::Result {
    let label = w.with(
        if scale.is_beyond { "range-bar-beyond" } else { "range-bar" },
        &[("value", w.amount_aloud(value).into()), ("range", w.range(range).into())],
    );
    write!(out, "<svg class=bar width=\"100%\" height=78 role=img aria-label=\"{}\">", escape(&label))?;
    for (class, from, to) in scale.zones() {
        let gap = if to < 99.9 { 0.7 } else { 0.0 };
        write!(
            out,
            "<rect class={class} x=\"{from:.1}%\" y=36 width=\"{:.1}%\" height=14 rx=7 />",
            to - from - gap
        )?;
    }
    for (edge, at) in [(&range.low, scale.low), (&range.high, scale.high)] {
        if let (Some(amount), Some(at)) = (edge, at) {
            let anchor = anchor(at);
            write!(out, "<text x=\"{at:.1}%\" y=70 text-anchor={anchor}>{}</text>", escape(&amount.text))?;
        }
    }
    let x = scale.value;
    let beyond = if scale.is_beyond { if x > 50.0 { " →" } else { "← " } } else { "" };
    let figure = w.amount(&Amount { unit: None, ucum: None, ..value.clone() });
    let figure = if x > 50.0 { format!("{figure}{beyond}") } else { format!("{beyond}{figure}") };
    let class = tone(flag).class();
    write!(
        out,
        "<svg x=\"{x:.1}%\" y=26 class=\"pin {class}\"><path d=\"M-8 28V8a8 8 0 0 1 16 0v20Z\"/></svg><text class=you x=\"{x:.1}%\" y=17 text-anchor={}>{}</text></svg>",
        anchor(x),
        escape(&figure)
    )
}

fn anchor(x: f64) -> &'static str {
    match x {
        x if x < 8.0 => "start",
        x if x > 92.0 => "end",
        _ => "middle",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Amount {
        Amount {
            comparator: None,
            text: text.into(),
            as_sent: None,
            number: text.parse().ok(),
            unit: Some("mg/dL".into()),
            ucum: None,
        }
    }

    fn range(low: Option<&str>, high: Option<&str>) -> RefRange {
        RefRange { low: low.map(amount), high: high.map(amount), text: None, applies_to: None }
    }

    #[test]
    fn a_value_in_range_lies_between_the_edges() {
        let scale = Scale::of(&amount("85"), &range(Some("70"), Some("99"))).unwrap();

        assert!(scale.low.unwrap() < scale.value && scale.value < scale.high.unwrap());
        assert!(!scale.is_beyond);
        assert_eq!(scale.zones().count(), 3);
    }

    #[test]
    fn a_range_with_one_end_has_two_zones() {
        assert_eq!(Scale::of(&amount("142"), &range(None, Some("100"))).unwrap().zones().count(), 2);
        assert_eq!(Scale::of(&amount("38"), &range(Some("40"), None)).unwrap().zones().count(), 2);
    }

    #[test]
    fn a_value_far_outside_is_drawn_at_the_edge_and_says_so() {
        let scale = Scale::of(&amount("2400"), &range(Some("70"), Some("99"))).unwrap();
        assert!(scale.is_beyond);
        assert_eq!(scale.value, 97.5);

        let words = Words::new(portico_model::Language::En);
        let bar =
            range_bar(&words, &amount("2400"), &range(Some("70"), Some("99")), Flag::CriticalHigh).unwrap();
        assert!(bar.0.contains("beyond"), "{}", bar.0);
    }

    #[test]
    fn without_a_number_there_is_no_bar() {
        assert!(Scale::of(&amount("many"), &range(Some("1"), Some("2"))).is_none());
        assert!(Scale::of(&amount("5"), &range(None, None)).is_none());
    }
}
