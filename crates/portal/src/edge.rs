//! The edge: every request comes in and goes out here. In: where from, which language, whose session. Out: views and
//! problems become pages or JSON, with the headers that keep them private.

use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{
    ACCEPT_LANGUAGE, AUTHORIZATION, CACHE_CONTROL, CONNECTION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE,
    HeaderName, LOCATION, REFERRER_POLICY, RETRY_AFTER, STRICT_TRANSPORT_SECURITY, USER_AGENT,
    WWW_AUTHENTICATE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use portico_account::{AccountError, SessionToken, Visit};
use portico_model::{Causes, CorrelationId, Language, Origin, Role};
use serde_json::json;
use tracing::Instrument as _;
use uuid::Uuid;

use crate::forms;
use crate::look::problem::ProblemPage;
use crate::origin::warn_of_unknown_proxy;
use crate::page::{Page, Realm, Shell};
use crate::portal::Portal;
use crate::problem::Problem;
use crate::router::tell_slow_senders;
use crate::sign_in::way_back;
use crate::sign_up::device;
use crate::view::Rendering;
use crate::visitor::{Arrival, Visitor};
use crate::words::Words;

const CSP: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

pub(crate) async fn edge(State(portal): State<Portal>, request: Request, next: Next) -> Response {
    if *request.method() != Method::POST || request.uri().path().starts_with("/api/") {
        return answer(portal, request, next).await;
    }
    // A browser that sends a form again leaves the first answer behind: what the form began is done all the same.
    let whole = tokio::spawn(answer(portal, request, next).in_current_span()).await;
    whole.unwrap_or_else(|error| {
        tracing::error!(error = %Causes(&error), "a form was not answered to the end");
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    })
}

async fn answer(portal: Portal, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let is_api = parts.uri.path().starts_with("/api/");
    let method = parts.method.clone();
    let correlation = CorrelationId(Uuid::new_v4());
    let (visitor, failure) = arrive(&portal, &parts, correlation).await;
    if let Some(problem) = failure {
        return finish(&portal, render_problem(&portal, problem, &visitor, is_api, &method));
    }
    if method == Method::GET && !is_api {
        bring_draft(&portal, &parts.headers, &visitor, parts.uri.path()).await;
    }
    let form_headers = (method == Method::POST).then(|| parts.headers.clone());
    parts.extensions.insert(visitor.clone());
    parts.extensions.insert(portal.accounts.clone());
    let mut response = tell_slow_senders(Request::from_parts(parts, body), next).await;
    if let Err(problem) = tell_opening(&visitor, response.status()).await {
        return finish(&portal, render_problem(&portal, problem, &visitor, is_api, &method));
    }
    let rendered = if let Some(rendering) = response.extensions_mut().remove::<Rendering>() {
        render_or_fail(response, &rendering, &visitor, is_api)
    } else if response.extensions_mut().remove::<Verbatim>().is_some() {
        response
    } else if let Some(problem) = problem_in(&mut response) {
        let rendered = render_problem(&portal, problem, &visitor, is_api, &method);
        keep_words(rendered, problem, &portal, &visitor, is_api).await
    } else {
        keep_words_for_step_up(response, &portal, &visitor).await
    };
    let mut settled = forms::settle(&portal, &visitor, rendered).await;
    let is_done = visitor.claim().is_some() && settled.status() == StatusCode::SEE_OTHER;
    if let Some(headers) = form_headers.filter(|_| is_done) {
        forms::drop_sent(&mut settled, &portal, &visitor, &headers).await;
    }
    finish(&portal, settled)
}

/// What was typed into the form of this page before the reader's session was over.
async fn bring_draft(portal: &Portal, headers: &HeaderMap, visitor: &Visitor, path: &str) {
    let Ok(session) = visitor.session() else { return };
    if !session.has_second_factor() {
        return;
    }
    if let Some(draft) = forms::find(portal, headers, session, path).await {
        visitor.bring_draft(draft);
    }
}

/// A form that came when its session was over, or asks for a fresh factor, is kept for its person; of one that is from before they
/// signed in again, its page is shown with the words in it.
async fn keep_words(
    mut response: Response,
    problem: Problem,
    portal: &Portal,
    visitor: &Visitor,
    is_api: bool,
) -> Response {
    let Some(sent) = visitor.form().filter(|_| !is_api) else { return response };
    match problem {
        Problem::SignInNeeded | Problem::FactorNeeded | Problem::SomebodyElse => {
            forms::keep(&mut response, portal, sent, &visitor.path).await;
            response
        }
        Problem::EarlierForm => {
            let page = sent.shown.as_ref().map_or("/", |shown| shown.page.as_str());
            let mut there = redirect(page);
            if forms::keep(&mut there, portal, sent, &visitor.path).await { there } else { response }
        }
        _ => response,
    }
}

/// The same for a handler that leads to a fresh factor by itself.
async fn keep_words_for_step_up(mut response: Response, portal: &Portal, visitor: &Visitor) -> Response {
    let to = response.headers().get(LOCATION).and_then(|value| value.to_str().ok());
    if let Some(sent) = visitor.form().filter(|_| to == Some(visitor.realm().prove_factor())) {
        forms::keep(&mut response, portal, sent, &visitor.path).await;
    }
    response
}

/// A page around a chart says whose it is: that it was opened is in the log before.
async fn tell_opening(visitor: &Visitor, status: StatusCode) -> Result<(), Problem> {
    match visitor.opening().filter(|_| !status.is_redirection()) {
        Some(opening) => Ok(opening.tell().await?),
        None => Ok(()),
    }
}

/// An answer that is written in another house's words: it leaves as it is.
#[derive(Clone, Copy)]
pub(crate) struct Verbatim;

/// A problem that a handler answered with, or a bare refusal of the router or of a layer below.
fn problem_in(response: &mut Response) -> Option<Problem> {
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        return Some(problem);
    }
    match response.status() {
        StatusCode::NOT_FOUND => Some(Problem::NotFound),
        StatusCode::METHOD_NOT_ALLOWED => Some(Problem::MethodNotAllowed),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Problem::TooLarge),
        StatusCode::FORBIDDEN => Some(Problem::Forged),
        StatusCode::REQUEST_TIMEOUT | StatusCode::INTERNAL_SERVER_ERROR => Some(Problem::Internal),
        status if status.is_client_error() => Some(Problem::BadRequest),
        _ => None,
    }
}

