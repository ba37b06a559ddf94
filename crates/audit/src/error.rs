use std::sync::Arc;

use portico_database::CommitError;
use sea_orm::DbErr;

/// Why the log did not do what it was asked. After any error of an append the caller must show and do nothing.
#[derive(Debug, Clone, thiserror::Error)]
pub enum AuditError {
    /// The database refused or is away; nothing of the failed group is kept.
    #[error("the audit log cannot be written or read")]
    Database(#[source] Arc<DbErr>),
    /// The database was cut off while it committed. It may have kept the entries of the group, which then tell of what
    /// nobody was shown.
    #[error("whether the audit log took the entries is not known")]
    InDoubt(#[source] Arc<DbErr>),
    /// The commit took longer than [`COMMIT_TIMEOUT`](crate::COMMIT_TIMEOUT).
    #[error("the audit log did not answer in time")]
    Timeout,
    /// The log was closed, or its task ended.
    #[error("the audit log is closed")]
    Closed,
    /// What is stored does not hold together; nothing is appended to it. Verify the log.
    #[error("the audit log is damaged: {0} is not as it was written")]
    Damaged(&'static str),
    /// An event that has no JSON form.
    #[error("the event cannot be encoded")]
    Encoding(#[source] Arc<serde_json::Error>),
    /// There is no such entry, or no tree of that size.
    #[error("the audit log has no entry or tree of that number")]
    OutOfRange,
}

impl From<DbErr> for AuditError {
    fn from(error: DbErr) -> Self {
        Self::Database(Arc::new(error))
    }
}

impl From<CommitError> for AuditError {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Refused(cause) => Self::Database(Arc::new(cause)),
            CommitError::Unknown(cause) => Self::InDoubt(Arc::new(cause)),
        }
    }
}

impl From<serde_json::Error> for AuditError {
    fn from(error: serde_json::Error) -> Self {
        Self::Encoding(Arc::new(error))
    }
}
