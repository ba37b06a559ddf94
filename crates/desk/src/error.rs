use portico_audit::AuditError;
use portico_model::NotPossible;
use portico_policy::Reason;
use portico_store::StoreError;

/// Why the desk did not do what it was asked to.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// There is no such case, or none for this person.
    #[error("no such case")]
    NotFound,
    #[error("policy refuses")]
    Refused(Reason),
    /// The case has gone another way, or somebody else was first: look at it again.
    #[error("the case has moved on")]
    MovedOn,
    /// Nothing is written, or more than fits.
    #[error("the words are missing or too many")]
    Words,
    /// The same person's question about the same is open already.
    #[error("this was asked already, and is not answered yet")]
    AskedAlready,
    #[error("as many cases as may be were opened today")]
    TooMany,
    /// The audit log cannot be written, so nothing was done.
    #[error("the audit log cannot be written")]
    Audit(#[from] AuditError),
    #[error("the store failed")]
    Store(#[from] StoreError),
}

impl From<NotPossible> for DeskError {
    fn from(_: NotPossible) -> Self {
        DeskError::MovedOn
    }
}
