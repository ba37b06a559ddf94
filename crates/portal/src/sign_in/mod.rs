//! The way in: password, second factor, recovery, enrolment.

mod api;
mod code;
mod forms;
pub mod pages;
pub mod samples;
pub(crate) mod way_back;

use axum::http::header::SET_COOKIE;
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use portico_account::{AccountError, SessionToken};

pub(crate) use api::{SessionStarted, SessionState, started};
use code::{Code, Proof};
pub(crate) use forms::go_on;

use crate::edge::account_problem;
use crate::portal::Portal;
use crate::problem::Problem;
use crate::settings::Settings;
use crate::site_map::SiteMap;
use crate::visitor::Visitor;

pub(crate) fn routes(map: &mut SiteMap) {
    forms::routes(map);
    api::routes(map);
}

/// A path of this portal to go to after sign-in: never another site, never a way to act.
pub(crate) fn safe_next(wanted: &str) -> String {
    // Browsers drop tabs and line ends from an address before they read it: `/<tab>/evil` is `//evil` to them.
    let is_odd = |c: char| c.is_control() || c.is_whitespace() || matches!(c, '\\' | '?' | '#');
    let is_path = wanted.starts_with('/') && !wanted.starts_with("//") && !wanted.contains(is_odd);
    let is_page = !wanted.starts_with("/sign-out") && !wanted.starts_with("/api/");
    if is_path && is_page && wanted.len() <= 300 { wanted.to_owned() } else { "/patients/me".to_owned() }
}

/// Puts the token of a session into its cookie.
pub(crate) fn set_session(response: &mut Response, token: &SessionToken, settings: &Settings) {
    set_cookie(response, settings, &token.to_text(), "");
}

/// Takes the cookie back, and has the browser forget what it kept of the pages (Clear Site Data § 3.1). Cookies stay: that
/// this browser is known, and its language, are no matter of a session.
pub(crate) fn clear_session(response: &mut Response, settings: &Settings) {
    set_cookie(response, settings, "", "; Max-Age=0");
    forget_pages(response);
}

/// Has the browser forget what it kept of the pages.
pub(crate) fn forget_pages(response: &mut Response) {
    let kept = HeaderValue::from_static("\"cache\", \"storage\"");
    response.headers_mut().insert(HeaderName::from_static("clear-site-data"), kept);
}

fn set_cookie(response: &mut Response, settings: &Settings, value: &str, more: &str) {
    let secure = if settings.is_tls { "; Secure" } else { "" };
    let cookie =
        format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{more}", settings.session_cookie());
    let mut cookie = HeaderValue::from_str(&cookie).expect("a token in base64 fits a header");
    cookie.set_sensitive(true);
    response.headers_mut().append(SET_COOKIE, cookie);
}

/// Somebody has signed in in a browser that brought a session: that one is over (NIST SP 800-63B § 5.1).
pub(crate) async fn leave_behind(portal: &Portal, visitor: &Visitor) -> Result<(), Problem> {
    match visitor.session() {
        Ok(before) => portal.accounts.replace(before, &visitor.visit).await.map_err(account_problem),
        Err(_) => Ok(()),
    }
}

/// What somebody is told who could not be let in; `None` where it is no matter of theirs.
pub(crate) fn fault_of(
    error: &AccountError,
    now: portico_model::Timestamp,
    wrong: pages::SignInFault,
) -> Option<pages::SignInFault> {
    match error {
        AccountError::Refused => Some(wrong),
        AccountError::CodeUsed => Some(pages::SignInFault::UsedCode),
        AccountError::ClockOff => Some(pages::SignInFault::ClockOff),
        AccountError::HeldOff { until } => {
            let seconds = until.duration_since(now).as_secs().max(0);
            let minutes = u32::try_from(seconds / 60 + 1).unwrap_or(u32::MAX);
            Some(pages::SignInFault::Wait { minutes })
        }
        AccountError::Busy => Some(pages::SignInFault::Unavailable),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::safe_next;

    #[test]
    fn sign_in_leads_to_pages_of_this_portal_only() {
        assert_eq!(safe_next("/patients/me/labs"), "/patients/me/labs");
        for bad in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/ /evil.example",
            "javascript:x",
            "/sign-out",
            "",
            "/a?b=c",
            "/api/v1/labs",
        ] {
            assert_eq!(safe_next(bad), "/patients/me", "{bad}");
        }
    }
}
