//! The newest tree head, kept outside of the audit log's own file: in the portal's tables, which have another file and
//! another key, and in the stream of the process's log. A log that was put back to an earlier state, or exchanged, is
//! noticed by it: at the next start, and by a running portal.
//!
//! It lags behind the log by [`KEEP_EVERY`] at most; what was cut off within that time before a crash is not missed.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use portico_audit::verify::Finding;
use portico_audit::{Log, TreeHead};
use portico_model::Timestamp;
use portico_store::Store;

use crate::audit::sentence;

/// How often a head that has changed is put in the place of the one that is kept.
pub const KEEP_EVERY: Duration = Duration::from_secs(5);
/// How often the newest head is written to the process's log, for whoever collects that elsewhere.
const TELL_EVERY_SECONDS: i64 = 60 * 60;

const SETTING: &str = "audit_head";

/// The head that was kept last; `None` before the first one.
pub async fn read(store: &Store) -> Result<Option<TreeHead>> {
    let kept = store.find_setting(SETTING).await.context("the tree head that was kept cannot be read")?;
    kept.map(|kept| serde_json::from_str(&kept).context("the tree head that was kept is damaged")).transpose()
}

/// Keeps the log's newest head, whatever was kept before.
pub async fn replace(log: &Log, store: &Store) -> Result<TreeHead> {
    let head = log.head().await.context("the newest tree head cannot be read")?;
    let text = serde_json::to_string(&head)?;
    store.change_setting(SETTING, &text).await.context("the newest tree head cannot be kept")?;
    Ok(head)
}

/// What is wrong with `log` by the head that was kept.
pub async fn difference(log: &Log, store: &Store) -> Result<Option<Finding>> {
    let Some(kept) = read(store).await? else { return Ok(None) };
    let difference = log.difference_from(&kept).await;
    difference.context("the audit log cannot be compared with the tree head that was kept: verify it")
}

/// Refuses a log that is shorter than it was, or another.
pub async fn check(log: &Log, store: &Store) -> Result<()> {
    match difference(log, store).await? {
        None => Ok(()),
        Some(finding) => bail!(
            "the audit log is not the one that this portal wrote: {}. Restore it from a newer copy; to go on with it \
             as it is, run `portico audit accept`, which writes that into the log",
            sentence(&finding)
        ),
    }
}

/// Keeps up with the log until the portal closes.
pub async fn follow(log: Log, store: Store, clock: portico_model::Clock) {
    let mut turn = tokio::time::interval(KEEP_EVERY);
    let mut last = Told::default();
    loop {
        turn.tick().await;
        if let Err(error) = keep_up(&log, &store, &mut last, clock.now()).await {
            tracing::error!(error = format!("{error:#}"), "the audit log's newest tree head is not kept");
        }
    }
}

/// Keeps the head of a log that ends here, and tells it.
pub async fn finish(log: &Log, store: &Store) -> Result<()> {
    check(log, store).await?;
    tell(&replace(log, store).await?);
    Ok(())
}

#[derive(Default)]
struct Told {
    kept: Option<TreeHead>,
    at: Option<Timestamp>,
}

async fn keep_up(log: &Log, store: &Store, last: &mut Told, now: Timestamp) -> Result<()> {
    let newest = log.head().await.context("the newest tree head cannot be read")?;
    if last.kept.as_ref() != Some(&newest) {
        check(log, store).await?;
        last.kept = Some(replace(log, store).await?);
    }
    if last.at.is_none_or(|at| now.duration_since(at).as_secs() >= TELL_EVERY_SECONDS) {
        tell(last.kept.as_ref().unwrap_or(&newest));
        last.at = Some(now);
    }
    Ok(())
}

/// `audit.head` is the file that `portico audit verify --head` takes.
fn tell(head: &TreeHead) {
    let text = serde_json::to_string(head).unwrap_or_default();
    tracing::info!(audit.size = head.size, audit.head = text, "the newest tree head of the audit log");
}
