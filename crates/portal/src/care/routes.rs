//! Care plans, the care team, and the profile.

use axum::http::Method;
use portico_chart::care::{CarePlanList, CareTeamView, Profile};
use portico_chart::view::{Disclosure, PageQuery, Paged};

use super::MovedRecord;
use super::moved::moved;
use crate::extract::{OpenChart, QueryOf};
use crate::problem::Problem;
use crate::site_map::{Access, SiteMap};
use crate::view::View;

pub(crate) fn routes(map: &mut SiteMap) {
    map.chart_with::<Disclosure<Paged<CarePlanList>>, PageQuery, _, _>("care-plans", care_plans);
    map.chart::<Disclosure<CareTeamView>, _, _>("care-team", care_team);
    map.chart::<Disclosure<Profile>, _, _>("profile", profile);
    map.chart::<MovedRecord, _, _>("moved", moved);
    map.api::<Disclosure<Profile>, _, _>(Method::GET, "patients/{patient}", Access::Chart, profile);
}

async fn care_plans(
    OpenChart(chart): OpenChart,
    QueryOf(wanted): QueryOf<PageQuery>,
) -> Result<View<Disclosure<Paged<CarePlanList>>>, Problem> {
    Ok(View(chart.care_plans(wanted).await?))
}

async fn care_team(OpenChart(chart): OpenChart) -> Result<View<Disclosure<CareTeamView>>, Problem> {
    Ok(View(chart.care_team().await?))
}

async fn profile(OpenChart(chart): OpenChart) -> Result<View<Disclosure<Profile>>, Problem> {
    Ok(View(chart.profile().await?))
}
