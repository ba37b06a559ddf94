//! Everything that can go wrong for a reader: one table, two renderings (a page; RFC 9457 JSON). Causes are logged here,
//! once, and never shown.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use portico_account::AccountError;
use portico_audit::AuditError;
use portico_chart::ChartError;
use portico_desk::DeskError;
use portico_model::Causes;
use portico_oversight::OversightError;
use portico_policy::Reason;

use crate::page::Shell;
use crate::words::Words;

/// What a reader is told. The words are `problem-{code}-title` and `problem-{code}-text` in the catalogues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// There is no such thing, or none for this reader: the two look the same.
    NotFound,
    /// Nobody is signed in. Pages lead to the sign-in.
    SignInNeeded,
    /// The second factor is not proved yet. Pages lead to it.
    FactorNeeded,
    /// The address, password or code is not right.
    WrongCredentials,
    Forbidden,
    /// A form came without the token of this session.
    Forged,
    /// A form came from the page of somebody else, who was signed in here before.
    SomebodyElse,
    /// A form came from a page of the reader's own, from before they signed in again.
    EarlierForm,
    /// The code is right, and was used.
    CodeUsed,
    /// The codes are those of another time.
    ClockOff,
    BadRequest,
    /// Somebody else changed it meanwhile.
    MovedOn,
    /// The same person's question about the same waits for its answer.
    AskedAlready,
    TooLarge,
    UnsupportedMediaType,
    MethodNotAllowed,
    /// The rest of the request did not come in time.
    TimedOut,
    TooManyRequests {
        retry_after_seconds: u64,
    },
    /// The record was merged into another. Pages lead to where it says which.
    RecordMoved,
    /// The file is damaged, or lies at a server that is not asked.
    FileUnreadable,
    /// The record system does not answer, and no copy is kept.
    RecordSystemDown,
    /// The audit log cannot be written, so nothing is shown.
    AuditDown,
    Internal,
}

impl Problem {
    /// The rows of the table, for tests that look at each.
    pub const ALL: [Problem; 23] = [
        Problem::NotFound,
        Problem::SignInNeeded,
        Problem::FactorNeeded,
        Problem::WrongCredentials,
        Problem::Forbidden,
        Problem::Forged,
        Problem::SomebodyElse,
        Problem::EarlierForm,
        Problem::CodeUsed,
        Problem::ClockOff,
        Problem::BadRequest,
        Problem::MovedOn,
        Problem::AskedAlready,
        Problem::TooLarge,
        Problem::UnsupportedMediaType,
        Problem::MethodNotAllowed,
        Problem::TimedOut,
        Problem::TooManyRequests { retry_after_seconds: 30 },
        Problem::RecordMoved,
        Problem::FileUnreadable,
        Problem::RecordSystemDown,
        Problem::AuditDown,
        Problem::Internal,
    ];

    /// The stable code: part of the `type` in JSON and of the text keys.
    pub fn code(self) -> &'static str {
        self.row().0
    }

    pub(crate) fn title_key(self) -> String {
        format!("problem-{}-title", self.code())
    }

    fn text_key(self) -> String {
        format!("problem-{}-text", self.code())
    }

    /// What happened and what to do. Who sent somebody else's form is told who is signed in now.
    pub(crate) fn text(self, words: &Words, shell: &Shell) -> String {
        match (self, &shell.reader) {
            (Problem::SomebodyElse, Some(reader)) => {
                words.say("problem-somebody-else-now", "name", &reader.name)
            }
            _ => words.t(&self.text_key()).to_owned(),
        }
    }

    pub fn status(self) -> StatusCode {
        self.row().1
    }

    fn row(self) -> (&'static str, StatusCode) {
        match self {
            Problem::NotFound => ("not-found", StatusCode::NOT_FOUND),
            Problem::SignInNeeded => ("sign-in-needed", StatusCode::UNAUTHORIZED),
            Problem::FactorNeeded => ("factor-needed", StatusCode::UNAUTHORIZED),
            Problem::WrongCredentials => ("wrong-credentials", StatusCode::UNAUTHORIZED),
            Problem::Forbidden => ("forbidden", StatusCode::FORBIDDEN),
            Problem::Forged => ("forged", StatusCode::FORBIDDEN),
            Problem::SomebodyElse => ("somebody-else", StatusCode::FORBIDDEN),
            Problem::EarlierForm => ("earlier-form", StatusCode::FORBIDDEN),
            Problem::CodeUsed => ("code-used", StatusCode::UNAUTHORIZED),
            Problem::ClockOff => ("clock-off", StatusCode::UNAUTHORIZED),
            Problem::BadRequest => ("bad-request", StatusCode::BAD_REQUEST),
            Problem::MovedOn => ("moved-on", StatusCode::CONFLICT),
            Problem::AskedAlready => ("asked-already", StatusCode::CONFLICT),
            Problem::TooLarge => ("too-large", StatusCode::PAYLOAD_TOO_LARGE),
            Problem::UnsupportedMediaType => ("unsupported-media-type", StatusCode::UNSUPPORTED_MEDIA_TYPE),
            Problem::MethodNotAllowed => ("method-not-allowed", StatusCode::METHOD_NOT_ALLOWED),
            Problem::TimedOut => ("timed-out", StatusCode::REQUEST_TIMEOUT),
            Problem::TooManyRequests { .. } => ("too-many-requests", StatusCode::TOO_MANY_REQUESTS),
            Problem::RecordMoved => ("record-moved", StatusCode::GONE),
            Problem::FileUnreadable => ("file-unreadable", StatusCode::UNPROCESSABLE_ENTITY),
            Problem::RecordSystemDown => ("record-system-down", StatusCode::SERVICE_UNAVAILABLE),
            Problem::AuditDown => ("audit-down", StatusCode::SERVICE_UNAVAILABLE),
            Problem::Internal => ("internal", StatusCode::INTERNAL_SERVER_ERROR),
        }
    }

    /// An unexpected failure: the chain of causes goes to the log, the reader gets [`Problem::Internal`].
    pub fn internal(error: impl std::error::Error + 'static) -> Self {
        tracing::error!(error = %Causes(&error), "a request failed");
        Problem::Internal
    }

    /// The audit log failed: the chain goes to the log, the reader learns that nothing is shown.
    pub fn unaudited(error: impl std::error::Error + 'static) -> Self {
        tracing::error!(error = %Causes(&error), "the audit log cannot be written: nothing is shown");
        Problem::AuditDown
    }
}

