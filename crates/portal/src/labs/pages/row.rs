//! What one result or one panel looks like in a list.

use std::fmt::{self, Display as _, Write as _};
use std::sync::Arc;

use portico_chart::labs::{Flag, LabPanel, LabResult, LabValue, ResultStatus};

use crate::look::{Chip, Markup, Tone, chart, escape, flag_chip, status_chip, tone};
use crate::words::{NBSP, Words, is_laid_out};

/// `November 22, 2026 · Riverside Laboratory`.
pub fn panel_line(w: &Words, panel: &LabPanel) -> String {
    let when = panel.taken.or(panel.released);
    let mut line = when.map_or_else(|| no_date(w, panel.has_lost_date).to_owned(), |when| w.date(when));
    if let Some(laboratory) = &panel.laboratory {
        let _ = write!(line, " · {laboratory}");
    }
    line
}

/// What stands in place of a date.
pub fn no_date(w: &Words, is_lost: bool) -> &'static str {
    w.t(if is_lost { "date-lost" } else { "date-unknown" })
}

/// What a panel says of results that it names and that do not stand in it; of one that names none, that it has none.
pub(super) fn gaps(w: &Words, panel: &LabPanel) -> Vec<String> {
    let mut words = Vec::new();
    if panel.missing > 0 {
        words.push(w.count("panel-missing", panel.missing));
    }
    if panel.elsewhere > 0 && panel.results.is_empty() {
        words.push(w.count("panel-elsewhere", panel.elsewhere));
    }
    if panel.results.is_empty() && words.is_empty() {
        words.push(w.t("panel-no-values").to_owned());
    }
    words
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
        // A value of which nobody knows where it stands is not in range.
        let is_all = valid().all(|result| result.flag == Flag::InRange);
        let chip = is_all.then(|| Chip::new(Tone::Good, w.t("panel-all-in-range")).to_string());
        return Markup(chip.unwrap_or_default());
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

pub(super) fn write_value(out: &mut impl fmt::Write, w: &Words, value: &LabValue) -> fmt::Result {
    let LabValue::Quantity(amount) = value else {
        let words = w.value(value);
        if !is_laid_out(&words) {
            return write!(out, "{}", escape(&words));
        }
        return write!(out, "<span class=lines tabindex=0>{}</span>", escape(&words));
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

/// Fewer rows in range than this stay open: folding them would save no room.
const WORTH_FOLDING: usize = 3;

/// The rows of a panel, written in one go: a page has hundreds of them. What is plainly in range is folded away, so that
/// what is not stands out.
pub(super) struct Rows<'a> {
    w: &'a Words,
    panel: &'a LabPanel,
}

/// Links are relative to the list of results.
pub(super) fn rows<'a>(w: &'a Words, panel: &'a LabPanel) -> Rows<'a> {
    Rows { w, panel }
}

impl fmt::Display for Rows<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (quiet, open): (Vec<_>, Vec<_>) = self.panel.results.iter().partition(|result| is_quiet(result));
        if quiet.len() < WORTH_FOLDING {
            return self.write_list(f, self.panel.results.iter());
        }
        let key = if open.is_empty() { "labs-in-range" } else { "labs-more-in-range" };
        if !open.is_empty() {
            self.write_list(f, open.into_iter())?;
        }
        let name = escape(self.w.term(&self.panel.name));
        let words = self.w.count(key, quiet.len());
        write!(f, "<details class=fold><summary>{words}<span class=vh>: {name}</span></summary>")?;
        self.write_list(f, quiet.into_iter())?;
        f.write_str("</details>")
    }
}

/// In range and final: nothing that a reader must see at once.
fn is_quiet(result: &LabResult) -> bool {
    result.flag == Flag::InRange && result.status == ResultStatus::Final
}

impl Rows<'_> {
    fn write_list<'r>(
        &self,
        f: &mut fmt::Formatter<'_>,
        results: impl Iterator<Item = &'r Arc<LabResult>>,
    ) -> fmt::Result {
        f.write_str("<ul class=\"rows res\">")?;
        for result in results {
            f.write_str("<li><a href=\"labs/")?;
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
        f.write_str("</ul>")
    }
}

impl askama::filters::HtmlSafe for Rows<'_> {}

/// The chip at the end of a row: the status where that matters more than the flag. A mark of the laboratory that nobody has
/// reviewed stands as it is.
pub fn row_chip<'r>(w: &Words, result: &'r LabResult) -> Option<Chip<'r>> {
    match result.status {
        ResultStatus::EnteredInError | ResultStatus::Cancelled | ResultStatus::Registered => {
            status_chip(w, result.status)
        }
        _ => flag_chip(w, result.flag)
            .or_else(|| result.marked_as.as_deref().map(|words| Chip::new(Tone::Wait, words)))
            .or_else(|| status_chip(w, result.status)),
    }
}

/// The same where a template wants nothing for none.
pub fn end_chip(w: &Words, result: &LabResult) -> Markup {
    Markup(row_chip(w, result).map(|chip| chip.to_string()).unwrap_or_default())
}

/// A value as a chip, for narrow lists: the figure in its colour, with its arrow, and the words for those who hear it.
pub(super) fn value_chip(w: &Words, result: &LabResult) -> Markup {
    let (LabValue::Quantity(amount), ResultStatus::Final | ResultStatus::Amended | ResultStatus::Corrected) =
        (&result.value, result.status)
    else {
        return end_chip(w, result);
    };
    let marked = result.marked_as.as_deref().map(|words| Chip::new(Tone::Wait, words));
    let chip = flag_chip(w, result.flag).or(marked).unwrap_or_else(|| Chip::new(Tone::Plain, ""));
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

/// The day of a result for a column.
pub(super) fn short_day(w: &Words, result: &LabResult) -> String {
    let when = result.taken.or(result.released);
    when.map_or_else(|| no_date(w, result.has_lost_date).to_owned(), |when| w.short_date(when))
}
