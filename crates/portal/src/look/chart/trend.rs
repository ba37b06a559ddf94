//! A value over time: band, round ticks, true distances, and no line where values may not be compared.

use std::fmt::{self, Write};

use portico_chart::labs::{Segment, Trend, TrendBreak, TrendPoint};
use portico_model::Timestamp;

use super::marker::mark;
use super::scale::{Across, Upward};
use super::{figure, float};
use crate::look::{Markup, escape, flag_chip};
use crate::words::{Words, sign};

/// One line of a chart; its name matters where there are two (systolic, diastolic).
#[derive(Debug, Clone, Copy)]
pub struct Curve<'a> {
    pub name: &'a str,
    pub trend: &'a Trend,
}

struct Canvas {
    height: f64,
    up: Upward,
    across: Across,
}

/// The width of the column of figures beside the plot, in pixels at the usual size of text.
const AXIS: f64 = 44.0;

/// Up to so many points of a segment are all drawn.
const ALL_DRAWN: usize = 60;
/// The width of a column, in per cent of the plot.
const COLUMN: f64 = 2.5;

/// The chart of one or two curves; `None` where fewer than two points can be drawn.
pub fn trend_chart(w: &Words, name: &str, curves: &[Curve<'_>]) -> Option<Markup> {
    let canvas = Canvas::fit(curves, 248.0, 26.0, 4.0)?;
    let mut out = String::with_capacity(4096);
    draw(&mut out, w, name, curves, &canvas).expect("writing to a string cannot fail");
    Some(Markup(out))
}

/// A chart without axes, for many beside each other: band, line, marks, first and last year.
pub fn small_trend_chart(w: &Words, name: &str, trend: &Trend) -> Option<Markup> {
    let curves = [Curve { name, trend }];
    let canvas = Canvas::fit(&curves, 96.0, 10.0, 3.0)?;
    let mut out = String::with_capacity(1536);
    draw_small(&mut out, w, name, &curves, &canvas).expect("writing to a string cannot fail");
    Some(Markup(out))
}

impl Canvas {
    fn fit(curves: &[Curve<'_>], height: f64, top: f64, ticks: f64) -> Option<Self> {
        let points = || curves.iter().flat_map(|curve| curve.trend.points());
        if points().count() < 2 {
            return None;
        }
        let instants = || points().map(|point| point.at.earliest());
        let (first, last) = (instants().min()?, instants().max()?);
        let band = curves.iter().flat_map(|curve| [curve.trend.band_low, curve.trend.band_high]).flatten();
        let values = points().map(|point| point.number).chain(band).map(float);
        let (low, high) =
            values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
        Some(Self {
            height,
            up: Upward::around(low, high, ticks, top, height - 28.0),
            across: Across::between(first, last, 3.0, 97.0),
        })
    }

    fn x(&self, at: Timestamp) -> f64 {
        self.across.x(at)
    }

    fn at(&self, point: &TrendPoint) -> (f64, f64) {
        (self.x(point.at.earliest()), self.up.y(float(point.number)))
    }

    /// The points that are drawn: all, or of very many those that the eye can tell apart, of each narrow column the lowest
    /// and the highest, and the last of all.
    fn drawn<'t>(&self, segment: &'t Segment) -> Vec<&'t TrendPoint> {
        let points = &segment.points;
        if points.len() <= ALL_DRAWN {
            return points.iter().collect();
        }
        let column = |point: &TrendPoint| (self.x(point.at.earliest()) / COLUMN).floor();
        let mut drawn: Vec<&TrendPoint> = Vec::new();
        for together in points.chunk_by(|one, other| column(one) == column(other)) {
            let lowest = together.iter().min_by_key(|point| point.number);
            let highest = together.iter().max_by_key(|point| point.number);
            drawn.extend(lowest.into_iter().chain(highest));
        }
        drawn.extend(points.last());
        drawn.sort_by_key(|point| (point.at, point.number));
        drawn.dedup_by(|one, other| std::ptr::eq(*one, *other));
        drawn
    }
}

