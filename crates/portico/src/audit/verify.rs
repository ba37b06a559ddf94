//! The whole log against itself, its signatures, and a tree head that was kept elsewhere.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;
use portico_audit::TreeHead;
use portico_audit::verify::Report;
use portico_model::Clock;
use portico_vault::Vault;

use super::findings::sentence;
use super::{head, receipt};
use crate::kept_head;
use crate::storage::{Storage, StorageAsk};
use crate::terminal;
use crate::unproven::Unproven;

#[derive(Debug, Args)]
pub struct VerifyAsk {
    #[command(flatten)]
    storage: StorageAsk,
    /// A tree head that was kept elsewhere (`portico audit head`, or `audit.head` in the log of `portico serve`): finds a log
    /// that was cut off or written anew since.
    #[arg(long, value_name = "FILE")]
    head: Option<PathBuf>,
    /// A receipt: whether its entry is in the log, by what the file itself holds. Needs no portal, no keys and no network.
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    receipt: Option<PathBuf>,
    /// The log's public key (base64) as it was told elsewhere, by which log or receipt must be signed. Default: the one of
    /// `--head`; without either nothing is proved.
    #[arg(long, value_name = "KEY", value_parser = receipt::key)]
    public_key: Option<[u8; 32]>,
    /// The report as JSON.
    #[arg(long)]
    json: bool,
}

/// Fails if anything is not as it was written, and with [`Unproven`] if nothing from elsewhere was there to compare it with.
pub async fn run(ask: VerifyAsk) -> Result<()> {
    let clock = Clock::system();
    let elsewhere = ask.head.as_deref().map(head::read).transpose()?;
    if let Some(file) = &ask.receipt {
        return receipt::verify(file, elsewhere.as_ref(), ask.public_key);
    }
    let storage = ask.storage.storage()?;
    let vault = storage.unlock_existing(&clock)?;
    let log = storage.open_existing_log(&vault, &clock).await?;
    if ask.public_key.is_some_and(|key| key != log.public_key()) {
        bail!("the audit log is signed by another key than the one that was given");
    }
    let compared = match (&elsewhere, ask.public_key) {
        (Some(_), _) => Compared::Head,
        (None, Some(_)) => Compared::Key,
        (None, None) => Compared::Nothing,
    };
    let kept = match elsewhere {
        Some(head) => Some(head),
        None => own(&storage, &vault).await?,
    };
    let report = log.verify(kept).await;
    log.close().await;
    let report = report.context(
        "the audit log cannot be read to its end: unless the disk or the server failed, its file was changed",
    )?;
    let json = ask.json.then(|| serde_json::to_string_pretty(&report)).transpose()?;
    terminal::print(json.map_or_else(|| told(&report, compared), |json| json + "\n"))?;
    if !report.is_intact() {
        bail!("the audit log is not intact: {} findings", report.findings.len() as u64 + report.unlisted);
    }
    match compared {
        Compared::Nothing => Err(Unproven(UNANCHORED).into()),
        Compared::Head | Compared::Key => Ok(()),
    }
}

const UNANCHORED: &str =
    "nothing from outside of this installation was compared: give --head or --public-key";

/// What from elsewhere the log was held to.
#[derive(Clone, Copy)]
enum Compared {
    Head,
    Key,
    Nothing,
}

/// The head that the portal itself keeps in its tables. While it runs on embedded files they are its own, and it compares.
async fn own(storage: &Storage, vault: &Vault) -> Result<Option<TreeHead>> {
    match storage.open_existing_store(vault).await? {
        Some(store) => kept_head::read(&store).await,
        None => Ok(None),
    }
}

/// The report in sentences.
fn told(report: &Report, compared: Compared) -> String {
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
        lines.push(
            match compared {
                Compared::Head => "It continues the tree head that was kept.",
                Compared::Key => "It is signed by the key that was given. A later cut is found by --head only.",
                Compared::Nothing => {
                    "Keep the output of `portico audit head` elsewhere and give it with --head: nothing here would tell of a \
                     log that was put back together with the portal's tables, or signed by another key."
                }
            }
            .to_owned(),
        );
    }
    lines.join("\n") + "\n"
}
