//! The patient's side: who may see the record, inviting, ending.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{Extensions, HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use portico_account::CurrentSession;
use portico_account::grants::Invite;
use portico_chart::Chart;
use portico_model::{Categories, Category, GrantId, Relationship, Timestamp};
use portico_policy::Act;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::faults::SharingFault;
use super::pages::{EndPage, HowMuch, InvitePage, Invited, SharingDone, SharingPage};
use crate::edge::{account_problem, redirect};
use crate::extract::{OpenChart, QueryOf, SignedIn, Submitted};
use crate::portal::Portal;
use crate::problem::Problem;
use crate::site_map::{Access, SiteMap};
use crate::view::View;
use crate::visitor::Visitor;

pub(super) fn routes(map: &mut SiteMap) {
    const SHARING: &str = "/patients/{patient}/sharing";
    let standing = Access::Standing;
    map.route(Method::GET, SHARING, standing, show);
    map.route(Method::GET, &format!("{SHARING}/invite"), standing, invite_page);
    map.route(Method::POST, &format!("{SHARING}/invite"), standing, invite);
    map.route(Method::GET, &format!("{SHARING}/{{grant}}/end"), standing, end_page);
    map.route(Method::POST, &format!("{SHARING}/{{grant}}/end"), standing, end);
    for rest in ["sharing", "patients/{patient}/sharing"] {
        map.api::<SharingPage, _, _>(Method::GET, rest, standing, show);
        map.api::<Invited, _, _>(Method::POST, rest, standing, invite_api);
    }
    map.route(Method::DELETE, &format!("/api/v1{SHARING}/{{grant}}"), standing, end_api);
}

/// What was just done, after the redirect of the form that did it.
#[derive(Deserialize)]
pub(super) struct Done {
    pub(super) done: Option<SharingDone>,
}

/// `GET /patients/{patient}/sharing`
async fn show(
    State(portal): State<Portal>,
    OpenChart(chart): OpenChart,
    SignedIn(session): SignedIn,
    QueryOf(Done { done }): QueryOf<Done>,
    extensions: Extensions,
) -> Result<View<SharingPage>, Problem> {
    let visit = &Visitor::of(&extensions).visit;
    if session.own_record() != Some(chart.patient()) {
        let held = portal.accounts.held_access_to(&session, visit, chart.patient()).await;
        let held = held.map_err(account_problem)?;
        let mine = held.into_iter().map(Into::into).collect();
        return Ok(View(SharingPage { mine, done, ..SharingPage::default() }));
    }
    own(&session, &chart).await?;
    let sharing = portal.accounts.sharing(&session, visit).await.map_err(account_problem)?;
    let held = portal.accounts.held_access(&session, visit).await.map_err(account_problem)?;
    let mine = held.into_iter().map(Into::into).collect();
    Ok(View(SharingPage { mine, done, ..sharing.into() }))
}

/// The person of the session, if the record is theirs. For everybody else there is nothing here, and who looks through
/// somebody else's eyes does not see it either.
async fn own(session: &CurrentSession, chart: &Chart) -> Result<(), Problem> {
    if session.own_record() != Some(chart.patient()) {
        return Err(Problem::NotFound);
    }
    Ok(chart.require(Act::EndSharing).await?)
}

async fn invite_page(
    OpenChart(chart): OpenChart,
    SignedIn(session): SignedIn,
) -> Result<View<InvitePage>, Problem> {
    own(&session, &chart).await?;
    // Before the form, so that nothing that was typed is lost on the way.
    if session.is_fresh() { Ok(View(InvitePage::default())) } else { Err(Problem::FactorNeeded) }
}

#[derive(Deserialize)]
struct InviteForm {
    #[serde(default)]
    email: String,
    relationship: Relationship,
    how_much: HowMuch,
    #[serde(default)]
    until: String,
    /// `see_laboratory=on` and the like.
    #[serde(flatten)]
    boxes: BTreeMap<String, String>,
}

/// Whom to invite, as JSON.
#[derive(Deserialize, ToSchema)]
struct InviteAsk {
    email: String,
    relationship: Relationship,
    scope: Vec<Category>,
    /// The first moment without access; absent: until it is ended.
    until: Option<Timestamp>,
}

async fn invite(
    State(portal): State<Portal>,
    OpenChart(chart): OpenChart,
    SignedIn(session): SignedIn,
    extensions: Extensions,
    Submitted(form): Submitted<InviteForm>,
) -> Result<Response, Problem> {
    own(&session, &chart).await?;
    let visitor = Visitor::of(&extensions);
    let scope = form.how_much.categories(&form.boxes);
    let fault = match until(&portal, &form.until) {
        Err(fault) => fault,
        Ok(until) => {
            let (email, relationship) = (form.email.clone(), form.relationship);
            let invite = Invite { email, relationship, scope, until, language: session.language() };
            match portal.accounts.invite(&session, invite, &visitor.visit).await {
                Ok(_) => return Ok(redirect(&format!("{}?done=invited", visitor.shell().to("sharing")))),
                Err(error) => SharingFault::of(error)?,
            }
        }
    };
    let page = InvitePage {
        email: form.email,
        relationship: form.relationship,
        how_much: form.how_much,
        chosen: scope.iter().filter(|_| form.how_much == HowMuch::Chosen).collect(),
        until: form.until,
        fault: Some(fault),
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, View(page)).into_response())
}

