//! Going on with a log that is not the one that the portal wrote: said by somebody, and written down.

use anyhow::{Context, Result, bail};
use clap::Args;
use portico_audit::verify::Finding;
use portico_audit::{Action, Outcome};
use portico_model::Clock;

use super::findings::sentence;
use crate::kept_head;
use crate::operator;
use crate::storage::StorageAsk;
use crate::terminal;

const COMMAND: &str = "audit accept";

#[derive(Debug, Args)]
pub struct AcceptAsk {
    #[command(flatten)]
    storage: StorageAsk,
    /// Do it. Without this it is only said what differs.
    #[arg(long)]
    confirm: bool,
}

pub async fn run(ask: AcceptAsk) -> Result<()> {
    let clock = Clock::system();
    let storage = ask.storage.storage()?;
    let vault = storage.unlock_existing(&clock)?;
    let log = storage.open_existing_log(&vault, &clock).await?;
    let store = storage.open_store(&vault).await?;
    let Some(finding) = kept_head::difference(&log, &store).await? else {
        log.close().await;
        return terminal::print(
            "The audit log continues the tree head that was kept: there is nothing to accept.\n",
        );
    };
    if !ask.confirm {
        bail!("{}: give --confirm to go on with the log as it is", sentence(&finding));
    }
    let mut event = operator::event(COMMAND, &clock, Action::VerifyAudit, Outcome::Failed);
    event.detail.reason = Some("another_log_accepted".into());
    if let Finding::Truncated { kept, size } = finding {
        event.detail.reason = Some("shorter_log_accepted".into());
        event.detail.times = u32::try_from(kept - size).unwrap_or(u32::MAX);
    }
    log.append(event).await.context("the audit log cannot be written, so nothing was accepted")?;
    let head = kept_head::replace(&log, &store).await;
    log.close().await;
    terminal::print(format!(
        "The audit log is accepted with {} entries; it is written into it.\n",
        head?.size
    ))
}
