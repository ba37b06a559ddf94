//! Visits: the list, one visit with what came of it.

use portico_chart::view::{Disclosure, PageQuery, Paged};
use portico_chart::visits::{VisitDetail, VisitList};

use crate::extract::{Item, OpenChart, QueryOf};
use crate::problem::Problem;
use crate::site_map::SiteMap;
use crate::view::View;

pub(crate) fn routes(map: &mut SiteMap) {
    map.chart_with::<Disclosure<Paged<VisitList>>, PageQuery, _, _>("visits", list);
    map.chart::<Disclosure<VisitDetail>, _, _>("visits/{id}", detail);
}

async fn list(
    OpenChart(chart): OpenChart,
    QueryOf(wanted): QueryOf<PageQuery>,
) -> Result<View<Disclosure<Paged<VisitList>>>, Problem> {
    Ok(View(chart.visits(wanted).await?))
}

async fn detail(
    OpenChart(chart): OpenChart,
    Item(id): Item,
) -> Result<View<Disclosure<VisitDetail>>, Problem> {
    Ok(View(chart.visit(&id).await?))
}
