use std::time::Duration;

use jiff::SignedDuration;
use portico_audit::Log;
use portico_model::Clock;
use portico_store::{Cursor, Store};
use portico_vault::Vault;
use uuid::Uuid;

use super::collector::{Collector, SiemError};
use crate::OversightError;

/// Entries that are sent together.
const BATCH: u64 = 500;
/// Longer than the longest sending.
const TURN: SignedDuration = SignedDuration::from_secs(120);
const LOOK_EVERY: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// One process's part in sending: of several, one does it at a time, so that the order is kept.
pub struct Forwarder {
    log: Log,
    store: Store,
    clock: Clock,
    vault: Vault,
    collector: Collector,
    holder: Uuid,
}

/// Why nothing was sent this time.
#[derive(Debug, thiserror::Error)]
pub enum ForwardError {
    #[error(transparent)]
    House(#[from] OversightError),
    #[error(transparent)]
    Collector(#[from] SiemError),
}

impl Forwarder {
    /// `holder` tells this process from all others.
    pub fn new(
        log: Log,
        store: Store,
        clock: Clock,
        vault: Vault,
        collector: Collector,
        holder: Uuid,
    ) -> Self {
        Self { log, store, clock, vault, collector, holder }
    }

    /// Sends what comes next, a batch at most. Answers how many entries the collector has taken.
    pub async fn look(&self) -> Result<u64, ForwardError> {
        let (name, now) = (self.collector.cursor(), self.clock.now());
        let held = self.store.hold_cursor(name, self.holder, now, now + TURN).await;
        let Some(Cursor { next, .. }) = held.map_err(OversightError::from)? else { return Ok(0) };
        let stretch = self.log.follow(next, BATCH).await.map_err(OversightError::from)?;
        if stretch.next == next {
            return Ok(0);
        }
        if !stretch.found.unreadable.is_empty() {
            let count = stretch.found.unreadable.len();
            tracing::error!(
                audit.unreadable = count,
                "entries of the audit log do not open: they are not sent"
            );
        }
        if !stretch.found.entries.is_empty() {
            self.collector.send(self.log.id(), &self.vault, &stretch.found.entries).await?;
        }
        let to = Cursor { next: stretch.next, replay_from: stretch.next };
        let moved = self.store.move_cursor(name, self.holder, (next, to), &[]).await;
        Ok(if moved.map_err(OversightError::from)? { stretch.next - next } else { 0 })
    }

    /// Sends until it is dropped. A collector that is away is tried again, less and less often.
    pub async fn run(self) {
        let mut wait = LOOK_EVERY;
        loop {
            wait = match self.look().await {
                Ok(BATCH) => continue,
                Ok(_) => LOOK_EVERY,
                Err(error) => {
                    tracing::error!(
                        siem.cursor = self.collector.cursor(),
                        retry_s = wait.as_secs(),
                        error = &error as &dyn std::error::Error,
                        "audit entries are not taken elsewhere; they wait in the log"
                    );
                    (wait * 2).min(LONGEST_WAIT)
                }
            };
            tokio::time::sleep(wait).await;
        }
    }
}
