use anyhow::{Context, Result, ensure};

use crate::verify::has_nextest;
use crate::workspace::{Workspace, cargo};

pub const HELP: &str = "\
cargo xtask generate [--check]

Generated files (the API description, the policy matrix and the like) are written by the tests that guard them: their
names begin with `generated_` or say `in_the_repository`. With PORTICO_BLESS=1 such a test writes its file, without it
compares. --check compares only; every run of the tests does that too.";

const GUARDS: &str = "test(/(^|::)generated_/) | test(~in_the_repository)";

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Write,
    Check,
}

/// Runs the tests that write or guard generated files.
pub fn run(workspace: &Workspace, mode: Mode) -> Result<()> {
    let mut command = cargo(&workspace.root);
    if has_nextest(workspace) {
        command.args(["nextest", "run", "--workspace", "-E", GUARDS, "--no-tests", "pass"]);
    } else {
        command.args(["test", "--workspace", "--", "generated_", "in_the_repository"]);
    }
    if mode == Mode::Write {
        command.env("PORTICO_BLESS", "1");
    }
    let status = command.status().context("cargo did not start")?;
    ensure!(
        status.success(),
        "a generated file is stale or could not be written: `cargo xtask generate`, then commit"
    );
    Ok(())
}
