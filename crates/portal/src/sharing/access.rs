//! The other side: whose records the reader may see, asking for more, giving up.

use axum::Json;
use axum::extract::{Path, State};
use axum::handler::Handler;
use axum::http::{Extensions, HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use portico_account::CurrentSession;
use portico_account::grants::{AccessRequest, HandedIn};
use portico_model::{GrantId, Relationship, When};
use serde::Deserialize;
use utoipa::ToSchema;

use super::faults::SharingFault;
use super::pages::{AccessPage, AccessRow, AskPage, EndPage, Invited, PaperPage};
use super::routes::{Done, Nothing, grant_id, unacceptable};
use super::upload::{self, Uploaded};
use crate::edge::{account_problem, redirect};
use crate::extract::{QueryOf, SignedIn, Submitted};
use crate::portal::Portal;
use crate::problem::Problem;
use crate::site_map::{Access, SiteMap};
use crate::view::View;
use crate::visitor::Visitor;

const HERE: &str = "/account/access";

pub(super) fn routes(map: &mut SiteMap) {
    let signed_in = Access::SignedIn;
    map.route(Method::GET, HERE, signed_in, show);
    map.api::<AccessPage, _, _>(Method::GET, "account/access", signed_in, show);
    map.route(Method::GET, "/account/access/ask", signed_in, async |SignedIn(_): SignedIn| {
        View(AskPage::default())
    });
    map.route(Method::POST, "/account/access/ask", signed_in, ask.layer(upload::limit()));
    map.api::<Invited, _, _>(Method::POST, "account/access", signed_in, ask_api);
    let fields = &["name", "born", "relationship", "adult"];
    map.upload::<Invited, _, _>("account/access/ask", signed_in, fields, ask_twin.layer(upload::limit()));
    map.route(Method::GET, "/account/access/{grant}/document", signed_in, paper_page);
    map.route(Method::POST, "/account/access/{grant}/document", signed_in, hand_in.layer(upload::limit()));
    let paper = hand_in_twin.layer(upload::limit());
    map.upload::<Invited, _, _>("account/access/{grant}/document", signed_in, &[], paper);
    map.route(Method::GET, "/account/access/{grant}/end", signed_in, end_page);
    map.route(Method::POST, "/account/access/{grant}/end", signed_in, end);
    map.route(Method::DELETE, "/api/v1/account/access/{grant}", signed_in, end_api);
}

async fn rows(
    portal: &Portal,
    session: &CurrentSession,
    extensions: &Extensions,
) -> Result<Vec<AccessRow>, Problem> {
    let visit = &Visitor::of(extensions).visit;
    let held = portal.accounts.held_access(session, visit).await.map_err(account_problem)?;
    Ok(held.into_iter().map(Into::into).collect())
}

/// `GET /account/access`
async fn show(
    State(portal): State<Portal>,
    SignedIn(session): SignedIn,
    QueryOf(Done { done }): QueryOf<Done>,
    extensions: Extensions,
) -> Result<View<AccessPage>, Problem> {
    Ok(View(AccessPage { rows: rows(&portal, &session, &extensions).await?, done }))
}

async fn ask(
    State(portal): State<Portal>,
    SignedIn(session): SignedIn,
    extensions: Extensions,
    mut form: Uploaded,
) -> Result<Response, Problem> {
    let (name, born) = (form.field("name").to_owned(), form.field("born").to_owned());
    let is_adult = form.is_ticked("adult");
    let relationship = relationship(&form)?;
    let fault = match request(&mut form, relationship) {
        Err(fault) => fault,
        Ok(request) => {
            let visit = &Visitor::of(&extensions).visit;
            match portal.accounts.request_access(&session, request, visit).await {
                Ok(_) => return Ok(redirect(&format!("{HERE}?done=requested"))),
                Err(error) => SharingFault::of(error)?,
            }
        }
    };
    let page = AskPage { name, born, relationship, is_adult, fault: Some(fault) };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, View(page)).into_response())
}

fn relationship(form: &Uploaded) -> Result<Relationship, Problem> {
    match form.field("relationship") {
        "GUARDIAN" => Ok(Relationship::Guardian),
        "POWER_OF_ATTORNEY" => Ok(Relationship::PowerOfAttorney),
        "PARENT" => Ok(Relationship::Parent),
        _ => Err(Problem::BadRequest),
    }
}

/// What the form asks for.
fn request(form: &mut Uploaded, relationship: Relationship) -> Result<AccessRequest, SharingFault> {
    let paper = form.paper()?;
    let born: Date = form.field("born").trim().parse().map_err(|_| SharingFault::WhoIsMissing)?;
    let (name, is_adult) = (form.field("name").to_owned(), form.is_ticked("adult"));
    Ok(AccessRequest { name, born, relationship, paper, is_adult })
}

/// `POST /api/v1/account/access/ask`: the form with its document, answered in JSON.
async fn ask_twin(
    State(portal): State<Portal>,
    SignedIn(session): SignedIn,
    extensions: Extensions,
    mut form: Uploaded,
) -> Result<Json<Invited>, Problem> {
    let relationship = relationship(&form)?;
    let request = request(&mut form, relationship).map_err(SharingFault::problem)?;
    let visit = &Visitor::of(&extensions).visit;
    let asked = portal.accounts.request_access(&session, request, visit).await;
    Ok(Json(Invited { grant: asked.map_err(unacceptable)? }))
}

