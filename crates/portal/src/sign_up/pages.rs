//! The pages of sign-up, and the page on which staff help people into their accounts.

use askama::Template;
use portico_account::{AccountCard, AccountState, CodeOnItsWay};
use portico_model::{PatientId, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::{Answer, Answered, plain};
use crate::look::{
    Chip, Choices, CodeField, EmailField, Field, Frame, Hidden, Icon, Notice, PasswordField, Place, Tone,
};
use crate::page::{Page, Shell};

/// Why a step of sign-up did not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SignUpTrouble {
    NoMatch,
    WrongMailCode,
    Over,
    HasAccount,
    TooYoung,
    GuardiansEmail,
    GuardiansPhone,
    GuardiansDevice,
    NameMissing,
    AdultsOnly,
    NoEmail,
    PasswordTooShort,
    PasswordTooLong,
    PasswordTooCommon,
    PasswordRepetitive,
    PasswordPersonal,
    Unavailable,
    Wait { minutes: u32 },
}

/// `GET` and `POST /sign-up`
#[derive(Debug, Clone, Default, Serialize)]
pub struct SignUpPage {
    pub code: String,
    pub name: String,
    pub born: String,
    pub email: String,
    pub phone: String,
    pub trouble: Option<SignUpTrouble>,
    #[serde(skip)]
    pub csrf: String,
}

/// `GET` and `POST /sign-up/code`
#[derive(Debug, Clone, Default, Serialize)]
pub struct CodePage {
    pub trouble: Option<SignUpTrouble>,
    #[serde(skip)]
    pub csrf: String,
}

/// `GET` and `POST /invitations/{token}/sign-up`
#[derive(Debug, Clone, Default, Serialize)]
pub struct InvitedPage {
    #[serde(skip)]
    pub token: String,
    pub name: String,
    pub trouble: Option<SignUpTrouble>,
    #[serde(skip)]
    pub csrf: String,
}

/// `GET` and `POST /staff/accounts`
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct HelpPage {
    /// What was looked for.
    pub email: String,
    pub found: Option<AccountRow>,
    pub trouble: Option<HelpTrouble>,
    /// A code that was just made.
    pub made: Option<MadeCode>,
}

/// An account, as far as staff see it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AccountRow {
    pub name: String,
    pub email: String,
    pub is_active: bool,
    pub has_own_record: bool,
    pub has_second_factor: bool,
    pub created_at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HelpTrouble {
    NotFound,
    NoEmail,
    NoPatient,
    /// The record system has no such patient, or none who could sign up.
    NoRecord,
    /// The record was merged into another, or is no longer in use.
    NotInUse,
    HasAccount,
}

/// A code for a patient, on its way to them.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MadeCode {
    pub patient: PatientId,
    /// The address of the record to which it was sent, in part.
    pub sent_to: Option<String>,
    /// To be handed over, where the record has no address.
    pub code: Option<String>,
    pub expires_at: Timestamp,
}

impl MadeCode {
    pub(super) fn of(patient: PatientId, way: CodeOnItsWay, expires_at: Timestamp) -> Self {
        let (sent_to, code) = match way {
            CodeOnItsWay::ByLetter { to } => (Some(to), None),
            CodeOnItsWay::ByHand(code) => (None, Some(code.to_text().to_string())),
        };
        Self { patient, sent_to, code, expires_at }
    }
}

impl From<AccountCard> for AccountRow {
    fn from(card: AccountCard) -> Self {
        Self {
            name: card.name,
            email: card.email,
            is_active: card.state == AccountState::Active,
            has_own_record: card.has_own_record,
            has_second_factor: card.has_second_factor,
            created_at: card.created_at,
        }
    }
}

impl Answered for HelpPage {
    fn answer() -> Answer {
        plain::<Self>()
    }
}

impl SignUpTrouble {
    fn words(self, f: &Frame<'_>) -> String {
        let key = match self {
            SignUpTrouble::Wait { minutes } => return f.w.with("fault-wait", &[("n", minutes.into())]),
            SignUpTrouble::NoMatch => "sign-up-no-match",
            SignUpTrouble::WrongMailCode => "sign-up-wrong-code",
            SignUpTrouble::Over => "sign-up-over",
            SignUpTrouble::HasAccount => "sign-up-has-account",
            SignUpTrouble::TooYoung => "sign-up-too-young",
            SignUpTrouble::GuardiansEmail => "sign-up-guardians-email",
            SignUpTrouble::GuardiansPhone => "sign-up-guardians-phone",
            SignUpTrouble::GuardiansDevice => "sign-up-guardians-device",
            SignUpTrouble::NameMissing => "sign-up-name-missing",
            SignUpTrouble::AdultsOnly => "share-fault-adults",
            SignUpTrouble::NoEmail => "share-fault-email",
            SignUpTrouble::PasswordTooShort => "password-too-short",
            SignUpTrouble::PasswordTooLong => "password-too-long",
            SignUpTrouble::PasswordTooCommon => "password-too-common",
            SignUpTrouble::PasswordRepetitive => "password-repetitive",
            SignUpTrouble::PasswordPersonal => "password-personal",
            SignUpTrouble::Unavailable => "fault-unavailable",
        };
        f.t(key).to_owned()
    }

    fn notice(self, f: &Frame<'_>) -> Notice {
        Notice::new(Tone::Critical, f.t("fault-title"), self.words(f))
    }
}

