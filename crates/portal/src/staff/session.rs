//! The session of staff: how long it lasts, its language.

use axum::Json;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{Extensions, HeaderValue, Method};
use axum::response::Response;
use portico_account::SessionToken;
use portico_model::Language;
use serde::Deserialize;

use super::{EVERYBODY, safe_next, staff_of};
use crate::edge::{account_problem, redirect};
use crate::extract::Submitted;
use crate::portal::Portal;
use crate::problem::Problem;
use crate::settings::Settings;
use crate::sign_in::SessionState;
use crate::sign_in::forget_pages;
use crate::site_map::{Access, SiteMap};
use crate::visitor::Visitor;

pub(super) fn routes(map: &mut SiteMap) {
    let access = Access::Staff(EVERYBODY);
    map.staff_act("language", EVERYBODY, change_language);
    map.api::<SessionState, _, _>(Method::GET, "staff/session", access, current);
    map.api::<SessionState, _, _>(Method::POST, "staff/session/extend", access, extend);
}

#[derive(Deserialize)]
struct Choice {
    language: Language,
    #[serde(default)]
    back: String,
}

async fn current(extensions: Extensions) -> Result<Json<SessionState>, Problem> {
    Ok(Json(SessionState::of(staff_of(&extensions)?, Visitor::of(&extensions).now)))
}

async fn extend(
    State(portal): State<Portal>,
    extensions: Extensions,
    headers: axum::http::HeaderMap,
) -> Result<Json<SessionState>, Problem> {
    let visitor = Visitor::of(&extensions);
    visitor.check_header_token(&headers)?;
    let session = portal.accounts.extend(staff_of(&extensions)?, &visitor.visit).await;
    Ok(Json(SessionState::of(&session.map_err(account_problem)?, visitor.now)))
}

async fn change_language(
    State(portal): State<Portal>,
    extensions: Extensions,
    Submitted(choice): Submitted<Choice>,
) -> Result<Response, Problem> {
    let session = staff_of(&extensions)?;
    let visit = &Visitor::of(&extensions).visit;
    portal.accounts.change_language(session, choice.language, visit).await.map_err(account_problem)?;
    Ok(redirect(&safe_next(&choice.back)))
}

/// Puts the token of a session into the cookie of staff.
pub(super) fn set_session(response: &mut Response, token: &SessionToken, settings: &Settings) {
    set_cookie(response, settings, &token.to_text(), "");
}

pub(super) fn clear_session(response: &mut Response, settings: &Settings) {
    set_cookie(response, settings, "", "; Max-Age=0");
    forget_pages(response);
}

fn set_cookie(response: &mut Response, settings: &Settings, value: &str, more: &str) {
    let secure = if settings.is_tls { "; Secure" } else { "" };
    let name = settings.staff_cookie();
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{more}");
    let mut cookie = HeaderValue::from_str(&cookie).expect("a token in base64 fits a header");
    cookie.set_sensitive(true);
    response.headers_mut().append(SET_COOKIE, cookie);
}
