use anyhow::{Context, Result};
use serde_json::Value;

use super::Breach;
use super::table::{CrateRow, Table};

/// Compares the dependencies of every package with the table. Development dependencies are free.
pub fn check(table: &Table, metadata: &Value) -> Result<Vec<Breach>> {
    let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?;
    let mut breaches = Vec::new();
    for package in packages {
        let name = text(package, "name")?;
        match table.row(house_name(name)) {
            None => breaches.push(unknown(name)),
            Some(row) => breaches.extend(check_package(table, row, package)?),
        }
    }
    Ok(breaches)
}

fn check_package(table: &Table, row: &CrateRow, package: &Value) -> Result<Vec<Breach>> {
    let dependencies = package["dependencies"].as_array().context("a package lists no dependencies")?;
    let mut breaches = Vec::new();
    for dependency in dependencies.iter().filter(|dependency| dependency["kind"].as_str() != Some("dev")) {
        let name = text(dependency, "name")?;
        let inside = name.starts_with("portico") || !dependency["path"].is_null();
        if inside && table.row(house_name(name)).is_none() {
            breaches.push(unknown(name));
        } else if inside && !row.may_use.iter().any(|used| used == house_name(name)) {
            breaches.push(refused(row, name));
        } else if row.keeps_out.iter().any(|kept| kept == name) {
            breaches.push(kept_out(row, name));
        }
    }
    Ok(breaches)
}

fn refused(row: &CrateRow, dependency: &str) -> Breach {
    let allowed =
        if row.may_use.is_empty() { "no crate of the house".to_owned() } else { row.may_use.join(", ") };
    Breach {
        line: Some(row.line),
        what: format!("`{}` depends on `{dependency}`, but may use only: {allowed}", row.name),
        mend: format!(
            "take `{dependency}` out of the manifest of `{}` and ask a crate that it may use, or move the code to where it belongs",
            row.name
        ),
    }
}

fn kept_out(row: &CrateRow, dependency: &str) -> Breach {
    Breach {
        line: Some(row.line),
        what: format!("`{}` depends on `{dependency}`, which that crate is there to keep out", row.name),
        mend: format!(
            "take `{dependency}` out of the manifest of `{}`; the crate whose job it is gives a typed function",
            row.name
        ),
    }
}

fn unknown(name: &str) -> Breach {
    Breach {
        line: None,
        what: format!("the crate `{name}` does not stand in the table"),
        mend: "give it a line under [crates]: what it may use, what it keeps out, what it is".to_owned(),
    }
}

/// `portico-chart` is `chart` in the table; the command `portico` keeps its name.
fn house_name(package: &str) -> &str {
    package.strip_prefix("portico-").unwrap_or(package)
}

fn text<'a>(value: &'a Value, field: &str) -> Result<&'a str> {
    value[field].as_str().with_context(|| format!("cargo metadata gave no `{field}`"))
}
