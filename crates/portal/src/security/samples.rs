//! Sample security pages.

use super::pages::{AuthenticatorRow, PasswordFault, SecurityDone, SecurityPage, SessionRow};
use crate::look::samples::{instant, long_text};

fn session(user_agent: &str, is_current: bool) -> SessionRow {
    SessionRow {
        id: "0192f7e2-0000-7000-8000-000000000001".into(),
        user_agent: user_agent.into(),
        address: Some("198.51.100.7".into()),
        signed_in_at: instant("2026-11-22T22:10:00Z"),
        last_seen_at: instant("2026-11-22T22:58:00Z"),
        is_current,
    }
}

pub fn pages() -> Vec<(&'static str, SecurityPage)> {
    let authenticator = AuthenticatorRow {
        label: String::new(),
        added_at: instant("2025-01-04T17:00:00Z"),
        last_used_at: Some(instant("2026-11-22T22:10:00Z")),
    };
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    let one = SecurityPage {
        authenticators: vec![authenticator.clone()],
        recovery_codes_left: 10,
        sessions: vec![session(firefox, true)],
        ..SecurityPage::default()
    };
    let phone = SessionRow {
        address: None,
        signed_in_at: instant("2026-11-20T14:00:00Z"),
        ..session("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/605.1", false)
    };
    let many = SecurityPage {
        authenticators: vec![
            authenticator.clone(),
            AuthenticatorRow { label: long_text(), last_used_at: None, ..authenticator },
        ],
        recovery_codes_left: 1,
        sessions: vec![session(firefox, true), phone, session(&"x".repeat(200), false)],
        done: Some(SecurityDone::SessionEnded),
        password_fault: None,
    };
    let with = |done, password_fault| SecurityPage { done, password_fault, ..one.clone() };
    vec![
        ("one", one.clone()),
        ("many", many),
        ("changed", with(Some(SecurityDone::PasswordChanged), None)),
        ("everywhere", with(Some(SecurityDone::OthersEnded), None)),
        ("wrong", with(None, Some(PasswordFault::Wrong))),
        ("short", with(None, Some(PasswordFault::TooShort))),
        ("long", with(None, Some(PasswordFault::TooLong))),
        ("common", with(None, Some(PasswordFault::TooCommon))),
        ("repetitive", with(None, Some(PasswordFault::Repetitive))),
        ("personal", with(None, Some(PasswordFault::Personal))),
        ("wait", with(None, Some(PasswordFault::Wait))),
    ]
}
