//! Asking for access to somebody's record, and handing in a paper.

use askama::Template;
use portico_model::{GrantId, Relationship};
use serde::Serialize;

use super::super::faults::SharingFault;
use crate::look::{Choice, Choices, Field, Frame, Hidden, Notice, Place, relationship_key};
use crate::page::{Page, Shell};

/// What a file field takes.
const PAPERS: &str = "accept=\"application/pdf,image/png,image/jpeg\"";

/// `GET` and `POST /account/access/ask`
#[derive(Debug, Clone, Serialize)]
pub struct AskPage {
    pub name: String,
    pub born: String,
    pub relationship: Relationship,
    pub is_adult: bool,
    pub fault: Option<SharingFault>,
}

/// `GET` and `POST /account/access/{grant}/document`
#[derive(Debug, Clone, Serialize)]
pub struct PaperPage {
    pub grant: GrantId,
    pub patient_name: String,
    pub fault: Option<SharingFault>,
}

impl Default for AskPage {
    fn default() -> Self {
        let (name, born) = (String::new(), String::new());
        Self { name, born, relationship: Relationship::Parent, is_adult: false, fault: None }
    }
}

#[derive(Template)]
#[template(path = "sharing/ask.html")]
struct AskTemplate<'a> {
    f: Frame<'a>,
    page: &'a AskPage,
}

#[derive(Template)]
#[template(path = "sharing/paper.html")]
struct PaperTemplate<'a> {
    f: Frame<'a>,
    page: &'a PaperPage,
}

impl Page for AskPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        AskTemplate { f: frame(shell, "ask-title"), page: self }.render()
    }
}

impl Page for PaperPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        PaperTemplate { f: frame(shell, "paper-title"), page: self }.render()
    }
}

/// A page below the list of what the reader may see.
fn frame<'a>(shell: &'a Shell, title: &str) -> Frame<'a> {
    let mut f = Frame::of(shell, Place::Sharing);
    f.title = f.t(title).to_owned();
    let back = f.t("access-title").to_owned();
    f.crumb(back, "/account/access".to_owned())
}

impl AskTemplate<'_> {
    fn fault(&self) -> Option<Notice> {
        self.page.fault.map(|fault| fault.notice(&self.f))
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
            of(Relationship::Parent, "PARENT", "ask-parent-hint"),
            of(Relationship::Guardian, "GUARDIAN", "ask-guardian-hint"),
            of(Relationship::PowerOfAttorney, "POWER_OF_ATTORNEY", "ask-attorney-hint"),
        ];
        Choices::one("relationship", self.f.t("ask-relationship"), options)
    }

    fn name(&self) -> Field<'_> {
        let fault = self.fault_if(|fault| fault == SharingFault::WhoIsMissing);
        Field { fault, ..self.field("name", "ask-name", "text", &self.page.name, "ask-name-hint") }
    }

    fn born(&self) -> Field<'_> {
        let fault = self.fault_if(|fault| matches!(fault, SharingFault::NoDate | SharingFault::OfAge));
        Field { fault, ..self.field("born", "ask-born", "date", &self.page.born, "ask-born-hint") }
    }

    fn fault_if(&self, is_here: impl Fn(SharingFault) -> bool) -> Option<&'static str> {
        self.page.fault.filter(|fault| is_here(*fault)).map(|fault| self.f.t(fault.key()))
    }

    fn paper(&self) -> Field<'_> {
        use SharingFault::{DocumentNeeded, DocumentTooLarge, EmptyDocument, NotADocument};
        let is_of_file =
            |fault| matches!(fault, DocumentNeeded | EmptyDocument | NotADocument | DocumentTooLarge);
        let fault = self.fault_if(is_of_file);
        let field = self.field("paper", "ask-paper", "file", "", "ask-paper-hint");
        Field { is_required: false, extra: PAPERS, fault, ..field }
    }

    fn adult(&self) -> Choices<'_> {
        let fault = self.fault_if(|fault| fault == SharingFault::AdultsOnly);
        Choices::tick("adult", self.f.t("ask-you"), self.f.t("ask-adult"), self.page.is_adult).fault(fault)
    }

    fn field<'s>(
        &'s self,
        name: &'s str,
        label: &str,
        kind: &'s str,
        value: &'s str,
        hint: &str,
    ) -> Field<'s> {
        Field {
            name,
            label: self.f.t(label),
            kind,
            value,
            hint: Some(self.f.t(hint)),
            fault: None,
            autocomplete: "off",
            is_required: true,
            extra: "",
        }
    }
}

impl PaperTemplate<'_> {
    fn fault(&self) -> Option<Notice> {
        self.page.fault.map(|fault| fault.notice(&self.f))
    }

    fn paper(&self) -> Field<'_> {
        Field {
            name: "paper",
            label: self.f.t("ask-paper"),
            kind: "file",
            value: "",
            hint: Some(self.f.t("ask-paper-hint")),
            fault: None,
            autocomplete: "off",
            is_required: true,
            extra: PAPERS,
        }
    }
}
