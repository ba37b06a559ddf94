use jiff::SignedDuration;

use crate::AccountError;

/// Why a member of staff was not let in, or the directory's word was not taken.
#[derive(Debug, thiserror::Error)]
pub enum StaffError {
    /// The sign-in was not begun in this browser, was finished before, or took too long: begin again.
    #[error("no such sign-in is under way")]
    NotUnderWay,
    /// The person or the provider broke it off.
    #[error("the identity provider says: not signed in")]
    Declined,
    /// What came from the provider proves nothing. Why is for the logs alone.
    #[error("the identity provider's answer is not good: {0}")]
    Untrusted(&'static str),
    /// The provider did not see a second factor.
    #[error("no second factor was proved")]
    NoSecondFactor,
    /// None of the person's groups has a role here.
    #[error("no group with a role")]
    NoRole,
    /// The directory does not know the person, or let them go.
    #[error("not a member of staff any more")]
    LetGo,
    /// Somebody else signed in than the one whose session it is.
    #[error("somebody else signed in")]
    SomebodyElse,
    /// Too many sign-ins began in the same place.
    #[error("too many sign-ins began in the same place")]
    TooMany { wait: SignedDuration },
    /// The provider does not answer.
    #[error("the identity provider cannot be reached")]
    Unavailable,
    #[error(transparent)]
    Account(#[from] AccountError),
}

impl StaffError {
    /// The word in the audit log, where the person was refused.
    pub(super) fn reason(&self) -> Option<&'static str> {
        Some(match self {
            StaffError::NotUnderWay => "no_such_attempt",
            StaffError::Declined => "provider_declined",
            StaffError::Untrusted(why) => why,
            StaffError::NoSecondFactor => "no_second_factor",
            StaffError::NoRole => "no_role",
            StaffError::LetGo => "let_go",
            StaffError::SomebodyElse => "somebody_else",
            StaffError::Unavailable => "provider_unavailable",
            StaffError::TooMany { .. } | StaffError::Account(_) => return None,
        })
    }
}

impl From<portico_store::StoreError> for StaffError {
    fn from(error: portico_store::StoreError) -> Self {
        Self::Account(error.into())
    }
}
