//! One result: is it all right, what does it mean, how has it been, what can I do.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::Arc;

use askama::Template;
use portico_chart::labs::{
    Flag, LabComponent, LabDetail, LabResult, LabValue, ResultStatus, Trend, TrendBreak,
};
use portico_chart::view::Disclosure;

use super::row::{end_chip, short_day, value, value_chip, write_value};
use crate::labs::explain;
use crate::look::chart::{self, Curve};
use crate::look::{Chip, Frame, Icon, Markup, Place, Tone, flag_chip, status_chip};
use crate::page::{Page, Shell};
use crate::words::Words;

#[derive(Template)]
#[template(path = "labs/detail.html")]
struct DetailTemplate<'a> {
    f: Frame<'a>,
    d: &'a Disclosure<LabDetail>,
}

impl Page for Disclosure<LabDetail> {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let w = Words::of(shell);
        let mut f = Frame::below(shell, Place::Results, w.term(&self.content.result.name));
        if let Some(panel) = &self.content.panel {
            f = f.crumb(w.term(&panel.title), shell.to(&format!("labs/panels/{}", panel.id)));
        }
        DetailTemplate { f, d: self }.render()
    }
}

impl DetailTemplate<'_> {
    fn result(&self) -> &LabResult {
        &self.d.content.result
    }

    fn trend(&self) -> &Trend {
        &self.d.content.trend
    }

    fn is_error(&self) -> bool {
        self.result().status == ResultStatus::EnteredInError
    }

    fn big_value(&self) -> Markup {
        let mut out = String::new();
        let is_figure = matches!(self.result().value, LabValue::Quantity(_));
        let _ = write!(out, "<p class=\"value{}\">", if is_figure { "" } else { " long" });
        if self.is_error() {
            out.push_str("<del>");
        }
        write_value(&mut out, &self.f.w, &self.result().value).expect("writing to a string cannot fail");
        out.push_str(if self.is_error() { "</del></p>" } else { "</p>" });
        Markup(out)
    }

    fn flag(&self) -> Markup {
        if self.is_error() {
            return Markup::default();
        }
        mark_chip(&self.f.w, self.result().flag, self.result().marked_as.as_deref())
    }

    fn status(&self) -> Markup {
        Markup(status_chip(&self.f.w, self.result().status).map(|chip| chip.to_string()).unwrap_or_default())
    }

    fn about(&self) -> Option<&'static str> {
        explain::about(&self.f.w, self.result())
    }

    fn verdict(&self) -> Cow<'static, str> {
        explain::verdict(&self.f.w, self.result())
    }

    fn caution(&self) -> Option<&'static str> {
        explain::caution(&self.f.w, self.result())
    }

    fn status_words(&self) -> Option<&'static str> {
        explain::status_words(&self.f.w, self.result().status)
    }

    fn disagreement(&self) -> Option<String> {
        let (by_laboratory, by_range) = (self.result().flag_by_laboratory?, self.result().flag_by_range?);
        let agree = by_laboratory == by_range
            || by_laboratory == Flag::Unknown
            || by_range == Flag::Unknown
            || (by_laboratory.is_critical() && by_range.is_abnormal());
        if agree {
            return None;
        }
        let words = |flag| flag_chip(&self.f.w, flag).map_or("", |chip| chip.words);
        Some(self.f.w.with(
            "flags-differ",
            &[("laboratory", words(by_laboratory).into()), ("range", words(by_range).into())],
        ))
    }

    fn bar(&self) -> Markup {
        let (LabValue::Quantity(amount), Some(range), false) =
            (&self.result().value, &self.result().range, self.is_error())
        else {
            return Markup::default();
        };
        // What could not be compared (another unit, a bound alone) has no place on a bar.
        if self.result().flag_by_range.is_none() {
            return Markup::default();
        }
        chart::range_bar(&self.f.w, amount, range, self.result().flag).unwrap_or_default()
    }

    fn range_words(&self) -> Option<String> {
        let range = self.result().range.as_ref()?;
        let words = self.f.w.range(range);
        Some(match &range.applies_to {
            Some(whom) => {
                self.f.w.with("range-for", &[("range", words.into()), ("whom", whom.as_str().into())])
            }
            None => self.f.w.say("range-is", "range", &words),
        })
    }

    /// Further ranges that the laboratory printed.
    fn other_ranges(&self) -> Vec<String> {
        let other = self.result().ranges.iter().filter(|range| Some(*range) != self.result().range.as_ref());
        other
            .map(|range| match &range.applies_to {
                Some(whom) => format!("{whom}: {}", self.f.w.range(range)),
                None => self.f.w.range(range),
            })
            .collect()
    }

    fn chart(&self) -> Option<Markup> {
        let name = self.f.w.term(&self.result().name);
        chart::trend_chart(&self.f.w, name, &[Curve { name, trend: self.trend() }])
    }

    fn chart_title(&self) -> String {
        let years = || self.trend().points().map(|point| point.at.year());
        match (years().min(), years().max()) {
            (Some(first), Some(last)) if last > first => {
                let n = usize::try_from(last - first).unwrap_or_default();
                self.f.w.count("trend-over-years", n)
            }
            _ => self.f.t("trend-over-time").to_owned(),
        }
    }

    fn has_band(&self) -> bool {
        self.trend().band_low.is_some() || self.trend().band_high.is_some()
    }

    fn has_bounds(&self) -> bool {
        self.trend().points().any(|point| point.comparator.is_some())
    }

    /// Why there is no chart.
    fn no_chart(&self) -> &'static str {
        let is_number = |result: &Arc<LabResult>| matches!(result.value, LabValue::Quantity(_));
        self.f.t(match self.trend().point_count() {
            0 if self.trend().not_drawn.iter().any(is_number) => "trend-none",
            0 => "trend-words",
            _ => "trend-only-one",
        })
    }

    /// What must be known to read the chart: breaks, conversions, values that are not drawn.
    fn chart_notes(&self) -> Vec<String> {
        let w = &self.f.w;
        let mut notes: Vec<String> = Vec::new();
        for segment in &self.trend().segments {
            let Some(why) = &segment.break_before else { continue };
            let date = segment.points.first().map(|point| w.date(point.at)).unwrap_or_default();
            let key = match why {
                TrendBreak::Method { .. } => "trend-note-method",
                TrendBreak::Laboratory { .. } => "trend-note-laboratory",
            };
            let note = w.say(key, "date", &date);
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        if !self.trend().converted_from.is_empty() {
            let from: Vec<_> =
                self.trend().converted_from.iter().map(|unit| crate::words::pretty_unit(unit)).collect();
            let to = self.trend().unit.as_deref().map(crate::words::pretty_unit).unwrap_or_default();
            notes.push(w.with("trend-note-converted", &[("from", w.list(&from).into()), ("to", to.into())]));
        }
        let is_number = |result: &&Arc<LabResult>| matches!(result.value, LabValue::Quantity(_));
        let numbers = self.trend().not_drawn.iter().filter(is_number).count();
        if numbers > 0 && self.trend().point_count() > 0 {
            let has_table = self.history().len() > 1;
            notes.push(
                w.count(if has_table { "trend-note-not-drawn" } else { "trend-note-left-out" }, numbers),
            );
        }
        notes
    }

    /// Every value of this test, newest first, drawn or not.
    fn history(&self) -> Vec<&LabResult> {
        let drawn = self.trend().points().map(|point| point.result.as_ref());
        let mut all: Vec<&LabResult> =
            drawn.chain(self.trend().not_drawn.iter().map(AsRef::as_ref)).collect();
        all.sort_by_key(|result| std::cmp::Reverse(result.taken.or(result.released)));
        all
    }

    fn facts(&self) -> Vec<(&'static str, String)> {
        let w = &self.f.w;
        let result = self.result();
        let mut facts = Vec::new();
        let mut fact = |key, words: Option<String>| {
            if let Some(words) = words {
                facts.push((w.t(key), words));
            }
        };
        let lost = || result.has_lost_date.then(|| w.t("date-lost").to_owned());
        fact("fact-taken", result.taken.map(|when| w.day_and_hour(when)).or_else(lost));
        fact("fact-released", result.released.map(|when| w.day_and_hour(when)));
        fact("fact-marked", result.marked_as.clone());
        fact("fact-status", Some(w.t(explain::status_key(result.status)).to_owned()));
        fact("fact-laboratory", result.laboratory.as_deref().map(str::to_owned));
        fact("fact-specimen", result.specimen.as_deref().map(str::to_owned));
        fact("fact-method", result.method.as_deref().map(str::to_owned));
        let words_of_record = result.name.key.is_some().then(|| result.name.text.clone());
        fact("fact-recorded-as", words_of_record.filter(|text| !text.is_empty()));
        facts
    }

    fn same_panel(&self) -> impl Iterator<Item = &LabResult> {
        self.d.content.same_panel.iter().map(AsRef::as_ref).filter(|other| other.id != self.result().id)
    }

    fn panel_address(&self) -> Option<String> {
        let panel = self.d.content.panel.as_ref()?;
        Some(self.f.shell.to(&format!("labs/panels/{}", panel.id)))
    }

    fn next_step(&self) -> &'static str {
        self.f.t(match self.result().flag {
            _ if self.is_error() => "do-nothing-error",
            flag if flag.is_critical() => "do-critical",
            flag if flag.is_abnormal() => "do-abnormal",
            Flag::InRange => "do-in-range",
            _ => "do-unknown",
        })
    }
}

/// The chip of a flag; where the laboratory's mark is not understood, the mark.
fn mark_chip(w: &Words, flag: Flag, marked_as: Option<&str>) -> Markup {
    let chip = flag_chip(w, flag).or_else(|| marked_as.map(|words| Chip::new(Tone::Wait, words)));
    Markup(chip.map(|chip| chip.to_string()).unwrap_or_default())
}

fn part_chip(w: &Words, part: &LabComponent) -> Markup {
    mark_chip(w, part.flag, part.marked_as.as_deref())
}

fn part_value(w: &Words, part: &LabComponent) -> Markup {
    let mut out = String::from("<span class=val>");
    write_value(&mut out, w, &part.value).expect("writing to a string cannot fail");
    out.push_str("</span>");
    Markup(out)
}
