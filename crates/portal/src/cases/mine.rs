//! What a person asked for.

use axum::extract::State;
use axum::http::Method;
use axum::response::{IntoResponse, Response};
use portico_desk::{DeskError, Request, Standings};
use portico_model::{Asker, CaseId};
use serde::Deserialize;

use super::desk_problem;
use super::form::{Case, IsApi, Nothing, Who, back};
use super::pages::{RequestDone, RequestPage, RequestsPage};
use crate::extract::{QueryOf, Submitted};
use crate::portal::Portal;
use crate::problem::Problem;
use crate::site_map::{Access, SiteMap};
use crate::view::View;

pub(super) fn routes(map: &mut SiteMap) {
    map.route(Method::GET, "/account/requests", Access::SignedIn, list);
    map.api::<RequestsPage, _, _>(Method::GET, "account/requests", Access::SignedIn, list);
    map.route(Method::GET, "/account/requests/{case}", Access::SignedIn, show);
    map.api::<RequestPage, _, _>(Method::GET, "account/requests/{case}", Access::SignedIn, show);
    map.route(Method::POST, "/account/requests/{case}/cancel", Access::SignedIn, cancel);
    map.api::<RequestPage, _, _>(Method::POST, "account/requests/{case}/cancel", Access::SignedIn, cancel);
}

/// `GET /account/requests`
async fn list(State(portal): State<Portal>, Who(asker): Who) -> Result<View<RequestsPage>, Problem> {
    let list =
        portal.desk.list_mine(&asker, &standings(&portal, &asker).await?).await.map_err(desk_problem)?;
    Ok(View(RequestsPage { list }))
}

#[derive(Deserialize)]
struct Done {
    done: Option<RequestDone>,
}

/// `GET /account/requests/{case}`
async fn show(
    State(portal): State<Portal>,
    Who(asker): Who,
    Case(id): Case,
    QueryOf(Done { done }): QueryOf<Done>,
) -> Result<View<RequestPage>, Problem> {
    Ok(View(RequestPage { request: found(&portal, &asker, id).await?, done }))
}

async fn found(portal: &Portal, asker: &Asker, id: CaseId) -> Result<Request, Problem> {
    let stands = standings(portal, asker).await?;
    portal.desk.find_mine(asker, id, &stands).await.map_err(desk_problem)
}

/// How the asker stands now toward those of whom they have asked.
async fn standings(portal: &Portal, asker: &Asker) -> Result<Standings, Problem> {
    let mut stands = Standings::new();
    for patient in portal.desk.asked_about(asker).await.map_err(desk_problem)? {
        let standing = portal.charts.standing(asker, &patient).await?;
        stands.insert(patient, standing);
    }
    Ok(stands)
}

async fn cancel(
    State(portal): State<Portal>,
    Who(asker): Who,
    Case(id): Case,
    IsApi(is_api): IsApi,
    Submitted(Nothing {}): Submitted<Nothing>,
) -> Result<Response, Problem> {
    let page = format!("/account/requests/{id}");
    match portal.desk.cancel(&asker, id).await {
        Ok(()) if is_api => {
            let request = found(&portal, &asker, id).await?;
            Ok(View(RequestPage { request, done: Some(RequestDone::Cancelled) }).into_response())
        }
        Ok(()) => Ok(back(&page, "cancelled")),
        Err(DeskError::MovedOn) if !is_api => Ok(back(&page, "moved_on")),
        Err(error) => Err(desk_problem(error)),
    }
}
