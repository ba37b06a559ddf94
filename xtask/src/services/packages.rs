use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

/// Finds `program` on the PATH; where it is missing and we are root on Debian, installs `packages`.
pub fn ensure(program: &str, packages: &[&str]) -> Result<()> {
    if on_path(program).is_some() {
        return Ok(());
    }
    install(packages)?;
    ensure!(on_path(program).is_some(), "`{program}` is missing after installing {}", packages.join(", "));
    Ok(())
}

/// Installs Debian packages; fails with what to do where that is not ours to do.
pub fn install(packages: &[&str]) -> Result<()> {
    if !is_root()? || on_path("apt-get").is_none() {
        bail!("please install: {}", packages.join(" "));
    }
    quietly(Command::new("apt-get").args(["update", "-qq", "-o", "Acquire::Retries=3"]))?;
    let words = ["install", "-y", "-qq", "--no-install-recommends", "-o", "Acquire::Retries=3"];
    quietly(Command::new("apt-get").args(words).args(packages).env("DEBIAN_FRONTEND", "noninteractive"))
}

pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

pub fn is_root() -> Result<bool> {
    let answer = Command::new("id").arg("-u").output().context("`id` did not start")?;
    Ok(answer.stdout.trim_ascii() == b"0")
}

/// Runs a command and shows what it said only if it fails.
pub fn quietly(command: &mut Command) -> Result<()> {
    let answer = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("{} did not start", command.get_program().display()))?;
    let said = String::from_utf8_lossy(&answer.stderr) + String::from_utf8_lossy(&answer.stdout);
    ensure!(
        answer.status.success(),
        "{} ended with {}:\n{said}",
        command.get_program().display(),
        answer.status
    );
    Ok(())
}
