//! The pages of laboratory results.

use std::fmt::{self, Write as _};

use askama::Template;
use portico_chart::labs::{
    Flag, LabDetail, LabFilter, LabList, LabPanel, LabPanelDetail, LabResult, LabValue, ResultStatus, Trend,
    TrendBreak, TrendPoint,
};
use portico_chart::view::Disclosure;

use super::explain::{self, class_key};
use crate::look::chart::{self, Curve};
use crate::look::{Chip, Empty, Field, Frame, Icon, Markup, Place, escape, flag_chip, status_chip, tone};
use crate::page::{Page, Shell};
use crate::words::{NBSP, Words};

#[derive(Template)]
#[template(path = "labs/list.html")]
struct ListTemplate<'a> {
    f: Frame<'a>,
    d: &'a Disclosure<LabList>,
}

impl Page for Disclosure<LabList> {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let rows: usize = self.content.panels.iter().map(|panel| panel.results.len() + 2).sum();
        let mut html = String::with_capacity(12_000 + rows * 600);
        ListTemplate { f: Frame::of(shell, Place::Results), d: self }.render_into(&mut html)?;
        Ok(html)
    }
}

/// One choice of the filter, as a link.
struct Choice {
    words: &'static str,
    to: String,
    is_current: bool,
}

impl ListTemplate<'_> {
    fn list(&self) -> &LabList {
        &self.d.content
    }

    fn is_filtered(&self) -> bool {
        let LabFilter { from, to, class, flagged, .. } = &self.list().filter;
        from.is_some() || to.is_some() || class.is_some() || *flagged
    }

    fn lede(&self) -> String {
        self.f.w.count(if self.is_filtered() { "labs-lede-filtered" } else { "labs-lede" }, self.list().total)
    }

    fn choices(&self) -> Vec<Choice> {
        let filter = &self.list().filter;
        let w = &self.f.w;
        let all = LabFilter { class: None, flagged: false, page: 0, ..filter.clone() };
        let flagged = LabFilter { flagged: !filter.flagged, page: 0, ..filter.clone() };
        let mut choices = vec![
            Choice {
                words: w.t("labs-all"),
                is_current: filter.class.is_none() && !filter.flagged,
                to: self.address(&all),
            },
            Choice { words: w.t("labs-flagged"), is_current: filter.flagged, to: self.address(&flagged) },
        ];
        choices.extend(self.list().classes.iter().map(|class| Choice {
            words: w.t(class_key(*class)),
            is_current: filter.class == Some(*class),
            to: self.address(&LabFilter { class: Some(*class), page: 0, ..filter.clone() }),
        }));
        choices
    }

    fn critical(&self) -> Vec<(&LabPanel, &LabResult)> {
        let panels = self.list().panels.iter();
        panels
            .flat_map(|panel| panel.results.iter().map(move |result| (panel, result.as_ref())))
            .filter(|(_, result)| result.flag.is_critical() && result.status != ResultStatus::EnteredInError)
            .collect()
    }

    fn first_day(&self) -> Field<'_> {
        self.date_field("from", self.f.t("labs-from"))
    }

    fn last_day(&self) -> Field<'_> {
        self.date_field("to", self.f.t("labs-to"))
    }

    fn date_field(&self, name: &'static str, label: &'static str) -> Field<'_> {
        Field {
            name,
            label,
            kind: "date",
            value: "",
            hint: None,
            fault: None,
            autocomplete: "off",
            is_required: false,
            extra: "",
        }
    }

    fn newer(&self) -> Option<String> {
        let page = self.list().filter.page.checked_sub(1)?;
        Some(self.address(&LabFilter { page, ..self.list().filter.clone() }))
    }

    fn older(&self) -> Option<String> {
        let page = self.list().filter.page + 1;
        (page < self.list().pages).then(|| self.address(&LabFilter { page, ..self.list().filter.clone() }))
    }

    fn page_words(&self) -> String {
        let page = (self.list().filter.page + 1).into();
        self.f.w.with("page-of", &[("page", page), ("pages", self.list().pages.into())])
    }

    fn address(&self, filter: &LabFilter) -> String {
        let mut parts = Vec::new();
        if let Some(class) = filter.class {
            parts.push(format!("class={}", explain::class_slug(class)));
        }
        if filter.flagged {
            parts.push("flagged=true".to_owned());
        }
        parts.extend(filter.from.map(|day| format!("from={day}")));
        parts.extend(filter.to.map(|day| format!("to={day}")));
        if filter.page > 0 {
            parts.push(format!("page={}", filter.page));
        }
        let path = self.f.shell.to("labs");
        if parts.is_empty() { path } else { format!("{path}?{}", parts.join("&")) }
    }

    fn empty(&self) -> Empty {
        let w = &self.f.w;
        if self.is_filtered() {
            Empty::new(Icon::Search, w.t("labs-empty-filtered-title"), w.t("labs-empty-filtered"))
        } else {
            Empty::new(Icon::Flask, w.t("labs-empty-title"), w.t("labs-empty"))
        }
    }
}

