//! Care plans, the care team, and the profile.

use axum::http::Method;
use portico_chart::care::{CarePlanList, CareTeamView, Profile};
use portico_chart::view::Disclosure;

use super::MovedRecord;
use super::moved::moved;
use crate::extract::OpenChart;
use crate::problem::Problem;
use crate::site_map::{Access, SiteMap};
use crate::view::View;

pub(crate) fn routes(map: &mut SiteMap) {
    map.chart::<Disclosure<CarePlanList>, _, _>("care-plans", care_plans);
    map.chart::<Disclosure<CareTeamView>, _, _>("care-team", care_team);
    map.chart::<Disclosure<Profile>, _, _>("profile", profile);
    map.chart::<MovedRecord, _, _>("moved", moved);
    map.api::<Disclosure<Profile>, _, _>(Method::GET, "patients/{patient}", Access::Chart, profile);
}

async fn care_plans(OpenChart(chart): OpenChart) -> Result<View<Disclosure<CarePlanList>>, Problem> {
    Ok(View(chart.care_plans().await?))
}

async fn care_team(OpenChart(chart): OpenChart) -> Result<View<Disclosure<CareTeamView>>, Problem> {
    Ok(View(chart.care_team().await?))
}

async fn profile(OpenChart(chart): OpenChart) -> Result<View<Disclosure<Profile>>, Problem> {
    Ok(View(chart.profile().await?))
}
