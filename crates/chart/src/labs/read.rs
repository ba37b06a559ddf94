//! Reading laboratory results: the list, one panel, one result with its trend.

use std::collections::HashMap;
use std::sync::Arc;

use portico_audit::Action;
use portico_model::{Category, ResourceId, Sensitivities, Timestamp, When};
use portico_policy::Act;

use super::{
    LabDetail, LabFilter, LabList, LabPanel, LabPanelDetail, LabResult, PanelSource, Trend, gravest_first,
    is_same_test, trend,
};
use crate::charts::{Chart, ChartError, Look};
use crate::disclose::{Gathered, Sieve, resource};
use crate::gateway::Contents;
use crate::reading::Labelled;
use crate::view::{Disclosure, Link, LinkKind, Part, Shared};

const PANELS_A_PAGE: usize = 20;
const LABORATORY: &[Category] = &[Category::Laboratory];

impl Chart {
    /// The results, newest draw first, grouped by panel.
    pub async fn labs(&self, filter: LabFilter) -> Result<Disclosure<LabList>, ChartError> {
        let gathered = self.gather("labs", &[Part::Results]).await?;
        let mut sieve = self.sieve(Act::Read);
        let visible: Vec<_> =
            panels(&gathered).iter().filter(|panel| is_visible(panel, &mut sieve)).collect();
        let mut classes: Vec<_> = visible.iter().map(|panel| panel.item.head.class).collect();
        classes.sort_unstable();
        classes.dedup();
        let matching: Vec<_> =
            visible.into_iter().filter(|panel| matches(&panel.item, &filter, &mut sieve)).collect();
        let total = matching.len();
        let page = matching.into_iter().skip(filter.page.saturating_mul(PANELS_A_PAGE)).take(PANELS_A_PAGE);
        let panels: Vec<_> = page.map(|panel| listed(panel, &mut sieve)).collect();
        let results = panels.iter().map(|panel| panel.results.len()).sum();
        let list = LabList { panels, filter, classes, total, pages: total.div_ceil(PANELS_A_PAGE) };
        let look = Look::new(Action::Read, "labs", LABORATORY);
        self.disclose(look, gathered, sieve, results, list).await
    }

    /// One panel with all its results, each with its trend.
    pub async fn lab_panel(&self, id: &ResourceId) -> Result<Disclosure<LabPanelDetail>, ChartError> {
        let gathered = self.gather("labs/panel", &[Part::Results]).await?;
        let mut sieve = self.sieve(Act::Read);
        let named = resource("DiagnosticReport", id);
        let Some(panel) = panels(&gathered).iter().find(|panel| panel.item.head.id == *id) else {
            return self.missing("labs/panel", named, None).await;
        };
        if !is_visible(panel, &mut sieve) {
            return self.missing("labs/panel", named, Some(sieve)).await;
        }
        let panel = shown(panel, &mut sieve);
        let look = Look::new(Action::Read, "labs/panel", LABORATORY).at(vec![named]);
        let trends = panel.results.iter().map(|result| trend_of(&gathered, result, &mut sieve)).collect();
        let (results, opened) = (panel.results.len(), panel.id.clone());
        let detail = LabPanelDetail { panel, trends };
        let disclosure = self.disclose(look, gathered, sieve, results, detail).await?;
        self.mark_seen(vec![opened]);
        Ok(disclosure)
    }

    /// One result, with its trend and what came with it.
    pub async fn lab(&self, id: &ResourceId) -> Result<Disclosure<LabDetail>, ChartError> {
        let gathered = self.gather("labs/result", &[Part::Results]).await?;
        let mut sieve = self.sieve(Act::Read);
        let named = resource("Observation", id);
        let Some((panel, result)) = find(&gathered, id) else {
            return self.missing("labs/result", named, None).await;
        };
        if !sieve.lets_item(Category::Laboratory, result.labels, &result.item) {
            return self.missing("labs/result", named, Some(sieve)).await;
        }
        let detail = self.detail(&gathered, panel, &result.item, &mut sieve);
        let look = Look::new(Action::Read, "labs/result", LABORATORY).at(vec![named]);
        let (results, opened) = (1 + detail.same_panel.len(), panel.item.head.id.clone());
        let disclosure = self.disclose(look, gathered, sieve, results, detail).await?;
        self.mark_seen(vec![opened]);
        Ok(disclosure)
    }

    fn detail(
        &self,
        gathered: &Gathered,
        panel: &Labelled<PanelSource>,
        result: &Arc<LabResult>,
        sieve: &mut Sieve<'_>,
    ) -> LabDetail {
        let trend = trend_of(gathered, result, sieve);
        let panel_shown = shown(panel, sieve);
        let is_alone = panel_shown.id == result.id;
        LabDetail {
            result: Arc::clone(result),
            trend,
            panel: (!is_alone).then(|| link(&panel_shown)),
            same_panel: panel_shown.results.into_iter().filter(|own| own.id != result.id).collect(),
        }
    }
}

/// All results of the same test that may be shown, over time.
fn trend_of(gathered: &Gathered, result: &LabResult, sieve: &mut Sieve<'_>) -> Trend {
    let same_test = permitted(gathered, sieve).into_iter().filter(|own| is_same_test(own, result));
    trend(&same_test.cloned().collect::<Vec<_>>())
}

