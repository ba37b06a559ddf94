//! Small secret files: written whole or not at all, and read only when nobody else can.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use crate::VaultError;

/// The text of `path` as `T`, or `None` where there is no such file.
pub(crate) fn read<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, VaultError> {
    refuse_exposed(path)?;
    let text = match fs::read(path) {
        Ok(text) => Zeroizing::new(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(io_error(path)(error)),
    };
    serde_json::from_slice(&text)
        .map(Some)
        .map_err(|source| VaultError::Malformed { path: path.to_owned(), source })
}

/// Replaces `path`: after a crash there is the old file or the new one, and the new one is on disk
/// when this returns.
pub(crate) fn write<T: Serialize>(path: &Path, content: &T) -> Result<(), VaultError> {
    let text = Zeroizing::new(serde_json::to_vec_pretty(content).expect("plain structs become JSON"));
    let draft = beside(path, "new");
    write_draft(&draft, &text).map_err(io_error(&draft))?;
    fs::rename(&draft, path).map_err(io_error(path))?;
    let folder = folder_of(path);
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(io_error(folder))
}

/// Holds the only right to change `path` until dropped, among all processes of this machine.
pub(crate) fn lock(path: &Path) -> Result<File, VaultError> {
    let lock = beside(path, "lock");
    let file = private(OpenOptions::new().create(true).truncate(false).write(true))
        .open(&lock)
        .map_err(io_error(&lock))?;
    file.lock().map_err(io_error(&lock))?;
    Ok(file)
}

fn write_draft(draft: &Path, text: &[u8]) -> io::Result<()> {
    if let Err(error) = fs::remove_file(draft)
        && error.kind() != io::ErrorKind::NotFound
    {
        return Err(error);
    }
    let mut file = private(OpenOptions::new().create_new(true).write(true)).open(draft)?;
    file.write_all(text)?;
    file.sync_all()
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

fn io_error(path: &Path) -> impl FnOnce(io::Error) -> VaultError + use<'_> {
    move |source| VaultError::Io { path: path.to_owned(), source }
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600)
}

#[cfg(not(unix))]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

#[cfg(unix)]
fn refuse_exposed(path: &Path) -> Result<(), VaultError> {
    use std::os::unix::fs::PermissionsExt;

    let Ok(metadata) = fs::metadata(path) else {
        return Ok(());
    };
    let mode = metadata.permissions().mode() & 0o777;
    if mode & 0o077 == 0 { Ok(()) } else { Err(VaultError::Exposed { path: path.to_owned(), mode }) }
}

#[cfg(not(unix))]
fn refuse_exposed(_: &Path) -> Result<(), VaultError> {
    Ok(())
}
