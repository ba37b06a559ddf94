//! What keys exist for.

use serde::{Deserialize, Serialize};

/// The classes of data that never share a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Who people are and how they prove it: e-mail, phone, names, factors' secrets.
    Identity,
    /// What comes from the record system: caches and last-known-good answers.
    Clinical,
    Messages,
    Billing,
    Audit,
}

impl Class {
    pub const ALL: [Class; 5] =
        [Class::Identity, Class::Clinical, Class::Messages, Class::Billing, Class::Audit];
}

/// The encrypted database files of this portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Database {
    /// Accounts, sessions, cases.
    Portal,
    /// The audit log.
    Audit,
}

/// Who signs in the portal's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signer {
    /// The tree heads of the audit log.
    Audit,
}

/// What one key of the register is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum KeyUse {
    /// Seals values of a class; many versions, the newest seals.
    Seal(Class),
    /// Makes blind indexes of a class; one, because look-ups depend on it.
    Index(Class),
    /// Opens a database file.
    Database(Database),
    /// An Ed25519 seed (RFC 8032 § 5.1.5).
    Sign(Signer),
}

impl KeyUse {
    pub(crate) fn all() -> impl Iterator<Item = KeyUse> {
        let classes = Class::ALL.into_iter().flat_map(|class| [KeyUse::Seal(class), KeyUse::Index(class)]);
        let databases = [Database::Portal, Database::Audit].map(KeyUse::Database);
        classes.chain(databases).chain([KeyUse::Sign(Signer::Audit)])
    }
}
