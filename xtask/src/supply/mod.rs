//! What the command is made of (a bill of materials), and whether anything in it is known to be broken.

mod advisories;
mod sbom;

pub use advisories::check as check_advisories;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::workspace::{Workspace, cargo};

/// Writes `portico.cdx.json` into the target folder: CycloneDX 1.6 of what is served, without `demo`.
pub fn write_sbom(workspace: &Workspace) -> Result<String> {
    let lock = std::fs::read_to_string(workspace.root.join("Cargo.lock")).context("Cargo.lock")?;
    let bom = sbom::bill(&metadata(workspace)?, &lock)?;
    sbom::check(&bom)?;
    let file = workspace.target.join("portico.cdx.json");
    std::fs::write(&file, serde_json::to_string_pretty(&bom)? + "\n")
        .with_context(|| format!("{} cannot be written", file.display()))?;
    let count = bom["components"].as_array().map_or(0, Vec::len);
    Ok(format!("{count} components in {}", file.display()))
}

fn metadata(workspace: &Workspace) -> Result<Value> {
    let manifest = workspace.root.join("crates/portico/Cargo.toml");
    let answer = cargo(&workspace.root)
        .args(["metadata", "--format-version", "1", "--locked", "--no-default-features", "--manifest-path"])
        .arg(manifest)
        .output()
        .context("cargo metadata did not start")?;
    ensure!(answer.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&answer.stderr));
    serde_json::from_slice(&answer.stdout).context("cargo metadata spoke no JSON")
}