/// For whom to ask, as JSON. A power of attorney needs a document, and so the form.
#[derive(Deserialize, ToSchema)]
struct Ask {
    name: String,
    /// `YYYY-MM-DD`
    born: When,
    relationship: Relationship,
    /// The person who asks is of age.
    is_adult: bool,
}

async fn ask_api(
    State(portal): State<Portal>,
    SignedIn(session): SignedIn,
    extensions: Extensions,
    Submitted(ask): Submitted<Ask>,
) -> Result<Json<Invited>, Problem> {
    let Ask { name, born, relationship, is_adult } = ask;
    let When::Day(born) = born else { return Err(Problem::BadRequest) };
    let request = AccessRequest { name, born, relationship, paper: None, is_adult };
    let visit = &Visitor::of(&extensions).visit;
    let asked = portal.accounts.request_access(&session, request, visit).await;
    Ok(Json(Invited { grant: asked.map_err(unacceptable)? }))
}

/// A request of the reader's that waits for a decision.
async fn waiting(
    portal: &Portal,
    session: &CurrentSession,
    grant: &str,
    extensions: &Extensions,
) -> Result<AccessRow, Problem> {
    let grant = grant_id(grant)?;
    let rows = rows(portal, session, extensions).await?;
    rows.into_iter().find(|row| row.grant == grant && row.is_waiting()).ok_or(Problem::NotFound)
}

async fn paper_page(
    State(portal): State<Portal>,
    SignedIn(session): SignedIn,
    Path(grant): Path<String>,
    extensions: Extensions,
) -> Result<View<PaperPage>, Problem> {
    let row = waiting(&portal, &session, &grant, &extensions).await?;
    Ok(View(PaperPage { grant: row.grant, patient_name: row.patient_name, fault: None }))
}

async fn hand_in(
    State(portal): State<Portal>,
    SignedIn(session): SignedIn,
    Path(grant): Path<String>,
    extensions: Extensions,
    mut form: Uploaded,
) -> Result<Response, Problem> {
    let row = waiting(&portal, &session, &grant, &extensions).await?;
    let fault = match form.paper() {
        Err(fault) => fault.into(),
        Ok(None) => SharingFault::DocumentNeeded,
        Ok(Some(paper)) => {
            let visit = &Visitor::of(&extensions).visit;
            match portal.accounts.hand_in(&session, row.grant, paper, visit).await {
                Ok(HandedIn::New) => return Ok(redirect(&format!("{HERE}?done=paper_kept"))),
                Ok(HandedIn::Before) => return Ok(redirect(&format!("{HERE}?done=paper_known"))),
                Err(error) => SharingFault::of(error)?,
            }
        }
    };
    let page = PaperPage { grant: row.grant, patient_name: row.patient_name, fault: Some(fault) };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, View(page)).into_response())
}

/// `POST /api/v1/account/access/{grant}/document`
async fn hand_in_twin(
    State(portal): State<Portal>,
    SignedIn(session): SignedIn,
    Path(grant): Path<String>,
    extensions: Extensions,
    mut form: Uploaded,
) -> Result<Json<Invited>, Problem> {
    let row = waiting(&portal, &session, &grant, &extensions).await?;
    let paper = form.paper().map_err(|fault| SharingFault::from(fault).problem())?;
    let paper = paper.ok_or(Problem::BadRequest)?;
    let visit = &Visitor::of(&extensions).visit;
    portal.accounts.hand_in(&session, row.grant, paper, visit).await.map_err(unacceptable)?;
    Ok(Json(Invited { grant: row.grant }))
}

async fn end_question(
    portal: &Portal,
    session: &CurrentSession,
    grant: GrantId,
    extensions: &Extensions,
) -> Result<EndPage, Problem> {
    let rows = rows(portal, session, extensions).await?;
    let is_live = |row: &AccessRow| row.patient.is_some() || row.is_waiting();
    let row = rows.into_iter().find(|row| row.grant == grant && is_live(row)).ok_or(Problem::NotFound)?;
    let is_waiting = row.is_waiting();
    Ok(EndPage { grant, name: row.patient_name, is_mine: true, is_waiting, fault: None })
}

async fn end_page(
    State(portal): State<Portal>,
    SignedIn(session): SignedIn,
    Path(grant): Path<String>,
    extensions: Extensions,
) -> Result<View<EndPage>, Problem> {
    Ok(View(end_question(&portal, &session, grant_id(&grant)?, &extensions).await?))
}

async fn end(
    State(portal): State<Portal>,
    SignedIn(session): SignedIn,
    Path(grant): Path<String>,
    extensions: Extensions,
    Submitted(Nothing {}): Submitted<Nothing>,
) -> Result<Response, Problem> {
    end_mine(&portal, &session, &grant, &extensions).await?;
    Ok(redirect(&format!("{HERE}?done=ended")))
}

async fn end_api(
    State(portal): State<Portal>,
    SignedIn(session): SignedIn,
    Path(grant): Path<String>,
    headers: HeaderMap,
    extensions: Extensions,
) -> Result<StatusCode, Problem> {
    Visitor::of(&extensions).check_header_token(&headers)?;
    end_mine(&portal, &session, &grant, &extensions).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn end_mine(
    portal: &Portal,
    session: &CurrentSession,
    grant: &str,
    extensions: &Extensions,
) -> Result<(), Problem> {
    let grant = grant_id(grant)?;
    end_question(portal, session, grant, extensions).await?;
    let visit = &Visitor::of(extensions).visit;
    portal.accounts.end_access(session, grant, visit).await.map_err(unacceptable)
}
