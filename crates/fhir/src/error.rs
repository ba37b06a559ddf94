use std::fmt;
use std::time::Duration;

use crate::shapes::OperationOutcome;

/// Why an answer could not be had. `Display` and `Debug` never carry an address, an id or any content.
#[derive(Clone, thiserror::Error)]
pub enum Error {
    #[error("the record system cannot be reached")]
    Unreachable,
    #[error("the record system did not answer in time")]
    TimedOut,
    #[error("the record system refused with status {status}")]
    Refused { status: u16, outcome: Option<Box<OperationOutcome>> },
    #[error("the record system asks for fewer requests")]
    TooManyRequests { retry_after: Option<Duration> },
    #[error("the record system's answer is malformed: {what}")]
    Malformed { what: &'static str },
    #[error("the record system's answer is larger than {limit} bytes")]
    TooLarge { limit: usize },
    #[error("the record system sent a file that cannot be decoded")]
    Undecodable,
    #[error("the record system does not accept our sign-in")]
    Unauthorized,
    #[error("the record system has no such resource")]
    NotFound,
    #[error("the record system pointed to another server")]
    ForeignLink,
    #[error("the record system keeps no {resource_type}")]
    Unsupported { resource_type: &'static str },
    #[error("the record system's client is not set up: {what}")]
    Setup { what: &'static str },
}

impl Error {
    /// Whether the same request may succeed a moment later.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Unreachable | Self::TimedOut | Self::TooManyRequests { .. } => true,
            Self::Refused { status, .. } => matches!(status, 408 | 500 | 502 | 503 | 504),
            _ => false,
        }
    }

    /// Whether somebody else changed the resource meanwhile (FHIR R4, 3.1.0.5: 409 or 412).
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Refused { status: 409 | 412, .. })
    }

    pub(crate) fn malformed(what: &'static str) -> Self {
        Self::Malformed { what }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}
