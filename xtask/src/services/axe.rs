use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use super::packages::{self, quietly};

/// Pinned, so that a new rule arrives by a change of ours and not overnight.
const VERSION: &str = "4.14.1";

/// Fetches axe-core (accessibility rules, run inside the page) and answers its script.
pub fn ensure(tools: &Path) -> Result<PathBuf> {
    let folder = tools.join(format!("axe-core-{VERSION}"));
    let script = folder.join("package/axe.min.js");
    if script.is_file() {
        return Ok(script);
    }
    packages::ensure("npm", &["npm"])?;
    std::fs::create_dir_all(&folder)?;
    let package = format!("axe-core@{VERSION}");
    quietly(Command::new("npm").args(["pack", "--silent", &package]).current_dir(&folder))?;
    let archive = format!("axe-core-{VERSION}.tgz");
    quietly(Command::new("tar").args(["-xzf", &archive]).current_dir(&folder))?;
    ensure!(script.is_file(), "the package holds no axe.min.js");
    Ok(script)
}
