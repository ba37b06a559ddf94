//! The demo's data folder, marked as such, so that `--reset` removes nothing that somebody else put there.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::data_folder::{Claim, DEMO_MARKER, DataFolder};
use crate::files;

const MARKER_TEXT: &str =
    "A demo of Portico lives here. `portico demo --reset` removes it; its people are made up.\n";
const LOCK: &str = "portico.lock";

/// What a demo makes, beside marker and lock; nothing else is ever removed. The first one says that a demo is ready, so
/// every start takes it away.
const MADE: [&str; 17] = [
    "demo.json",
    "demo-people.json",
    "portal.db",
    "portal.db-shm",
    "portal.db-wal",
    "portal.db.lock",
    "audit.db",
    "audit.db-shm",
    "audit.db-wal",
    "keys/kek.json",
    "keys/kek.json.new",
    "keys/kek.json.lock",
    "keys/register.json",
    "keys/register.json.new",
    "keys/register.json.lock",
    "keys/record-system.pem",
    "keys/record-system.pem.new",
];

/// A folder that demos own.
pub struct DemoFolder(DataFolder);

impl DemoFolder {
    /// Claims the folder, and empties it of an earlier demo if `is_reset`.
    ///
    /// Fails if another process runs in it, or if it has files and no demo made it.
    pub fn open(path: &Path, is_reset: bool) -> Result<(Self, Claim)> {
        let folder = DataFolder::at(path);
        let is_new = is_empty(path)?;
        ensure!(
            is_new || folder.is_demo(),
            "{} has files in it, and no demo made them: name another folder with --data-dir",
            path.display()
        );
        let claim = folder.claim()?;
        files::write_private(&folder.file(DEMO_MARKER), MARKER_TEXT.as_bytes())?;
        let folder = Self(folder);
        let old = if is_reset { &MADE[..] } else { &MADE[..1] };
        old.iter().try_for_each(|name| folder.remove(name))?;
        Ok((folder, claim))
    }

    pub fn data(&self) -> &DataFolder {
        &self.0
    }

    /// The private key that the portal signs in to the record system with.
    pub fn client_key(&self) -> PathBuf {
        self.0.file("keys/record-system.pem")
    }

    /// The people's passwords and second factors.
    pub fn credentials(&self) -> PathBuf {
        self.0.file("demo-people.json")
    }

    /// What scripts read.
    pub fn demo_file(&self) -> PathBuf {
        self.0.file("demo.json")
    }

    fn remove(&self, name: &str) -> Result<()> {
        let path = self.0.file(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(error).with_context(|| format!("{} cannot be removed", path.display()))
            }
            _ => Ok(()),
        }
    }
}

/// Whether there is nothing in the folder, or no folder.
fn is_empty(path: &Path) -> Result<bool> {
    match fs::read_dir(path) {
        Ok(mut entries) => Ok(entries.all(|entry| entry.is_ok_and(|entry| entry.file_name() == LOCK))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            bail!("--data-dir: {} is not a folder", path.display())
        }
        Err(error) => Err(error).with_context(|| format!("--data-dir: {} cannot be read", path.display())),
    }
}
