//! Inviting somebody to help.

use askama::Template;
use portico_model::{Category, GrantId, Relationship};
use serde::Serialize;
use utoipa::ToSchema;

use super::super::faults::SharingFault;
use super::super::scope::{HowMuch, box_name};
use crate::answer::{Answer, Answered, plain};
use crate::look::{Choice, Choices, Field, Frame, Hidden, Notice, Place, category_key, relationship_key};
use crate::page::{Page, Shell};

/// `GET` and `POST /patients/{patient}/sharing/invite`
#[derive(Debug, Clone, Serialize)]
pub struct InvitePage {
    pub email: String,
    pub relationship: Relationship,
    pub how_much: HowMuch,
    pub chosen: Vec<Category>,
    /// `YYYY-MM-DD`, or nothing.
    pub until: String,
    pub fault: Option<SharingFault>,
}

/// What the twin answers: the invitation is on its way.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Invited {
    pub grant: GrantId,
}

impl Default for InvitePage {
    fn default() -> Self {
        Self {
            email: String::new(),
            relationship: Relationship::Caregiver,
            how_much: HowMuch::Daily,
            chosen: Vec::new(),
            until: String::new(),
            fault: None,
        }
    }
}

impl Answered for Invited {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

#[derive(Template)]
#[template(path = "sharing/invite.html")]
struct InviteTemplate<'a> {
    f: Frame<'a>,
    page: &'a InvitePage,
    boxes: Vec<(String, &'static str, bool)>,
}

impl Page for InvitePage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let mut f = Frame::below(shell, Place::Sharing, "");
        f.title = f.t("invite-title").to_owned();
        let in_box = |category: Category| {
            (box_name(category), f.t(category_key(category)), self.chosen.contains(&category))
        };
        let boxes = Category::ALL.into_iter().map(in_box).collect();
        InviteTemplate { f, page: self, boxes }.render()
    }
}

impl InviteTemplate<'_> {
    fn fault(&self) -> Option<Notice> {
        self.page.fault.map(|fault| fault.notice(&self.f))
    }

    fn email(&self) -> Field<'_> {
        let fault = self.page.fault.filter(|fault| *fault == SharingFault::NoEmail);
        Field {
            name: "email",
            label: self.f.t("invite-email"),
            kind: "email",
            value: &self.page.email,
            hint: Some(self.f.t("invite-email-hint")),
            fault: fault.map(|fault| self.f.t(fault.key())),
            autocomplete: "off",
            is_required: true,
            extra: "inputmode=email autocapitalize=none spellcheck=false",
        }
    }

    fn relationship(&self) -> Choices<'_> {
        let of = |relationship: Relationship, value, hint| Choice {
            hint: Some(self.f.t(hint)),
            ..Choice::new(
                value,
                self.f.t(relationship_key(relationship)),
                self.page.relationship == relationship,
            )
        };
        let options = vec![
            of(Relationship::Caregiver, "CAREGIVER", "invite-caregiver-hint"),
            of(Relationship::PowerOfAttorney, "POWER_OF_ATTORNEY", "invite-attorney-hint"),
        ];
        Choices::one("relationship", self.f.t("invite-relationship"), options)
    }

    fn how_much(&self) -> Choices<'_> {
        let option = |much: HowMuch| {
            let (name, hint) = much.keys();
            let is_chosen = self.page.how_much == much;
            Choice { hint: Some(self.f.t(hint)), ..Choice::new(much.value(), self.f.t(name), is_chosen) }
        };
        let options = HowMuch::ALL.into_iter().map(option).collect();
        Choices::one("how_much", self.f.t("invite-much"), options).hint(self.f.t("invite-much-hint"))
    }

    fn chosen(&self) -> Choices<'_> {
        let options = self.boxes.iter();
        let options = options.map(|(name, words, is_chosen)| Choice::new(name.as_str(), words, *is_chosen));
        let options = options.collect();
        let fault = self.page.fault.filter(|fault| *fault == SharingFault::Nothing);
        Choices::many("kinds", self.f.t("invite-kinds"), options)
            .fault(fault.map(|fault| self.f.t(fault.key())))
    }

    fn until(&self) -> Field<'_> {
        let is_of_date =
            |fault: &SharingFault| matches!(fault, SharingFault::EndsInPast | SharingFault::NoDate);
        Field {
            name: "until",
            label: self.f.t("invite-until"),
            kind: "date",
            value: &self.page.until,
            hint: Some(self.f.t("invite-until-hint")),
            fault: self.page.fault.filter(is_of_date).map(|fault| self.f.t(fault.key())),
            autocomplete: "off",
            is_required: false,
            extra: "",
        }
    }
}
