//! Every way in which the server says no, and its OperationOutcome.

use axum::http::StatusCode;
use serde_json::{Value, json};

/// Why a request, or an entry of a bundle, was not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("{0} is not known here")]
    NotFound(String),
    #[error("{0} is deleted")]
    Deleted(String),
    #[error("{0} is not a resource type of FHIR R4")]
    UnknownType(String),
    #[error("the search parameter {0} is not known here")]
    UnknownParameter(String),
    #[error("the value of {0} cannot be read")]
    BadValue(String),
    #[error("{0}")]
    Invalid(String),
    #[error("the version asked for is not the current one ({0})")]
    VersionConflict(String),
    #[error("{0} matches more than one resource")]
    SeveralMatches(String),
    #[error("the reference {0} matches no resource")]
    NoMatch(String),
    #[error("{0}")]
    NotSupported(String),
    #[error("the body must be application/fhir+json")]
    NotJson,
    #[error("this page is no longer kept; search again")]
    PageGone,
    #[error("{0}")]
    SignInNeeded(&'static str),
    #[error("the token's scopes do not allow this")]
    OutOfScope,
    /// A dial asked for this failure.
    #[error("{1}")]
    Dialled(StatusCode, &'static str),
}

impl Refusal {
    pub fn bad_value(parameter: &str) -> Self {
        Self::BadValue(parameter.to_owned())
    }

    pub fn invalid(diagnostics: impl Into<String>) -> Self {
        Self::Invalid(diagnostics.into())
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound(_) | Self::UnknownType(_) => StatusCode::NOT_FOUND,
            Self::Deleted(_) | Self::PageGone => StatusCode::GONE,
            Self::UnknownParameter(_) | Self::BadValue(_) | Self::Invalid(_) | Self::NoMatch(_) => {
                StatusCode::BAD_REQUEST
            }
            Self::VersionConflict(_) | Self::SeveralMatches(_) => StatusCode::PRECONDITION_FAILED,
            Self::NotSupported(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::SignInNeeded(_) => StatusCode::UNAUTHORIZED,
            Self::OutOfScope => StatusCode::FORBIDDEN,
            Self::Dialled(status, _) => *status,
        }
    }

    /// The code from the `issue-type` value set.
    fn issue(&self) -> &'static str {
        match self {
            Self::NotFound(_) | Self::NoMatch(_) => "not-found",
            Self::Deleted(_) => "deleted",
            Self::UnknownType(_) | Self::UnknownParameter(_) | Self::NotSupported(_) | Self::NotJson => {
                "not-supported"
            }
            Self::BadValue(_) => "value",
            Self::Invalid(_) => "invalid",
            Self::VersionConflict(_) => "conflict",
            Self::SeveralMatches(_) => "multiple-matches",
            Self::PageGone => "expired",
            Self::SignInNeeded(_) => "login",
            Self::OutOfScope => "forbidden",
            Self::Dialled(StatusCode::TOO_MANY_REQUESTS, _) => "throttled",
            Self::Dialled(StatusCode::NOT_IMPLEMENTED, _) => "not-supported",
            Self::Dialled(..) => "transient",
        }
    }

    pub fn outcome(&self) -> Value {
        json!({
            "resourceType": "OperationOutcome",
            "issue": [{"severity": "error", "code": self.issue(), "diagnostics": self.to_string()}],
        })
    }
}
