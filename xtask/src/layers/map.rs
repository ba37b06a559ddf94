//! The same table as ARCHITECTURE.md shows it to readers: the two say the same.

use std::collections::BTreeSet;

use super::Breach;
use super::table::Table;

pub const FILE: &str = "ARCHITECTURE.md";

pub fn check(table: &Table, architecture: &str) -> Vec<Breach> {
    let rows = architecture.lines().filter_map(row);
    let differs = rows.filter_map(|(name, shown)| {
        let kept = table.row(name)?;
        let own: BTreeSet<&str> = kept.may_use.iter().map(String::as_str).collect();
        (own != shown).then(|| Breach {
            line: Some(kept.line),
            what: format!("{FILE} shows other crates that `{name}` may use"),
            mend: "write the same in both".to_owned(),
        })
    });
    differs.collect()
}

/// A crate and what it may use; `None` for a line that is no such row, or says `all`.
fn row(line: &str) -> Option<(&str, BTreeSet<&str>)> {
    let columns: Vec<&str> = line.split('|').map(str::trim).collect();
    let ["", name, _, may_use, ""] = columns[..] else { return None };
    let name = name.strip_prefix('`')?.strip_suffix('`')?;
    (may_use != "all").then(|| (name, may_use.split_whitespace().filter(|word| *word != "–").collect()))
}
