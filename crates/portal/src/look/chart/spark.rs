//! The smallest pictures: how a value has been, and where it stands. Both only repeat what the words beside them say.

use std::fmt::{self, Write};

use portico_chart::labs::{Flag, LabResult, LabValue, Trend};

use super::float;
use super::range_bar::Scale;
use crate::look::{Markup, tone};

const WIDTH: f64 = 104.0;
const HEIGHT: f64 = 34.0;

/// A line without axes; nothing where there are fewer than two points.
pub fn spark(trend: &Trend) -> Markup {
    let points: Vec<_> = trend.points().collect();
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Markup::default() };
    if points.len() < 2 {
        return Markup::default();
    }
    let edges = [trend.band_low, trend.band_high];
    let values = || points.iter().map(|point| point.number).chain(edges.into_iter().flatten()).map(float);
    let (low, high) =
        values().fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
    let spread = if high > low { high - low } else { 1.0 };
    let y = |value: f64| HEIGHT - 5.0 - (value - low) / spread * (HEIGHT - 10.0);
    let (from, to) = (first.at.earliest().as_second(), last.at.earliest().as_second());
    #[expect(clippy::cast_precision_loss, reason = "to the second is enough for a drawing")]
    let x = |at: i64| 5.0 + (at - from) as f64 / (to - from).max(1) as f64 * (WIDTH - 10.0);

    let mut out = String::with_capacity(512);
    let mut draw = || -> fmt::Result {
        write!(out, "<svg class=spark width={WIDTH} height={HEIGHT} aria-hidden=true>")?;
        if edges.iter().any(Option::is_some) {
            let top = edges[1].map_or(0.0, |high| y(float(high)));
            let bottom = edges[0].map_or(HEIGHT, |low| y(float(low)));
            write!(
                out,
                "<rect class=band y=\"{top:.0}\" width={WIDTH} height=\"{:.0}\" rx=3 />",
                (bottom - top).max(1.0)
            )?;
        }
        for segment in &trend.segments {
            out.push_str("<polyline class=line points=\"");
            for point in &segment.points {
                write!(out, "{:.0},{:.0} ", x(point.at.earliest().as_second()), y(float(point.number)))?;
            }
            out.push_str("\"/>");
        }
        let class = tone(last.result.flag).class();
        let (cx, cy) = (x(to), y(float(last.number)));
        write!(out, "<circle class=\"end {class}\" cx=\"{cx:.0}\" cy=\"{cy:.0}\" r=4 /></svg>")
    };
    draw().expect("writing to a string cannot fail");
    Markup(out)
}

/// A value on its range in the height of a line of text.
#[derive(Debug)]
pub struct Strip {
    scale: Scale,
    class: &'static str,
}

/// The strip of a result whose number was compared with its range.
pub fn range_strip(result: &LabResult) -> Option<Strip> {
    let (LabValue::Quantity(amount), Some(range)) = (&result.value, &result.range) else { return None };
    if result.flag == Flag::Unknown || result.flag_by_range.is_none() {
        return None;
    }
    Some(Strip { scale: Scale::of(amount, range)?, class: tone(result.flag).class() })
}

impl fmt::Display for Strip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<svg class=strip width=88 height=16 aria-hidden=true>")?;
        for (class, from, to) in self.scale.zones() {
            let (from, to) = (pixel(from), pixel(to));
            let width = (to - from - 1).max(1);
            write!(f, "<rect class={class} x={from} y=5 width={width} height=6 rx=3 />")?;
        }
        write!(f, "<circle class=\"end {}\" cx={} cy=8 r=5 /></svg>", self.class, pixel(self.scale.value))
    }
}

impl askama::filters::HtmlSafe for Strip {}

/// Per cent of the strip's 88 pixels.
#[expect(clippy::cast_possible_truncation, reason = "a share of 88 fits")]
fn pixel(share: f64) -> i32 {
    (share * 0.88).round() as i32
}
