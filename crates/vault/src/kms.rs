//! Where the key-encryption key lives. It wraps and unwraps; it is never handed out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use aws_lc_rs::rand;
use base64::prelude::{BASE64_STANDARD, Engine};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::envelope::{self, KEY_LEN};
use crate::{VaultError, place};

/// The key management that wraps this portal's keys.
pub enum Kms {
    /// A key in a file of this machine (mode 600).
    File(FileKms),
}

impl Kms {
    /// A key-encryption key in the file `path`, made when the first key is wrapped.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self::File(FileKms { path: path.into() })
    }

    /// The key-encryption keys as they are now. `is_first_start` permits to make one.
    pub(crate) fn open(&self, is_first_start: bool) -> Result<KeyEncryptionKeys, VaultError> {
        let Self::File(file) = self;
        file.open(is_first_start)
    }

    /// Adds a key-encryption key, which wraps from now on; the older ones still unwrap.
    pub(crate) fn add(&self) -> Result<KeyEncryptionKeys, VaultError> {
        let Self::File(file) = self;
        file.add()
    }

    /// Forgets all but the newest key-encryption key.
    pub(crate) fn forget_old(&self) -> Result<(), VaultError> {
        let Self::File(file) = self;
        file.forget_old()
    }
}

/// Key-encryption keys in a file. More than one only while keys are being wrapped anew.
pub struct FileKms {
    path: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct KekFile {
    version: u8,
    keys: BTreeMap<u32, SecretText>,
}

/// Base64 of a key, wiped when dropped.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(transparent)]
struct SecretText(String);

impl FileKms {
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn open(&self, is_first_start: bool) -> Result<KeyEncryptionKeys, VaultError> {
        let file = match place::read::<KekFile>(&self.path)? {
            Some(file) => file,
            None if is_first_start => {
                self.write(KekFile { version: 1, keys: BTreeMap::from([(1, new_key())]) })?
            }
            None => return Err(VaultError::Missing { path: self.path.clone() }),
        };
        file.unlock()
    }

    fn add(&self) -> Result<KeyEncryptionKeys, VaultError> {
        let mut file = self.read()?;
        let newest = file.keys.keys().next_back().copied().unwrap_or(0);
        file.keys.insert(newest + 1, new_key());
        self.write(file)?.unlock()
    }

    fn forget_old(&self) -> Result<(), VaultError> {
        let mut file = self.read()?;
        let newest = file.keys.keys().next_back().copied();
        file.keys.retain(|id, _| Some(*id) == newest);
        self.write(file).map(|_| ())
    }

    fn read(&self) -> Result<KekFile, VaultError> {
        place::read(&self.path)?.ok_or_else(|| VaultError::Missing { path: self.path.clone() })
    }

    fn write(&self, file: KekFile) -> Result<KekFile, VaultError> {
        place::write(&self.path, &file)?;
        Ok(file)
    }
}

fn new_key() -> SecretText {
    let mut bytes = Zeroizing::new([0; KEY_LEN]);
    rand::fill(bytes.as_mut()).expect("the system has randomness");
    SecretText(BASE64_STANDARD.encode(bytes.as_ref()))
}

impl KekFile {
    fn unlock(&self) -> Result<KeyEncryptionKeys, VaultError> {
        let mut keys = BTreeMap::new();
        for (id, text) in &self.keys {
            let decoded = Zeroizing::new(BASE64_STANDARD.decode(&text.0).unwrap_or_default());
            let bytes: &[u8; KEY_LEN] = decoded.as_slice().try_into().map_err(|_| VaultError::WrongKey)?;
            keys.insert(*id, envelope::key(bytes));
        }
        if keys.is_empty() { Err(VaultError::WrongKey) } else { Ok(KeyEncryptionKeys(keys)) }
    }
}

/// Key-encryption keys at work; the newest one wraps.
pub(crate) struct KeyEncryptionKeys(BTreeMap<u32, aws_lc_rs::aead::LessSafeKey>);

impl KeyEncryptionKeys {
    pub(crate) fn wrap(&self, place: &[u8], key: &[u8; KEY_LEN]) -> Vec<u8> {
        let (id, kek) = self.0.last_key_value().expect("there is at least one key-encryption key");
        envelope::seal(kek, *id, place, key)
    }

    pub(crate) fn unwrap(
        &self,
        place: &[u8],
        wrapped: &[u8],
    ) -> Result<Zeroizing<[u8; KEY_LEN]>, VaultError> {
        let id = envelope::key_id(wrapped).map_err(|_| VaultError::WrongKey)?;
        let kek = self.0.get(&id).ok_or(VaultError::WrongKey)?;
        let opened = envelope::open(kek, place, wrapped).map_err(|_| VaultError::WrongKey)?;
        let opened = Zeroizing::new(opened);
        let bytes: [u8; KEY_LEN] = opened.as_slice().try_into().map_err(|_| VaultError::WrongKey)?;
        Ok(Zeroizing::new(bytes))
    }
}
