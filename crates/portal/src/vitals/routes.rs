//! Vital signs over time.

use portico_chart::view::{Disclosure, Paged};
use portico_chart::vitals::{VitalFilter, VitalsView};

use crate::extract::{OpenChart, QueryOf};
use crate::problem::Problem;
use crate::site_map::SiteMap;
use crate::view::View;

pub(crate) fn routes(map: &mut SiteMap) {
    map.chart_with::<Disclosure<Paged<VitalsView>>, VitalFilter, _, _>("vitals", vitals);
}

async fn vitals(
    OpenChart(chart): OpenChart,
    QueryOf(filter): QueryOf<VitalFilter>,
) -> Result<View<Disclosure<Paged<VitalsView>>>, Problem> {
    Ok(View(chart.vitals(filter).await?))
}
