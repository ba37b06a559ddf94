use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use arc_swap::ArcSwap;
use aws_lc_rs::hmac;
use aws_lc_rs::signature::Ed25519KeyPair;
use portico_model::Clock;
use zeroize::Zeroizing;

use crate::class::KeyUse;
use crate::envelope::{self, KEY_LEN};
use crate::keyring::Keyring;
use crate::register::Register;
use crate::{Class, Database, KeyRecord, Kms, Signer, VaultError, place};

/// The keys of one portal. Cheap to clone; clones rotate together. Nothing of it prints.
#[derive(Clone)]
pub struct Vault(Arc<Inner>);

struct Inner {
    kms: Kms,
    register: PathBuf,
    clock: Clock,
    keyring: ArcSwap<Keyring>,
}

impl Vault {
    /// Unlocks the keys of the register file `register`, and makes those that are not there yet (at the
    /// first start all of them, and the key-encryption key).
    ///
    /// Fails if a file cannot be read or written, if others may read it, if the key-encryption key is
    /// missing while the register is there, or if it does not open the register.
    pub fn unlock(kms: Kms, register: impl Into<PathBuf>, clock: Clock) -> Result<Self, VaultError> {
        let path = register.into();
        let _lock = place::lock(&path)?;
        let found = place::read::<Register>(&path)?;
        let keks = kms.open(found.is_none())?;
        let mut register = found.unwrap_or_else(Register::new);
        let unserved = register.unserved();
        for used_for in &unserved {
            register.add(*used_for, &keks, clock.now());
        }
        let keyring = Keyring::unlock(&register, &keks)?;
        if !unserved.is_empty() {
            place::write(&path, &register)?;
        }
        Ok(Self(Arc::new(Inner { kms, register: path, clock, keyring: ArcSwap::from_pointee(keyring) })))
    }

    /// `plaintext` under the newest key of `class`, for one place only: `place` names where it will lie
    /// (table, column, row) and must be given again to open it. 33 bytes longer than the plaintext.
    pub fn seal(&self, class: Class, place: &[u8], plaintext: &[u8]) -> Vec<u8> {
        let keyring = self.0.keyring.load();
        let (id, key) = keyring.class(class).sealing();
        envelope::seal(key, *id, place, plaintext)
    }

    /// What was sealed under any key of `class` for `place`; otherwise [`VaultError::Refused`].
    pub fn open(&self, class: Class, place: &[u8], sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
        let id = envelope::key_id(sealed)?;
        if let Some(key) = self.0.keyring.load().class(class).opening(id) {
            return envelope::open(key, place, sealed);
        }
        self.reload()?;
        match self.0.keyring.load().class(class).opening(id) {
            Some(key) => envelope::open(key, place, sealed),
            None => Err(VaultError::Refused),
        }
    }

    /// A keyed hash (HMAC-SHA-256) by which a sealed `value` can be looked up. `field` keeps the
    /// hashes of different columns apart. Its key is never rotated, since look-ups depend on it.
    pub fn blind_index(&self, class: Class, field: &str, value: &str) -> [u8; 32] {
        let keyring = self.0.keyring.load();
        let mut context = hmac::Context::with_key(keyring.class(class).index());
        context.update(&(field.len() as u64).to_be_bytes());
        context.update(field.as_bytes());
        context.update(value.as_bytes());
        context.sign().as_ref().try_into().expect("HMAC-SHA-256 has 32 bytes")
    }

    /// The raw key of an encrypted database file.
    pub fn database_key(&self, database: Database) -> Zeroizing<[u8; KEY_LEN]> {
        self.0.keyring.load().database(database)
    }

    /// The Ed25519 key pair of `signer`.
    pub fn signing_key(&self, signer: Signer) -> Ed25519KeyPair {
        Ed25519KeyPair::from_seed_unchecked(self.0.keyring.load().signer(signer))
            .expect("a seed is any 32 bytes")
    }

    /// Gives `class` a new data key, which seals from now on; what older keys sealed still opens.
    /// Answers the new key's id.
    pub fn rotate(&self, class: Class) -> Result<u32, VaultError> {
        let _lock = place::lock(&self.0.register)?;
        let mut register = self.read_register()?;
        let keks = self.0.kms.open(false)?;
        let id = register.add(KeyUse::Seal(class), &keks, self.0.clock.now());
        let keyring = Keyring::unlock(&register, &keks)?;
        place::write(&self.0.register, &register)?;
        self.0.keyring.store(Arc::new(keyring));
        Ok(id)
    }

    /// Makes a new key-encryption key, wraps every key of the register with it and forgets the old one.
    /// A crash in between leaves both.
    pub fn rotate_kek(&self) -> Result<(), VaultError> {
        let _lock = place::lock(&self.0.register)?;
        let mut register = self.read_register()?;
        let keks = self.0.kms.add()?;
        register.wrap_anew(&keks)?;
        place::write(&self.0.register, &register)?;
        self.0.kms.forget_old()
    }

    /// Reads the register again, so that keys which another process made are known here.
    pub fn reload(&self) -> Result<(), VaultError> {
        let _lock = place::lock(&self.0.register)?;
        let keyring = Keyring::unlock(&self.read_register()?, &self.0.kms.open(false)?)?;
        self.0.keyring.store(Arc::new(keyring));
        Ok(())
    }

    /// Every key of the register, without the keys themselves.
    pub fn key_records(&self) -> Result<Vec<KeyRecord>, VaultError> {
        Ok(self.read_register()?.records())
    }

    fn read_register(&self) -> Result<Register, VaultError> {
        place::read(&self.0.register)?.ok_or_else(|| VaultError::Missing { path: self.0.register.clone() })
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault(…)")
    }
}
