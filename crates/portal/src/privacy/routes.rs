//! `/patients/{patient}/privacy`: the ledger, a question about a line of it, its receipt, and "see it as …".

use axum::Json;
use axum::extract::State;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use portico_chart::Chart;
use portico_chart::ledger::LedgerFilter;
use portico_desk::DeskError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::pages::{AskFault, AskPage, EyesPage, LedgerPage};
use super::{eyes, take};
use crate::answer::{Answer, Answered, plain};
use crate::cases::desk_problem;
use crate::edge::redirect;
use crate::extract::{LookNumber, OpenChart, QueryOf, Submitted};
use crate::portal::Portal;
use crate::problem::Problem;
use crate::site_map::{Access, SiteMap};
use crate::view::View;

const PAGE: &str = "/patients/{patient}/privacy";

pub(crate) fn routes(map: &mut SiteMap) {
    map.route(Method::GET, PAGE, Access::Standing, ledger);
    map.standing_twin::<LedgerPage, LedgerFilter, _, _>(Method::GET, "privacy", ledger);
    map.route(Method::GET, &format!("{PAGE}/download"), Access::Standing, take::download);
    map.route(Method::GET, &format!("{PAGE}/see-as"), Access::Standing, eyes::show);
    map.standing_twin::<EyesPage, crate::site_map::NoQuery, _, _>(Method::GET, "privacy/see-as", eyes::show);
    map.route(Method::GET, &format!("{PAGE}/looks/{{number}}/receipt"), Access::Standing, take::receipt);
    map.route(Method::GET, &format!("{PAGE}/looks/{{number}}/ask"), Access::Standing, ask_form);
    map.route(Method::POST, &format!("{PAGE}/looks/{{number}}/ask"), Access::Standing, ask);
    map.standing_twin::<Asked, crate::site_map::NoQuery, _, _>(
        Method::POST,
        "privacy/looks/{number}/ask",
        ask_twin,
    );
}

impl Answered for LedgerPage {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

impl Answered for Asked {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

async fn ledger(
    OpenChart(chart): OpenChart,
    QueryOf(filter): QueryOf<LedgerFilter>,
) -> Result<View<LedgerPage>, Problem> {
    Ok(View(LedgerPage { ledger: chart.ledger(filter).await? }))
}

/// `GET …/looks/{number}/ask`
async fn ask_form(
    OpenChart(chart): OpenChart,
    LookNumber(number): LookNumber,
) -> Result<View<AskPage>, Problem> {
    let line = chart.ledger_line(number).await?;
    Ok(View(AskPage { line, key: Uuid::new_v4().to_string(), question: String::new(), fault: None }))
}

#[derive(Deserialize, ToSchema)]
struct Question {
    #[serde(default)]
    question: String,
    /// Makes a form that is sent twice one question. Without it each is a question of its own; one about a look is open at a
    /// time.
    #[serde(default)]
    key: String,
}

/// The case that a question became.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Asked {
    #[schema(value_type = Uuid)]
    pub case: portico_model::CaseId,
}

async fn ask(
    State(portal): State<Portal>,
    OpenChart(chart): OpenChart,
    LookNumber(number): LookNumber,
    Submitted(given): Submitted<Question>,
) -> Result<Response, Problem> {
    chart.require_line(number).await?;
    let fault = match open_case(&portal, &chart, number, &given).await {
        Ok(case) => return Ok(redirect(&format!("/account/requests/{case}?done=asked"))),
        Err(DeskError::Words) => AskFault::Words,
        Err(DeskError::AskedAlready) => AskFault::AskedAlready,
        Err(DeskError::TooMany) => AskFault::TooMany,
        Err(error) => return Err(desk_problem(error)),
    };
    let line = chart.ledger_line(number).await?;
    let page = AskPage { line, key: given.key, question: given.question, fault: Some(fault) };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, View(page)).into_response())
}

async fn ask_twin(
    State(portal): State<Portal>,
    OpenChart(chart): OpenChart,
    LookNumber(number): LookNumber,
    Submitted(given): Submitted<Question>,
) -> Result<Json<Asked>, Problem> {
    chart.require_line(number).await?;
    let asked = open_case(&portal, &chart, number, &given).await;
    Ok(Json(Asked { case: asked.map_err(desk_problem)? }))
}

async fn open_case(
    portal: &Portal,
    chart: &Chart,
    number: u64,
    given: &Question,
) -> Result<portico_model::CaseId, DeskError> {
    let standing = (chart.standing(), chart.patient_facts());
    let new_key = Uuid::new_v4().to_string();
    // Without a key each question is one of its own.
    let key = if given.key.is_empty() { &new_key } else { &given.key };
    portal.desk.ask_about_look(chart.asker(), chart.patient(), standing, number, &given.question, key).await
}

/// Kept here so that pages and files agree on it.
pub(super) fn file_name(stem: &str, extension: &str) -> String {
    format!("attachment; filename=\"{stem}.{extension}\"")
}
