//! What staff do with the cases of their pool.

use axum::extract::State;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use portico_desk::DeskError;
use portico_model::{Asker, CaseId, Role};
use portico_store::Queue;
use serde::Deserialize;

use super::desk_problem;
use super::form::{Case, IsApi, Nothing, Who, back};
use super::pages::{CaseDone, CaseFault, CasePage, CasesPage};
use crate::extract::{QueryOf, Submitted};
use crate::portal::Portal;
use crate::problem::Problem;
use crate::site_map::{Access, SiteMap};
use crate::staff::EVERYBODY;
use crate::view::View;

pub(super) fn routes(map: &mut SiteMap) {
    map.staff::<CasesPage, _, _>("cases", EVERYBODY, list);
    map.staff::<CasePage, _, _>("cases/{case}", EVERYBODY, show);
    act(map, "take", take);
    act(map, "note", note);
    act(map, "hand-over", hand_over);
    act(map, "answer", answer);
    act(map, "decide", decide);
}

/// What a page can do, the API can do.
fn act<H, T>(map: &mut SiteMap, deed: &str, handler: H)
where
    H: axum::handler::Handler<T, Portal>,
    T: 'static,
{
    let path = format!("cases/{{case}}/{deed}");
    map.staff_act(&path, EVERYBODY, handler.clone());
    map.api::<CasePage, _, _>(Method::POST, &format!("staff/{path}"), Access::Staff(EVERYBODY), handler);
}

#[derive(Deserialize)]
struct Wanted {
    /// `over`: those that are over.
    queue: Option<String>,
    done: Option<CaseDone>,
}

/// `GET /staff/cases`
async fn list(
    State(portal): State<Portal>,
    Who(asker): Who,
    QueryOf(wanted): QueryOf<Wanted>,
) -> Result<View<CasesPage>, Problem> {
    let is_over = wanted.queue.as_deref() == Some("over");
    let queue = if is_over { Queue::Over } else { Queue::Waiting };
    let list = portal.desk.list_pool(&asker, queue).await.map_err(desk_problem)?;
    Ok(View(CasesPage { list, done: wanted.done }))
}

#[derive(Deserialize)]
struct Done {
    done: Option<CaseDone>,
}

/// `GET /staff/cases/{case}`
async fn show(
    State(portal): State<Portal>,
    Who(asker): Who,
    Case(id): Case,
    QueryOf(Done { done }): QueryOf<Done>,
) -> Result<View<CasePage>, Problem> {
    page(&portal, &asker, id, done, None).await.map(View)
}

async fn page(
    portal: &Portal,
    asker: &Asker,
    id: CaseId,
    done: Option<CaseDone>,
    fault: Option<CaseFault>,
) -> Result<CasePage, Problem> {
    let case = portal.desk.find(asker, id).await.map_err(desk_problem)?;
    Ok(CasePage { case, done, fault })
}

/// The page after an act, or the page with what is missing.
async fn after(
    (portal, asker, id): (&Portal, &Asker, CaseId),
    is_api: bool,
    result: Result<(), DeskError>,
    (done, fault): (CaseDone, CaseFault),
) -> Result<Response, Problem> {
    let here = format!("/staff/cases/{id}");
    match result {
        Ok(()) if is_api && done == CaseDone::HandedOver => Ok(StatusCode::NO_CONTENT.into_response()),
        Ok(()) if is_api => Ok(View(page(portal, asker, id, Some(done), None).await?).into_response()),
        Ok(()) if done == CaseDone::HandedOver => Ok(back("/staff/cases", done.word())),
        Ok(()) => Ok(back(&here, done.word())),
        Err(DeskError::MovedOn) if !is_api => Ok(back(&here, CaseDone::MovedOn.word())),
        Err(DeskError::Words) if !is_api => {
            let page = page(portal, asker, id, None, Some(fault)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, View(page)).into_response())
        }
        Err(error) => Err(desk_problem(error)),
    }
}

async fn take(
    State(portal): State<Portal>,
    Who(asker): Who,
    Case(id): Case,
    IsApi(is_api): IsApi,
    Submitted(Nothing {}): Submitted<Nothing>,
) -> Result<Response, Problem> {
    let result = portal.desk.take(&asker, id).await;
    after((&portal, &asker, id), is_api, result, (CaseDone::Taken, CaseFault::Note)).await
}

#[derive(Deserialize)]
struct Note {
    #[serde(default)]
    note: String,
}

async fn note(
    State(portal): State<Portal>,
    Who(asker): Who,
    Case(id): Case,
    IsApi(is_api): IsApi,
    Submitted(Note { note }): Submitted<Note>,
) -> Result<Response, Problem> {
    let result = portal.desk.note(&asker, id, &note).await;
    after((&portal, &asker, id), is_api, result, (CaseDone::Noted, CaseFault::Note)).await
}

#[derive(Deserialize)]
struct HandOver {
    pool: Role,
    #[serde(default)]
    reason: String,
}

async fn hand_over(
    State(portal): State<Portal>,
    Who(asker): Who,
    Case(id): Case,
    IsApi(is_api): IsApi,
    Submitted(HandOver { pool, reason }): Submitted<HandOver>,
) -> Result<Response, Problem> {
    let result = portal.desk.hand_over(&asker, id, pool, &reason).await;
    let done = if pool == asker.role { CaseDone::PutBack } else { CaseDone::HandedOver };
    after((&portal, &asker, id), is_api, result, (done, CaseFault::Reason)).await
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    answer: String,
}

async fn answer(
    State(portal): State<Portal>,
    Who(asker): Who,
    Case(id): Case,
    IsApi(is_api): IsApi,
    Submitted(Answer { answer }): Submitted<Answer>,
) -> Result<Response, Problem> {
    let result = portal.desk.answer(&asker, id, &answer).await;
    after((&portal, &asker, id), is_api, result, (CaseDone::Answered, CaseFault::Answer)).await
}

/// What a review found.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Finding {
    InOrder,
    Wrong,
}

#[derive(Deserialize)]
struct Decision {
    finding: Finding,
    #[serde(default)]
    findings: String,
}

async fn decide(
    State(portal): State<Portal>,
    Who(asker): Who,
    Case(id): Case,
    IsApi(is_api): IsApi,
    Submitted(Decision { finding, findings }): Submitted<Decision>,
) -> Result<Response, Problem> {
    let is_in_order = matches!(finding, Finding::InOrder);
    let result = portal.desk.decide_review(&asker, id, is_in_order, &findings).await;
    after((&portal, &asker, id), is_api, result, (CaseDone::Decided, CaseFault::Findings)).await
}
