//! Known vulnerabilities in what is used, by the database of RustSec.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::lint;
use crate::workspace::{Workspace, answers, cargo};

/// Set to `1` where a run must not pass without having looked.
const REQUIRED: &str = "PORTICO_REQUIRE_ADVISORIES";

/// Fails where an advisory speaks of a locked crate. What stands in the way of looking is said, never passed over.
pub fn check(workspace: &Workspace) -> Result<String> {
    if !answers(cargo(&workspace.root).args(["deny", "--version"])) {
        return not_run("cargo-deny is not installed (`cargo install cargo-deny`)");
    }
    let mut fetch = cargo(&workspace.root);
    fetch.args(["deny", "fetch", "db"]);
    if let Some(why) = why_not(&mut fetch)? {
        return not_run(&format!("the advisory database cannot be had from here: {why}"));
    }
    lint::cargo_says_yes(workspace, &["deny", "check", "--disable-fetch", "advisories"])
}

/// The last line that a failing command said; `None` where it did not fail.
fn why_not(command: &mut Command) -> Result<Option<String>> {
    let answer = command.output().context("cargo did not start")?;
    if answer.status.success() {
        return Ok(None);
    }
    let said = String::from_utf8_lossy(&answer.stderr);
    let last = said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("it does not say why");
    Ok(Some(last.trim().to_owned()))
}

fn not_run(why: &str) -> Result<String> {
    if std::env::var_os(REQUIRED).is_some() {
        bail!("{why}, and {REQUIRED} asks for it");
    }
    Ok(format!("NOT RUN: {why}"))
}
