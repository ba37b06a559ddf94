//! The whole log against itself, its signatures, and a tree head that was kept elsewhere.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;
use portico_audit::verify::Report;
use portico_model::Clock;

use super::findings::sentence;
use super::{head, receipt};
use crate::storage::StorageAsk;
use crate::terminal;

#[derive(Debug, Args)]
pub struct VerifyAsk {
    #[command(flatten)]
    storage: StorageAsk,
    /// A tree head that was kept elsewhere (`portico audit head`): finds a log that was cut off or written anew since.
    #[arg(long, value_name = "FILE")]
    head: Option<PathBuf>,
    /// A receipt: whether its entry is in the log, by what the file itself holds. Needs no portal, no keys and no network.
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    receipt: Option<PathBuf>,
    /// The log's public key (base64), by which the receipt must be signed. Default: the one of `--head`; without either
    /// it is shown, to be compared.
    #[arg(long, value_name = "KEY", requires = "receipt")]
    public_key: Option<String>,
    /// The report as JSON.
    #[arg(long)]
    json: bool,
}

/// Fails if anything is not as it was written.
pub async fn run(ask: VerifyAsk) -> Result<()> {
    let clock = Clock::system();
    let kept = ask.head.as_deref().map(head::read).transpose()?;
    if let Some(file) = &ask.receipt {
        return terminal::print(receipt::verify(file, kept.as_ref(), ask.public_key.as_deref())?);
    }
    let has_kept = kept.is_some();
    let storage = ask.storage.storage()?;
    let vault = storage.unlock_existing(&clock)?;
    let log = storage.open_existing_log(&vault, &clock).await?;
    let report = log.verify(kept).await;
    log.close().await;
    let report = report.context(
        "the audit log cannot be read to its end: unless the disk or the server failed, its file was changed",
    )?;
    let json = ask.json.then(|| serde_json::to_string_pretty(&report)).transpose()?;
    terminal::print(json.map_or_else(|| told(&report, has_kept), |json| json + "\n"))?;
    if !report.is_intact() {
        bail!("the audit log is not intact: {} findings", report.findings.len() as u64 + report.unlisted);
    }
    Ok(())
}

/// The report in sentences.
fn told(report: &Report, has_kept: bool) -> String {
    let mut lines: Vec<String> = report.findings.iter().map(sentence).collect();
    if report.unlisted > 0 {
        lines.push(format!("… and {} more", report.unlisted));
    }
    if report.is_intact() {
        let (entries, heads) = (report.entries, report.heads);
        lines.push(format!("The audit log is intact: {entries} entries under {heads} signed tree heads."));
        lines.extend(
            report.head.as_ref().map(|head| {
                format!("Newest tree head: {} entries, signed {:.0}.", head.size, head.timestamp)
            }),
        );
        lines.push(if has_kept {
            "It continues the tree head that was kept.".to_owned()
        } else {
            "Keep the output of `portico audit head` elsewhere, so that a later cut is found too.".to_owned()
        });
    }
    lines.join("\n") + "\n"
}
