use std::fmt;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::Value;

use super::page::Page;

/// WCAG 2.0 to 2.2, levels A and AA, and what axe-core calls best practice. `target-size` is off unless asked for.
const RUN: &str = "axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { 'target-size': { enabled: true } },
    resultTypes: ['violations'],
    preload: false,
}).then((told) => told.violations)";

/// A rule of axe-core that the page breaks, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// axe-core's id of the rule.
    pub rule: String,
    pub impact: String,
    pub help: String,
    /// A CSS selector for each place.
    pub places: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {} at {}", self.rule, self.impact, self.help, self.places.join(" · "))
    }
}

pub(super) fn script_path() -> Option<PathBuf> {
    std::env::var_os("PORTICO_AXE").map(PathBuf::from)
}

impl Page {
    /// Runs axe-core over the page as it stands. For a visitor without scripts the page stays as it came; only axe runs.
    pub async fn axe(&self) -> Result<Vec<Violation>> {
        let path =
            script_path().context("PORTICO_AXE does not say where axe.min.js is: run `cargo xtask test`")?;
        let script = tokio::fs::read_to_string(&path)
            .await
            .with_context(|| format!("no axe at {}", path.display()))?;
        self.allow_scripts(true).await?;
        self.evaluate(&format!("{script}; undefined")).await?;
        let found = self.evaluate(RUN).await?;
        self.allow_scripts(self.options.scripts).await?;
        Ok(found.as_array().context("axe gave no list")?.iter().map(read_violation).collect())
    }
}

fn read_violation(found: &Value) -> Violation {
    let text = |field: &str| found[field].as_str().unwrap_or_default().to_owned();
    let nodes = found["nodes"].as_array().into_iter().flatten();
    let places = nodes
        .map(|node| node["target"][0].as_str().map_or_else(|| node["target"].to_string(), str::to_owned));
    Violation { rule: text("id"), impact: text("impact"), help: text("help"), places: places.collect() }
}