fn find<'a>(
    gathered: &'a Gathered,
    id: &ResourceId,
) -> Option<(&'a Labelled<PanelSource>, &'a Labelled<Arc<LabResult>>)> {
    panels(gathered).iter().find_map(|panel| {
        let result = panel.item.results.iter().find(|result| result.item.id == *id)?;
        Some((panel, result))
    })
}

pub(crate) fn panels(gathered: &Gathered) -> &[Labelled<PanelSource>] {
    match gathered.copy(Part::Results).map(|copy| &copy.contents) {
        Some(Contents::Results(results)) => &results.panels,
        _ => &[],
    }
}

/// The labels of every laboratory observation; `None` where they cannot be read.
pub(crate) fn result_labels(gathered: &Gathered) -> Option<&HashMap<ResourceId, Sensitivities>> {
    match &gathered.copy(Part::Results)?.contents {
        Contents::Results(results) => Some(&results.labels),
        _ => None,
    }
}

/// Every result that may be shown, in the order of its panel. Nothing is counted as withheld here.
pub(crate) fn permitted<'a>(gathered: &'a Gathered, sieve: &mut Sieve<'_>) -> Vec<&'a Arc<LabResult>> {
    let results = panels(gathered).iter().flat_map(|panel| &panel.item.results);
    results
        .filter(|result| sieve.lets_item(Category::Laboratory, result.labels, &result.item))
        .map(|result| &result.item)
        .collect()
}

/// A panel of which nothing may be shown does not appear: its name alone could say too much.
pub(crate) fn is_visible(panel: &Labelled<PanelSource>, sieve: &mut Sieve<'_>) -> bool {
    let results = &panel.item.results;
    let is_visible = sieve.lets_item(Category::Laboratory, panel.labels, &panel.item.head)
        && (results.is_empty()
            || results
                .iter()
                .any(|result| sieve.lets_item(Category::Laboratory, result.labels, &result.item)));
    if !is_visible {
        sieve.withhold(results.len().max(1));
    }
    is_visible
}

/// The panel with the results that may be shown, the gravest first. What speaks of all its results is left out where
/// one of them may not be shown.
pub(crate) fn shown(panel: &Labelled<PanelSource>, sieve: &mut Sieve<'_>) -> LabPanel {
    let results = sieve.through(Category::Laboratory, &panel.item.results);
    let mut results: Vec<_> = results.into_iter().map(Arc::clone).collect();
    gravest_first(&mut results);
    let head = panel.item.head.clone();
    let is_told = sieve.lets_item(Category::Laboratory, panel.item.written, &panel.item.head);
    LabPanel {
        results,
        conclusion: head.conclusion.filter(|_| is_told),
        has_document: head.has_document && is_told,
        ..head
    }
}

/// The same for a list. Whoever may see all of a panel is shown the one that all of them share.
fn listed(panel: &Labelled<PanelSource>, sieve: &mut Sieve<'_>) -> Shared<LabPanel> {
    let PanelSource { head, written, results, .. } = &panel.item;
    let is_whole = sieve.lets_item(Category::Laboratory, *written, head)
        && results.iter().all(|own| sieve.lets_item(Category::Laboratory, own.labels, &own.item));
    if is_whole { panel.item.whole() } else { Shared::new(shown(panel, sieve)) }
}

pub(crate) fn link(panel: &LabPanel) -> Link {
    link_to(panel, panel.results.iter().any(|result| result.id == panel.id))
}

/// The same before the panel is filled.
pub(crate) fn link_of(panel: &Labelled<PanelSource>) -> Link {
    let head = &panel.item.head;
    link_to(head, panel.item.results.iter().any(|result| result.item.id == head.id))
}

fn link_to(panel: &LabPanel, is_alone: bool) -> Link {
    let kind = if is_alone { LinkKind::Lab } else { LinkKind::LabPanel };
    Link { kind, id: panel.id.clone(), title: panel.name.clone(), at: panel.taken.or(panel.released) }
}

/// Whether a panel is one of those that are looked for. What the reader may not see counts for nothing.
fn matches(panel: &PanelSource, filter: &LabFilter, sieve: &mut Sieve<'_>) -> bool {
    let day = panel.at().map(When::first_day);
    let is_late_enough = filter.from.is_none_or(|from| day.is_some_and(|day| day >= from));
    let is_early_enough = filter.to.is_none_or(|to| day.is_some_and(|day| day <= to));
    let is_of_class = filter.class.is_none_or(|class| panel.head.class == class);
    let mut is_seen =
        |own: &Labelled<Arc<LabResult>>| sieve.lets_item(Category::Laboratory, own.labels, &own.item);
    let mut is_flagged =
        || panel.results.iter().any(|result| result.item.flag.is_abnormal() && is_seen(result));
    is_late_enough && is_early_enough && is_of_class && (!filter.flagged || is_flagged())
}

/// Whether a panel was released within the days that count as new.
pub(crate) fn is_recent(panel: &LabPanel, now: Timestamp) -> bool {
    let released = panel.released.or(panel.taken).map(When::earliest);
    released
        .is_some_and(|at| at <= now && now.duration_since(at) <= jiff::SignedDuration::from_hours(30 * 24))
}
