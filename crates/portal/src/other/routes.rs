//! What has no page of its own.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use portico_chart::other::{OtherFilter, OtherItem, OtherKind, OtherList};
use portico_chart::view::{Disclosure, Paged};

use crate::extract::{Item, OpenChart, QueryOf, path_param};
use crate::problem::Problem;
use crate::site_map::SiteMap;
use crate::view::View;

pub(crate) fn routes(map: &mut SiteMap) {
    map.chart_with::<Disclosure<Paged<OtherList>>, OtherFilter, _, _>("other", list);
    map.chart::<Disclosure<OtherItem>, _, _>("other/{kind}/{id}", item);
}

async fn list(
    OpenChart(chart): OpenChart,
    QueryOf(filter): QueryOf<OtherFilter>,
) -> Result<View<Disclosure<Paged<OtherList>>>, Problem> {
    Ok(View(chart.other(filter).await?))
}

async fn item(
    OpenChart(chart): OpenChart,
    KindOf(kind): KindOf,
    Item(id): Item,
) -> Result<View<Disclosure<OtherItem>>, Problem> {
    Ok(View(chart.other_item(kind, &id).await?))
}

/// The `{kind}` of the path. One that is none is not found, as an item that is not there.
struct KindOf(OtherKind);

impl<S: Send + Sync> FromRequestParts<S> for KindOf {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let name = path_param(parts, state, "kind").await?.ok_or(Problem::NotFound)?;
        let kind = OtherKind::ALL.iter().find(|kind| kind.as_str() == name);
        kind.copied().map(Self).ok_or(Problem::NotFound)
    }
}
