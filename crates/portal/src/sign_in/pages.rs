//! The pages before the record: sign-in, second factor, recovery, enrolment.

use askama::Template;
use serde::Serialize;

use crate::look::{CodeField, EmailField, Field, Frame, Hidden, Icon, Notice, PasswordField, Place, Tone};
use crate::page::{Page, Shell};

/// Why a step of sign-in did not work. It never says whether an account exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SignInFault {
    /// E-mail or password is wrong.
    Mismatch,
    /// The code is wrong or too old.
    WrongCode,
    /// The code is right, and was used.
    UsedCode,
    /// Two codes of another time: the phone's clock is wrong.
    ClockOff,
    /// The recovery code is wrong or used.
    WrongRecoveryCode,
    /// Too many attempts; the next one may be made in so many minutes.
    Wait { minutes: u32 },
    /// Sign-in does not work at the moment.
    Unavailable,
}

/// `GET` and `POST /sign-in`
#[derive(Debug, Clone, Default, Serialize)]
pub struct SignInPage {
    pub email: String,
    pub error: Option<SignInFault>,
    /// The reader comes here because their session ended.
    pub has_ended: bool,
    /// A form was sent when it had ended, and its words are kept.
    pub is_unsent: bool,
    /// Goes into the form before there is a session.
    pub csrf: String,
}

/// `GET` and `POST /sign-in/factor`
#[derive(Debug, Clone, Default, Serialize)]
pub struct FactorPage {
    pub error: Option<SignInFault>,
    pub csrf: String,
}

/// `GET` and `POST /sign-in/recovery`
#[derive(Debug, Clone, Default, Serialize)]
pub struct RecoveryPage {
    pub error: Option<SignInFault>,
    pub csrf: String,
}

/// `GET /sign-in/enrol/{enrolment}` and `POST /sign-in/enrol`
#[derive(Debug, Clone, Default, Serialize)]
pub struct EnrolPage {
    /// The QR code as SVG markup of our own making.
    pub qr_svg: String,
    /// Base 32, for typing.
    pub secret: String,
    /// `otpauth://…`, for a tap on the phone that has the app.
    pub uri: String,
    /// Names this set-up among those begun; goes into the form.
    pub enrolment: String,
    pub error: Option<SignInFault>,
    pub csrf: String,
}

/// Recovery codes, shown once.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RecoveryCodesPage {
    pub codes: Vec<String>,
    /// Where the reader goes on.
    pub next: String,
}

impl SignInFault {
    fn words(self, f: &Frame<'_>) -> String {
        match self {
            SignInFault::Mismatch => f.t("fault-mismatch").to_owned(),
            SignInFault::WrongCode => f.t("fault-wrong-code").to_owned(),
            SignInFault::UsedCode => f.t("fault-code-used").to_owned(),
            SignInFault::ClockOff => f.t("fault-clock-off").to_owned(),
            SignInFault::WrongRecoveryCode => f.t("fault-wrong-recovery-code").to_owned(),
            SignInFault::Wait { minutes } => f.w.with("fault-wait", &[("n", minutes.into())]),
            SignInFault::Unavailable => f.t("fault-unavailable").to_owned(),
        }
    }

    fn notice(self, f: &Frame<'_>) -> Notice {
        Notice::new(Tone::Critical, f.t("fault-title"), self.words(f))
    }

