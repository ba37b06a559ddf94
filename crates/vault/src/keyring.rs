//! The keys at work, unwrapped, in memory.

use std::collections::BTreeMap;

use aws_lc_rs::aead::LessSafeKey;
use aws_lc_rs::hmac;
use zeroize::Zeroizing;

use crate::class::KeyUse;
use crate::envelope::{self, KEY_LEN};
use crate::kms::KeyEncryptionKeys;
use crate::register::Register;
use crate::{Class, Database, Signer, VaultError};

pub(crate) struct Keyring {
    classes: [ClassKeys; Class::ALL.len()],
    databases: BTreeMap<Database, Zeroizing<[u8; KEY_LEN]>>,
    signers: BTreeMap<Signer, Zeroizing<[u8; KEY_LEN]>>,
}

pub(crate) struct ClassKeys {
    /// In order of their ids; the last one seals.
    seals: Vec<(u32, LessSafeKey)>,
    index: hmac::Key,
}

impl Keyring {
    pub(crate) fn unlock(register: &Register, keks: &KeyEncryptionKeys) -> Result<Self, VaultError> {
        let mut unwrapped = BTreeMap::<KeyUse, Vec<(u32, Zeroizing<[u8; KEY_LEN]>)>>::new();
        for entry in &register.keys {
            unwrapped.entry(entry.used_for).or_default().push((entry.id, entry.unwrap(keks)?));
        }
        let mut newest = |used_for| {
            let (_, bytes) = unwrapped.get_mut(&used_for).and_then(Vec::pop).ok_or(VaultError::WrongKey)?;
            Ok::<_, VaultError>(bytes)
        };
        let databases = BTreeMap::from([
            (Database::Portal, newest(KeyUse::Database(Database::Portal))?),
            (Database::Audit, newest(KeyUse::Database(Database::Audit))?),
        ]);
        let signers = BTreeMap::from([(Signer::Audit, newest(KeyUse::Sign(Signer::Audit))?)]);
        let indexes = Class::ALL.map(|class| newest(KeyUse::Index(class)));
        let mut classes = Vec::with_capacity(Class::ALL.len());
        for (class, index) in Class::ALL.into_iter().zip(indexes) {
            let seals = unwrapped.remove(&KeyUse::Seal(class)).ok_or(VaultError::WrongKey)?;
            classes.push(ClassKeys::new(&seals, &*index?));
        }
        let Ok(classes) = classes.try_into() else { unreachable!("one for each class") };
        Ok(Self { classes, databases, signers })
    }

    pub(crate) fn class(&self, class: Class) -> &ClassKeys {
        &self.classes[class as usize]
    }

    pub(crate) fn database(&self, database: Database) -> Zeroizing<[u8; KEY_LEN]> {
        self.databases[&database].clone()
    }

    pub(crate) fn signer(&self, signer: Signer) -> &[u8; KEY_LEN] {
        &self.signers[&signer]
    }
}

impl ClassKeys {
    fn new(seals: &[(u32, Zeroizing<[u8; KEY_LEN]>)], index: &[u8; KEY_LEN]) -> Self {
        let mut seals: Vec<_> = seals.iter().map(|(id, bytes)| (*id, envelope::key(bytes))).collect();
        seals.sort_by_key(|(id, _)| *id);
        Self { seals, index: hmac::Key::new(hmac::HMAC_SHA256, index) }
    }

    pub(crate) fn sealing(&self) -> &(u32, LessSafeKey) {
        self.seals.last().expect("a class has at least one key: an empty list is never made")
    }

    pub(crate) fn opening(&self, id: u32) -> Option<&LessSafeKey> {
        let at = self.seals.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        Some(&self.seals[at].1)
    }

    pub(crate) fn index(&self) -> &hmac::Key {
        &self.index
    }
}
