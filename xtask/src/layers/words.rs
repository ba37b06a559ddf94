use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Breach;
use super::rust_words::words_with_lines;
use super::table::{Table, WordRow};

/// One Rust file: its path from the project's folder, parted by `/`, and its text.
pub struct Source {
    pub path: String,
    pub text: String,
}

/// Reads every Rust file under `crates/`, sorted by path.
pub fn read_sources(root: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    let mut folders = vec![root.join("crates")];
    while let Some(folder) = folders.pop() {
        let entries =
            std::fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sources.push(read_source(root, path)?);
            }
        }
    }
    sources.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(sources)
}

fn read_source(root: &Path, path: PathBuf) -> Result<Source> {
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let inside = path.strip_prefix(root).context("a source outside the project")?;
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    Ok(Source { path: parts.join("/"), text })
}

/// Looks for words that the table refuses. Comments and texts in quotes may say anything.
pub fn check(table: &Table, sources: &[Source]) -> Vec<Breach> {
    sources.iter().flat_map(|source| check_source(table, source)).collect()
}

fn check_source(table: &Table, source: &Source) -> Vec<Breach> {
    let rows: Vec<&WordRow> = table.words.iter().filter(|row| concerns(row, &source.path)).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let words = words_with_lines(&source.text);
    let found = rows.iter().filter_map(|row| {
        let (_, at) = words.iter().find(|(word, _)| *word == row.word)?;
        Some(Breach {
            line: Some(row.line),
            what: format!("{}:{at} names `{}`", source.path, row.word),
            mend: row.instead.clone(),
        })
    });
    found.collect()
}

fn concerns(row: &WordRow, path: &str) -> bool {
    let lies_in = |places: &[String]| places.iter().any(|place| lies_under(path, place));
    lies_in(&row.within) && !lies_in(&row.except)
}

/// Whether `path` lies under `place`, part by part; `*` stands for any one part.
fn lies_under(path: &str, place: &str) -> bool {
    let mut parts = path.split('/');
    place.split('/').all(|wanted| parts.next().is_some_and(|part| wanted == "*" || wanted == part))
}
