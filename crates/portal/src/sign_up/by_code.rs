//! A patient signs up with a code from their clinic: who they are, then the code in the letter and a password.

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{Extensions, HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use portico_account::sign_up::{Activation, Claimed, ProvedPerson, SignUpBegun};
use portico_account::{AccountError, CurrentSession, LinkToken, SecretString};
use portico_chart::identity::{Claim, Reached};
use portico_model::When;
use serde::Deserialize;
use utoipa::ToSchema;

use super::pages::{CodePage, SignUpPage, SignUpTrouble};
use super::{device, trouble};
use crate::edge::{cookie, redirect};
use crate::extract::Submitted;
use crate::portal::Portal;
use crate::problem::Problem;
use crate::sign_in::{go_on, leave_behind, way_back};
use crate::site_map::{Access, SiteMap};
use crate::view::View;
use crate::visitor::Visitor;

pub(super) fn routes(map: &mut SiteMap) {
    map.route(Method::GET, "/sign-up", Access::Public, show);
    map.route(Method::POST, "/sign-up", Access::Public, begin);
    map.route(Method::GET, "/sign-up/code", Access::Public, code_page);
    map.route(Method::POST, "/sign-up/code", Access::Public, finish);
}

/// Who signs up, and how they are reached.
#[derive(Clone, Deserialize, ToSchema)]
pub(super) struct Beginning {
    /// As staff handed it over: `K7MQ-4T9X-2RWD`.
    #[serde(default)]
    pub(super) code: String,
    #[serde(default)]
    pub(super) name: String,
    /// `YYYY-MM-DD`
    #[serde(default)]
    pub(super) born: String,
    #[serde(default)]
    pub(super) email: String,
    #[serde(default)]
    pub(super) phone: String,
    /// A teenager has read what it means that a parent uses this browser too.
    #[serde(default)]
    pub(super) knows_device: Option<String>,
}

async fn show(extensions: Extensions) -> View<SignUpPage> {
    View(SignUpPage { csrf: csrf(&extensions), ..SignUpPage::default() })
}

/// The token of a form, whether or not somebody is signed in.
pub(super) fn csrf(extensions: &Extensions) -> String {
    Visitor::of(extensions).form_token()
}

async fn begin(
    State(portal): State<Portal>,
    extensions: Extensions,
    headers: HeaderMap,
    Submitted(form): Submitted<Beginning>,
) -> Result<Response, Problem> {
    match begun(&portal, &extensions, &headers, &form).await? {
        Ok(begun) => {
            let mut response = redirect("/sign-up/code");
            keep(&mut response, &portal, Some(&begun.token));
            Ok(response)
        }
        Err(trouble) => {
            let Beginning { code, name, born, email, phone, .. } = form;
            let csrf = csrf(&extensions);
            let page = SignUpPage { code, name, born, email, phone, trouble: Some(trouble), csrf };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, View(page)).into_response())
        }
    }
}

/// Code, name and birth date are compared with the record system's patient; a letter with a code is on its way then.
pub(super) async fn begun(
    portal: &Portal,
    extensions: &Extensions,
    headers: &HeaderMap,
    form: &Beginning,
) -> Result<Result<SignUpBegun, SignUpTrouble>, Problem> {
    let visitor = Visitor::of(extensions);
    let in_words = |error: AccountError| trouble(error, visitor.now).map(Err);
    let activation = match portal.accounts.open_activation(&form.code, &visitor.visit).await {
        Ok(activation) => activation,
        Err(error) => return in_words(error),
    };
    let person = person(portal, visitor, &activation, form).await?;
    let claimed = Claimed {
        email: form.email.clone(),
        phone: Some(form.phone.clone()),
        language: visitor.language,
        device: device(portal, headers),
        knows_device: form.knows_device.is_some(),
    };
    match portal.accounts.begin_sign_up(activation, person, claimed, &visitor.visit).await {
        Ok(begun) => Ok(Ok(begun)),
        Err(error) => in_words(error),
    }
}

