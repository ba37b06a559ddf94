use portico_audit::AuditError;
use portico_store::StoreError;

/// Why the officer was not shown something.
#[derive(Debug, thiserror::Error)]
pub enum OversightError {
    /// It is not this person's office. To be shown like something that does not exist.
    #[error("not this person's office")]
    Refused,
    /// A factor must be proved once more for this.
    #[error("a factor must be proved again")]
    StepUpNeeded,
    #[error("no such alert")]
    NotFound,
    /// Nobody with an account has this e-mail address, or the text is no id.
    #[error("nobody is known by this name")]
    UnknownPerson(Which),
    /// What cannot be written down is not shown.
    #[error("the audit log cannot be written or read")]
    Audit(#[from] AuditError),
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Which of the two people of a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Patient,
    Actor,
}
