//! Visits: the list, one visit with what came of it.

use portico_chart::view::Disclosure;
use portico_chart::visits::{VisitDetail, VisitList};

use crate::extract::{Item, OpenChart};
use crate::problem::Problem;
use crate::site_map::SiteMap;
use crate::view::View;

pub(crate) fn routes(map: &mut SiteMap) {
    map.chart::<Disclosure<VisitList>, _, _>("visits", list);
    map.chart::<Disclosure<VisitDetail>, _, _>("visits/{id}", detail);
}

async fn list(OpenChart(chart): OpenChart) -> Result<View<Disclosure<VisitList>>, Problem> {
    Ok(View(chart.visits().await?))
}

async fn detail(
    OpenChart(chart): OpenChart,
    Item(id): Item,
) -> Result<View<Disclosure<VisitDetail>>, Problem> {
    Ok(View(chart.visit(&id).await?))
}
