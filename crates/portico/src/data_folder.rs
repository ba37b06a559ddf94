//! The data folder: what lies where, and that one process at a time runs a portal in it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::files;

/// Says that a demo made the folder.
pub const DEMO_MARKER: &str = "portico-demo";

/// Where a portal keeps its keys and its embedded databases.
#[derive(Debug, Clone)]
pub struct DataFolder(PathBuf);

/// While this is held, no other process runs a portal in the folder.
#[derive(Debug)]
pub struct Claim(#[expect(dead_code, reason = "the lock ends when the file is closed")] File);

impl DataFolder {
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub fn key_register(&self) -> PathBuf {
        self.file("keys/register.json")
    }

    pub fn key_encryption_key(&self) -> PathBuf {
        self.file("keys/kek.json")
    }

    pub fn portal_database(&self) -> PathBuf {
        self.file("portal.db")
    }

    pub fn audit_database(&self) -> PathBuf {
        self.file("audit.db")
    }

    /// Refuses a folder that is there and that others may enter or list.
    pub fn refuse_exposed(&self) -> Result<()> {
        let place = self.0.display();
        let mode = fs::metadata(&self.0).with_context(|| format!("{place} cannot be looked at"))?;
        let mode = mode.permissions().mode() & 0o777;
        ensure!(
            mode & 0o077 == 0,
            "{place} may be entered by others (mode {mode:03o}), and the portal's keys and data lie there: run \
             `chmod 700 {place}`"
        );
        Ok(())
    }

    /// Whether a demo made the folder.
    pub fn is_demo(&self) -> bool {
        self.file(DEMO_MARKER).exists()
    }

    /// Makes the folder where it is missing, and claims it until the answer is dropped.
    pub fn claim(&self) -> Result<Claim> {
        files::make_private_folder(&self.0)?;
        self.refuse_exposed()?;
        let path = self.file("portico.lock");
        let mut private = OpenOptions::new();
        private.create(true).truncate(false).write(true).mode(0o600);
        let lock = private.open(&path).and_then(|lock| files::close_to_others(&path).map(|()| lock));
        let lock = lock.with_context(|| format!("{} cannot be opened", path.display()))?;
        match lock.try_lock() {
            Ok(()) => Ok(Claim(lock)),
            Err(TryLockError::WouldBlock) => bail!(
                "another portico runs in {}: stop it first, or name another folder with --data-dir",
                self.0.display()
            ),
            Err(TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("{} cannot be locked", path.display()))
            }
        }
    }
}
