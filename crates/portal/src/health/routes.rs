//! Problems, allergies and immunizations.

use portico_chart::health::{AllergyList, ConditionList, ImmunizationList};
use portico_chart::view::{Disclosure, PageQuery, Paged};

use crate::extract::{OpenChart, QueryOf};
use crate::problem::Problem;
use crate::site_map::SiteMap;
use crate::view::View;

pub(crate) fn routes(map: &mut SiteMap) {
    map.chart_with::<Disclosure<Paged<ConditionList>>, PageQuery, _, _>("conditions", conditions);
    map.chart_with::<Disclosure<Paged<AllergyList>>, PageQuery, _, _>("allergies", allergies);
    map.chart_with::<Disclosure<Paged<ImmunizationList>>, PageQuery, _, _>("immunizations", immunizations);
}

async fn conditions(
    OpenChart(chart): OpenChart,
    QueryOf(wanted): QueryOf<PageQuery>,
) -> Result<View<Disclosure<Paged<ConditionList>>>, Problem> {
    Ok(View(chart.conditions(wanted).await?))
}

async fn allergies(
    OpenChart(chart): OpenChart,
    QueryOf(wanted): QueryOf<PageQuery>,
) -> Result<View<Disclosure<Paged<AllergyList>>>, Problem> {
    Ok(View(chart.allergies(wanted).await?))
}

async fn immunizations(
    OpenChart(chart): OpenChart,
    QueryOf(wanted): QueryOf<PageQuery>,
) -> Result<View<Disclosure<Paged<ImmunizationList>>>, Problem> {
    Ok(View(chart.immunizations(wanted).await?))
}
