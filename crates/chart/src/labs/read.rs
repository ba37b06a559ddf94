//! Reading laboratory results: the list, one panel, one result with its trend.

use std::sync::Arc;

use portico_audit::Action;
use portico_model::{Category, ResourceId};
use portico_policy::Act;

use super::{LabDetail, LabFilter, LabList, LabPanelDetail, Laboratory, PanelSource, Placed, link};
use crate::charts::{Chart, ChartError, Look};
use crate::disclose::{Parts, Sieve, resource};
use crate::reading::Labelled;
use crate::view::{Disclosure, Page, PageQuery, Part};

const PANELS_A_PAGE: usize = 20;
const LABORATORY: &[Category] = &[Category::Laboratory];
/// Results are as sensitive as the visits that they were made in.
const PARTS: Parts<'_> = Parts { shown: &[Part::Results], beside: &[Part::Visits, Part::Conditions] };

impl Chart {
    /// The results, newest draw first, grouped by panel.
    pub async fn labs(&self, filter: LabFilter) -> Result<Disclosure<LabList>, ChartError> {
        let gathered = self.gather("labs", PARTS).await?;
        let mut sieve = self.sieve(Act::Read);
        let list = self.remembered(Part::Results, filter.clone(), &gathered, &mut sieve, |sieve| {
            listed(&Laboratory::of(&gathered), filter, sieve)
        });
        let list = LabList::clone(&list);
        let results = list.panels.iter().map(|panel| panel.results.len()).sum();
        let look = Look::new(Action::Read, "labs", LABORATORY);
        self.disclose(look, gathered, sieve, results, list).await
    }

    /// One panel with all its results, each with its trend.
    pub async fn lab_panel(&self, id: &ResourceId) -> Result<Disclosure<LabPanelDetail>, ChartError> {
        let gathered = self.gather("labs/panel", PARTS).await?;
        let laboratory = Laboratory::of(&gathered);
        let mut sieve = self.sieve(Act::Read);
        let named = resource("DiagnosticReport", id);
        let Some(panel) = laboratory.panels().iter().find(|panel| panel.item.head.id == *id) else {
            return self.missing("labs/panel", named, None).await;
        };
        if !laboratory.is_visible(panel, &mut sieve) {
            return self.missing("labs/panel", named, Some(sieve)).await;
        }
        let panel = laboratory.shown(panel, &mut sieve);
        let look = Look::new(Action::Read, "labs/panel", LABORATORY).at(vec![named]);
        let trends = panel.results.iter().map(|result| laboratory.trend_of(result, &mut sieve)).collect();
        let (results, opened) = (panel.results.len(), panel.id.clone());
        let detail = LabPanelDetail { panel, trends };
        let disclosure = self.disclose(look, gathered, sieve, results, detail).await?;
        self.mark_seen(vec![opened]);
        Ok(disclosure)
    }

    /// One result, with its trend and what came with it.
    pub async fn lab(&self, id: &ResourceId) -> Result<Disclosure<LabDetail>, ChartError> {
        let gathered = self.gather("labs/result", PARTS).await?;
        let laboratory = Laboratory::of(&gathered);
        let mut sieve = self.sieve(Act::Read);
        let named = resource("Observation", id);
        let Some((panel, result)) = laboratory.find(id) else {
            return self.missing("labs/result", named, None).await;
        };
        if !laboratory.lets(result, &mut sieve) {
            return self.missing("labs/result", named, Some(sieve)).await;
        }
        let detail = detail(&laboratory, panel, result, &mut sieve);
        let look = Look::new(Action::Read, "labs/result", LABORATORY).at(vec![named]);
        let (results, opened) = (1 + detail.same_panel.len(), panel.item.head.id.clone());
        let disclosure = self.disclose(look, gathered, sieve, results, detail).await?;
        self.mark_seen(vec![opened]);
        Ok(disclosure)
    }
}

fn listed(laboratory: &Laboratory<'_>, filter: LabFilter, sieve: &mut Sieve<'_>) -> LabList {
    let visible: Vec<_> =
        laboratory.panels().iter().filter(|panel| laboratory.is_visible(panel, sieve)).collect();
    let mut classes: Vec<_> = visible.iter().map(|panel| panel.item.head.class).collect();
    classes.sort_unstable();
    classes.dedup();
    let is_wanted = |panel: &&Labelled<PanelSource>| laboratory.matches(&panel.item, &filter, sieve);
    let mut matching: Vec<_> = visible.into_iter().filter(is_wanted).collect();
    let page = Page::cut(PageQuery { page: filter.page }, PANELS_A_PAGE, &mut [&mut matching]);
    let panels = matching.into_iter().map(|panel| laboratory.listed(panel, sieve)).collect();
    LabList { panels, filter, classes, page }
}

fn detail(
    laboratory: &Laboratory<'_>,
    panel: &Labelled<PanelSource>,
    Labelled { item: Placed { result, .. }, .. }: &Labelled<Placed>,
    sieve: &mut Sieve<'_>,
) -> LabDetail {
    let trend = laboratory.trend_of(result, sieve);
    let (result, is_alone) = (Arc::clone(result), panel.item.head.id == result.id);
    if !laboratory.is_visible(panel, sieve) {
        return LabDetail { result, trend, panel: None, same_panel: Vec::new() };
    }
    let panel = laboratory.shown(panel, sieve);
    LabDetail {
        panel: (!is_alone).then(|| link(&panel)),
        same_panel: panel.results.into_iter().filter(|own| own.id != result.id).collect(),
        result,
        trend,
    }
}