fn draw(out: &mut String, w: &Words, name: &str, curves: &[Curve<'_>], canvas: &Canvas) -> fmt::Result {
    open(out, w, name, curves, "chart")?;
    let height = canvas.height;
    write!(out, "<svg class=axis height=\"{height}\">")?;
    for (y, label) in canvas.up.ticks() {
        write!(out, "<text x=\"{}\" y=\"{:.1}\" text-anchor=end>{label}</text>", AXIS - 8.0, y + 4.0)?;
    }
    write!(out, "</svg><svg class=plot width=\"100%\" height=\"{height}\">")?;
    for curve in curves {
        band(out, curve.trend, canvas)?;
    }
    for (y, _) in canvas.up.ticks() {
        write!(out, "<line class=grid x1=0 x2=\"100%\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>")?;
    }
    time_axis(out, w, canvas)?;
    if let [first, second] = curves {
        stems(out, first.trend, second.trend, canvas)?;
    }
    for (index, curve) in curves.iter().enumerate() {
        lines(out, curve.trend, canvas, index)?;
        breaks(out, w, curve.trend, canvas)?;
    }
    for (index, curve) in curves.iter().enumerate() {
        marks(out, w, curve.trend, canvas)?;
        last_label(out, curve, canvas, curves.len() > 1, index)?;
    }
    out.push_str("</svg></div>");
    Ok(())
}

fn draw_small(out: &mut String, w: &Words, name: &str, curves: &[Curve<'_>], canvas: &Canvas) -> fmt::Result {
    open(out, w, name, curves, "chart small")?;
    write!(out, "<svg class=plot width=\"100%\" height=\"{}\">", canvas.height)?;
    for curve in curves {
        band(out, curve.trend, canvas)?;
        lines(out, curve.trend, canvas, 0)?;
        breaks_small(out, curve.trend, canvas)?;
        marks(out, w, curve.trend, canvas)?;
        let years = || curve.trend.points().map(|point| point.at.year());
        let (first, last) = (years().min().unwrap_or_default(), years().max().unwrap_or_default());
        let y = canvas.height - 6.0;
        write!(out, "<text x=0 y=\"{y}\">{first}</text>")?;
        if first != last {
            write!(out, "<text x=\"100%\" y=\"{y}\" text-anchor=end>{last}</text>")?;
        }
    }
    out.push_str("</svg></div>");
    Ok(())
}

fn open(out: &mut String, w: &Words, name: &str, curves: &[Curve<'_>], class: &str) -> fmt::Result {
    let sentences: Vec<String> = curves
        .iter()
        .map(|curve| trend_sentence(w, if curves.len() > 1 { curve.name } else { name }, curve.trend))
        .collect();
    write!(out, "<div class=\"{class}\" role=img aria-label=\"{}\">", escape(&sentences.join(" ")))
}

/// The chart in words: how many values, from when to when, the last one, the extremes, the range.
pub fn trend_sentence(w: &Words, name: &str, trend: &Trend) -> String {
    let points: Vec<&TrendPoint> = trend.points().collect();
    let (Some(first), Some(last)) = (points.iter().min_by_key(|p| p.at), points.iter().max_by_key(|p| p.at))
    else {
        return name.to_owned();
    };
    let said = |point: Option<&&TrendPoint>| {
        point.map(|point| format!("{}{}", w.comparator(point.comparator), figure(point))).unwrap_or_default()
    };
    let lowest = said(points.iter().min_by_key(|point| point.number));
    let highest = said(points.iter().max_by_key(|point| point.number));
    w.with(
        "trend-sentence",
        &[
            ("name", name.into()),
            ("n", points.len().into()),
            ("from", w.date(first.at).into()),
            ("to", w.date(last.at).into()),
            ("last", format!("{}{}", w.comparator(last.comparator), with_unit(trend, last)).into()),
            ("low", lowest.into()),
            ("high", highest.into()),
        ],
    )
}

fn with_unit(trend: &Trend, point: &TrendPoint) -> String {
    let number = figure(point);
    match trend.unit.as_deref().map(crate::words::pretty_unit) {
        Some(unit) if !unit.is_empty() => format!("{number}\u{a0}{unit}"),
        _ => number,
    }
}

fn band(out: &mut String, trend: &Trend, canvas: &Canvas) -> fmt::Result {
    if trend.band_low.is_none() && trend.band_high.is_none() {
        return Ok(());
    }
    let top = trend.band_high.map_or(0.0, |high| canvas.up.y(float(high)));
    let bottom = trend.band_low.map_or(canvas.height - 28.0, |low| canvas.up.y(float(low)));
    let (top, height) = (top.max(0.0), (bottom - top).max(1.0));
    write!(out, "<rect class=band y=\"{top:.1}\" width=\"100%\" height=\"{height:.1}\"/>")
}

fn time_axis(out: &mut String, w: &Words, canvas: &Canvas) -> fmt::Result {
    let base = canvas.height - 28.0;
    for (x, label) in canvas.across.ticks(w) {
        let anchor = if x > 92.0 {
            "end"
        } else if x < 8.0 {
            "start"
        } else {
            "middle"
        };
        write!(
            out,
            "<line class=tick x1=\"{x:.1}%\" x2=\"{x:.1}%\" y1=\"{base}\" y2=\"{:.0}\"/><text x=\"{x:.1}%\" y=\"{:.0}\" text-anchor={anchor}>{label}</text>",
            base + 5.0,
            base + 20.0
        )?;
    }
    Ok(())
}

fn lines(out: &mut String, trend: &Trend, canvas: &Canvas, index: usize) -> fmt::Result {
    let class = if index == 0 { "line" } else { "line two" };
    for segment in &trend.segments {
        for pair in canvas.drawn(segment).windows(2) {
            let ((x1, y1), (x2, y2)) = (canvas.at(pair[0]), canvas.at(pair[1]));
            write!(
                out,
                "<line class=\"{class}\" x1=\"{x1:.1}%\" y1=\"{y1:.1}\" x2=\"{x2:.1}%\" y2=\"{y2:.1}\"/>"
            )?;
        }
    }
    Ok(())
}

/// Two values of one reading (blood pressure) belong together: a thin line joins them.
fn stems(out: &mut String, first: &Trend, second: &Trend, canvas: &Canvas) -> fmt::Result {
    for point in first.segments.iter().flat_map(|segment| canvas.drawn(segment)) {
        let Some(partner) = second.points().find(|other| other.at == point.at) else { continue };
        let ((x, y1), (_, y2)) = (canvas.at(point), canvas.at(partner));
        write!(out, "<line class=stem x1=\"{x:.1}%\" x2=\"{x:.1}%\" y1=\"{y1:.1}\" y2=\"{y2:.1}\"/>")?;
    }
    Ok(())
}

fn break_places<'a>(trend: &'a Trend, canvas: &'a Canvas) -> impl Iterator<Item = (f64, &'a TrendBreak)> {
    trend.segments.windows(2).filter_map(|pair| {
        let why = pair[1].break_before.as_ref()?;
        let (before, after) = (pair[0].points.last()?, pair[1].points.first()?);
        Some(((canvas.at(before).0 + canvas.at(after).0) / 2.0, why))
    })
}

fn breaks(out: &mut String, w: &Words, trend: &Trend, canvas: &Canvas) -> fmt::Result {
    for (x, why) in break_places(trend, canvas) {
        let label = w.t(match why {
            TrendBreak::Method { .. } => "trend-break-method",
            TrendBreak::Laboratory { .. } => "trend-break-laboratory",
        });
        let (anchor, offset) = if x > 55.0 { ("end", -6.0) } else { ("start", 6.0) };
        write!(
            out,
            "<line class=break x1=\"{x:.1}%\" x2=\"{x:.1}%\" y1=4 y2=\"{:.0}\"/><text class=why x=\"{x:.1}%\" y=14 dx=\"{offset}\" text-anchor={anchor}>{}</text>",
            canvas.height - 28.0,
            escape(label)
        )?;
    }
    Ok(())
}

fn breaks_small(out: &mut String, trend: &Trend, canvas: &Canvas) -> fmt::Result {
    for (x, _) in break_places(trend, canvas) {
        write!(
            out,
            "<line class=break x1=\"{x:.1}%\" x2=\"{x:.1}%\" y1=0 y2=\"{:.0}\"/>",
            canvas.height - 22.0
        )?;
    }
    Ok(())
}

fn marks(out: &mut String, w: &Words, trend: &Trend, canvas: &Canvas) -> fmt::Result {
    for point in trend.segments.iter().flat_map(|segment| canvas.drawn(segment)) {
        let (x, y) = canvas.at(point);
        let flag = point.result.flag;
        let mut title =
            format!("{}: {}{}", w.date(point.at), w.comparator(point.comparator), with_unit(trend, point));
        if let Some(chip) = flag_chip(w, flag) {
            write!(title, ", {}", chip.words)?;
        }
        mark(out, x, y, flag, point.comparator, &title)?;
    }
    Ok(())
}

/// The newest value stands at its point in figures; with two curves, the name too.
fn last_label(
    out: &mut String,
    curve: &Curve<'_>,
    canvas: &Canvas,
    is_named: bool,
    index: usize,
) -> fmt::Result {
    let Some(last) = curve.trend.points().max_by_key(|point| point.at) else { return Ok(()) };
    let (x, y) = canvas.at(last);
    let y = if index == 0 { y - 13.0 } else { y + 22.0 };
    let anchor = if x > 70.0 { "end" } else { "middle" };
    let sign = sign(last.comparator);
    let name = if is_named { format!("{} ", curve.name) } else { String::new() };
    write!(
        out,
        "<text class=last x=\"{x:.1}%\" y=\"{y:.1}\" dx={} text-anchor={anchor}>{}</text>",
        if anchor == "end" { 8 } else { 0 },
        escape(&format!("{name}{sign}{}", figure(last)))
    )
}

#[cfg(test)]
mod tests {
    use portico_chart::labs::Flag;
    use portico_model::Language;

    use super::*;
    use crate::labs::samples::{result, trend};

    #[test]
    fn a_life_of_values_is_drawn_with_its_extremes_and_its_last() {
        let day = |n: usize| {
            let (year, month, day) = (1950 + n / 26, 1 + n % 26 / 3, 1 + n % 26 % 3 * 9);
            format!("{year}-{month:02}-{day:02}")
        };
        let days: Vec<String> = (0..2_000).map(day).collect();
        let values: Vec<String> =
            (0..2_000).map(|n| if n == 777 { 190 } else { 60 + n % 9 }.to_string()).collect();
        let points: Vec<(&str, &str, Flag)> = days
            .iter()
            .zip(&values)
            .map(|(day, value)| (day.as_str(), value.as_str(), Flag::Unknown))
            .collect();
        let long =
            trend(&result("pulse", "lab-none", "66", "/min", Flag::Unknown, None), &[&points], None, None);

        let chart = trend_chart(&Words::new(Language::En), "Pulse", &[Curve { name: "Pulse", trend: &long }])
            .unwrap()
            .0;
        let marks = chart.matches("class=\"m ").count();
        assert!((40..=90).contains(&marks), "{marks}");
        assert!(chart.contains(": 190"), "the highest of all is there");
        assert!(chart.len() < 30_000, "{} bytes", chart.len());
    }
}
