//! The long-lived secret of a browser. It opens nothing; it tells that two accounts were used in the same browser, so that
//! a teenager who signs up in a parent's can be told what that means, and that somebody proved two factors in it before, so
//! that what strangers fail at from elsewhere does not keep them out.

use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use portico_account::{CurrentSession, LinkToken};
use portico_model::Causes;

use crate::edge::cookie;
use crate::portal::Portal;
use crate::settings::Settings;

/// As long as browsers keep a cookie.
const LASTS_SECONDS: u32 = 400 * 24 * 3600;

fn name(settings: &Settings) -> &'static str {
    if settings.is_tls { "__Host-portico-device" } else { "portico-device" }
}

/// The browser's secret, where it has one.
pub(crate) fn device(portal: &Portal, headers: &HeaderMap) -> Option<LinkToken> {
    cookie(headers, name(&portal.settings)).and_then(|text| LinkToken::parse(&text))
}

/// The person of the session has proved who they are in this browser. That it cannot be remembered keeps nobody out.
pub(crate) async fn keep_device(
    response: &mut Response,
    portal: &Portal,
    headers: &HeaderMap,
    session: &CurrentSession,
) {
    let known = device(portal, headers);
    let token = known.clone().unwrap_or_else(LinkToken::new);
    if let Err(error) = portal.accounts.remember_device(session, &token).await {
        tracing::warn!(error = %Causes(&error), "a browser could not be remembered");
        return;
    }
    if known.is_some() {
        return;
    }
    let secure = if portal.settings.is_tls { "; Secure" } else { "" };
    let text = token.to_text();
    let cookie = format!(
        "{}={}; Path=/; Max-Age={LASTS_SECONDS}; HttpOnly; SameSite=Lax{secure}",
        name(&portal.settings),
        *text
    );
    let mut cookie = HeaderValue::from_str(&cookie).expect("a token in base64 fits a header");
    cookie.set_sensitive(true);
    response.headers_mut().append(SET_COOKIE, cookie);
}
