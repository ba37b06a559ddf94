//! The privacy officer's addresses.

use axum::Json;
use axum::extract::{FromRequestParts, Path};
use axum::http::header::ACCEPT;
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use portico_model::{Asker, Role, Timestamp};
use portico_oversight::{ExportForm, Oversight, OversightError, Which};
use serde::Deserialize;
use uuid::Uuid;

use super::alerts::{AlertDetail, AlertList};
use super::asked::{Asked, AskedByAddress, AskedFault};
use super::export::{self, stream};
use super::looks::{LookList, QuestionPage};
use crate::extract::{Asking, QueryOf, Submitted};
use crate::portal::Portal;
use crate::problem::Problem;
use crate::sign_in::way_back::step_up;
use crate::site_map::{Access, SiteMap};
use crate::staff::staff_of;
use crate::view::View;
use crate::visitor::Visitor;

const OFFICER: &[Role] = &[Role::PrivacyOfficer];
const HERE: &str = "/staff/oversight";
/// Alerts of one page.
const PAGE: u64 = 50;

pub(crate) fn routes(map: &mut SiteMap) {
    let access = Access::Staff(OFFICER);
    map.staff::<QuestionPage, _, _>("oversight", OFFICER, ask);
    map.staff_act("oversight/search", OFFICER, search);
    map.staff_act("oversight/export", OFFICER, export_by_form);
    map.api::<LookList, _, _>(Method::GET, "staff/oversight/events", access, events_by_address);
    map.api::<LookList, _, _>(Method::POST, "staff/oversight/events", access, events);
    map.staff::<AlertList, _, _>("oversight/alerts", OFFICER, list_alerts);
    map.staff::<AlertDetail, _, _>("oversight/alerts/{alert}", OFFICER, show_alert);
}

/// The door to the log, with whoever stands before it.
pub(super) struct Officer {
    pub(super) oversight: Oversight,
    pub(super) asker: Asker,
    portal: Portal,
}

impl FromRequestParts<Portal> for Officer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Problem> {
        let visitor = Visitor::of(&parts.extensions);
        let asker = staff_of(&parts.extensions)?.asker(&visitor.visit);
        Ok(Self { oversight: portal.oversight.clone(), asker, portal: portal.clone() })
    }
}

impl Officer {
    pub(super) async fn search(&self, asked: Asked) -> Result<Result<LookList, AskedFault>, Problem> {
        let search = match asked.search(&self.portal.settings.zone) {
            Ok(search) => search,
            Err(fault) => return Ok(Err(fault)),
        };
        match self.oversight.search(&self.asker, &search).await {
            Ok(found) => Ok(Ok(LookList::of(asked, found))),
            Err(error) => fault(error).map(Err),
        }
    }

    pub(super) async fn export(
        &self,
        asked: &Asked,
        form: ExportForm,
    ) -> Result<Result<Response, AskedFault>, Problem> {
        let search = match asked.search(&self.portal.settings.zone) {
            Ok(search) => search,
            Err(fault) => return Ok(Err(fault)),
        };
        match self.oversight.export(&self.asker, &search, form).await {
            Ok(export) => Ok(Ok(stream(export, form))),
            Err(error) => fault(error).map(Err),
        }
    }
}

/// What is wrong with the question, where it is the question.
fn fault(error: OversightError) -> Result<AskedFault, Problem> {
    match error {
        OversightError::UnknownPerson(Which::Patient) => Ok(AskedFault::Patient),
        OversightError::UnknownPerson(Which::Actor) => Ok(AskedFault::Actor),
        error => Err(problem(error)),
    }
}

/// What a reader is told when something about oversight fails.
pub(super) fn problem(error: OversightError) -> Problem {
    error.into()
}

/// `GET /staff/oversight`
async fn ask() -> View<QuestionPage> {
    View(QuestionPage::default())
}

