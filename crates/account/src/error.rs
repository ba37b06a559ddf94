use portico_audit::AuditError;
use portico_model::Timestamp;
use portico_policy::Reason;
use portico_store::StoreError;

use crate::PasswordFlaw;
use crate::directives::UnfitTerms;
use crate::grants::ShareFault;
use crate::sign_up::SignUpFault;

/// Why somebody was not let in, or an account was not changed.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The address, password or code is not right. Which of them, and whether there is such an account, is
    /// for the audit log alone.
    #[error("the address, password or code is not right")]
    Refused,
    /// The code is right and was used: it is no guess.
    #[error("the code was used before")]
    CodeUsed,
    /// Two codes in a row are those of another time: the clock of the phone is wrong.
    #[error("the authenticator's clock is wrong")]
    ClockOff,
    /// Too many failures; the same whether or not there is such an account.
    #[error("too many failures: attempts are refused until {until}")]
    HeldOff { until: Timestamp },
    /// More people sign in than passwords can be checked; try again in some seconds.
    #[error("too many sign-ins at once")]
    Busy,
    /// The session has not proved a second factor.
    #[error("a second factor must be proved first")]
    SecondFactorNeeded,
    /// The last proof is too old, or too weak, for this act.
    #[error("a factor must be proved again")]
    StepUpNeeded,
    /// The session ended meanwhile.
    #[error("the session has ended")]
    Ended,
    #[error("the new password is not accepted: {0}")]
    Password(#[from] PasswordFlaw),
    #[error("not an e-mail address")]
    InvalidEmail,
    /// For staff and invitations only; a stranger must not be told.
    #[error("the address or record has an account already")]
    Taken,
    /// An account always has a second factor.
    #[error("the last authenticator cannot be removed")]
    LastAuthenticator,
    #[error("no such session or authenticator")]
    NotFound,
    /// A rule refuses it to somebody who stands toward the patient.
    #[error("refused by policy: {}", .0.key())]
    Forbidden(Reason),
    #[error("the terms of the directive make no sense: {0}")]
    Terms(#[from] UnfitTerms),
    #[error(transparent)]
    Sharing(#[from] ShareFault),
    #[error(transparent)]
    SignUp(#[from] SignUpFault),
    /// The audit log cannot be written, so nothing was done.
    #[error("the audit log cannot be written")]
    Audit(#[from] AuditError),
    #[error("the store failed")]
    Store(#[from] StoreError),
}
