//! Laboratory results: the list, one panel, one result.

use portico_chart::labs::{LabDetail, LabFilter, LabList, LabPanelDetail};
use portico_chart::view::Disclosure;

use crate::extract::{Item, OpenChart, QueryOf};
use crate::problem::Problem;
use crate::site_map::SiteMap;
use crate::view::View;

pub(crate) fn routes(map: &mut SiteMap) {
    map.chart_with::<Disclosure<LabList>, LabFilter, _, _>("labs", list);
    map.chart::<Disclosure<LabPanelDetail>, _, _>("labs/panels/{id}", panel);
    map.chart::<Disclosure<LabDetail>, _, _>("labs/{id}", detail);
}

async fn list(
    OpenChart(chart): OpenChart,
    QueryOf(filter): QueryOf<LabFilter>,
) -> Result<View<Disclosure<LabList>>, Problem> {
    Ok(View(chart.labs(filter).await?))
}

async fn panel(
    OpenChart(chart): OpenChart,
    Item(id): Item,
) -> Result<View<Disclosure<LabPanelDetail>>, Problem> {
    Ok(View(chart.lab_panel(&id).await?))
}

async fn detail(OpenChart(chart): OpenChart, Item(id): Item) -> Result<View<Disclosure<LabDetail>>, Problem> {
    Ok(View(chart.lab(&id).await?))
}