/// The end of the day that was given, where the organisation is.
fn until(portal: &Portal, day: &str) -> Result<Option<Timestamp>, SharingFault> {
    if day.trim().is_empty() {
        return Ok(None);
    }
    let day: Date = day.trim().parse().map_err(|_| SharingFault::NoDate)?;
    let next = day.tomorrow().map_err(|_| SharingFault::NoDate)?;
    let end = next.to_zoned(portal.settings.zone.clone()).map_err(|_| SharingFault::NoDate)?;
    Ok(Some(end.timestamp()))
}

async fn invite_api(
    State(portal): State<Portal>,
    OpenChart(chart): OpenChart,
    SignedIn(session): SignedIn,
    extensions: Extensions,
    Submitted(ask): Submitted<InviteAsk>,
) -> Result<Json<Invited>, Problem> {
    own(&session, &chart).await?;
    let InviteAsk { email, relationship, scope, until } = ask;
    let scope: Categories = scope.into_iter().collect();
    let invite = Invite { email, relationship, scope, until, language: session.language() };
    let invited = portal.accounts.invite(&session, invite, &Visitor::of(&extensions).visit).await;
    Ok(Json(Invited { grant: invited.map_err(unacceptable)? }))
}

/// A twin says that something is wrong with what was sent; the page says what.
pub(super) fn unacceptable(error: portico_account::AccountError) -> Problem {
    SharingFault::of(error).map_or_else(|problem| problem, SharingFault::problem)
}

/// The grant in the path. What is no id is no grant.
pub(super) fn grant_id(text: &str) -> Result<GrantId, Problem> {
    text.parse::<Uuid>().map(GrantId).map_err(|_| Problem::NotFound)
}

/// The grant of a patient's page.
#[derive(Deserialize)]
struct OfPatient {
    grant: String,
}

/// The question whether an access of this patient's is to end; 404 where it is none.
async fn end_question(
    portal: &Portal,
    session: &CurrentSession,
    grant: GrantId,
    extensions: &Extensions,
) -> Result<EndPage, Problem> {
    let visit = &Visitor::of(extensions).visit;
    let sharing = portal.accounts.sharing(session, visit).await.map_err(account_problem)?;
    let people = sharing.people.into_iter().map(|own| (own.grant, own.name, false));
    let waiting = sharing.waiting.into_iter().map(|own| (own.grant, own.email, true));
    let mut all = people.chain(waiting);
    let (grant, name, is_waiting) = all.find(|own| own.0 == grant).ok_or(Problem::NotFound)?;
    Ok(EndPage { grant, name, is_mine: false, is_waiting, fault: None })
}

async fn end_page(
    State(portal): State<Portal>,
    OpenChart(chart): OpenChart,
    SignedIn(session): SignedIn,
    Path(of): Path<OfPatient>,
    extensions: Extensions,
) -> Result<View<EndPage>, Problem> {
    own(&session, &chart).await?;
    Ok(View(end_question(&portal, &session, grant_id(&of.grant)?, &extensions).await?))
}

/// Nothing but the token of the form.
#[derive(Deserialize)]
pub(super) struct Nothing {}

async fn end(
    State(portal): State<Portal>,
    OpenChart(chart): OpenChart,
    SignedIn(session): SignedIn,
    Path(of): Path<OfPatient>,
    extensions: Extensions,
    Submitted(Nothing {}): Submitted<Nothing>,
) -> Result<Response, Problem> {
    own(&session, &chart).await?;
    let grant = grant_id(&of.grant)?;
    let question = end_question(&portal, &session, grant, &extensions).await?;
    let visitor = Visitor::of(&extensions);
    match portal.accounts.end_access(&session, grant, &visitor.visit).await {
        Ok(()) => Ok(redirect(&format!("{}?done=ended", visitor.shell().to("sharing")))),
        Err(error) => {
            let page = EndPage { fault: Some(SharingFault::of(error)?), ..question };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, View(page)).into_response())
        }
    }
}

async fn end_api(
    State(portal): State<Portal>,
    OpenChart(chart): OpenChart,
    SignedIn(session): SignedIn,
    Path(of): Path<OfPatient>,
    headers: HeaderMap,
    extensions: Extensions,
) -> Result<StatusCode, Problem> {
    own(&session, &chart).await?;
    let visitor = Visitor::of(&extensions);
    visitor.check_header_token(&headers)?;
    let grant = grant_id(&of.grant)?;
    end_question(&portal, &session, grant, &extensions).await?;
    portal.accounts.end_access(&session, grant, &visitor.visit).await.map_err(unacceptable)?;
    Ok(StatusCode::NO_CONTENT)
}
