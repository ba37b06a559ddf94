//! The way in for staff: to the organisation's identity provider and back.

use axum::Form;
use axum::extract::State;
use axum::http::header::{REFRESH, SET_COOKIE};
use axum::http::{Extensions, HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use portico_account::CurrentSession;
use portico_account::staff::{Begun, Brought, StaffError};
use serde::Deserialize;

use super::pages::{StaffAgainPage, StaffFault, StaffGoingOnPage, StaffSignInPage};
use super::session::set_session;
use super::{EVERYBODY, door, safe_next, staff_of};
use crate::edge::{account_problem, cookie, redirect};
use crate::extract::{QueryOf, Submitted};
use crate::forms::has_draft;
use crate::portal::Portal;
use crate::problem::Problem;
use crate::settings::Settings;
use crate::sign_in::way_back;
use crate::site_map::{Access, SiteMap};
use crate::view::View;
use crate::visitor::Visitor;

/// As long as a sign-in may be under way.
const STATE_LASTS_SECONDS: u32 = 600;

pub(super) fn routes(map: &mut SiteMap) {
    map.route(Method::GET, "/staff/sign-in", Access::Public, sign_in_page);
    map.route(Method::POST, "/staff/sign-in/begin", Access::Public, begin);
    map.route(Method::GET, "/staff/sign-in/callback", Access::Public, come_back);
    map.route(Method::GET, "/staff/sign-in/again", Access::Staff(EVERYBODY), again_page);
    map.route(Method::GET, "/staff/sign-in/again/begin", Access::Staff(EVERYBODY), begin_again);
    map.route(Method::POST, "/staff/back-channel-logout", Access::Public, end_by_provider);
}

#[derive(Deserialize)]
struct Arriving {
    ended: Option<String>,
}

/// The token of a session that is there already, half proved.
fn csrf(extensions: &Extensions) -> String {
    Visitor::of(extensions).session().map(CurrentSession::csrf_token).unwrap_or_default()
}

/// What the provider sends along (RFC 6749 § 4.1.2).
#[derive(Deserialize)]
struct CameBack {
    #[serde(default)]
    state: String,
    code: Option<String>,
}

#[derive(Deserialize)]
struct LogoutForm {
    #[serde(default)]
    logout_token: String,
}

async fn sign_in_page(
    State(portal): State<Portal>,
    extensions: Extensions,
    headers: HeaderMap,
    QueryOf(arriving): QueryOf<Arriving>,
) -> Response {
    if staff_of(&extensions).is_ok() {
        return redirect("/staff");
    }
    let is_open = portal.staff.is_some();
    let fault = (!is_open).then_some(StaffFault::NotSetUp);
    let is_over = cookie(&headers, portal.settings.staff_cookie()).is_some();
    let has_ended = arriving.ended.is_some() || is_over;
    let is_unsent = has_draft(&portal, &headers);
    View(StaffSignInPage { has_ended, is_unsent, fault, csrf: csrf(&extensions) }).into_response()
}

/// Somebody pressed the button: no page of another house begins a sign-in here by leading a browser to an address.
async fn begin(
    State(portal): State<Portal>,
    extensions: Extensions,
    Submitted(Nothing {}): Submitted<Nothing>,
) -> Result<Response, Problem> {
    match door(&portal)?.begin(None, &Visitor::of(&extensions).visit).await {
        Ok(begun) => going_on(&begun, &portal.settings),
        Err(error) => refuse(error),
    }
}

/// Nothing but the token of the form.
#[derive(Deserialize)]
struct Nothing {}

/// A page that goes on to the provider by itself: a form may lead nowhere but here (`form-action`).
fn going_on(begun: &Begun, settings: &Settings) -> Result<Response, Problem> {
    let refresh = HeaderValue::from_str(&format!("0; url={}", begun.to)).map_err(Problem::internal)?;
    let mut response = View(StaffGoingOnPage { to: begun.to.to_string() }).into_response();
    response.headers_mut().insert(REFRESH, refresh);
    keep_state(&mut response, settings, &begun.state, STATE_LASTS_SECONDS);
    Ok(response)
}

async fn again_page() -> View<StaffAgainPage> {
    View(StaffAgainPage {})
}

async fn begin_again(State(portal): State<Portal>, extensions: Extensions) -> Result<Response, Problem> {
    lead(&portal, &extensions, staff_of(&extensions)?).await
}

/// To the provider, for a fresh proof.
async fn lead(
    portal: &Portal,
    extensions: &Extensions,
    renews: &CurrentSession,
) -> Result<Response, Problem> {
    match door(portal)?.begin(Some(renews), &Visitor::of(extensions).visit).await {
        Ok(begun) => Ok(to_provider(&begun, &portal.settings)),
        Err(error) => refuse(error),
    }
}

async fn come_back(
    State(portal): State<Portal>,
    extensions: Extensions,
    headers: HeaderMap,
    QueryOf(came): QueryOf<CameBack>,
) -> Result<Response, Problem> {
    let visitor = Visitor::of(&extensions);
    let kept = cookie(&headers, state_cookie(&portal.settings));
    let brought = Brought { state: &came.state, code: came.code.as_deref(), kept_state: kept.as_deref() };
    let current: Option<&CurrentSession> = visitor.session().ok();
    let mut response = match door(&portal)?.finish(brought, current, &visitor.visit).await {
        Ok(signed_in) => {
            let mut response =
                redirect(&safe_next(&way_back::wanted(&portal, &headers, signed_in.session.account())));
            way_back::forget(&mut response, &portal);
            set_session(&mut response, &signed_in.token, &portal.settings);
            response
        }
        Err(error) => refuse(error)?,
    };
    keep_state(&mut response, &portal.settings, "", 0);
    Ok(response)
}

/// `POST /staff/back-channel-logout` (OpenID Connect Back-Channel Logout 1.0 § 2.5): from the provider, not a browser.
async fn end_by_provider(
    State(portal): State<Portal>,
    extensions: Extensions,
    Form(form): Form<LogoutForm>,
) -> Result<Response, Problem> {
    let ended = door(&portal)?.end_by_provider(&form.logout_token, &Visitor::of(&extensions).visit).await;
    match ended {
        Ok(()) => Ok(StatusCode::OK.into_response()),
        Err(StaffError::Account(error)) => Err(account_problem(error)),
        Err(StaffError::Unavailable) => Err(Problem::Internal),
        Err(_) => Err(Problem::BadRequest),
    }
}

fn to_provider(begun: &Begun, settings: &Settings) -> Response {
    let mut response = redirect(begun.to.as_str());
    keep_state(&mut response, settings, &begun.state, STATE_LASTS_SECONDS);
    response
}

/// Tells somebody who was not let in why, as far as it helps them.
fn refuse(error: StaffError) -> Result<Response, Problem> {
    let fault = match error {
        StaffError::NotUnderWay => StaffFault::NotUnderWay,
        StaffError::Declined => StaffFault::Declined,
        StaffError::Untrusted(_) => StaffFault::Untrusted,
        StaffError::NoSecondFactor => StaffFault::NoSecondFactor,
        StaffError::NoRole => StaffFault::NoRole,
        StaffError::LetGo => StaffFault::LetGo,
        StaffError::SomebodyElse => StaffFault::SomebodyElse,
        StaffError::Unavailable => StaffFault::Unavailable,
        StaffError::TooMany { wait } => {
            let retry_after_seconds = u64::try_from(wait.as_secs()).unwrap_or_default() + 1;
            return Err(Problem::TooManyRequests { retry_after_seconds });
        }
        StaffError::Account(error) => return Err(account_problem(error)),
    };
    let page = StaffSignInPage { fault: Some(fault), ..StaffSignInPage::default() };
    let status = match fault {
        StaffFault::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok((status, View(page)).into_response())
}

/// What binds a sign-in to the browser that began it.
fn state_cookie(settings: &Settings) -> &'static str {
    if settings.is_tls { "__Host-portico-staff-state" } else { "portico-staff-state" }
}

fn keep_state(response: &mut Response, settings: &Settings, state: &str, seconds: u32) {
    let secure = if settings.is_tls { "; Secure" } else { "" };
    let name = state_cookie(settings);
    let cookie = format!("{name}={state}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    let mut cookie = HeaderValue::from_str(&cookie).expect("a state in base64 fits a header");
    cookie.set_sensitive(true);
    response.headers_mut().append(SET_COOKIE, cookie);
}
