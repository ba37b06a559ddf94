//! The pages of the way in, as forms that work without scripts.

use axum::extract::{Path, State};
use axum::http::{Extensions, HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use fast_qr::QRBuilder;
use fast_qr::convert::svg::SvgBuilder;
use portico_account::{
    AccountError, Confirmed, CurrentSession, Enrolment, ExposeSecret, NextStep, SecretString,
    SignedIn as Proved,
};
use serde::Deserialize;
use uuid::Uuid;

use super::pages::{EnrolPage, FactorPage, RecoveryCodesPage, RecoveryPage, SignInFault, SignInPage};
use super::{Code, Proof, clear_session, fault_of, leave_behind, set_session, way_back};
use crate::edge::{account_problem, cookie, redirect};
use crate::extract::{HalfSignedIn, QueryOf, Submitted};
use crate::forms::{KeepAnswer, has_draft};
use crate::portal::Portal;
use crate::problem::Problem;
use crate::sign_up::keep_device;
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
    map.route(Method::GET, "/sign-in/enrol/{enrolment}", Access::HalfSignedIn, enrol_page);
    map.route(Method::POST, "/sign-in/enrol", Access::HalfSignedIn, enrol);
    map.route(Method::POST, "/sign-out", Access::HalfSignedIn, sign_out);
}

#[derive(Deserialize)]
struct Arriving {
    ended: Option<String>,
}

#[derive(Deserialize)]
struct Credentials {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: SecretString,
}

#[derive(Deserialize)]
struct FirstCode {
    #[serde(default)]
    code: String,
    enrolment: Uuid,
}

async fn sign_in_page(
    State(portal): State<Portal>,
    extensions: Extensions,
    headers: HeaderMap,
    QueryOf(arriving): QueryOf<Arriving>,
) -> Response {
    let session = Visitor::of(&extensions).session().ok();
    if let Some(session) = session.filter(|session| session.has_second_factor()) {
        return go_back(&portal, &headers, session);
    }
    let csrf = csrf(&extensions);
    let has_ended = arriving.ended.is_some() || had_session(&portal, &extensions, &headers);
    let is_unsent = has_draft(&portal, &headers);
    View(SignInPage { has_ended, is_unsent, csrf, ..SignInPage::default() }).into_response()
}

/// The browser still has the cookie of a session that is over: nobody signed out.
fn had_session(portal: &Portal, extensions: &Extensions, headers: &HeaderMap) -> bool {
    let is_over = Visitor::of(extensions).session().is_err();
    is_over && cookie(headers, portal.settings.session_cookie()).is_some()
}

/// The token of a session that is there already, for somebody who comes back to the first step.
fn csrf(extensions: &Extensions) -> String {
    Visitor::of(extensions).session().map(CurrentSession::csrf_token).unwrap_or_default()
}

async fn sign_in(
    State(portal): State<Portal>,
    extensions: Extensions,
    headers: HeaderMap,
    Submitted(given): Submitted<Credentials>,
) -> Result<Response, Problem> {
    let visitor = Visitor::of(&extensions);
    match portal.accounts.sign_in(&given.email, &given.password, &visitor.visit).await {
        Ok(proved) => {
            leave_behind(&portal, visitor).await?;
            go_on(&portal, &proved, &headers, visitor).await
        }
        Err(error) => {
            let fault =
                fault_of(&error, visitor.now, SignInFault::Mismatch).ok_or_else(|| account_problem(error))?;
            let csrf = csrf(&extensions);
            let page = SignInPage { email: given.email, error: Some(fault), csrf, ..SignInPage::default() };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, View(page)).into_response())
        }
    }
}

/// To the next step, with the session's token in its cookie. Whoever has no second factor yet begins to set one up.
pub(crate) async fn go_on(
    portal: &Portal,
    proved: &Proved,
    headers: &HeaderMap,
    visitor: &Visitor,
) -> Result<Response, Problem> {
    let response = match proved.next {
        NextStep::ProveFactor => redirect("/sign-in/factor"),
        NextStep::EnrolFactor => {
            let begun = portal.accounts.begin_totp(&proved.session, "", &visitor.visit).await;
            redirect(&format!("/sign-in/enrol/{}", begun.map_err(account_problem)?.id))
        }
        NextStep::Enter => {
            warm_up(portal, &proved.session);
            let mut response = go_back(portal, headers, &proved.session);
            keep_device(&mut response, portal, headers, &proved.session).await;
            response
        }
    };
    Ok(with_session(response, portal, proved))
}

