use std::io;
use std::path::PathBuf;

use portico_database::CommitError;
use portico_vault::VaultError;
use sea_orm::DbErr;

/// Why the store could not do what it was asked to.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another row has this e-mail address, or is the account of this patient.
    #[error("another account has this address or record")]
    Taken,
    /// So many were done in this time that no more are.
    #[error("as many as may be were done in this time")]
    UsedUp,
    /// No more papers are kept: of this request, of this person, or of all.
    #[error("there is no room for the paper")]
    NoRoom,
    /// An embedded database belongs to one process.
    #[error("{path} is in use by another process")]
    InUse { path: PathBuf },
    /// The key is not the one that the file was made with, or the file is no database.
    #[error("{path} does not open with this portal's key")]
    WrongKey { path: PathBuf },
    #[error("{path} cannot be opened or locked")]
    File { path: PathBuf, source: io::Error },
    /// A column holds what this version did not write.
    #[error("column {column} holds something unreadable")]
    Unreadable { column: &'static str },
    /// A sealed column does not open: it was changed, or moved from another row.
    #[error("column {column} does not open")]
    Sealed { column: &'static str, source: VaultError },
    #[error("the database did not answer as it should")]
    Database(#[from] DbErr),
    /// The database was cut off while it committed, and could not be asked what came of it.
    #[error("whether the change was kept is not known")]
    InDoubt(#[source] DbErr),
}

impl From<CommitError> for StoreError {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Refused(cause) => Self::Database(cause),
            CommitError::Unknown(cause) => Self::InDoubt(cause),
        }
    }
}
