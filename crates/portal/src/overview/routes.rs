//! Summary, timeline, search, and the page of all places.

use axum::http::Method;
use portico_chart::overview::{SearchHits, Summary, Timeline, TimelineFilter};
use portico_chart::view::Disclosure;
use serde::Deserialize;
use utoipa::ToSchema;

use super::pages::{MorePage, SearchPage};
use crate::extract::{Asking, OpenChart, QueryOf};
use crate::problem::Problem;
use crate::site_map::{Access, NoQuery, SiteMap};
use crate::view::View;
use crate::words::Words;

pub(crate) fn routes(map: &mut SiteMap) {
    map.route(Method::GET, "/patients/{patient}", Access::Chart, summary);
    map.twins::<Disclosure<Summary>, NoQuery, _, _>(Method::GET, "health-summary", summary);
    map.chart_with::<Disclosure<Timeline>, TimelineFilter, _, _>("timeline", timeline);
    map.route(Method::GET, "/patients/{patient}/search", Access::Chart, search_form);
    map.route(Method::POST, "/patients/{patient}/search", Access::Chart, search);
    map.twins::<Disclosure<SearchHits>, NoQuery, _, _>(Method::POST, "search", search);
    map.route(Method::GET, "/patients/{patient}/more", Access::Chart, more);
}

/// What somebody looks for. It travels in the body: words people search for are health information.
#[derive(Debug, Deserialize, ToSchema)]
struct Wanted {
    words: String,
}

async fn summary(OpenChart(chart): OpenChart, words: Words) -> Result<View<Disclosure<Summary>>, Problem> {
    Ok(View(chart.summary(&words).await?))
}

async fn timeline(
    OpenChart(chart): OpenChart,
    QueryOf(filter): QueryOf<TimelineFilter>,
) -> Result<View<Disclosure<Timeline>>, Problem> {
    Ok(View(chart.timeline(filter).await?))
}

async fn search_form(OpenChart(_): OpenChart) -> View<SearchPage> {
    View(SearchPage)
}

async fn search(
    OpenChart(chart): OpenChart,
    words: Words,
    Asking(wanted): Asking<Wanted>,
) -> Result<View<Disclosure<SearchHits>>, Problem> {
    Ok(View(chart.search(&wanted.words, |key| words.t(key).to_owned()).await?))
}

async fn more(OpenChart(_): OpenChart) -> View<MorePage> {
    View(MorePage)
}
