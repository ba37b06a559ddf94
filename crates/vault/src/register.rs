//! The key register: every data key that ever was, wrapped, with what it is for and since when.

use std::collections::BTreeSet;

use aws_lc_rs::rand;
use base64::prelude::{BASE64_STANDARD, Engine};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::VaultError;
use crate::class::KeyUse;
use crate::envelope::KEY_LEN;
use crate::kms::KeyEncryptionKeys;

#[derive(Serialize, Deserialize)]
pub(crate) struct Register {
    version: u8,
    pub(crate) keys: Vec<Entry>,
}

#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) id: u32,
    #[serde(rename = "for")]
    pub(crate) used_for: KeyUse,
    wrapped: String,
    created_at: Timestamp,
    /// When a newer key took over; values it sealed still open.
    retired_at: Option<Timestamp>,
}

/// A key of the register as an auditor sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyRecord {
    pub id: u32,
    /// Such as `seal:clinical` or `database:portal`.
    pub used_for: String,
    pub created_at: Timestamp,
    pub retired_at: Option<Timestamp>,
}

impl Register {
    pub(crate) fn new() -> Self {
        Self { version: 1, keys: Vec::new() }
    }

    /// The uses for which there is no key yet.
    pub(crate) fn unserved(&self) -> Vec<KeyUse> {
        let served: BTreeSet<KeyUse> = self.keys.iter().map(|entry| entry.used_for).collect();
        KeyUse::all().filter(|used_for| !served.contains(used_for)).collect()
    }

    /// Makes a new key, which takes over from the one in use.
    pub(crate) fn add(&mut self, used_for: KeyUse, keks: &KeyEncryptionKeys, now: Timestamp) -> u32 {
        let id = self.keys.iter().map(|entry| entry.id).max().unwrap_or(0) + 1;
        let mut bytes = Zeroizing::new([0; KEY_LEN]);
        rand::fill(bytes.as_mut()).expect("the system has randomness");
        for entry in self.keys.iter_mut().filter(|entry| entry.used_for == used_for) {
            entry.retired_at.get_or_insert(now);
        }
        let wrapped = BASE64_STANDARD.encode(keks.wrap(&wrapped_for(id, used_for), &bytes));
        self.keys.push(Entry { id, used_for, wrapped, created_at: now, retired_at: None });
        id
    }

    /// Wraps every key with the newest of `keks`.
    pub(crate) fn wrap_anew(&mut self, keks: &KeyEncryptionKeys) -> Result<(), VaultError> {
        for entry in &mut self.keys {
            let bytes = entry.unwrap(keks)?;
            entry.wrapped = BASE64_STANDARD.encode(keks.wrap(&wrapped_for(entry.id, entry.used_for), &bytes));
        }
        Ok(())
    }

    pub(crate) fn records(&self) -> Vec<KeyRecord> {
        self.keys.iter().map(Entry::record).collect()
    }
}

impl Entry {
    pub(crate) fn unwrap(&self, keks: &KeyEncryptionKeys) -> Result<Zeroizing<[u8; KEY_LEN]>, VaultError> {
        let wrapped = BASE64_STANDARD.decode(&self.wrapped).map_err(|_| VaultError::WrongKey)?;
        keks.unwrap(&wrapped_for(self.id, self.used_for), &wrapped)
    }

    fn record(&self) -> KeyRecord {
        KeyRecord {
            id: self.id,
            used_for: name(self.used_for),
            created_at: self.created_at,
            retired_at: self.retired_at,
        }
    }
}

fn wrapped_for(id: u32, used_for: KeyUse) -> Vec<u8> {
    format!("portico key {id} {}", name(used_for)).into_bytes()
}

fn name(used_for: KeyUse) -> String {
    match used_for {
        KeyUse::Seal(class) => format!("seal:{class:?}"),
        KeyUse::Index(class) => format!("index:{class:?}"),
        KeyUse::Database(database) => format!("database:{database:?}"),
        KeyUse::Sign(signer) => format!("sign:{signer:?}"),
    }
    .to_lowercase()
}