impl From<ChartError> for Problem {
    fn from(error: ChartError) -> Self {
        match error {
            ChartError::NoStanding | ChartError::NotFound => Problem::NotFound,
            ChartError::Refused(reason) => refused(reason),
            ChartError::Moved => Problem::RecordMoved,
            ChartError::FileUnreadable => Problem::FileUnreadable,
            ChartError::Unavailable => Problem::RecordSystemDown,
            ChartError::NotAudited(AuditError::OutOfRange) => Problem::NotFound,
            ChartError::NotAudited(_) => Problem::unaudited(error),
            ChartError::Store(_) => Problem::internal(error),
        }
    }
}

impl From<AccountError> for Problem {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::SecondFactorNeeded | AccountError::StepUpNeeded => Problem::FactorNeeded,
            AccountError::Ended => Problem::SignInNeeded,
            AccountError::NotFound => Problem::NotFound,
            AccountError::CodeUsed => Problem::CodeUsed,
            AccountError::ClockOff => Problem::ClockOff,
            AccountError::Busy => Problem::TooManyRequests { retry_after_seconds: 5 },
            AccountError::LastAuthenticator => Problem::Forbidden,
            AccountError::Forbidden(reason) => refused(reason),
            AccountError::Terms(_) => Problem::BadRequest,
            AccountError::Audit(AuditError::OutOfRange) => Problem::NotFound,
            AccountError::Audit(_) => Problem::unaudited(error),
            // Whoever asks for what can end so says it in words of its own.
            AccountError::Refused
            | AccountError::HeldOff { .. }
            | AccountError::Password(_)
            | AccountError::InvalidEmail
            | AccountError::Taken
            | AccountError::Sharing(_)
            | AccountError::SignUp(_)
            | AccountError::Store(_) => Problem::internal(error),
        }
    }
}

impl From<DeskError> for Problem {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::NotFound | DeskError::Refused(Reason::NoStanding) => Problem::NotFound,
            DeskError::Refused(reason) => refused(reason),
            DeskError::MovedOn => Problem::MovedOn,
            DeskError::Words => Problem::BadRequest,
            DeskError::AskedAlready => Problem::AskedAlready,
            DeskError::TooMany => Problem::TooManyRequests { retry_after_seconds: 24 * 60 * 60 },
            DeskError::Audit(AuditError::OutOfRange) => Problem::NotFound,
            DeskError::Audit(_) => Problem::unaudited(error),
            DeskError::Store(_) => Problem::internal(error),
        }
    }
}

impl From<OversightError> for Problem {
    fn from(error: OversightError) -> Self {
        match error {
            OversightError::Refused | OversightError::NotFound => Problem::NotFound,
            OversightError::StepUpNeeded => Problem::FactorNeeded,
            OversightError::UnknownPerson(_) => Problem::BadRequest,
            OversightError::Audit(AuditError::OutOfRange) => Problem::NotFound,
            OversightError::Audit(_) => Problem::unaudited(error),
            OversightError::Store(_) => Problem::internal(error),
        }
    }
}

/// What only wants a proof is no refusal.
fn refused(reason: Reason) -> Problem {
    match reason {
        Reason::SecondFactor | Reason::StepUp => Problem::FactorNeeded,
        _ => Problem::Forbidden,
    }
}

/// The edge renders it; here it is only carried.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_that_is_not_there_is_no_failure_of_the_log() {
        let missing = || AuditError::OutOfRange;
        for problem in [
            Problem::from(ChartError::NotAudited(missing())),
            DeskError::Audit(missing()).into(),
            AccountError::Audit(missing()).into(),
            OversightError::Audit(missing()).into(),
        ] {
            assert_eq!(problem, Problem::NotFound);
        }
        assert_eq!(Problem::from(ChartError::NotAudited(AuditError::Closed)), Problem::AuditDown);
    }

    #[test]
    fn what_wants_a_fresh_proof_leads_to_it_whoever_says_so() {
        let step_up = || Reason::StepUp;
        for problem in [
            Problem::from(ChartError::Refused(step_up())),
            DeskError::Refused(step_up()).into(),
            AccountError::Forbidden(step_up()).into(),
            AccountError::StepUpNeeded.into(),
            OversightError::StepUpNeeded.into(),
        ] {
            assert_eq!(problem, Problem::FactorNeeded);
        }
        assert_eq!(Problem::from(ChartError::Refused(Reason::Role)), Problem::Forbidden);
    }
}
