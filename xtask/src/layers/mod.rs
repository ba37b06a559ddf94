//! The layer check: `xtask/layers.txt` against the manifests and the sources.

mod crates;
mod rust_words;
mod table;
#[cfg(test)]
mod tests;
mod words;

use std::fmt;

use anyhow::{Result, bail};

use crate::workspace::Workspace;
use table::{FILE, Table};

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

/// Checks the project; names every breach and fails if there is one.
pub fn run(workspace: &Workspace) -> Result<()> {
    let table = Table::parse(include_str!("../../layers.txt"))?;
    let sources = words::read_sources(&workspace.root)?;
    let breaches = breaches(&table, &workspace.metadata, &sources)?;
    if breaches.is_empty() {
        println!("{} crates and {} sources keep the table", table.crates.len(), sources.len());
        return Ok(());
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
