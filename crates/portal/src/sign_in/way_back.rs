//! The page that somebody wanted before they had to sign in. It waits in a sealed cookie: its path names patients and
//! items, which belong into no address, no history and no log.

use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use portico_account::{Accounts, CurrentSession};
use portico_model::AccountId;

use super::safe_next;
use crate::edge::{cookie, redirect};
use crate::portal::Portal;
use crate::visitor::Visitor;

/// Gives the browser the way back to this path.
pub(crate) fn keep(response: &mut Response, portal: &Portal, path: &str) {
    let seconds = Accounts::WAY_BACK_LASTS.as_secs();
    set(response, portal, &portal.accounts.seal_way_back(path), seconds);
}

/// The same for one person: whoever else signs in does not go there.
pub(crate) fn keep_for(response: &mut Response, portal: &Portal, account: AccountId, path: &str) {
    let seconds = Accounts::WAY_BACK_LASTS.as_secs();
    set(response, portal, &portal.accounts.seal_way_back(&format!("{path}\n{account}")), seconds);
}

/// To a fresh factor on the visitor's side of the house, and from there back to this page.
pub(crate) fn step_up(portal: &Portal, visitor: &Visitor, back_to: &str) -> Response {
    let mut response = redirect(visitor.realm().prove_factor());
    keep(&mut response, portal, back_to);
    response
}

/// The page to go to now: the one that was wanted, else the person's first.
pub(crate) fn of(portal: &Portal, headers: &HeaderMap, session: &CurrentSession) -> String {
    let wanted = safe_next(&wanted(portal, headers, session.account()));
    if wanted == "/patients/me" { first_page(session).to_owned() } else { wanted }
}

/// The page that was wanted, on whichever side; empty where none was, or where somebody else wanted it. Whoever goes there looks
/// at it first.
pub(crate) fn wanted(portal: &Portal, headers: &HeaderMap, account: AccountId) -> String {
    let sealed = cookie(headers, portal.settings.way_back_cookie());
    let kept = sealed.and_then(|sealed| portal.accounts.open_way_back(&sealed)).unwrap_or_default();
    match kept.split_once('\n') {
        Some((path, whose)) if whose == account.to_string() => path.to_owned(),
        Some(_) => String::new(),
        None => kept,
    }
}

/// One's own record, or, for those who have none here, the people for whom they act.
pub(crate) fn first_page(session: &CurrentSession) -> &'static str {
    if session.own_record().is_some() { "/patients/me" } else { "/people" }
}

/// Takes it back: it was gone.
pub(crate) fn forget(response: &mut Response, portal: &Portal) {
    set(response, portal, "", 0);
}

fn set(response: &mut Response, portal: &Portal, value: &str, seconds: i64) {
    let name = portal.settings.way_back_cookie();
    let secure = if portal.settings.is_tls { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    let mut cookie = HeaderValue::from_str(&cookie).expect("base64 fits a header");
    cookie.set_sensitive(true);
    response.headers_mut().append(SET_COOKIE, cookie);
}