/// The person as the record system has them; `None` where they are somebody else, or their birth date is not known.
async fn person(
    portal: &Portal,
    visitor: &Visitor,
    activation: &Activation,
    form: &Beginning,
) -> Result<Option<ProvedPerson>, Problem> {
    let Ok(born) = form.born.trim().parse::<Date>() else { return Ok(None) };
    let claim = Claim { name: form.name.clone(), born };
    let from = (visitor.visit.origin.clone(), visitor.visit.correlation);
    let Some(proved) = portal.charts.match_identity(from, &activation.patient, &claim).await? else {
        return Ok(None);
    };
    Ok(proved_person(proved))
}

/// `None` where the birth date is not known.
pub(super) fn proved_person(of: Reached) -> Option<ProvedPerson> {
    let Some(When::Day(born)) = of.identity.born else { return None };
    Some(ProvedPerson { name: of.identity.name, born, emails: of.emails, guardians: of.guardians })
}

async fn code_page(
    State(portal): State<Portal>,
    extensions: Extensions,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if token(&portal, &headers).is_none() {
        return Ok(redirect("/sign-up"));
    }
    let page = CodePage { csrf: csrf(&extensions), trouble: None };
    Ok(View(page).into_response())
}

#[derive(Deserialize)]
struct Finish {
    #[serde(default)]
    code: String,
    #[serde(default)]
    password: SecretString,
}

async fn finish(
    State(portal): State<Portal>,
    extensions: Extensions,
    headers: HeaderMap,
    Submitted(form): Submitted<Finish>,
) -> Result<Response, Problem> {
    let visitor = Visitor::of(&extensions);
    let Some(token) = token(&portal, &headers) else { return Ok(came_late(visitor)) };
    match portal.accounts.finish_sign_up(&token, &form.code, &form.password, &visitor.visit).await {
        Ok(proved) => {
            leave_behind(&portal, visitor).await?;
            let mut response = go_on(&portal, &proved, &headers, visitor).await?;
            keep(&mut response, &portal, None);
            way_back::keep(&mut response, &portal, "/patients/me");
            Ok(response)
        }
        Err(error) => {
            let page = CodePage { csrf: csrf(&extensions), trouble: Some(trouble(error, visitor.now)?) };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, View(page)).into_response())
        }
    }
}

/// The sign-up that this form belongs to is over: it was finished in this browser, or it took too long.
fn came_late(visitor: &Visitor) -> Response {
    if visitor.session().is_ok_and(CurrentSession::has_second_factor) {
        return redirect("/sign-in");
    }
    let (trouble, csrf) = (Some(SignUpTrouble::Over), visitor.form_token());
    let page = SignUpPage { trouble, csrf, ..SignUpPage::default() };
    (StatusCode::UNPROCESSABLE_ENTITY, View(page)).into_response()
}

fn cookie_name(portal: &Portal) -> &'static str {
    if portal.settings.is_tls { "__Host-portico-sign-up" } else { "portico-sign-up" }
}

fn token(portal: &Portal, headers: &HeaderMap) -> Option<LinkToken> {
    cookie(headers, cookie_name(portal)).and_then(|text| LinkToken::parse(&text))
}

/// Gives the browser the sign-up that it has begun, or takes it back.
fn keep(response: &mut Response, portal: &Portal, token: Option<&LinkToken>) {
    let secure = if portal.settings.is_tls { "; Secure" } else { "" };
    let (text, seconds) = match token {
        Some(token) => (token.to_text().to_string(), 1800),
        None => (String::new(), 0),
    };
    let name = cookie_name(portal);
    let cookie = format!("{name}={text}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    let mut cookie = HeaderValue::from_str(&cookie).expect("a token in base64 fits a header");
    cookie.set_sensitive(true);
    response.headers_mut().append(SET_COOKIE, cookie);
}
