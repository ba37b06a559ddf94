use std::io;
use std::path::PathBuf;

/// Why keys could not be had, or a sealed value did not open.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The value is not one that this vault sealed for this class and place: cut, changed, moved, or
    /// sealed under a key that the register does not have.
    #[error("sealed value does not open")]
    Refused,
    /// The key-encryption key is not the one that wrapped the keys of the register.
    #[error("the key-encryption key does not open the key register")]
    WrongKey,
    #[error("{path} may be read by others (mode {mode:03o}): set it to 600")]
    Exposed { path: PathBuf, mode: u32 },
    /// Making a new one would make everything unreadable that the old one wrapped.
    #[error("{path} is missing, but keys wrapped by it exist: restore it")]
    Missing { path: PathBuf },
    #[error("{path} is not a file of this version's form")]
    Malformed { path: PathBuf, source: serde_json::Error },
    #[error("{path} cannot be read or written")]
    Io { path: PathBuf, source: io::Error },
}