/// `POST /staff/oversight/search`
async fn search(officer: Officer, Asking(asked): Asking<Asked>) -> Result<Response, Problem> {
    Ok(match officer.search(asked.clone()).await? {
        Ok(found) => View(found).into_response(),
        Err(fault) => asked_again(asked, fault),
    })
}

fn asked_again(asked: Asked, fault: AskedFault) -> Response {
    let page = QuestionPage { asked, fault: Some(fault) };
    (StatusCode::UNPROCESSABLE_ENTITY, View(page)).into_response()
}

/// A question, and how its answer is to be taken away.
#[derive(Deserialize)]
struct ToExport {
    form: export::Form,
    #[serde(flatten)]
    asked: Asked,
}

/// `POST /staff/oversight/export`: wants a fresh factor; whoever has none is led to it and back to the questions.
async fn export_by_form(
    officer: Officer,
    extensions: Extensions,
    Asking(wanted): Asking<ToExport>,
) -> Result<Response, Problem> {
    match officer.export(&wanted.asked, wanted.form.into()).await {
        Ok(Ok(file)) => Ok(file),
        Ok(Err(fault)) => Ok(asked_again(wanted.asked, fault)),
        Err(Problem::FactorNeeded) => Ok(step_up(&officer.portal, Visitor::of(&extensions), HERE)),
        Err(problem) => Err(problem),
    }
}

/// `POST /api/v1/staff/oversight/events`
async fn events(
    officer: Officer,
    headers: HeaderMap,
    Submitted(asked): Submitted<Asked>,
) -> Result<Response, Problem> {
    answer(&officer, &headers, asked).await
}

/// `GET /api/v1/staff/oversight/events`
async fn events_by_address(
    officer: Officer,
    headers: HeaderMap,
    QueryOf(asked): QueryOf<AskedByAddress>,
) -> Result<Response, Problem> {
    answer(&officer, &headers, asked.into()).await
}

/// A page of the log as JSON, or all that was asked for as a stream, as the asker accepts.
async fn answer(officer: &Officer, headers: &HeaderMap, asked: Asked) -> Result<Response, Problem> {
    let accepted = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let answer = match export::Form::accepted(accepted) {
        Some(form) => officer.export(&asked, form.into()).await?,
        None => officer.search(asked).await?.map(|found| Json(found).into_response()),
    };
    answer.map_err(|_| Problem::BadRequest)
}

/// Which alerts.
#[derive(Deserialize)]
struct WhichAlerts {
    /// The settled ones too.
    #[serde(default)]
    all: bool,
    /// As the page before said in `next`.
    after: Option<String>,
}

/// `GET /staff/oversight/alerts`
async fn list_alerts(
    officer: Officer,
    QueryOf(which): QueryOf<WhichAlerts>,
) -> Result<View<AlertList>, Problem> {
    let before = which.after.as_deref().map(place).transpose()?;
    let page = officer.oversight.list_alerts(&officer.asker, !which.all, before, PAGE).await;
    Ok(View(AlertList::of(page.map_err(problem)?, which.all)))
}

/// `TIME~ID`, the place of an alert in the list.
fn place(text: &str) -> Result<(Timestamp, Uuid), Problem> {
    let (at, id) = text.split_once('~').ok_or(Problem::BadRequest)?;
    let at = at.parse().map_err(|_| Problem::BadRequest)?;
    Ok((at, id.parse().map_err(|_| Problem::BadRequest)?))
}

/// `GET /staff/oversight/alerts/{alert}`
async fn show_alert(officer: Officer, Path(alert): Path<String>) -> Result<View<AlertDetail>, Problem> {
    let told = officer.oversight.find_alert(&officer.asker, alert_id(&alert)?).await;
    Ok(View(AlertDetail::of(told.map_err(problem)?)))
}

fn alert_id(text: &str) -> Result<Uuid, Problem> {
    text.parse().map_err(|_| Problem::NotFound)
}
