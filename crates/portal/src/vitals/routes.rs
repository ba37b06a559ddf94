//! Vital signs over time.

use portico_chart::view::Disclosure;
use portico_chart::vitals::VitalsView;

use crate::extract::OpenChart;
use crate::problem::Problem;
use crate::site_map::SiteMap;
use crate::view::View;

pub(crate) fn routes(map: &mut SiteMap) {
    map.chart::<Disclosure<VitalsView>, _, _>("vitals", vitals);
}

async fn vitals(OpenChart(chart): OpenChart) -> Result<View<Disclosure<VitalsView>>, Problem> {
    Ok(View(chart.vitals().await?))
}
