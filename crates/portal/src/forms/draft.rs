//! What somebody typed into a form that was sent, or left, when its session was over: kept sealed for an hour, for the same
//! person in the same browser. Scripts send it before they leave a page; without them the form itself brings it.

use axum::Form;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{Extensions, HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use portico_account::{Accounts, CurrentSession, FormDraft, LinkToken};
use portico_model::Causes;

use super::SentForm;
use crate::edge::cookie;
use crate::portal::Portal;
use crate::problem::Problem;
use crate::settings::Settings;
use crate::sign_in::way_back;
use crate::site_map::{Access, SiteMap};
use crate::visitor::Visitor;

/// What scripts send along: where the form leads, and whether a file was chosen.
const ACTION: &str = "portico-action";
const FILE: &str = "portico-file";

pub(super) fn routes(map: &mut SiteMap) {
    map.route(Method::POST, "/drafts", Access::Public, keep_from_script);
}

fn name(settings: &Settings) -> &'static str {
    if settings.is_tls { "__Host-portico-draft" } else { "portico-draft" }
}

/// Whether this browser keeps words for somebody.
pub(crate) fn has_draft(portal: &Portal, headers: &HeaderMap) -> bool {
    secret(portal, headers).is_some()
}

fn secret(portal: &Portal, headers: &HeaderMap) -> Option<LinkToken> {
    cookie(headers, name(&portal.settings)).and_then(|text| LinkToken::parse(&text))
}

/// `POST /drafts`: no session is needed, since the sealed token of the form tells whose words these are, and they are given to
/// nobody else.
async fn keep_from_script(
    State(portal): State<Portal>,
    extensions: Extensions,
    Form(mut fields): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let visitor = Visitor::of(&extensions);
    let action = fields.iter().find(|(name, _)| name == ACTION).map(|(_, value)| value.clone());
    let had_file = fields.iter().any(|(name, _)| name == FILE);
    fields.retain(|(name, _)| name != ACTION && name != FILE);
    let sent = SentForm::new(visitor, fields, had_file);
    if sent.shown.is_none() {
        return Err(Problem::Forged);
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    keep(&mut response, &portal, &sent, &action.unwrap_or_default()).await;
    Ok(response)
}

/// Keeps what was sent to `action`, with the way back to its page. Answers whether it is kept; that it cannot be keeps nobody from
/// signing in.
pub(crate) async fn keep(response: &mut Response, portal: &Portal, sent: &SentForm, action: &str) -> bool {
    let (Some(shown), Some(draft)) = (&sent.shown, sent.draft(action)) else { return false };
    match portal.accounts.keep_draft(shown, &draft).await {
        Ok(Some(secret)) => {
            set(response, portal, &secret.to_text(), Accounts::DRAFT_LASTS.as_secs());
            if let Some(account) = shown.account {
                way_back::keep_for(response, portal, account, &shown.page);
            }
            true
        }
        Ok(None) => false,
        Err(error) => {
            tracing::error!(error = %Causes(&error), "the words of a form could not be kept");
            false
        }
    }
}

/// The words that this browser keeps for the page at `path`, if they are this person's. That they cannot be read hides no page.
pub(crate) async fn find(
    portal: &Portal,
    headers: &HeaderMap,
    session: &CurrentSession,
    path: &str,
) -> Option<FormDraft> {
    let secret = secret(portal, headers)?;
    match portal.accounts.find_draft(session, &secret).await {
        Ok(found) => found.filter(|draft| draft.page == path),
        Err(error) => {
            tracing::error!(error = %Causes(&error), "the words of a form could not be read");
            None
        }
    }
}

/// The form that the words were typed into was sent: they are kept no longer.
pub(crate) async fn drop_sent(
    response: &mut Response,
    portal: &Portal,
    visitor: &Visitor,
    headers: &HeaderMap,
) {
    let (Some(secret), Some(sent), Ok(session)) =
        (secret(portal, headers), visitor.form(), visitor.session())
    else {
        return;
    };
    let Some(page) = sent.shown.as_ref().map(|shown| shown.page.as_str()) else { return };
    let is_this = match portal.accounts.find_draft(session, &secret).await {
        Ok(found) => found.is_some_and(|draft| draft.page == page || draft.action == *visitor.path),
        Err(_) => false,
    };
    if is_this {
        if let Err(error) = portal.accounts.drop_draft(session, &secret).await {
            tracing::error!(error = %Causes(&error), "the words of a form that was sent could not be dropped");
        }
        set(response, portal, "", 0);
    }
}

fn set(response: &mut Response, portal: &Portal, text: &str, seconds: i64) {
    let secure = if portal.settings.is_tls { "; Secure" } else { "" };
    let name = name(&portal.settings);
    let cookie = format!("{name}={text}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    let mut cookie = HeaderValue::from_str(&cookie).expect("a token in base64 fits a header");
    cookie.set_sensitive(true);
    response.headers_mut().append(SET_COOKIE, cookie);
}