/// The visitor, and what went wrong in finding out who it is.
async fn arrive(portal: &Portal, parts: &Parts, correlation: CorrelationId) -> (Visitor, Option<Problem>) {
    let headers = &parts.headers;
    let bearer = bearer_token(headers);
    let is_bearer = bearer.is_some();
    let realm = Realm::of(parts.uri.path());
    let own_cookie = match realm {
        Realm::Patient => portal.settings.session_cookie(),
        Realm::Staff => portal.settings.staff_cookie(),
    };
    let token = bearer.or_else(|| cookie(headers, own_cookie));
    let is_peek = matches!(parts.uri.path(), "/api/v1/session" | "/api/v1/staff/session")
        && parts.method == Method::GET;
    let found = match token.as_deref().and_then(SessionToken::parse) {
        Some(token) if is_peek => portal.accounts.peek(&token).await,
        Some(token) => portal.accounts.session(&token).await,
        None => Ok(None),
    };
    let (session, failure) = match found {
        // Whatever it travels in, a session opens its own side of the house alone.
        Ok(session) => (session.filter(|it| (it.role() == Role::Patient) == (realm == Realm::Patient)), None),
        Err(error) => (None, Some(account_problem(error))),
    };
    let language = match &session {
        Some(session) if session.has_second_factor() => session.language(),
        Some(session) => chosen_language(portal, headers).unwrap_or(session.language()),
        None => asked_language(portal, headers),
    };
    let visitor = Visitor::new(Arrival {
        visit: Visit { origin: origin(portal, parts), correlation, device: device(portal, headers) },
        language,
        now: portal.clock.now(),
        path: parts.uri.path_and_query().map_or("/", |path| path.as_str()).into(),
        session,
        is_bearer,
        settings: Arc::clone(&portal.settings),
        accounts: portal.accounts.clone(),
    });
    (visitor, failure)
}

/// What a reader is told when something about accounts fails.
pub(crate) fn account_problem(error: AccountError) -> Problem {
    error.into()
}

fn origin(portal: &Portal, parts: &Parts) -> Origin {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let proxies = &portal.settings.proxies;
    if peer.is_some_and(|peer| proxies.passes_over(peer, &parts.headers)) {
        warn_of_unknown_proxy();
    }
    let address = peer.map(|peer| proxies.visitor(peer, &parts.headers));
    let user_agent = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Origin { address, user_agent: user_agent.chars().take(200).collect() }
}

fn bearer_token(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
}

/// The value of a cookie.
pub(crate) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(own, _)| *own == name).map(|(_, value)| value.to_owned())
}

/// The language that was chosen in this browser.
fn chosen_language(portal: &Portal, headers: &HeaderMap) -> Option<Language> {
    cookie(headers, portal.settings.language_cookie()).and_then(|tag| Language::from_tag(&tag))
}

