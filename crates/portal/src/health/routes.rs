//! Problems, allergies and immunizations.

use portico_chart::health::{AllergyList, ConditionList, ImmunizationList};
use portico_chart::view::Disclosure;

use crate::extract::OpenChart;
use crate::problem::Problem;
use crate::site_map::SiteMap;
use crate::view::View;

pub(crate) fn routes(map: &mut SiteMap) {
    map.chart::<Disclosure<ConditionList>, _, _>("conditions", conditions);
    map.chart::<Disclosure<AllergyList>, _, _>("allergies", allergies);
    map.chart::<Disclosure<ImmunizationList>, _, _>("immunizations", immunizations);
}

async fn conditions(OpenChart(chart): OpenChart) -> Result<View<Disclosure<ConditionList>>, Problem> {
    Ok(View(chart.conditions().await?))
}

async fn allergies(OpenChart(chart): OpenChart) -> Result<View<Disclosure<AllergyList>>, Problem> {
    Ok(View(chart.allergies().await?))
}

async fn immunizations(OpenChart(chart): OpenChart) -> Result<View<Disclosure<ImmunizationList>>, Problem> {
    Ok(View(chart.immunizations().await?))
}
