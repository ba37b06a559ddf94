//! One panel: every test over the years, beside each other.

use askama::Template;
use portico_chart::labs::{Flag, LabPanel, LabPanelDetail, LabResult, LabValue, Trend, TrendPoint};
use portico_chart::view::Disclosure;

use super::row::{end_chip, gaps, panel_chip, panel_line, value};
use crate::look::{Frame, Icon, Markup, Place, chart, escape, flag_chip, tone};
use crate::page::{Page, Shell};
use crate::words::Words;

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
    Markup(format!(
        "{}{}{words} {arrow}",
        escape(crate::words::sign(point.comparator)),
        escape(&chart::figure(point))
    ))
}
