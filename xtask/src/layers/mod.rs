//! The layer check: `xtask/layers.txt` against the manifests and the sources.

mod crates;
mod map;
mod rust_words;
mod table;
#[cfg(test)]
mod tests;
mod words;

use std::fmt;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;
use table::{FILE, Table};

pub const HELP: &str = "\
cargo xtask layers

Holds the project against xtask/layers.txt: which crate of the house may use which, which outside crates it
keeps out, and which words may not stand in which sources. Development dependencies are free. Says for each
breach the line of the table and how to mend it.";

/// One way in which the project breaks the table.
#[derive(Debug)]
pub struct Breach {
    line: Option<usize>,
    what: String,
    mend: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{FILE}:{line}: ")?,
            None => write!(f, "{FILE}: ")?,
        }
        write!(f, "{}\n    mend: {}", self.what, self.mend)
    }
}

/// Checks the project; names every breach and fails if there is one. Answers how much was checked.
pub fn run(workspace: &Workspace) -> Result<String> {
    let table = Table::parse(include_str!("../../layers.txt"))?;
    let sources = words::read_sources(&workspace.root)?;
    let mut breaches = breaches(&table, &workspace.metadata, &sources)?;
    let architecture = std::fs::read_to_string(workspace.root.join(map::FILE)).context(map::FILE)?;
    breaches.extend(map::check(&table, &architecture));
    if breaches.is_empty() {
        let packages = workspace.metadata["packages"].as_array().map_or(0, Vec::len);
        return Ok(format!("{packages} crates and {} sources keep the table", sources.len()));
    }
    for breach in &breaches {
        eprintln!("{breach}");
    }
    bail!("the layer table is broken in {} places", breaches.len())
}

fn breaches(table: &Table, metadata: &serde_json::Value, sources: &[words::Source]) -> Result<Vec<Breach>> {
    let mut breaches = crates::check(table, metadata)?;
    breaches.extend(words::check(table, sources));
    Ok(breaches)
}

/// Whether any documentation comment of the sources opens a code block.
pub fn sources_have_doctests(workspace: &Workspace) -> Result<bool> {
    let opens_code = |line: &str| {
        let line = line.trim_start();
        (line.starts_with("///") || line.starts_with("//!")) && line.contains("```")
    };
    Ok(words::read_sources(&workspace.root)?.iter().any(|source| source.text.lines().any(opens_code)))
}
