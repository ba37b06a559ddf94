//! Going along with the log and keeping the alerts that are found on the way.

use std::time::Duration;

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use portico_audit::Log;
use portico_model::Clock;
use portico_store::{Cursor, NewAlert, Store};
use uuid::Uuid;

use crate::OversightError;
use crate::rules::{Engine, Rules};

/// The name of the cursor.
const NAME: &str = "alerts";
/// Entries that are judged together.
const BATCH: u64 = 1_000;
/// Who goes along has its turn for so long, and prolongs it with each batch.
const TURN: SignedDuration = SignedDuration::from_secs(60);
/// How often a follower that has met the end looks again.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// One process's part in going along: of several, one does it at a time.
pub struct Watch {
    log: Log,
    store: Store,
    clock: Clock,
    rules: Rules,
    zone: TimeZone,
    holder: Uuid,
    /// The engine with the index of the entry that it expects.
    engine: Option<(Engine, u64)>,
}

/// What came of one look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Turn {
    /// Entries that were judged.
    pub judged: u64,
    /// Alerts that they completed.
    pub alerts: usize,
}

impl Watch {
    /// `holder` tells this process from all others.
    pub fn new(log: Log, store: Store, clock: Clock, rules: Rules, zone: TimeZone, holder: Uuid) -> Self {
        Self { log, store, clock, rules, zone, holder, engine: None }
    }

    /// Judges what was appended since the last look, a batch at most. Nothing is judged while another process does it.
    pub async fn look(&mut self) -> Result<Turn, OversightError> {
        let now = self.clock.now();
        let Some(cursor) = self.store.hold_cursor(NAME, self.holder, now, now + TURN).await? else {
            self.engine = None;
            return Ok(Turn::default());
        };
        let (mut engine, next) = match self.engine.take() {
            Some((engine, next)) if next == cursor.next => (engine, next),
            _ => (self.replayed(cursor).await?, cursor.next),
        };
        let stretch = self.log.follow(next, BATCH).await?;
        if stretch.next == next {
            self.engine = Some((engine, next));
            return Ok(Turn::default());
        }
        let alerts: Vec<NewAlert> =
            stretch.found.entries.iter().flat_map(|entry| engine.see(entry.index, &entry.event)).collect();
        if !stretch.found.unreadable.is_empty() {
            let count = stretch.found.unreadable.len();
            tracing::error!(audit.unreadable = count, "entries of the audit log do not open: verify it");
        }
        let to = Cursor { next: stretch.next, replay_from: engine.oldest().unwrap_or(stretch.next) };
        if self.store.move_cursor(NAME, self.holder, (next, to), &alerts).await? {
            self.engine = Some((engine, stretch.next));
            return Ok(Turn { judged: stretch.next - next, alerts: alerts.len() });
        }
        Ok(Turn::default())
    }

    /// An engine that has counted what the next entries may still depend on. Those alerts are kept already.
    async fn replayed(&self, cursor: Cursor) -> Result<Engine, OversightError> {
        let mut engine = Engine::new(self.rules.clone(), self.zone.clone());
        let mut next = cursor.replay_from;
        while next < cursor.next {
            let stretch = self.log.follow(next, BATCH.min(cursor.next - next)).await?;
            if stretch.next == next {
                break;
            }
            for entry in &stretch.found.entries {
                engine.see(entry.index, &entry.event);
            }
            next = stretch.next;
        }
        Ok(engine)
    }

    /// Goes along until it is dropped.
    pub async fn run(mut self) {
        loop {
            match self.look().await {
                Ok(Turn { judged: BATCH, .. }) => continue,
                Ok(_) => {}
                Err(error) => tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "the audit log could not be judged; it will be from the same entry on"
                ),
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }
}