/// `November 22, 2026 · Riverside Laboratory`.
pub fn panel_line(w: &Words, panel: &LabPanel) -> String {
    let when = panel.taken.or(panel.released);
    let mut line = w.date_or_none(&when);
    if let Some(laboratory) = &panel.laboratory {
        let _ = write!(line, " · {laboratory}");
    }
    line
}

/// What a panel's head says of its results: its status if not final, else how many lie outside.
pub fn panel_chip(w: &Words, panel: &LabPanel) -> Markup {
    if let Some(chip) = status_chip(w, panel.status) {
        return Markup(chip.to_string());
    }
    let valid = || panel.results.iter().filter(|result| result.status != ResultStatus::EnteredInError);
    let known = valid().filter(|result| result.flag != Flag::Unknown).count();
    let outside = valid().filter(|result| result.flag.is_abnormal()).count();
    if known < 2 {
        return Markup::default();
    }
    let Some(worst) = valid().map(|result| result.flag).max() else { return Markup::default() };
    if outside == 0 {
        return Markup(Chip::new(crate::look::Tone::Good, w.t("panel-all-in-range")).to_string());
    }
    let words = w.with("panel-outside", &[("n", outside.into()), ("total", known.into())]);
    Markup(Chip::new(tone(worst), &words).to_string())
}

/// A value for a row: figures with a unit, or words; struck through where it was entered in error.
#[derive(Debug, Clone, Copy)]
pub struct RowValue<'a> {
    w: &'a Words,
    result: &'a LabResult,
}

pub fn value<'a>(w: &'a Words, result: &'a LabResult) -> RowValue<'a> {
    RowValue { w, result }
}

impl fmt::Display for RowValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let RowValue { w, result } = self;
        let is_figure = matches!(result.value, LabValue::Quantity(_));
        f.write_str(if is_figure { "<span class=val>" } else { "<span class=\"val words\">" })?;
        if result.status == ResultStatus::EnteredInError {
            write!(f, "<del>{}</del>", escape(&w.value(&result.value)))?;
        } else {
            write_value(f, w, &result.value)?;
        }
        f.write_str("</span>")
    }
}

impl askama::filters::HtmlSafe for RowValue<'_> {}

fn write_value(out: &mut impl fmt::Write, w: &Words, value: &LabValue) -> fmt::Result {
    let LabValue::Quantity(amount) = value else {
        return write!(out, "{}", escape(&w.value(value)));
    };
    if amount.comparator.is_some() {
        let sign = escape(crate::words::sign(amount.comparator));
        write!(
            out,
            "<span aria-hidden=true>{sign}</span><span class=vh>{}</span>",
            w.comparator(amount.comparator)
        )?;
    }
    write!(out, "{}", escape(&amount.text))?;
    let unit = w.unit(amount);
    if unit.is_empty() {
        return Ok(());
    }
    write!(out, "<small>{NBSP}{}</small>", escape(&unit))
}

/// The rows of a panel, written in one go: a page has hundreds of them.
struct Rows<'a> {
    w: &'a Words,
    base: String,
    results: &'a [std::sync::Arc<LabResult>],
}

fn rows<'a>(f: &'a Frame<'_>, panel: &'a LabPanel) -> Rows<'a> {
    Rows { w: &f.w, base: f.shell.to("labs/"), results: &panel.results }
}

impl fmt::Display for Rows<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for result in self.results {
            f.write_str("<li><a href=\"")?;
            f.write_str(&self.base)?;
            f.write_str(result.id.as_str())?;
            write!(f, "\">{}</a>", escape(self.w.term(&result.name)))?;
            value(self.w, result).fmt(f)?;
            match chart::range_strip(result).filter(|_| result.status != ResultStatus::EnteredInError) {
                Some(strip) => strip.fmt(f)?,
                None if matches!(result.value, LabValue::Quantity(_)) => {
                    f.write_str("<span class=strip></span>")?
                }
                None => {}
            }
            if let Some(chip) = row_chip(self.w, result) {
                chip.fmt(f)?;
            }
            f.write_str("</li>")?;
        }
        Ok(())
    }
}

impl askama::filters::HtmlSafe for Rows<'_> {}

/// The chip at the end of a row: the status where that matters more than the flag.
pub fn row_chip(w: &Words, result: &LabResult) -> Option<Chip<'static>> {
    match result.status {
        ResultStatus::EnteredInError | ResultStatus::Cancelled | ResultStatus::Registered => {
            status_chip(w, result.status)
        }
        _ => flag_chip(w, result.flag).or_else(|| status_chip(w, result.status)),
    }
}

/// The same where a template wants nothing for none.
pub fn end_chip(w: &Words, result: &LabResult) -> Markup {
    Markup(row_chip(w, result).map(|chip| chip.to_string()).unwrap_or_default())
}