macro_rules! gate_page {
    ($page:ident, $template:ident, $path:literal, $title:literal) => {
        #[derive(Template)]
        #[template(path = $path)]
        struct $template<'a> {
            f: Frame<'a>,
            page: &'a $page,
        }

        impl Page for $page {
            fn html(&self, shell: &Shell) -> askama::Result<String> {
                let mut f = Frame::of(shell, Place::Outside);
                f.title = f.t($title).to_owned();
                $template { f, page: self }.render()
            }
        }

        impl $template<'_> {
            fn trouble(&self) -> Option<Notice> {
                self.page.trouble.map(|trouble| trouble.notice(&self.f))
            }
        }
    };
}

gate_page!(SignUpPage, SignUpTemplate, "sign_up/begin.html", "sign-up-title");
gate_page!(CodePage, CodeTemplate, "sign_up/code.html", "sign-up-code-title");
gate_page!(InvitedPage, InvitedTemplate, "sign_up/invited.html", "sign-up-title");

impl SignUpTemplate<'_> {
    fn code(&self) -> Field<'_> {
        let extra = "autocapitalize=characters spellcheck=false";
        Field { extra, ..field(&self.f, "code", "sign-up-code", &self.page.code, Some("sign-up-code-hint")) }
    }

    fn name(&self) -> Field<'_> {
        let field = field(&self.f, "name", "sign-up-name", &self.page.name, Some("sign-up-name-hint"));
        Field { autocomplete: "name", ..field }
    }

    fn born(&self) -> Field<'_> {
        let field = field(&self.f, "born", "ask-born", &self.page.born, None);
        Field { kind: "date", autocomplete: "bday", ..field }
    }

    fn email(&self) -> EmailField<'_> {
        EmailField { label: self.f.t("email"), value: &self.page.email, fault: None }
    }

    fn phone(&self) -> Field<'_> {
        let field = field(&self.f, "phone", "sign-up-phone", &self.page.phone, Some("sign-up-phone-hint"));
        Field { kind: "tel", autocomplete: "tel", is_required: false, ..field }
    }

    /// A teenager may go on in a parent's browser, knowing what it means.
    fn device(&self) -> Option<Choices<'_>> {
        let is_asked = self.page.trouble == Some(SignUpTrouble::GuardiansDevice);
        let words = self.f.t("sign-up-knows-device");
        is_asked.then(|| Choices::tick("knows_device", self.f.t("ask-you"), words, false))
    }
}

impl CodeTemplate<'_> {
    fn code(&self) -> CodeField<'_> {
        CodeField { label: self.f.t("code"), hint: Some(self.f.t("sign-up-mail-hint")), fault: None }
    }

    fn password(&self) -> PasswordField<'_> {
        new_password(&self.f)
    }
}

impl InvitedTemplate<'_> {
    fn name(&self) -> Field<'_> {
        let field = field(&self.f, "name", "sign-up-own-name", &self.page.name, None);
        Field { autocomplete: "name", ..field }
    }

    fn password(&self) -> PasswordField<'_> {
        new_password(&self.f)
    }

    fn adult(&self) -> Choices<'_> {
        Choices::tick("adult", self.f.t("ask-you"), self.f.t("ask-adult"), false)
    }

    /// Whether there is anything to fill in.
    fn is_open(&self) -> bool {
        !matches!(self.page.trouble, Some(SignUpTrouble::Over | SignUpTrouble::HasAccount))
    }
}

fn field<'a>(f: &'a Frame<'_>, name: &'a str, label: &str, value: &'a str, hint: Option<&str>) -> Field<'a> {
    Field {
        name,
        label: f.t(label),
        kind: "text",
        value,
        hint: hint.map(|hint| f.t(hint)),
        fault: None,
        autocomplete: "off",
        is_required: true,
        extra: "",
    }
}

fn new_password<'a>(f: &'a Frame<'_>) -> PasswordField<'a> {
    PasswordField {
        name: "password",
        label: f.t("sign-up-password"),
        hint: Some(f.t("password-hint")),
        fault: None,
        is_new: true,
    }
}

#[derive(Template)]
#[template(path = "sign_up/help.html")]
struct HelpTemplate<'a> {
    f: Frame<'a>,
    page: &'a HelpPage,
}

impl Page for HelpPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        HelpTemplate { f: Frame::of(shell, Place::StaffAccounts), page: self }.render()
    }
}

impl HelpTemplate<'_> {
    fn trouble(&self) -> Option<Notice> {
        let key = match self.page.trouble? {
            HelpTrouble::NotFound => "help-not-found",
            HelpTrouble::NoEmail => "share-fault-email",
            HelpTrouble::NoPatient => "help-no-patient",
            HelpTrouble::NoRecord => "help-no-record",
            HelpTrouble::NotInUse => "help-not-in-use",
            HelpTrouble::HasAccount => "help-has-account",
        };
        Some(Notice::new(Tone::Warning, self.f.t("help-trouble"), self.f.t(key).to_owned()))
    }

    fn email(&self) -> Field<'_> {
        let field = field(&self.f, "email", "email", &self.page.email, None);
        Field { kind: "email", extra: "inputmode=email autocapitalize=none spellcheck=false", ..field }
    }

    fn patient(&self) -> Field<'_> {
        let extra = "autocapitalize=none spellcheck=false maxlength=255";
        Field { extra, ..field(&self.f, "patient", "help-patient", "", Some("help-patient-hint")) }
    }

    fn facts(&self, row: &AccountRow) -> Vec<(&'static str, &'static str)> {
        let w = &self.f.w;
        let yes_no = |is_so: bool| w.t(if is_so { "help-yes" } else { "help-no" });
        vec![
            (w.t("help-own-record"), yes_no(row.has_own_record)),
            (w.t("help-factor"), yes_no(row.has_second_factor)),
        ]
    }
}
