//! The page of sign-in and security: second steps, signed-in devices, the password.

use askama::Template;
use portico_model::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::look::{Chip, Frame, Hidden, Icon, Notice, PasswordField, Place, Tone};
use crate::page::{Page, Shell};
use crate::words::Words;

/// `GET /account/security`
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct SecurityPage {
    pub authenticators: Vec<AuthenticatorRow>,
    pub recovery_codes_left: u64,
    /// This one first, then the newest.
    pub sessions: Vec<SessionRow>,
    /// What was just done.
    pub done: Option<SecurityDone>,
    /// Why the password was not changed.
    pub password_fault: Option<PasswordFault>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AuthenticatorRow {
    pub label: String,
    pub added_at: Timestamp,
    pub last_used_at: Option<Timestamp>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SessionRow {
    pub id: String,
    /// The `User-Agent`, from which the page says browser and system.
    pub user_agent: String,
    pub address: Option<String>,
    pub signed_in_at: Timestamp,
    pub last_seen_at: Timestamp,
    pub is_current: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SecurityDone {
    PasswordChanged,
    SessionEnded,
    OthersEnded,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PasswordFault {
    /// The present password is wrong.
    Wrong,
    TooShort,
    TooLong,
    /// It is on the list of passwords that everybody tries first.
    TooCommon,
    /// It repeats itself, or follows the keyboard.
    Repetitive,
    /// It is made of the name or the address.
    Personal,
    /// Too many attempts.
    Wait,
}

#[derive(Template)]
#[template(path = "security/security.html")]
struct SecurityTemplate<'a> {
    f: Frame<'a>,
    page: &'a SecurityPage,
}

impl Page for SecurityPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        SecurityTemplate { f: Frame::of(shell, Place::Security), page: self }.render()
    }
}

impl SecurityTemplate<'_> {
    fn done(&self) -> Option<Notice> {
        let key = match self.page.done? {
            SecurityDone::PasswordChanged => "done-password",
            SecurityDone::SessionEnded => "done-session",
            SecurityDone::OthersEnded => "done-everywhere",
        };
        Some(Notice::new(Tone::Good, self.f.t("done-title"), self.f.t(key).to_owned()))
    }

    fn present(&self) -> PasswordField<'_> {
        let fault = match self.page.password_fault {
            Some(PasswordFault::Wrong) => Some(self.f.t("password-wrong")),
            Some(PasswordFault::Wait) => Some(self.f.t("password-wait")),
            _ => None,
        };
        PasswordField {
            name: "password",
            label: self.f.t("password-present"),
            hint: None,
            fault,
            is_new: false,
        }
    }

    fn new_one(&self) -> PasswordField<'_> {
        let fault = self.page.password_fault.and_then(|fault| match fault {
            PasswordFault::TooShort => Some("password-too-short"),
            PasswordFault::TooLong => Some("password-too-long"),
            PasswordFault::TooCommon => Some("password-too-common"),
            PasswordFault::Repetitive => Some("password-repetitive"),
            PasswordFault::Personal => Some("password-personal"),
            PasswordFault::Wrong | PasswordFault::Wait => None,
        });
        let fault = fault.map(|key| self.f.t(key));
        PasswordField {
            name: "new_password",
            label: self.f.t("password-new"),
            hint: Some(self.f.t("password-hint")),
            fault,
            is_new: true,
        }
    }
}

/// `Firefox on Windows`, from a `User-Agent`; the words for an unknown device where it says nothing known.
fn device(w: &Words, user_agent: &str) -> String {
    let browsers = [
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    let systems = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];
    let find = |table: &[(&str, &'static str)]| {
        table.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
    };
    match (find(&browsers), find(&systems)) {
        (Some(browser), Some(system)) => {
            w.with("device", &[("browser", browser.into()), ("system", system.into())])
        }
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => w.t("device-unknown").to_owned(),
    }
}

fn session_line(w: &Words, session: &SessionRow) -> String {
    let since = w.say("session-since", "moment", &w.moment(session.signed_in_at));
    let seen =
        (!session.is_current).then(|| w.say("session-seen", "moment", &w.moment(session.last_seen_at)));
    let from = session.address.as_deref().map(|address| w.say("session-from", "address", address));
    [Some(since), seen, from].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn authenticator_line(w: &Words, authenticator: &AuthenticatorRow) -> String {
    let added = w.say("factor-added", "moment", &w.moment(authenticator.added_at));
    let used = authenticator.last_used_at.map(|at| w.say("factor-used", "moment", &w.moment(at)));
    [Some(added), used].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use portico_model::Language;

    use super::*;

    #[test]
    fn a_device_is_named_by_browser_and_system() {
        let words = Words::new(Language::En);
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0";

        assert_eq!(device(&words, edge), "Edge on Windows");
        assert_eq!(device(&words, "curl/8"), "Unknown device");
    }
}
