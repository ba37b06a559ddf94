use anyhow::{Context, Result, ensure};

use crate::layers;
use crate::steps::Steps;
use crate::workspace::{Workspace, cargo};

pub const HELP: &str = "\
cargo xtask lint

Format, layers and clippy, in this order: what can be said without running anything.";

/// The checks that run nothing.
pub fn run(workspace: &Workspace) -> Result<()> {
    let mut steps = Steps::default();
    steps.step("format", || format(workspace))?;
    steps.step("layers", || layers::run(workspace))?;
    steps.step("clippy", || clippy(workspace))?;
    steps.summary();
    Ok(())
}

pub fn format(workspace: &Workspace) -> Result<String> {
    cargo_says_yes(workspace, &["fmt", "--all", "--check"]).context("mend with `cargo fmt --all`")
}

/// Everything, and then the command once more as it is built for production, without the simulated neighbourhood.
pub fn clippy(workspace: &Workspace) -> Result<String> {
    cargo_says_yes(
        workspace,
        &["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"],
    )?;
    let served =
        ["clippy", "--package", "portico", "--no-default-features", "--quiet", "--", "-D", "warnings"];
    cargo_says_yes(workspace, &served)
}

pub fn cargo_says_yes(workspace: &Workspace, words: &[&str]) -> Result<String> {
    let status = cargo(&workspace.root).args(words).status().context("cargo did not start")?;
    ensure!(status.success(), "`cargo {}` ended with {status}", words.join(" "));
    Ok(String::new())
}
