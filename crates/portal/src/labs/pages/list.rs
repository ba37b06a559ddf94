//! The list of results.

use askama::Template;
use jiff::civil::Date;
use portico_chart::labs::{LabFilter, LabList, LabPanel, LabResult, ResultStatus};
use portico_chart::view::{Disclosure, Part};

use super::card::card;
use super::row::panel_line;
use crate::labs::explain::{self, class_key};
use crate::look::{Empty, Field, Frame, Icon, Place};
use crate::page::{Page, Shell};

#[derive(Template)]
#[template(path = "labs/list.html")]
struct ListTemplate<'a> {
    f: Frame<'a>,
    d: &'a Disclosure<LabList>,
    from: String,
    to: String,
}

impl Page for Disclosure<LabList> {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let rows: usize = self.content.panels.iter().map(|panel| panel.results.len() + 2).sum();
        let mut html = String::with_capacity(16_000 + rows * 600);
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let (from, to) = (day(self.content.filter.from), day(self.content.filter.to));
        ListTemplate { f: Frame::of(shell, Place::Results), d: self, from, to }.render_into(&mut html)?;
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
        self.f.w.count(
            if self.is_filtered() { "labs-lede-filtered" } else { "labs-lede" },
            self.list().page.total,
        )
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
            .flat_map(|panel| panel.results.iter().map(move |result| (&**panel, result.as_ref())))
            .filter(|(_, result)| result.flag.is_critical() && result.status != ResultStatus::EnteredInError)
            .collect()
    }

    fn first_day(&self) -> Field<'_> {
        self.date_field("from", self.f.t("labs-from"), &self.from)
    }

    fn last_day(&self) -> Field<'_> {
        self.date_field("to", self.f.t("labs-to"), &self.to)
    }

    fn date_field<'v>(&self, name: &'static str, label: &'static str, value: &'v str) -> Field<'v> {
        Field {
            name,
            label,
            kind: "date",
            value,
            hint: None,
            fault: None,
            autocomplete: "off",
            is_required: false,
            extra: "",
        }
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
        let words = if self.is_filtered() {
            (Icon::Search, "labs-empty-filtered-title", "labs-empty-filtered")
        } else {
            (Icon::Flask, "labs-empty-title", "labs-empty")
        };
        self.f.nothing(self.d, &[Part::Results, Part::ResultReports], words)
    }
}
