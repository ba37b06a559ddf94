//! Envelope encryption: what Portico keeps is sealed with AES-256-GCM under a data key of its class, and
//! the data keys lie in a register, wrapped by a key-encryption key that only the key management knows
//! (NIST SP 800-57 part 1, § 5.3.5 and § 6.2.2). Sealing and opening take no lock.
//!
//! A value is sealed *for* a place (the associated data): moved to another row or column it does not open.

mod class;
mod envelope;
mod error;
mod keyring;
mod kms;
mod place;
mod register;
mod vault;

pub use class::{Class, Database, Signer};
pub use error::VaultError;
pub use kms::{FileKms, Kms};
pub use register::KeyRecord;
pub use vault::Vault;
pub use zeroize::Zeroizing;
