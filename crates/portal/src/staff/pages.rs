//! The pages before the staff side.

use askama::Template;
use serde::Serialize;

use crate::look::{Frame, Hidden, Icon, Notice, Place, Tone};
use crate::page::{Page, Shell};

/// Why somebody of staff was not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffFault {
    NotUnderWay,
    Declined,
    Untrusted,
    NoSecondFactor,
    NoRole,
    LetGo,
    SomebodyElse,
    Unavailable,
    /// This installation knows no identity provider.
    NotSetUp,
}

impl StaffFault {
    pub const ALL: [StaffFault; 9] = [
        StaffFault::NotUnderWay,
        StaffFault::Declined,
        StaffFault::Untrusted,
        StaffFault::NoSecondFactor,
        StaffFault::NoRole,
        StaffFault::LetGo,
        StaffFault::SomebodyElse,
        StaffFault::Unavailable,
        StaffFault::NotSetUp,
    ];

    fn words(self) -> &'static str {
        match self {
            StaffFault::NotUnderWay => "staff-fault-not-under-way",
            StaffFault::Declined => "staff-fault-declined",
            StaffFault::Untrusted => "staff-fault-untrusted",
            StaffFault::NoSecondFactor => "staff-fault-no-second-factor",
            StaffFault::NoRole => "staff-fault-no-role",
            StaffFault::LetGo => "staff-fault-let-go",
            StaffFault::SomebodyElse => "staff-fault-somebody-else",
            StaffFault::Unavailable => "staff-fault-unavailable",
            StaffFault::NotSetUp => "staff-fault-not-set-up",
        }
    }
}

/// `GET /staff/sign-in`
#[derive(Debug, Clone, Default, Serialize)]
pub struct StaffSignInPage {
    /// The reader comes here because their session ended.
    pub has_ended: bool,
    /// A form was sent when it had ended, and its words are kept.
    pub is_unsent: bool,
    pub fault: Option<StaffFault>,
    /// Goes into the form.
    pub csrf: String,
}

/// `POST /staff/sign-in/begin`: on the way to the provider.
#[derive(Debug, Clone, Serialize)]
pub struct StaffGoingOnPage {
    pub to: String,
}

/// `GET /staff/sign-in/again`
#[derive(Debug, Clone, Default, Serialize)]
pub struct StaffAgainPage {}

#[derive(Template)]
#[template(path = "staff/sign_in.html")]
struct SignInTemplate<'a> {
    f: Frame<'a>,
    page: &'a StaffSignInPage,
}

#[derive(Template)]
#[template(path = "staff/again.html")]
struct AgainTemplate<'a> {
    f: Frame<'a>,
}

#[derive(Template)]
#[template(path = "staff/going_on.html")]
struct GoingOnTemplate<'a> {
    f: Frame<'a>,
    page: &'a StaffGoingOnPage,
}

impl SignInTemplate<'_> {
    fn fault(&self) -> Option<Notice> {
        let words = self.f.t(self.page.fault?.words()).to_owned();
        Some(Notice::new(Tone::Critical, self.f.t("fault-title"), words))
    }

    fn ended(&self) -> Option<Notice> {
        let (title, words) = match (self.page.is_unsent, self.page.has_ended) {
            (true, _) => ("ended-unsent-title", "ended-unsent-words"),
            (false, true) => ("ended-title", "ended-words"),
            (false, false) => return None,
        };
        Some(Notice::new(Tone::Wait, self.f.t(title), self.f.t(words).to_owned()))
    }

    fn is_open(&self) -> bool {
        self.page.fault != Some(StaffFault::NotSetUp)
    }
}

impl Page for StaffSignInPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let mut f = Frame::of(shell, Place::Outside);
        f.title = f.t("staff-sign-in-title").to_owned();
        SignInTemplate { f, page: self }.render()
    }
}

impl Page for StaffGoingOnPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        // The address of this page is an act: whoever changes the language there goes back to its beginning.
        let shell = Shell { path: "/staff/sign-in".to_owned(), ..shell.clone() };
        let mut f = Frame::of(&shell, Place::Outside);
        f.title = f.t("staff-sign-in-title").to_owned();
        GoingOnTemplate { f, page: self }.render()
    }
}

impl Page for StaffAgainPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let mut f = Frame::of(shell, Place::StaffHome);
        f.title = f.t("staff-again-title").to_owned();
        AgainTemplate { f }.render()
    }
}
