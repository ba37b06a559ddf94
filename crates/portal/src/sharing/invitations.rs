//! The link of an invitation: a door for whoever holds it, the invitation for the person it was sent to.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{Extensions, HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use portico_account::{AccountError, CurrentSession, LinkToken};
use portico_model::GrantState;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::faults::SharingFault;
use super::pages::{InvitationDoor, InvitationPage};
use super::routes::{Nothing, unacceptable};
use crate::answer::{Answer, Answered, plain};
use crate::edge::redirect;
use crate::extract::{SignedIn, Submitted};
use crate::portal::Portal;
use crate::problem::Problem;
use crate::sign_in::way_back;
use crate::site_map::{Access, SiteMap};
use crate::view::View;
use crate::visitor::Visitor;

pub(super) fn routes(map: &mut SiteMap) {
    let signed_in = Access::SignedIn;
    map.route(Method::GET, "/invitations/{token}", Access::Public, show);
    map.route(Method::POST, "/invitations/{token}/accept", signed_in, accept);
    map.route(Method::POST, "/invitations/{token}/decline", signed_in, decline);
    map.api::<InvitationPage, _, _>(Method::GET, "invitations/{token}", signed_in, show_api);
    map.api::<InvitationAnswered, _, _>(Method::POST, "invitations/{token}/accept", signed_in, accept_api);
    map.api::<InvitationAnswered, _, _>(Method::POST, "invitations/{token}/decline", signed_in, decline_api);
}

/// Where the grant is after the answer.
#[derive(Serialize, ToSchema)]
struct InvitationAnswered {
    state: GrantState,
}

impl Answered for InvitationAnswered {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

fn link(token: &str) -> Result<LinkToken, Problem> {
    LinkToken::parse(token).ok_or(Problem::NotFound)
}

/// `GET /invitations/{token}`
async fn show(
    State(portal): State<Portal>,
    Path(token): Path<String>,
    extensions: Extensions,
) -> Result<Response, Problem> {
    let visitor = Visitor::of(&extensions);
    let session = visitor.session().ok().filter(|session| session.has_second_factor());
    let Some(session) = session else { return door(&portal, &token).await };
    match portal.accounts.open_invitation(session, &link(&token)?, &visitor.visit).await {
        Ok(open) => Ok(View(InvitationPage::of(open, &token, None)).into_response()),
        Err(error) => closed(error),
    }
}

/// Whoever is not signed in yet comes back here afterwards.
async fn door(portal: &Portal, token: &str) -> Result<Response, Problem> {
    let door = match portal.accounts.peek_invitation(&link(token)?).await {
        Ok(true) => InvitationDoor { sign_up: None, fault: None },
        Ok(false) => InvitationDoor { sign_up: Some(format!("/invitations/{token}/sign-up")), fault: None },
        Err(error) => return closed(error),
    };
    let mut response = View(door).into_response();
    way_back::keep(&mut response, portal, &format!("/invitations/{token}"));
    Ok(response)
}

/// An invitation that cannot be answered, or not by this person: why, and nothing of whose record it is.
fn closed(error: AccountError) -> Result<Response, Problem> {
    let fault = Some(SharingFault::of(error)?);
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok((status, View(InvitationDoor { sign_up: None, fault })).into_response())
}

#[derive(Deserialize)]
struct Yes {
    adult: Option<String>,
}

async fn accept(
    State(portal): State<Portal>,
    SignedIn(session): SignedIn,
    Path(token): Path<String>,
    extensions: Extensions,
    Submitted(Yes { adult }): Submitted<Yes>,
) -> Result<Response, Problem> {
    let (link, visit) = (link(&token)?, &Visitor::of(&extensions).visit);
    match portal.accounts.accept_invitation(&session, &link, adult.is_some(), visit).await {
        Ok(GrantState::Active) => Ok(redirect("/account/access?done=accepted")),
        Ok(_) => Ok(redirect("/account/access?done=paper_needed")),
        Err(error) => again(&portal, &session, (&token, &link), &extensions, error).await,
    }
}

/// The invitation once more, with what was wrong; where it can no longer be answered, that alone.
async fn again(
    portal: &Portal,
    session: &CurrentSession,
    (token, link): (&str, &LinkToken),
    extensions: &Extensions,
    error: AccountError,
) -> Result<Response, Problem> {
    let fault = SharingFault::of(error)?;
    let visit = &Visitor::of(extensions).visit;
    match portal.accounts.open_invitation(session, link, visit).await {
        Ok(open) => {
            let page = InvitationPage::of(open, token, Some(fault));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, View(page)).into_response())
        }
        Err(error) => closed(error),
    }
}

async fn decline(
    State(portal): State<Portal>,
    SignedIn(session): SignedIn,
    Path(token): Path<String>,
    extensions: Extensions,
    Submitted(Nothing {}): Submitted<Nothing>,
) -> Result<Response, Problem> {
    let visit = &Visitor::of(&extensions).visit;
    match portal.accounts.decline_invitation(&session, &link(&token)?, visit).await {
        Ok(()) => Ok(redirect("/account/access?done=declined")),
        Err(error) => closed(error),
    }
}

async fn show_api(
    State(portal): State<Portal>,
    SignedIn(session): SignedIn,
    Path(token): Path<String>,
    extensions: Extensions,
) -> Result<Json<InvitationPage>, Problem> {
    let visit = &Visitor::of(&extensions).visit;
    let open = portal.accounts.open_invitation(&session, &link(&token)?, visit).await;
    Ok(Json(InvitationPage::of(open.map_err(unacceptable)?, &token, None)))
}

#[derive(Deserialize, ToSchema)]
struct YesAsk {
    is_adult: bool,
}

async fn accept_api(
    State(portal): State<Portal>,
    SignedIn(session): SignedIn,
    Path(token): Path<String>,
    extensions: Extensions,
    Submitted(YesAsk { is_adult }): Submitted<YesAsk>,
) -> Result<Json<InvitationAnswered>, Problem> {
    let visit = &Visitor::of(&extensions).visit;
    let accepted = portal.accounts.accept_invitation(&session, &link(&token)?, is_adult, visit).await;
    Ok(Json(InvitationAnswered { state: accepted.map_err(unacceptable)? }))
}

async fn decline_api(
    State(portal): State<Portal>,
    SignedIn(session): SignedIn,
    Path(token): Path<String>,
    headers: HeaderMap,
    extensions: Extensions,
) -> Result<Json<InvitationAnswered>, Problem> {
    let visitor = Visitor::of(&extensions);
    visitor.check_header_token(&headers)?;
    let declined = portal.accounts.decline_invitation(&session, &link(&token)?, &visitor.visit).await;
    declined.map_err(unacceptable)?;
    Ok(Json(InvitationAnswered { state: GrantState::Declined }))
}
