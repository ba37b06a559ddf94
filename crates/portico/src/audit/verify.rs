//! The whole log against itself, its signatures, and a tree head that was kept elsewhere.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;
use portico_audit::verify::Report;
use portico_model::Clock;

use super::findings::sentence;
use super::head;
use crate::storage::StorageAsk;

#[derive(Debug, Args)]
pub struct VerifyAsk {
    #[command(flatten)]
    storage: StorageAsk,
    /// A tree head that was kept elsewhere (`portico audit head`): finds a log that was cut off or written anew since.
    #[arg(long, value_name = "FILE")]
    head: Option<PathBuf>,
    /// The report as JSON.
    #[arg(long)]
    json: bool,
}

/// Fails if anything is not as it was written.
pub async fn run(ask: VerifyAsk) -> Result<()> {
    let clock = Clock::system();
    let kept = ask.head.as_deref().map(head::read).transpose()?;
    let has_kept = kept.is_some();
    let storage = ask.storage.storage()?;
    let vault = storage.unlock_existing(&clock)?;
    let log = storage.open_existing_log(&vault, &clock).await?;
    let report = log.verify(kept).await;
    log.close().await;
    let report = report.context(
        "the audit log cannot be read to its end: unless the disk or the server failed, its file was changed",
    )?;
    if ask.json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        show(&report, has_kept);
    }
    if !report.is_intact() {
        bail!("the audit log is not intact: {} findings", report.findings.len() as u64 + report.unlisted);
    }
    Ok(())
}

fn show(report: &Report, has_kept: bool) {
    for finding in &report.findings {
        println!("{}", sentence(finding));
    }
    if report.unlisted > 0 {
        println!("… and {} more", report.unlisted);
    }
    if !report.is_intact() {
        return;
    }
    println!("The audit log is intact: {} entries under {} signed tree heads.", report.entries, report.heads);
    if let Some(head) = &report.head {
        println!("Newest tree head: {} entries, signed {:.0}.", head.size, head.timestamp);
    }
    if has_kept {
        println!("It continues the tree head that was kept.");
    } else {
        println!("Keep the output of `portico audit head` elsewhere, so that a later cut is found too.");
    }
}
