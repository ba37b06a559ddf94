//! Requests made up from the API's description (schemathesis), by somebody who does not know the code.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::packages::{install, quietly};

const VERSION: &str = "4.32.5";

/// Answers the program, which is fetched where it is missing.
pub fn ensure(tools: &Path) -> Result<PathBuf> {
    let folder = tools.join(format!("schemathesis-{VERSION}"));
    let program = folder.join("bin/schemathesis");
    if program.is_file() {
        return Ok(program);
    }
    let make = || quietly(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder));
    if make().is_err() {
        install(&["python3", "python3-venv"])?;
        make()?;
    }
    let package = format!("schemathesis=={VERSION}");
    quietly(Command::new(folder.join("bin/pip")).args(["install", "--quiet", &package]))?;
    Ok(program)
}
