//! An invitation, before and after the invited person has proved who they are.

use askama::Template;
use portico_account::grants::OpenInvitation;
use portico_model::{Category, Relationship, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use super::super::faults::SharingFault;
use super::super::scope::scope_words;
use crate::answer::{Answer, Answered, plain};
use crate::look::{Choices, Frame, Hidden, Notice, Place, relationship_key};
use crate::page::{Page, Shell};
use crate::words::capital;

/// `GET /invitations/{token}` for somebody who is not signed in: it says nothing of whose record it is.
#[derive(Debug, Clone, Serialize)]
pub struct InvitationDoor {
    /// Where an account can be made; absent where the address has one.
    pub sign_up: Option<String>,
    pub fault: Option<SharingFault>,
}

/// `GET /invitations/{token}` for the invited person.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InvitationPage {
    pub patient_name: String,
    pub relationship: Relationship,
    pub scope: Vec<Category>,
    pub valid_until: Option<Timestamp>,
    pub expires_at: Timestamp,
    #[serde(skip)]
    pub token: String,
    #[serde(skip)]
    pub fault: Option<SharingFault>,
}

impl InvitationPage {
    pub(in crate::sharing) fn of(open: OpenInvitation, token: &str, fault: Option<SharingFault>) -> Self {
        Self {
            patient_name: open.patient_name,
            relationship: open.relationship,
            scope: open.scope.iter().collect(),
            valid_until: open.valid_until,
            expires_at: open.expires_at,
            token: token.to_owned(),
            fault,
        }
    }
}

impl Answered for InvitationPage {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

#[derive(Template)]
#[template(path = "sharing/door.html")]
struct DoorTemplate<'a> {
    f: Frame<'a>,
    page: &'a InvitationDoor,
}

#[derive(Template)]
#[template(path = "sharing/invitation.html")]
struct InvitationTemplate<'a> {
    f: Frame<'a>,
    page: &'a InvitationPage,
}

impl Page for InvitationDoor {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let mut f = Frame::of(shell, Place::Outside);
        f.title = f.t("door-title").to_owned();
        DoorTemplate { f, page: self }.render()
    }
}

impl Page for InvitationPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let mut f = Frame::of(shell, Place::Sharing);
        f.title = f.w.say("invitation-title", "name", &self.patient_name);
        InvitationTemplate { f, page: self }.render()
    }
}

impl DoorTemplate<'_> {
    fn fault(&self) -> Option<Notice> {
        self.page.fault.map(|fault| fault.notice(&self.f))
    }
}

impl InvitationTemplate<'_> {
    fn fault(&self) -> Option<Notice> {
        self.page.fault.map(|fault| fault.notice(&self.f))
    }

    fn facts(&self) -> Vec<(&'static str, String)> {
        let w = &self.f.w;
        let until = match self.page.valid_until {
            Some(until) => w.last_day(until),
            None => w.t("share-no-end").to_owned(),
        };
        vec![
            (w.t("invitation-as"), capital(w.t(relationship_key(self.page.relationship)))),
            (w.t("invitation-sees"), capital(&scope_words(w, &self.page.scope))),
            (w.t("share-until"), until),
        ]
    }

    fn needs_paper(&self) -> bool {
        self.page.relationship == Relationship::PowerOfAttorney
    }

    fn adult(&self) -> Choices<'_> {
        Choices::tick("adult", self.f.t("ask-you"), self.f.t("ask-adult"), false)
    }
}
