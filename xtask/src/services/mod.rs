//! What the tests need beside them, made ready and taken away again. A service that only one kind of test needs has a
//! file here and a line in `Services::start`. Redis and NATS join when code first speaks to them.

mod axe;
mod packages;
mod postgres;
mod process;
mod schemathesis;
mod sekmet;

use std::ffi::OsString;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::workspace::Workspace;
use process::Service;

/// The services of one run. They stop when this is dropped.
#[derive(Default)]
pub struct Services {
    running: Vec<Service>,
    environment: Vec<(&'static str, OsString)>,
}

impl Services {
    /// Starts everything; what was started stops again if a later one fails.
    pub fn start(&mut self, workspace: &Workspace) -> Result<String> {
        let tools = workspace.tools();
        std::fs::create_dir_all(&tools).context("the tools folder cannot be made")?;
        timed("chromium", || {
            packages::ensure("chromium", &["chromium", "fonts-dejavu-core", "fonts-liberation"])
        })?;
        timed("cvc5", || packages::ensure("cvc5", &["cvc5"]))?;
        let axe = timed("axe-core", || axe::ensure(&tools))?;
        self.tell("PORTICO_AXE", axe);
        let schemathesis = timed("schemathesis", || schemathesis::ensure(&tools))?;
        self.tell("PORTICO_SCHEMATHESIS", schemathesis);
        let (server, url) = timed("postgresql", postgres::start)?;
        self.running.push(server);
        self.tell("PORTICO_TEST_POSTGRES", url);
        let (server, told) = timed("sekmet-fhir", || sekmet::start(&tools))?;
        self.running.push(server);
        told.into_iter().for_each(|(name, value)| self.tell(name, value));
        self.tell("PORTICO_REQUIRE_SERVICES", "1");
        Ok(format!("{} running", self.running.len()))
    }

    /// What the tests are told by environment variables.
    pub fn environment(&self) -> impl Iterator<Item = (&'static str, OsString)> + '_ {
        self.environment.iter().cloned()
    }

    fn tell(&mut self, name: &'static str, value: impl Into<OsString>) {
        self.environment.push((name, value.into()));
    }
}

fn timed<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    let outcome = work().with_context(|| format!("{name} is not ready"))?;
    println!("    {name}: {:.1} s", start.elapsed().as_secs_f64());
    Ok(outcome)
}