fn asked_language(portal: &Portal, headers: &HeaderMap) -> Language {
    let accepted = || {
        let header = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
        header
            .split(',')
            .filter_map(|part| part.split(';').next())
            .find_map(|tag| Language::from_tag(tag.trim()))
    };
    chosen_language(portal, headers).or_else(accepted).unwrap_or_default()
}

/// A template that panics is a page that says so, not a connection that breaks off.
fn render_or_fail(response: Response, rendering: &Rendering, visitor: &Visitor, is_api: bool) -> Response {
    let rendered = catch_unwind(AssertUnwindSafe(|| render(response, rendering, visitor, is_api)));
    rendered.unwrap_or_else(|_| {
        tracing::error!("a page could not be rendered: its template panicked");
        problem_page(Problem::Internal, visitor, is_api)
    })
}

fn render(response: Response, rendering: &Rendering, visitor: &Visitor, is_api: bool) -> Response {
    let (content_type, body) = if is_api {
        ("application/json", rendering.json().map_err(Problem::internal))
    } else {
        let page = rendering.html(&visitor.shell()).map(|html| with_draft(html, visitor).into_bytes());
        ("text/html; charset=utf-8", page.map_err(Problem::internal))
    };
    match body {
        Ok(body) => {
            let (mut parts, _) = response.into_parts();
            parts.headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
            Response::from_parts(parts, Body::from(body))
        }
        Err(problem) => problem_page(problem, visitor, is_api),
    }
}

fn with_draft(html: String, visitor: &Visitor) -> String {
    match visitor.draft() {
        Some(draft) => forms::refill(&html, draft),
        None => html,
    }
}

fn render_problem(
    portal: &Portal,
    problem: Problem,
    visitor: &Visitor,
    is_api: bool,
    method: &Method,
) -> Response {
    let realm = visitor.realm();
    match problem {
        Problem::SignInNeeded if !is_api => sign_in_first(portal, realm.sign_in(), visitor, method),
        Problem::FactorNeeded if !is_api => sign_in_first(portal, realm.prove_factor(), visitor, method),
        Problem::RecordMoved if !is_api => redirect(&visitor.shell().to("moved")),
        problem => problem_page(problem, visitor, is_api),
    }
}

/// To a step of sign-in, and from there back to the page that was asked for, if it can be asked for again.
fn sign_in_first(portal: &Portal, step: &str, visitor: &Visitor, method: &Method) -> Response {
    let mut response = redirect(step);
    let wanted = visitor.path.split('?').next().unwrap_or("/");
    let is_step = wanted.starts_with("/sign-") || wanted.starts_with("/staff/sign-");
    if *method == Method::GET && wanted != "/" && !is_step {
        way_back::keep(&mut response, portal, wanted);
    }
    response
}

pub(crate) fn redirect(to: &str) -> Response {
    let location = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response()
}

fn problem_page(problem: Problem, visitor: &Visitor, is_api: bool) -> Response {
    let shell = Shell { kept: None, ..visitor.shell() };
    let body = if is_api {
        let words = Words::of(&shell);
        json!({
            "type": format!("urn:portico:problem:{}", problem.code()),
            "title": words.t(&problem.title_key()),
            "detail": problem.text(&words, &shell),
            "status": problem.status().as_u16(),
            "instance": format!("urn:uuid:{}", visitor.visit.correlation),
        })
        .to_string()
    } else {
        let page = ProblemPage::new(problem, visitor.visit.correlation.to_string());
        page.html(&shell).unwrap_or_else(|error| {
            tracing::error!(error = %Causes(&error), "a problem page could not be rendered");
            String::new()
        })
    };
    let content_type = if is_api { "application/problem+json" } else { "text/html; charset=utf-8" };
    let mut response = (problem.status(), [(CONTENT_TYPE, content_type)], body).into_response();
    if problem == Problem::TimedOut {
        // What is left of the request would be taken for the next one.
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    if let Problem::TooManyRequests { retry_after_seconds } = problem {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(retry_after_seconds));
    }
    if problem.status() == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"portico\""));
    }
    response
}

/// Headers that every answer carries. Whatever says nothing else of itself is kept in no cache.
fn finish(portal: &Portal, mut response: Response) -> Response {
    let headers = response.headers_mut();
    let mut default = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    default(CACHE_CONTROL, "no-store");
    default(CONTENT_SECURITY_POLICY, CSP);
    default(X_CONTENT_TYPE_OPTIONS, "nosniff");
    default(REFERRER_POLICY, "same-origin");
    default(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    default(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    default(
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    );
    if portal.settings.is_tls {
        default(STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains");
    }
    response
}
