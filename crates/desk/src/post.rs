//! The mail courier: SMTP (RFC 5321) to a server of the house's choice.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use lettre::address::AddressError;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::response::Category;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use portico_model::{Language, Timestamp};
use portico_store::{Email, Mail};
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

/// A letter in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// Puts letters into words.
pub type Writer = Arc<dyn Fn(&Mail, Language) -> Written + Send + Sync>;

/// How the way to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protection {
    /// TLS from the first byte (RFC 8314), usually port 465.
    Tls,
    /// STARTTLS, and nothing without it, usually port 587.
    StartTls,
    /// None: for loopback.
    None,
}

/// The mail server, and in whose name letters go.
#[derive(Clone)]
pub struct Smtp {
    pub host: String,
    pub port: u16,
    pub protection: Protection,
    /// Such as `Riverside Health <portal@riverside.example>`.
    pub from: String,
    pub user: Option<(String, SecretString)>,
    /// For one letter.
    pub timeout: Duration,
}

/// The mail server cannot be used as it is set up.
#[derive(Debug, thiserror::Error)]
pub enum BadPost {
    #[error("the sender is no address")]
    From(#[from] AddressError),
    #[error("the server's name does not do for TLS")]
    Tls(#[from] lettre::transport::smtp::Error),
}

/// Carries letters.
#[derive(Clone)]
pub struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    writer: Writer,
}

/// What the mail server said.
pub(crate) enum Handed {
    Taken,
    NotNow(&'static str),
    /// It will not take this letter, today or tomorrow.
    Refused(&'static str),
}

impl Post {
    pub fn new(smtp: Smtp, writer: Writer) -> Result<Self, BadPost> {
        let from: Mailbox = smtp.from.parse()?;
        let tls = match smtp.protection {
            Protection::Tls => Tls::Wrapper(TlsParameters::new(smtp.host.clone())?),
            Protection::StartTls => Tls::Required(TlsParameters::new(smtp.host.clone())?),
            Protection::None => Tls::None,
        };
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(smtp.host)
            .port(smtp.port)
            .tls(tls)
            .timeout(Some(smtp.timeout));
        if let Some((user, password)) = smtp.user {
            transport = transport.credentials(Credentials::new(user, password.expose_secret().to_owned()));
        }
        Ok(Self { transport: transport.build(), from, writer })
    }

    pub(crate) async fn hand_over(
        &self,
        id: Uuid,
        to: &Email,
        mail: &Mail,
        language: Language,
        now: Timestamp,
    ) -> Handed {
        let Ok(to) = to.as_str().parse::<Address>() else {
            return Handed::Refused("address");
        };
        let Written { subject, text, html } = (self.writer)(mail, language);
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(subject)
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            .date(SystemTime::from(now))
            .header(AutoSubmitted)
            .multipart(MultiPart::alternative_plain_html(text, html));
        let Ok(message) = message else {
            return Handed::Refused("message");
        };
        match self.transport.send(message).await {
            Ok(_) => Handed::Taken,
            Err(error) => refusal(&error),
        }
    }
}

/// A mailbox that is not there will not be there tomorrow; everything else may mend, also our own sign-in.
fn refusal(error: &lettre::transport::smtp::Error) -> Handed {
    let is_of_mailbox = error.status().is_some_and(|code| code.category == Category::MailSystem);
    if error.is_permanent() && is_of_mailbox {
        return Handed::Refused("mailbox");
    }
    Handed::NotNow(if error.is_timeout() {
        "timeout"
    } else if error.is_tls() {
        "tls"
    } else if error.is_permanent() {
        "refused"
    } else if error.is_transient() {
        "busy"
    } else {
        "connection"
    })
}

/// No machine answers a machine (RFC 3834 § 5).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl fmt::Debug for Post {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Post(…)")
    }
}
