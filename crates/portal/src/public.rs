//! What anybody may ask for: the front door, the assets, the language switch, health, the API description.

use std::sync::OnceLock;

use axum::extract::{Path, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, SET_COOKIE};
use axum::http::{Extensions, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::{Form, Json};
use portico_account::{Accounts, CurrentSession};
use portico_chart::Charts;
use portico_model::Language;
use serde::Deserialize;
use serde_json::json;

use crate::edge::{account_problem, redirect};
use crate::look::assets;
use crate::look::design::DesignPage;
use crate::openapi;
use crate::portal::Portal;
use crate::problem::Problem;
use crate::sign_in::{safe_next, way_back};
use crate::site_map::{Access, SiteMap, site_map};
use crate::view::View;
use crate::visitor::Visitor;

pub(crate) fn routes(map: &mut SiteMap, has_design_page: bool) {
    map.route(Method::GET, "/", Access::Public, front_door);
    map.route(Method::GET, "/assets/{name}", Access::Public, asset);
    map.route(Method::POST, "/language", Access::Public, change_language);
    map.route(Method::GET, "/health/live", Access::Public, async || "ok");
    map.route(Method::GET, "/health/ready", Access::Public, ready);
    map.route(Method::GET, "/api/v1/openapi.json", Access::Public, description);
    if has_design_page {
        map.route(Method::GET, "/design", Access::Public, async || View(DesignPage));
    }
}

/// For whoever decides where requests go: 200 while charts can be shown and written down, else 503. Why not, and how the
/// record system is, is in the log and no stranger's matter.
async fn ready(State(charts): State<Charts>) -> impl IntoResponse {
    let is_ready = charts.readiness().await.is_ready;
    let status = if is_ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(json!({ "is_ready": is_ready })))
}

/// Who has proved nothing yet may ask so often and no oftener. Nothing is written down of those who are sent away.
pub(crate) async fn admit(request: Request, next: Next) -> Response {
    match let_in(request.extensions()) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

/// The same for a handler that finds out by itself who it is.
pub(crate) fn let_in(extensions: &Extensions) -> Result<(), Problem> {
    let visitor = Visitor::of(extensions);
    if visitor.session().is_ok_and(CurrentSession::has_second_factor) {
        return Ok(());
    }
    let accounts: &Accounts = extensions.get().expect("the edge puts the accounts into every request");
    accounts.admit_stranger(&visitor.visit).map_err(|wait| {
        let seconds = u64::try_from(wait.as_secs()).unwrap_or_default();
        Problem::TooManyRequests { retry_after_seconds: seconds + 1 }
    })
}

async fn front_door(extensions: Extensions) -> Response {
    let session = Visitor::of(&extensions).session().ok().filter(|session| session.has_second_factor());
    redirect(session.map_or("/sign-in", way_back::first_page))
}

/// The name changes with the content, so a copy never has to be asked for again.
async fn asset(Path(name): Path<String>) -> Result<impl IntoResponse, Problem> {
    let path = format!("/assets/{name}");
    let asset = assets::all().into_iter().find(|asset| asset.path == path).ok_or(Problem::NotFound)?;
    let headers =
        [(CONTENT_TYPE, asset.content_type), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, asset.bytes))
}

#[derive(Deserialize)]
struct Choice {
    language: Language,
    #[serde(default)]
    back: String,
}

/// Changes the language: of the account for somebody who is signed in with two factors, else of this browser. It asks for no token: the
/// edge has looked at the origin, and a language is no secret.
async fn change_language(
    State(portal): State<Portal>,
    extensions: Extensions,
    Form(choice): Form<Choice>,
) -> Result<Response, Problem> {
    let visitor = Visitor::of(&extensions);
    let session = visitor.session().ok();
    if let Some(session) = session.filter(|session| session.has_second_factor()) {
        let changed = portal.accounts.change_language(session, choice.language, &visitor.visit).await;
        changed.map_err(account_problem)?;
    }
    let mut response = redirect(&safe_next(&choice.back));
    let secure = if portal.settings.is_tls { "; Secure" } else { "" };
    let name = portal.settings.language_cookie();
    let tag = choice.language.tag();
    let cookie = format!("{name}={tag}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{secure}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Written once: anybody may ask for it, as often as they like.
static DESCRIPTION: OnceLock<String> = OnceLock::new();

async fn description(State(portal): State<Portal>) -> Result<impl IntoResponse, Problem> {
    let json = match DESCRIPTION.get() {
        Some(json) => json,
        None => {
            let description = openapi::describe(&site_map(portal.settings.has_design_page));
            let json = description.to_json().map_err(Problem::internal)?;
            DESCRIPTION.get_or_init(|| json)
        }
    };
    Ok(([(CONTENT_TYPE, "application/json")], json.as_str()))
}
