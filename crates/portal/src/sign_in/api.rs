//! The JSON twins of the way in. A browser gets the session as a cookie that no script reads; everybody else gets its token,
//! to be sent as `Authorization: Bearer`. Nobody gets both.

use axum::Json;
use axum::extract::State;
use axum::http::{Extensions, HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use portico_account::{AccountError, CurrentSession, NextStep, SecretString, SignedIn as Proved};
use portico_model::{AccountId, Assurance, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::forms::warm_up;
use super::{Code, Proof, clear_session, leave_behind, set_session};
use crate::answer::{Answer, Answered, plain};
use crate::edge::account_problem;
use crate::extract::{HalfSignedIn, Submitted};
use crate::portal::Portal;
use crate::problem::Problem;
use crate::sign_up::keep_device;
use crate::site_map::{Access, SiteMap};
use crate::visitor::{Carrier, Visitor};

pub(super) fn routes(map: &mut SiteMap) {
    map.api::<SessionStarted, _, _>(Method::POST, "session", Access::Public, sign_in);
    map.api::<SessionStarted, _, _>(Method::POST, "session/factor", Access::HalfSignedIn, factor);
    map.api::<SessionStarted, _, _>(Method::POST, "session/recovery", Access::HalfSignedIn, recovery);
    map.api::<SessionState, _, _>(Method::GET, "session", Access::HalfSignedIn, current);
    map.api::<SessionState, _, _>(Method::POST, "session/extend", Access::HalfSignedIn, extend);
    map.route(Method::DELETE, "/api/v1/session", Access::HalfSignedIn, sign_out);
}

/// What to prove.
#[derive(Deserialize, ToSchema)]
struct Credentials {
    email: String,
    #[schema(value_type = String)]
    password: SecretString,
}

/// A session with its token: the token of the step before opens nothing any more.
#[derive(Serialize, ToSchema)]
pub(crate) struct SessionStarted {
    /// For `Authorization: Bearer`; absent in a browser, which has it as a cookie.
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
    /// `prove_factor`, `enrol_factor` or `enter`.
    next: &'static str,
    #[serde(flatten)]
    state: SessionState,
}

/// How long a session lasts, and what its forms must send along.
#[derive(Serialize, ToSchema)]
pub(crate) struct SessionState {
    assurance: Assurance,
    /// When it ends unless it is used.
    idle_ends_at: Timestamp,
    /// When it ends however much it is used.
    absolute_ends_at: Timestamp,
    /// The portal's clock now: what is left is counted from it.
    now: Timestamp,
    /// Whose session it is: a page of somebody else's sees by it that it must go.
    account: AccountId,
    /// For `x-csrf-token`, where the session travels as a cookie.
    csrf: String,
}

impl SessionState {
    pub(crate) fn of(session: &CurrentSession, now: Timestamp) -> Self {
        Self {
            now,
            account: session.account(),
            assurance: session.assurance(),
            idle_ends_at: session.ends_at(),
            absolute_ends_at: session.expires_at(),
            csrf: session.csrf_token(),
        }
    }
}

impl Answered for SessionStarted {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

impl Answered for SessionState {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

async fn sign_in(
    State(portal): State<Portal>,
    extensions: Extensions,
    headers: HeaderMap,
    Submitted(given): Submitted<Credentials>,
) -> Result<Response, Problem> {
    let visitor = Visitor::of(&extensions);
    let proved = portal.accounts.sign_in(&given.email, &given.password, &visitor.visit).await;
    let proved = proved.map_err(|error| refusal(error, visitor.now))?;
    leave_behind(&portal, visitor).await?;
    Ok(started(&portal, &proved, visitor.carrier(&headers)))
}

async fn factor(
    State(portal): State<Portal>,
    HalfSignedIn(session): HalfSignedIn,
    extensions: Extensions,
    headers: HeaderMap,
    Submitted(given): Submitted<Code>,
) -> Result<Response, Problem> {
    let visitor = Visitor::of(&extensions);
    let proved = given.prove(Proof::Authenticator, &portal, &session, visitor).await;
    let proved = proved.map_err(|error| refusal(error, visitor.now))?;
    let mut response = started(&portal, &proved, visitor.carrier(&headers));
    keep_device(&mut response, &portal, &headers, &proved.session).await;
    Ok(response)
}

async fn recovery(
    State(portal): State<Portal>,
    HalfSignedIn(session): HalfSignedIn,
    extensions: Extensions,
    headers: HeaderMap,
    Submitted(given): Submitted<Code>,
) -> Result<Response, Problem> {
    let visitor = Visitor::of(&extensions);
    let proved = given.prove(Proof::RecoveryCode, &portal, &session, visitor).await;
    let proved = proved.map_err(|error| refusal(error, visitor.now))?;
    let mut response = started(&portal, &proved, visitor.carrier(&headers));
    keep_device(&mut response, &portal, &headers, &proved.session).await;
    Ok(response)
}

pub(crate) fn started(portal: &Portal, proved: &Proved, carrier: Carrier) -> Response {
    let next = match proved.next {
        NextStep::ProveFactor => "prove_factor",
        NextStep::EnrolFactor => "enrol_factor",
        NextStep::Enter => {
            warm_up(portal, &proved.session);
            "enter"
        }
    };
    let token = (carrier == Carrier::Bearer).then(|| proved.token.to_text().to_string());
    let body = SessionStarted { token, next, state: SessionState::of(&proved.session, portal.clock.now()) };
    let mut response = Json(body).into_response();
    if carrier == Carrier::Cookie {
        set_session(&mut response, &proved.token, &portal.settings);
    }
    response
}

/// Wrong credentials are one problem, whatever was wrong.
fn refusal(error: AccountError, now: Timestamp) -> Problem {
    match error {
        AccountError::Refused => Problem::WrongCredentials,
        AccountError::HeldOff { until } => {
            let seconds = until.duration_since(now).as_secs().max(1);
            Problem::TooManyRequests { retry_after_seconds: seconds.unsigned_abs() }
        }
        error => account_problem(error),
    }
}

async fn current(HalfSignedIn(session): HalfSignedIn, extensions: Extensions) -> Json<SessionState> {
    Json(SessionState::of(&session, Visitor::of(&extensions).now))
}

async fn extend(
    State(portal): State<Portal>,
    HalfSignedIn(session): HalfSignedIn,
    extensions: Extensions,
    headers: HeaderMap,
) -> Result<Json<SessionState>, Problem> {
    let visitor = Visitor::of(&extensions);
    visitor.check_header_token(&headers)?;
    let extended = portal.accounts.extend(&session, &visitor.visit).await.map_err(account_problem)?;
    Ok(Json(SessionState::of(&extended, visitor.now)))
}

async fn sign_out(
    State(portal): State<Portal>,
    HalfSignedIn(session): HalfSignedIn,
    extensions: Extensions,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let visitor = Visitor::of(&extensions);
    visitor.check_header_token(&headers)?;
    portal.accounts.sign_out(&session, &visitor.visit).await.map_err(account_problem)?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    clear_session(&mut response, &portal.settings);
    Ok(response)
}