    /// A wrong code belongs to its field, everything else to the form.
    fn of_field(fault: Option<Self>, f: &Frame<'_>) -> Option<&'static str> {
        match fault? {
            SignInFault::WrongCode => Some(f.t("fault-wrong-code")),
            SignInFault::WrongRecoveryCode => Some(f.t("fault-wrong-recovery-code")),
            _ => None,
        }
    }

    fn of_form(fault: Option<Self>, f: &Frame<'_>) -> Option<Notice> {
        let is_of_form = |fault: &Self| Self::of_field(Some(*fault), f).is_none();
        fault.filter(is_of_form).map(|fault| fault.notice(f))
    }
}

/// Whether somebody who is signed in proves a factor once more.
fn is_again(shell: &Shell) -> bool {
    shell.reader.is_some()
}

macro_rules! gate_page {
    ($page:ident, $template:ident, $path:literal, $title:expr) => {
        #[derive(Template)]
        #[template(path = $path)]
        struct $template<'a> {
            f: Frame<'a>,
            page: &'a $page,
        }

        impl Page for $page {
            fn html(&self, shell: &Shell) -> askama::Result<String> {
                let mut f = Frame::of(shell, Place::Outside);
                let title: fn(&Shell) -> &'static str = $title;
                f.title = f.t(title(shell)).to_owned();
                $template { f, page: self }.render()
            }
        }
    };
}

gate_page!(SignInPage, SignInTemplate, "sign_in/sign_in.html", |_| "sign-in-title");
gate_page!(FactorPage, FactorTemplate, "sign_in/factor.html", |shell| {
    if is_again(shell) { "factor-again-title" } else { "factor-title" }
});
gate_page!(RecoveryPage, RecoveryTemplate, "sign_in/recovery.html", |_| "recovery-title");
gate_page!(EnrolPage, EnrolTemplate, "sign_in/enrol.html", |_| "enrol-title");
gate_page!(RecoveryCodesPage, RecoveryCodesTemplate, "sign_in/codes.html", |_| "codes-title");

impl SignInTemplate<'_> {
    fn ended(&self) -> Option<Notice> {
        let (title, words) = match (self.page.is_unsent, self.page.has_ended) {
            (true, _) => ("ended-unsent-title", "ended-unsent-words"),
            (false, true) => ("ended-title", "ended-words"),
            (false, false) => return None,
        };
        Some(Notice::new(Tone::Wait, self.f.t(title), self.f.t(words).to_owned()))
    }

    fn fault(&self) -> Option<Notice> {
        SignInFault::of_form(self.page.error, &self.f)
    }

    fn email(&self) -> EmailField<'_> {
        EmailField { label: self.f.t("email"), value: &self.page.email, fault: None }
    }

    fn password(&self) -> PasswordField<'_> {
        PasswordField {
            name: "password",
            label: self.f.t("password"),
            hint: None,
            fault: None,
            is_new: false,
        }
    }
}

impl FactorTemplate<'_> {
    fn is_again(&self) -> bool {
        is_again(self.f.shell)
    }

    fn fault(&self) -> Option<Notice> {
        SignInFault::of_form(self.page.error, &self.f)
    }

    fn code(&self) -> CodeField<'_> {
        CodeField {
            label: self.f.t("code"),
            hint: None,
            fault: SignInFault::of_field(self.page.error, &self.f),
        }
    }
}

impl RecoveryTemplate<'_> {
    fn fault(&self) -> Option<Notice> {
        SignInFault::of_form(self.page.error, &self.f)
    }

    fn code(&self) -> Field<'_> {
        Field {
            name: "code",
            label: self.f.t("recovery-code"),
            kind: "text",
            value: "",
            hint: Some(self.f.t("recovery-hint")),
            fault: SignInFault::of_field(self.page.error, &self.f),
            autocomplete: "off",
            is_required: true,
            extra: "autocapitalize=none spellcheck=false autofocus",
        }
    }
}

impl EnrolTemplate<'_> {
    fn fault(&self) -> Option<Notice> {
        SignInFault::of_form(self.page.error, &self.f)
    }

    fn code(&self) -> CodeField<'_> {
        CodeField {
            label: self.f.t("code"),
            hint: None,
            fault: SignInFault::of_field(self.page.error, &self.f),
        }
    }

    /// The secret in groups of four, to be read and typed.
    fn groups(&self) -> String {
        let letters: Vec<char> = self.page.secret.chars().filter(|c| !c.is_whitespace()).collect();
        letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }
}