/// A value as a chip, for narrow lists: the figure in its colour, with its arrow, and the words for those who hear it.
fn value_chip(w: &Words, result: &LabResult) -> Markup {
    let (LabValue::Quantity(amount), ResultStatus::Final | ResultStatus::Amended | ResultStatus::Corrected) =
        (&result.value, result.status)
    else {
        return end_chip(w, result);
    };
    let chip = flag_chip(w, result.flag).unwrap_or_else(|| Chip::new(crate::look::Tone::Plain, ""));
    let icon = chip.icon.map(|icon| icon.to_string()).unwrap_or_default();
    let words = if chip.words.is_empty() {
        String::new()
    } else {
        format!("<span class=vh>, {}</span>", escape(chip.words))
    };
    Markup(format!(
        "<span class=\"chip {}\">{icon}{}{words}</span>",
        chip.tone.class(),
        escape(&w.amount(amount))
    ))
}

#[derive(Template)]
#[template(path = "labs/panel.html")]
struct PanelTemplate<'a> {
    f: Frame<'a>,
    d: &'a Disclosure<LabPanelDetail>,
}

impl Page for Disclosure<LabPanelDetail> {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let title = Words::of(shell).term(&self.content.panel.name).to_owned();
        PanelTemplate { f: Frame::below(shell, Place::Results, title), d: self }.render()
    }
}

/// One line of the table of a panel over time: a test, and its values by draw.
struct HistoryRow<'a> {
    result: &'a LabResult,
    cells: Vec<Option<&'a TrendPoint>>,
}

impl PanelTemplate<'_> {
    fn panel(&self) -> &LabPanel {
        &self.d.content.panel
    }

    fn tiles(&self) -> impl Iterator<Item = (usize, &LabResult, Option<&Trend>)> {
        let trends = &self.d.content.trends;
        self.panel()
            .results
            .iter()
            .enumerate()
            .map(|(index, result)| (index, result.as_ref(), trends.get(index)))
    }

    fn chart(&self, result: &LabResult, trend: &Option<&Trend>) -> Markup {
        let name = self.f.w.term(&result.name);
        trend.and_then(|trend| chart::small_trend_chart(&self.f.w, name, trend)).unwrap_or_default()
    }

    /// The last five days on which any of these tests was taken, newest first.
    fn days(&self) -> Vec<portico_model::When> {
        let mut days: Vec<_> =
            self.d.content.trends.iter().flat_map(|trend| trend.points().map(|point| point.at)).collect();
        days.sort_unstable();
        days.dedup_by_key(|at| self.f.w.short_date(*at));
        days.reverse();
        days.truncate(5);
        days
    }

    fn history(&self) -> Vec<HistoryRow<'_>> {
        let days: Vec<String> = self.days().into_iter().map(|day| self.f.w.short_date(day)).collect();
        let trends = self.d.content.trends.iter();
        self.panel()
            .results
            .iter()
            .zip(trends)
            .filter(|(_, trend)| trend.point_count() > 0)
            .map(|(result, trend)| HistoryRow {
                result,
                cells: days
                    .iter()
                    .map(|day| trend.points().find(|point| self.f.w.short_date(point.at) == *day))
                    .collect(),
            })
            .collect()
    }
}

/// The day of a result for a column.
fn short_day(w: &Words, result: &LabResult) -> String {
    let when = result.taken.or(result.released);
    when.map_or_else(|| w.t("date-unknown").to_owned(), |when| w.short_date(when))
}

/// A cell of a table over time: arrow and colour where the value is outside its range, and words for those who hear it.
fn cell(w: &Words, point: &TrendPoint) -> Markup {
    let flag = point.result.flag;
    let arrow = match flag {
        Flag::High | Flag::CriticalHigh => Icon::Up.to_string(),
        Flag::Low | Flag::CriticalLow => Icon::Down.to_string(),
        _ => String::new(),
    };
    let words = match flag_chip(w, flag) {
        Some(chip) if flag.is_abnormal() => format!("<span class=vh>, {}</span>", escape(chip.words)),
        _ => String::new(),
    };
    Markup(format!("{}{}{words} {arrow}", escape(crate::words::sign(point.comparator)), point.number))
}

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
        let chip = if self.is_error() { None } else { flag_chip(&self.f.w, self.result().flag) };
        Markup(chip.map(|chip| chip.to_string()).unwrap_or_default())
    }

    fn status(&self) -> Markup {
        Markup(status_chip(&self.f.w, self.result().status).map(|chip| chip.to_string()).unwrap_or_default())
    }

    fn about(&self) -> Option<&'static str> {
        explain::about(&self.f.w, self.result())
    }

    fn verdict(&self) -> &'static str {
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
        if !self.trend().not_drawn.is_empty() {
            notes.push(w.count("trend-note-not-drawn", self.trend().not_drawn.len()));
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
        fact("fact-taken", result.taken.map(|when| w.date_time(when)));
        fact("fact-released", result.released.map(|when| w.date_time(when)));
        fact("fact-status", Some(w.t(explain::status_key(result.status)).to_owned()));
        fact("fact-laboratory", result.laboratory.as_deref().map(str::to_owned));
        fact("fact-ordered-by", result.ordered_by.as_deref().map(str::to_owned));
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
