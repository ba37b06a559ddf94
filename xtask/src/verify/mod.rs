//! `cargo xtask test`: everything that must hold before a change lands.

mod counts;
#[cfg(test)]
mod tests;

use anyhow::{Context, Result, bail, ensure};

use crate::services::Services;
use crate::steps::Steps;
use crate::workspace::{Workspace, answers, cargo};
use crate::{layers, lint, supply};
use counts::Counts;

pub const HELP: &str = "\
cargo xtask test [--fast] [--only STEP]

Steps: format, layers, clippy, services, tests, doctests, licences, advisories, materials.

services   starts a throw-away PostgreSQL and a record system that nobody here wrote (sekmet-fhir), and fetches
           Chromium, axe-core and schemathesis where they are missing. All on loopback, all stopped at the end. The tests find them by
           PORTICO_TEST_POSTGRES, PORTICO_SEKMET_URL (with _KEY and _TOKEN: how one signs in there and how one loads it),
           PORTICO_AXE, PORTICO_SCHEMATHESIS and PORTICO_SHARED (../shared, where it is there).
           PORTICO_REQUIRE_SERVICES=1 makes a test that misses its service fail instead of passing over it.
advisories looks for known vulnerabilities (RustSec). Where that cannot be, it says why; PORTICO_REQUIRE_ADVISORIES=1 makes
           that a failure.
materials  writes the bill of materials of what is served: portico.cdx.json (CycloneDX) in the target folder.
--fast     no services and no browser: tests that need them are left out.
--only     one step; `tests` still starts the services unless --fast is given.";

const STEPS: [&str; 9] =
    ["format", "layers", "clippy", "services", "tests", "doctests", "licences", "advisories", "materials"];

/// Tests that drive Chromium carry `browser` in their name or in that of their module.
const NO_BROWSER: &str = "not test(~browser)";

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options {
    is_fast: bool,
    only: Option<&'static str>,
}

impl Options {
    /// Fails on words that mean nothing and on unknown steps.
    pub fn parse(words: &[&str]) -> Result<Self> {
        let mut options = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--fast" => options.is_fast = true,
                "--only" => options.only = Some(step_named(words.next().copied().unwrap_or_default())?),
                other => bail!("`{other}` means nothing here\n\n{HELP}"),
            }
        }
        Ok(options)
    }

    fn wants(&self, step: &str) -> bool {
        match step {
            "services" if self.is_fast => false,
            "services" => self.only.is_none_or(|only| matches!(only, "services" | "tests")),
            _ => self.only.is_none_or(|only| only == step),
        }
    }
}

fn step_named(name: &str) -> Result<&'static str> {
    STEPS
        .into_iter()
        .find(|step| *step == name)
        .with_context(|| format!("--only takes one of: {}", STEPS.join(", ")))
}

/// Runs the steps one after the other; the first that fails ends the run. Services stop when this returns.
pub fn run(workspace: &Workspace, options: Options) -> Result<()> {
    let mut services = Services::default();
    let mut counts = Counts::default();
    let mut steps = Steps::default();
    for name in STEPS.into_iter().filter(|step| options.wants(step)) {
        steps.step(name, || match name {
            "format" => lint::format(workspace),
            "layers" => layers::run(workspace),
            "clippy" => lint::clippy(workspace),
            "services" => services.start(workspace),
            "tests" => run_tests(workspace, &services, options.is_fast, &mut counts),
            "doctests" => run_doctests(workspace, &mut counts),
            "licences" => check_licences(workspace),
            "advisories" => supply::check_advisories(workspace),
            _ => supply::write_sbom(workspace),
        })?;
    }
    steps.summary();
    if options.wants("tests") {
        println!("{counts}");
    }
    Ok(())
}

pub fn has_nextest(workspace: &Workspace) -> bool {
    answers(cargo(&workspace.root).args(["nextest", "--version"]))
}

fn run_tests(
    workspace: &Workspace,
    services: &Services,
    is_fast: bool,
    counts: &mut Counts,
) -> Result<String> {
    let mut command = cargo(&workspace.root);
    match (has_nextest(workspace), is_fast) {
        (true, false) => command.args(["nextest", "run", "--workspace", "--profile", "ci"]),
        (true, true) => command.args(["nextest", "run", "--workspace", "--profile", "ci", "-E", NO_BROWSER]),
        (false, false) => command.args(["test", "--workspace"]),
        (false, true) => command.args(["test", "--workspace", "--", "--skip", "browser"]),
    };
    command.envs(services.environment());
    if let Some(shared) = workspace.shared() {
        command.env("PORTICO_SHARED", shared);
    }
    let status = counts.watch(&mut command)?;
    ensure!(status.success(), "the tests ended with {status} ({counts})");
    Ok(counts.to_string())
}

fn run_doctests(workspace: &Workspace, counts: &mut Counts) -> Result<String> {
    if !layers::sources_have_doctests(workspace)? {
        return Ok("none in the sources".to_owned());
    }
    let status = counts.watch(cargo(&workspace.root).args(["test", "--doc", "--workspace", "--quiet"]))?;
    ensure!(status.success(), "the doctests ended with {status}");
    Ok(String::new())
}

fn check_licences(workspace: &Workspace) -> Result<String> {
    if !answers(cargo(&workspace.root).args(["deny", "--version"])) {
        return Ok("NOT RUN: cargo-deny is not installed (`cargo install cargo-deny`)".to_owned());
    }
    // cargo-deny reads the crates of every platform; the build has fetched only those of this one.
    lint::cargo_says_yes(workspace, &["fetch", "--quiet"])?;
    lint::cargo_says_yes(workspace, &["deny", "--offline", "check", "licenses", "bans", "sources"])
}
