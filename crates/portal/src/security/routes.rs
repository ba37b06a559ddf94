//! Sign-in and security: devices, second factors, the password.

use axum::extract::{Path, State};
use axum::http::{Extensions, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use portico_account::{AccountError, CurrentSession, Device, PasswordFlaw, SecretString, Visit};
use portico_model::SessionId;
use serde::Deserialize;
use uuid::Uuid;

use super::pages::{AuthenticatorRow, PasswordFault, SecurityDone, SecurityPage, SessionRow};
use crate::answer::{Answer, Answered, plain};
use crate::edge::{account_problem, redirect};
use crate::extract::{QueryOf, SignedIn, Submitted};
use crate::forms::KeepAnswer;
use crate::portal::Portal;
use crate::problem::Problem;
use crate::sign_in::pages::RecoveryCodesPage;
use crate::sign_in::set_session;
use crate::sign_in::way_back::step_up;
use crate::site_map::{Access, SiteMap};
use crate::view::View;
use crate::visitor::Visitor;

const HERE: &str = "/account/security";

pub(crate) fn routes(map: &mut SiteMap) {
    map.route(Method::GET, HERE, Access::SignedIn, show);
    map.api::<SecurityPage, _, _>(Method::GET, "account/security", Access::SignedIn, show);
    map.route(Method::POST, "/account/security/sessions/{session}/end", Access::SignedIn, end_session);
    map.route(Method::POST, "/account/security/sign-out-everywhere", Access::SignedIn, end_others);
    map.route(Method::POST, "/account/security/password", Access::SignedIn, change_password);
    map.route(Method::POST, "/account/security/recovery-codes", Access::SignedIn, renew_recovery_codes);
}

impl Answered for SecurityPage {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

/// What was just done, after the redirect of the form that did it.
#[derive(Deserialize)]
struct Done {
    done: Option<SecurityDone>,
}

async fn show(
    State(portal): State<Portal>,
    SignedIn(session): SignedIn,
    extensions: Extensions,
    QueryOf(Done { done }): QueryOf<Done>,
) -> Result<View<SecurityPage>, Problem> {
    let visit = &Visitor::of(&extensions).visit;
    Ok(View(SecurityPage { done, ..page(&portal, &session, visit).await? }))
}

/// Back to the page, which then says what was done.
fn back(done: &str) -> Response {
    redirect(&format!("{HERE}?done={done}"))
}

async fn page(portal: &Portal, session: &CurrentSession, visit: &Visit) -> Result<SecurityPage, Problem> {
    let (factors, mut devices) = portal.accounts.security(session, visit).await.map_err(account_problem)?;
    devices.sort_by_key(|device| !device.is_current);
    let authenticators = factors.authenticators.into_iter().map(|own| AuthenticatorRow {
        label: own.label,
        added_at: own.added_at,
        last_used_at: own.last_used_at,
    });
    Ok(SecurityPage {
        authenticators: authenticators.collect(),
        recovery_codes_left: factors.recovery_codes_left,
        sessions: devices.into_iter().map(session_row).collect(),
        ..SecurityPage::default()
    })
}

fn session_row(device: Device) -> SessionRow {
    SessionRow {
        id: device.session.to_string(),
        user_agent: device.origin.user_agent,
        address: device.origin.address.map(|address| address.to_string()),
        signed_in_at: device.signed_in_at,
        last_seen_at: device.last_seen_at,
        is_current: device.is_current,
    }
}

/// Nothing but the token of the form.
#[derive(Deserialize)]
struct Nothing {}

async fn end_session(
    State(portal): State<Portal>,
    SignedIn(session): SignedIn,
    Path(other): Path<String>,
    extensions: Extensions,
    Submitted(Nothing {}): Submitted<Nothing>,
) -> Result<Response, Problem> {
    let other = SessionId(other.parse::<Uuid>().map_err(|_| Problem::NotFound)?);
    let visitor = Visitor::of(&extensions);
    let ended = portal.accounts.end_session(&session, other, &visitor.visit).await;
    said_or_proved(ended, "session_ended", &portal, visitor)
}

async fn end_others(
    State(portal): State<Portal>,
    SignedIn(session): SignedIn,
    extensions: Extensions,
    Submitted(Nothing {}): Submitted<Nothing>,
) -> Result<Response, Problem> {
    let visitor = Visitor::of(&extensions);
    let ended = portal.accounts.sign_out_everywhere(&session, true, &visitor.visit).await;
    said_or_proved(ended, "others_ended", &portal, visitor)
}

/// What was done is said; whoever has to prove a factor first is led to it and back here.
fn said_or_proved<T>(
    ended: Result<T, AccountError>,
    done: &str,
    portal: &Portal,
    visitor: &Visitor,
) -> Result<Response, Problem> {
    match ended {
        Ok(_) => Ok(back(done)),
        Err(AccountError::StepUpNeeded) => Ok(step_up(portal, visitor, HERE)),
        Err(error) => Err(account_problem(error)),
    }
}

#[derive(Deserialize)]
struct Passwords {
    #[serde(default)]
    password: SecretString,
    #[serde(default)]
    new_password: SecretString,
}

async fn change_password(
    State(portal): State<Portal>,
    SignedIn(session): SignedIn,
    extensions: Extensions,
    Submitted(given): Submitted<Passwords>,
) -> Result<Response, Problem> {
    let visit = &Visitor::of(&extensions).visit;
    match portal.accounts.change_password(&session, &given.password, &given.new_password, visit).await {
        Ok(proved) => {
            let mut response = back("password_changed");
            set_session(&mut response, &proved.token, &portal.settings);
            Ok(response)
        }
        Err(error) => {
            let password_fault = Some(password_fault(error)?);
            let page = SecurityPage { password_fault, ..page(&portal, &session, visit).await? };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, View(page)).into_response())
        }
    }
}

fn password_fault(error: AccountError) -> Result<PasswordFault, Problem> {
    match error {
        AccountError::Refused => Ok(PasswordFault::Wrong),
        AccountError::HeldOff { .. } | AccountError::Busy => Ok(PasswordFault::Wait),
        AccountError::Password(flaw) => Ok(match flaw {
            PasswordFlaw::TooShort => PasswordFault::TooShort,
            PasswordFlaw::TooLong => PasswordFault::TooLong,
            PasswordFlaw::Common => PasswordFault::TooCommon,
            PasswordFlaw::Repetitive => PasswordFault::Repetitive,
            PasswordFlaw::Personal => PasswordFault::Personal,
        }),
        error => Err(account_problem(error)),
    }
}

/// New recovery codes want a fresh second factor; whoever has none is led to it and back here.
async fn renew_recovery_codes(
    State(portal): State<Portal>,
    SignedIn(session): SignedIn,
    extensions: Extensions,
    Submitted(Nothing {}): Submitted<Nothing>,
) -> Result<Response, Problem> {
    let visit = &Visitor::of(&extensions).visit;
    match portal.accounts.renew_recovery_codes(&session, visit).await {
        Ok(codes) => {
            let codes = codes.iter().map(|code| code.to_text().to_string()).collect();
            let mut response = View(RecoveryCodesPage { codes, next: HERE.to_owned() }).into_response();
            // The second press would make others, and end those that the reader saw for a moment.
            response.extensions_mut().insert(KeepAnswer);
            Ok(response)
        }
        Err(AccountError::StepUpNeeded) => Ok(step_up(&portal, Visitor::of(&extensions), HERE)),
        Err(error) => Err(account_problem(error)),
    }
}
