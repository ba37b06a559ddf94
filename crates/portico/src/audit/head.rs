//! The newest signed tree head, for keeping elsewhere.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use portico_audit::TreeHead;
use portico_model::Clock;

use crate::files;
use crate::storage::StorageAsk;
use crate::terminal;

#[derive(Debug, Args)]
pub struct HeadAsk {
    #[command(flatten)]
    storage: StorageAsk,
    /// The file to write it to. Default: the standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub async fn run(ask: HeadAsk) -> Result<()> {
    let clock = Clock::system();
    let storage = ask.storage.storage()?;
    let vault = storage.unlock_existing(&clock)?;
    let log = storage.open_existing_log(&vault, &clock).await?;
    let head = log.head().await;
    log.close().await;
    let head = head.context("the newest tree head cannot be read: verify the log")?;
    let text = serde_json::to_string_pretty(&head)? + "\n";
    match ask.out {
        Some(file) => files::write_private(&file, text.as_bytes()),
        None => terminal::print(text),
    }
}

/// A tree head that was kept.
pub fn read(file: &Path) -> Result<TreeHead> {
    let text = std::fs::read_to_string(file);
    let text = text.with_context(|| format!("--head: {} cannot be read", file.display()))?;
    serde_json::from_str(&text).with_context(|| {
        format!("--head: {} is no tree head as `portico audit head` writes it", file.display())
    })
}
