//! The pages of the way in, as forms that work without scripts.

use axum::extract::State;
use axum::http::{Extensions, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use fast_qr::QRBuilder;
use fast_qr::convert::svg::SvgBuilder;
use portico_account::{CurrentSession, Enrolment, ExposeSecret, NextStep, SecretString, SignedIn as Proved};
use serde::Deserialize;
use uuid::Uuid;

use super::pages::{EnrolPage, FactorPage, RecoveryCodesPage, RecoveryPage, SignInFault, SignInPage};
use super::{clear_session, fault_of, safe_next, set_session};
use crate::edge::{account_problem, redirect};
use crate::extract::{HalfSignedIn, QueryOf, Submitted};
use crate::portal::Portal;
use crate::problem::Problem;
use crate::site_map::{Access, SiteMap};
use crate::view::View;
use crate::visitor::Visitor;

pub(super) fn routes(map: &mut SiteMap) {
    map.route(Method::GET, "/sign-in", Access::Public, sign_in_page);
    map.route(Method::POST, "/sign-in", Access::Public, sign_in);
    map.route(Method::GET, "/sign-in/factor", Access::HalfSignedIn, factor_page);
    map.route(Method::POST, "/sign-in/factor", Access::HalfSignedIn, factor);
    map.route(Method::GET, "/sign-in/recovery", Access::HalfSignedIn, recovery_page);
    map.route(Method::POST, "/sign-in/recovery", Access::HalfSignedIn, recovery);
    map.route(Method::GET, "/sign-in/enrol", Access::HalfSignedIn, enrol_page);
    map.route(Method::POST, "/sign-in/enrol", Access::HalfSignedIn, enrol);
    map.route(Method::POST, "/sign-out", Access::HalfSignedIn, sign_out);
}

#[derive(Deserialize)]
struct Arriving {
    #[serde(default)]
    next: String,
    ended: Option<String>,
}

#[derive(Deserialize)]
struct Credentials {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: SecretString,
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
struct Code {
    #[serde(default)]
    code: String,
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
struct FirstCode {
    #[serde(default)]
    code: String,
    enrolment: Uuid,
    #[serde(default)]
    next: String,
}

async fn sign_in_page(extensions: Extensions, QueryOf(arriving): QueryOf<Arriving>) -> Response {
    let next = safe_next(&arriving.next);
    let is_in = Visitor::of(&extensions).session().is_ok_and(CurrentSession::has_second_factor);
    if is_in {
        return redirect(&next);
    }
    let csrf = csrf(&extensions);
    View(SignInPage { next, has_ended: arriving.ended.is_some(), csrf, ..SignInPage::default() })
        .into_response()
}

/// The token of a session that is there already, for somebody who comes back to the first step.
fn csrf(extensions: &Extensions) -> String {
    Visitor::of(extensions).session().map(CurrentSession::csrf_token).unwrap_or_default()
}

async fn sign_in(
    State(portal): State<Portal>,
    extensions: Extensions,
    Submitted(given): Submitted<Credentials>,
) -> Result<Response, Problem> {
    let visitor = Visitor::of(&extensions);
    let next = safe_next(&given.next);
    match portal.accounts.sign_in(&given.email, &given.password, &visitor.visit).await {
        Ok(proved) => Ok(go_on(&portal, &proved, &next)),
        Err(error) => {
            let fault =
                fault_of(&error, visitor.now, SignInFault::Mismatch).ok_or_else(|| account_problem(error))?;
            let page = SignInPage {
                email: given.email,
                error: Some(fault),
                next,
                csrf: csrf(&extensions),
                ..SignInPage::default()
            };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, View(page)).into_response())
        }
    }
}

/// To the next step, with the session's token in its cookie.
fn go_on(portal: &Portal, proved: &Proved, next: &str) -> Response {
    let step = match proved.next {
        NextStep::ProveFactor => "/sign-in/factor",
        NextStep::EnrolFactor => "/sign-in/enrol",
        NextStep::Enter => {
            warm_up(portal, &proved.session);
            return with_session(redirect(next), portal, proved);
        }
    };
    let query = serde_urlencoded::to_string([("next", next)]).unwrap_or_default();
    with_session(redirect(&format!("{step}?{query}")), portal, proved)
}

/// The person is about to look at their summary.
pub(super) fn warm_up(portal: &Portal, session: &CurrentSession) {
    if let Some(patient) = session.own_record() {
        portal.charts.warm(patient.clone());
    }
}

fn with_session(mut response: Response, portal: &Portal, proved: &Proved) -> Response {
    set_session(&mut response, &proved.token, &portal.settings);
    response
}

async fn factor_page(
    HalfSignedIn(session): HalfSignedIn,
    QueryOf(arriving): QueryOf<Arriving>,
) -> View<FactorPage> {
    View(FactorPage { error: None, next: safe_next(&arriving.next), csrf: session.csrf_token() })
}

async fn factor(
    State(portal): State<Portal>,
    HalfSignedIn(session): HalfSignedIn,
    extensions: Extensions,
    Submitted(given): Submitted<Code>,
) -> Result<Response, Problem> {
    let visitor = Visitor::of(&extensions);
    let next = safe_next(&given.next);
    match portal.accounts.prove_totp(&session, &given.code, &visitor.visit).await {
        Ok(proved) => Ok(go_on(&portal, &proved, &next)),
        Err(error) => {
            let fault = fault_of(&error, visitor.now, SignInFault::WrongCode)
                .ok_or_else(|| account_problem(error))?;
            let page = FactorPage { error: Some(fault), next, csrf: session.csrf_token() };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, View(page)).into_response())
        }
    }
}