/// To the page that was wanted before sign-in.
fn go_back(portal: &Portal, headers: &HeaderMap, session: &CurrentSession) -> Response {
    let mut response = redirect(&way_back::of(portal, headers, session));
    way_back::forget(&mut response, portal);
    response
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

async fn factor_page(HalfSignedIn(_): HalfSignedIn, extensions: Extensions) -> View<FactorPage> {
    View(FactorPage { error: None, csrf: Visitor::of(&extensions).form_token() })
}

async fn recovery_page(HalfSignedIn(_): HalfSignedIn, extensions: Extensions) -> View<RecoveryPage> {
    View(RecoveryPage { error: None, csrf: Visitor::of(&extensions).form_token() })
}

async fn factor(
    State(portal): State<Portal>,
    HalfSignedIn(session): HalfSignedIn,
    extensions: Extensions,
    headers: HeaderMap,
    Submitted(given): Submitted<Code>,
) -> Result<Response, Problem> {
    let visitor = Visitor::of(&extensions);
    match given.prove(Proof::Authenticator, &portal, &session, visitor).await {
        Ok(proved) => go_on(&portal, &proved, &headers, visitor).await,
        Err(error) => {
            let error = Some(wrong_code(error, visitor)?);
            Ok(unprocessable(FactorPage { error, csrf: visitor.form_token() }))
        }
    }
}

async fn recovery(
    State(portal): State<Portal>,
    HalfSignedIn(session): HalfSignedIn,
    extensions: Extensions,
    headers: HeaderMap,
    Submitted(given): Submitted<Code>,
) -> Result<Response, Problem> {
    let visitor = Visitor::of(&extensions);
    match given.prove(Proof::RecoveryCode, &portal, &session, visitor).await {
        Ok(proved) => go_on(&portal, &proved, &headers, visitor).await,
        Err(error) => {
            let fault = fault_of(&error, visitor.now, SignInFault::WrongRecoveryCode);
            let error = Some(fault.ok_or_else(|| account_problem(error))?);
            Ok(unprocessable(RecoveryPage { error, csrf: visitor.form_token() }))
        }
    }
}

/// What the form says of a code that was not taken.
fn wrong_code(error: AccountError, visitor: &Visitor) -> Result<SignInFault, Problem> {
    fault_of(&error, visitor.now, SignInFault::WrongCode).ok_or_else(|| account_problem(error))
}

fn unprocessable<P>(page: P) -> Response
where
    View<P>: IntoResponse,
{
    (StatusCode::UNPROCESSABLE_ENTITY, View(page)).into_response()
}

/// The set-up that was begun at the step before. Its number is known to whoever began it and to nobody else who knows
/// the password.
async fn enrol_page(
    State(portal): State<Portal>,
    HalfSignedIn(session): HalfSignedIn,
    Path(enrolment): Path<String>,
    extensions: Extensions,
) -> Result<View<EnrolPage>, Problem> {
    let id = enrolment.parse().map_err(|_| Problem::NotFound)?;
    let enrolment = portal.accounts.find_enrolment(&session, id).await.map_err(account_problem)?;
    Ok(View(enrolling(&enrolment, Visitor::of(&extensions).form_token(), None)))
}

fn enrolling(enrolment: &Enrolment, csrf: String, error: Option<SignInFault>) -> EnrolPage {
    let uri = enrolment.uri.expose_secret().to_owned();
    EnrolPage {
        qr_svg: qr_svg(&uri),
        secret: enrolment.secret.expose_secret().to_owned(),
        uri,
        enrolment: enrolment.id.to_string(),
        error,
        csrf,
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
    headers: HeaderMap,
    Submitted(given): Submitted<FirstCode>,
) -> Result<Response, Problem> {
    let visitor = Visitor::of(&extensions);
    match portal.accounts.confirm_totp(&session, given.enrolment, &given.code, &visitor.visit).await {
        Ok(confirmed) => {
            warm_up(&portal, &confirmed.signed_in.session);
            let mut response = enrolled(&portal, &confirmed, &headers);
            keep_device(&mut response, &portal, &headers, &confirmed.signed_in.session).await;
            Ok(with_session(response, &portal, &confirmed.signed_in))
        }
        Err(error) => {
            let fault = wrong_code(error, visitor)?;
            let enrolment =
                portal.accounts.find_enrolment(&session, given.enrolment).await.map_err(account_problem)?;
            Ok(unprocessable(enrolling(&enrolment, visitor.form_token(), Some(fault))))
        }
    }
}

/// The recovery codes, where there are new ones, and from there to the page that was wanted.
fn enrolled(portal: &Portal, confirmed: &Confirmed, headers: &HeaderMap) -> Response {
    let session = &confirmed.signed_in.session;
    let codes: Vec<_> = confirmed.recovery_codes.iter().map(|code| code.to_text().to_string()).collect();
    if codes.is_empty() {
        return go_back(portal, headers, session);
    }
    let next = way_back::of(portal, headers, session);
    let mut response = View(RecoveryCodesPage { codes, next }).into_response();
    // They are shown once: the second press shows them too.
    response.extensions_mut().insert(KeepAnswer);
    way_back::forget(&mut response, portal);
    response
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
