//! Files that are whole or not there at all, and that nobody else may read.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

/// Replaces `path` by `content` (mode 600): a reader sees the old file or the new one.
pub fn write_private(path: &Path, content: &[u8]) -> Result<()> {
    let draft = draft_of(path);
    write_draft(&draft, content).with_context(|| format!("{} cannot be written", draft.display()))?;
    fs::rename(&draft, path).with_context(|| format!("{} cannot be replaced", path.display()))
}

/// The text of `path`, or `None` where there is no such file.
#[cfg(feature = "demo")]
pub fn read_if_there(path: &Path) -> Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("{} cannot be read", path.display())),
    }
}

/// The text of a file with a secret; refused if others may read it, or if there is nothing in it.
pub fn read_secret(path: &Path) -> Result<String> {
    let place = path.display();
    let mode = fs::metadata(path).with_context(|| format!("{place} cannot be read"))?.permissions().mode();
    ensure!(
        mode & 0o077 == 0,
        "{place} may be read by others (mode {:03o}): run `chmod 600 {place}`",
        mode & 0o777
    );
    let text = fs::read_to_string(path).with_context(|| format!("{place} cannot be read"))?;
    ensure!(!text.trim().is_empty(), "{place} is empty: write the secret into it");
    Ok(text)
}

/// Makes the folder `path` and those above it, where they are missing; a new one is for this user alone.
pub fn make_private_folder(path: &Path) -> Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let make = || {
        fs::create_dir_all(path)?;
        fs::set_permissions(path, fs::Permissions::from_mode(0o700))
    };
    make().with_context(|| format!("the folder {} cannot be made", path.display()))
}

/// Makes an SQLite file for this user alone where it is missing; the engine gives its journal the same mode. What an older
/// version left open to others is closed.
pub fn make_private_database(path: &Path) -> Result<()> {
    let cannot = || format!("{} cannot be made private", path.display());
    OpenOptions::new().create(true).append(true).mode(0o600).open(path).with_context(cannot)?;
    for ending in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        close_to_others(name.as_ref()).with_context(cannot)?;
    }
    Ok(())
}

/// Leaves a file that is there to this user alone.
pub fn close_to_others(path: &Path) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(file) if file.permissions().mode() & 0o077 != 0 => {
            fs::set_permissions(path, fs::Permissions::from_mode(0o600))
        }
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Where `path` is written before it takes its place.
pub fn draft_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    name.into()
}

fn write_draft(draft: &Path, content: &[u8]) -> io::Result<()> {
    if draft.exists() {
        fs::remove_file(draft)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(draft)?;
    file.write_all(content)?;
    file.sync_all()
}
