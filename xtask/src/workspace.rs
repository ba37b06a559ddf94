use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// The project on this disk: its folder, where builds go, and what `cargo metadata` says of its packages.
pub struct Workspace {
    pub root: PathBuf,
    pub target: PathBuf,
    pub metadata: Value,
}

impl Workspace {
    /// Asks cargo; fails where the manifests cannot be read.
    pub fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask lies in the project")?
            .to_path_buf();
        let answer = cargo(&root)
            .args(["metadata", "--format-version", "1", "--no-deps"])
            .output()
            .context("cargo metadata did not start")?;
        ensure!(answer.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&answer.stderr));
        let metadata: Value =
            serde_json::from_slice(&answer.stdout).context("cargo metadata spoke no JSON")?;
        let target =
            metadata["target_directory"].as_str().context("cargo metadata names no target folder")?.into();
        Ok(Self { root, target, metadata })
    }

    /// Where tools that tests need are kept between runs.
    pub fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// `../shared`, where it is there.
    pub fn shared(&self) -> Option<PathBuf> {
        self.root.join("../shared").canonicalize().ok().filter(|path| path.is_dir())
    }
}

/// Cargo in the project's folder, without what `cargo run` told this process about the package `xtask`: build
/// scripts that watch those variables would run again and build their crates twice.
pub fn cargo(root: &Path) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(root);
    for (name, _) in std::env::vars_os() {
        let told = name.to_string_lossy();
        if ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_PRIMARY_"]
            .iter()
            .any(|prefix| told.starts_with(prefix))
        {
            command.env_remove(&name);
        }
    }
    command
}

/// Whether `program` answers to being asked for its version.
pub fn answers(command: &mut Command) -> bool {
    command
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .status()
        .is_ok_and(|s| s.success())
}
