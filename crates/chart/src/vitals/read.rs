//! Reading vital signs.

use std::sync::Arc;

use portico_audit::Action;
use portico_model::Category;
use portico_policy::Act;

use super::{VitalFilter, VitalSeries, VitalsView, series};
use crate::charts::{Chart, ChartError, Look};
use crate::gateway::Contents;
use crate::paging::A_PAGE;
use crate::view::{Disclosure, Page, PageQuery, Paged, Part};

/// So many readings of each kind stand on the page of all kinds.
const NEWEST: usize = 10;

impl Chart {
    /// All vital signs over time, one series a kind, with the newest readings of each; or one kind with all of them.
    pub async fn vitals(&self, filter: VitalFilter) -> Result<Disclosure<Paged<VitalsView>>, ChartError> {
        let gathered = self.gather("vitals", &[Part::Vitals]).await?;
        let mut sieve = self.sieve(Act::Read);
        let results = match gathered.copy(Part::Vitals).map(|copy| &copy.contents) {
            Some(Contents::Vitals(results)) => sieve.through(Category::Vitals, results),
            _ => Vec::new(),
        };
        let results: Vec<_> = results.into_iter().map(Arc::clone).collect();
        let view = on_page(series(&results), filter);
        let shown = view.series.iter().map(|series| series.readings.len()).sum();
        let look = Look::new(Action::Read, "vitals", &[Category::Vitals]);
        self.disclose(look, gathered, sieve, shown, view).await
    }
}

/// The curves of all readings, and of the readings themselves those of the page.
fn on_page(mut series: Vec<VitalSeries>, filter: VitalFilter) -> Paged<VitalsView> {
    series.retain(|own| filter.kind.is_none_or(|kind| own.kind == kind));
    let total = series.iter().map(|own| own.total).sum();
    let longest = series.iter().map(|own| own.total).max().unwrap_or(0);
    let page = match filter.kind {
        Some(_) => Page { total, ..Page::of(PageQuery { page: filter.page }, A_PAGE, longest) },
        None => Page::whole(total),
    };
    for own in &mut series {
        let (skip, take) = if filter.kind.is_some() { (page.page * A_PAGE, A_PAGE) } else { (0, NEWEST) };
        own.readings = std::mem::take(&mut own.readings).into_iter().skip(skip).take(take).collect();
    }
    Paged { page, list: VitalsView { series, kind: filter.kind } }
}
