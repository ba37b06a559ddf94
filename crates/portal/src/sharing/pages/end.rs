//! Ending an access, an invitation or a request: one plain question.

use askama::Template;
use portico_model::GrantId;
use serde::Serialize;

use super::super::faults::SharingFault;
use crate::look::{Frame, Hidden, Notice, Place};
use crate::page::{Page, Shell};

/// `GET …/{grant}/end`
#[derive(Debug, Clone, Serialize)]
pub struct EndPage {
    pub grant: GrantId,
    /// Who loses access; the patient's name where the reader gives their own up.
    pub name: String,
    /// The reader gives up what they hold or asked for.
    pub is_mine: bool,
    /// Nobody has answered or decided yet.
    pub is_waiting: bool,
    pub fault: Option<SharingFault>,
}

#[derive(Template)]
#[template(path = "sharing/end.html")]
struct EndTemplate<'a> {
    f: Frame<'a>,
    page: &'a EndPage,
}

impl Page for EndPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let mut f = Frame::below(shell, Place::Sharing, "");
        let key = match (self.is_mine, self.is_waiting) {
            (false, false) => "end-title",
            (false, true) => "end-title-waiting",
            (true, false) => "end-title-mine",
            (true, true) => "end-title-request",
        };
        f.title = f.w.say(key, "name", &self.name);
        EndTemplate { f, page: self }.render()
    }
}

impl EndTemplate<'_> {
    fn fault(&self) -> Option<Notice> {
        self.page.fault.map(|fault| fault.notice(&self.f))
    }

    fn words(&self) -> &'static str {
        self.f.t(match (self.page.is_mine, self.page.is_waiting) {
            (false, false) => "end-words",
            (false, true) => "end-words-waiting",
            (true, false) => "end-words-mine",
            (true, true) => "end-words-request",
        })
    }

    fn yes(&self) -> &'static str {
        self.f.t(match (self.page.is_mine, self.page.is_waiting) {
            (false, false) => "end-yes-access",
            (false, true) => "end-yes-waiting",
            (true, false) => "end-yes-mine",
            (true, true) => "end-yes-request",
        })
    }

    fn action(&self) -> String {
        let grant = self.page.grant;
        if self.page.is_mine {
            format!("/account/access/{grant}/end")
        } else {
            self.f.shell.to(&format!("sharing/{grant}/end"))
        }
    }

    fn back(&self) -> String {
        if self.page.is_mine { "/account/access".to_owned() } else { self.f.shell.to("sharing") }
    }
}