async fn recovery_page(
    HalfSignedIn(session): HalfSignedIn,
    QueryOf(arriving): QueryOf<Arriving>,
) -> View<RecoveryPage> {
    View(RecoveryPage { error: None, next: safe_next(&arriving.next), csrf: session.csrf_token() })
}

async fn recovery(
    State(portal): State<Portal>,
    HalfSignedIn(session): HalfSignedIn,
    extensions: Extensions,
    Submitted(given): Submitted<Code>,
) -> Result<Response, Problem> {
    let visitor = Visitor::of(&extensions);
    let next = safe_next(&given.next);
    match portal.accounts.prove_recovery_code(&session, &given.code, &visitor.visit).await {
        Ok(proved) => Ok(go_on(&portal, &proved, &next)),
        Err(error) => {
            let fault = fault_of(&error, visitor.now, SignInFault::WrongCode)
                .ok_or_else(|| account_problem(error))?;
            let page = RecoveryPage { error: Some(fault), next, csrf: session.csrf_token() };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, View(page)).into_response())
        }
    }
}

async fn enrol_page(
    State(portal): State<Portal>,
    HalfSignedIn(session): HalfSignedIn,
    extensions: Extensions,
    QueryOf(arriving): QueryOf<Arriving>,
) -> Result<Response, Problem> {
    let visit = &Visitor::of(&extensions).visit;
    let enrolment = portal.accounts.begin_totp(&session, "", visit).await.map_err(account_problem)?;
    Ok(View(enrolling(&enrolment, &session, safe_next(&arriving.next), None)).into_response())
}

fn enrolling(
    enrolment: &Enrolment,
    session: &CurrentSession,
    next: String,
    error: Option<SignInFault>,
) -> EnrolPage {
    let uri = enrolment.uri.expose_secret().to_owned();
    EnrolPage {
        qr_svg: qr_svg(&uri),
        secret: enrolment.secret.expose_secret().to_owned(),
        uri,
        enrolment: enrolment.id.to_string(),
        error,
        next,
        csrf: session.csrf_token(),
    }
}

/// The address as a QR code; nothing where it would not fit one, since the secret stands beside it.
fn qr_svg(uri: &str) -> String {
    QRBuilder::new(uri).build().map(|code| SvgBuilder::default().to_str(&code)).unwrap_or_default()
}

async fn enrol(
    State(portal): State<Portal>,
    HalfSignedIn(session): HalfSignedIn,
    extensions: Extensions,
    Submitted(given): Submitted<FirstCode>,
) -> Result<Response, Problem> {
    let visitor = Visitor::of(&extensions);
    let next = safe_next(&given.next);
    match portal.accounts.confirm_totp(&session, given.enrolment, &given.code, &visitor.visit).await {
        Ok(confirmed) => {
            warm_up(&portal, &confirmed.signed_in.session);
            let codes: Vec<_> =
                confirmed.recovery_codes.iter().map(|code| code.to_text().to_string()).collect();
            let response = if codes.is_empty() {
                redirect(&next)
            } else {
                View(RecoveryCodesPage { codes, next }).into_response()
            };
            Ok(with_session(response, &portal, &confirmed.signed_in))
        }
        Err(error) => {
            let fault = fault_of(&error, visitor.now, SignInFault::WrongCode)
                .ok_or_else(|| account_problem(error))?;
            let enrolment =
                portal.accounts.find_enrolment(&session, given.enrolment).await.map_err(account_problem)?;
            let page = enrolling(&enrolment, &session, next, Some(fault));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, View(page)).into_response())
        }
    }
}

/// Nothing but the token of the form.
#[derive(Deserialize)]
struct Nothing {}

async fn sign_out(
    State(portal): State<Portal>,
    HalfSignedIn(session): HalfSignedIn,
    extensions: Extensions,
    Submitted(Nothing {}): Submitted<Nothing>,
) -> Result<Response, Problem> {
    portal.accounts.sign_out(&session, &Visitor::of(&extensions).visit).await.map_err(account_problem)?;
    let mut response = redirect("/sign-in");
    clear_session(&mut response, &portal.settings);
    Ok(response)
}
