//! Whether this node can serve charts. Strangers may ask: the answer has no causes, and asking often costs little.

use std::time::Duration;

use portico_model::Causes;
use serde::Serialize;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use crate::charts::{ChartError, Charts};

/// How long an answer is good.
const GOOD_FOR: Duration = Duration::from_secs(2);
/// A store or log that takes longer is not ready.
const ANSWER_WITHIN: Duration = Duration::from_secs(3);

/// Whether requests should come here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Readiness {
    /// The store answers, and the audit log takes entries.
    pub is_ready: bool,
    /// Told only: without it, last known good copies are shown.
    pub record_system: RecordSystemState,
}

/// How the last thing that the record system was asked for went.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordSystemState {
    #[default]
    NotAskedYet,
    Answering,
    /// It answers, and calls itself by an address that is not in the configuration: what it points to there is not read. The
    /// log has the two hosts.
    UnderAnotherName,
    NotAnswering,
}

/// When it was last found out whether the store and the log are there.
#[derive(Default)]
pub(crate) struct LastCheck(Mutex<Option<(Instant, bool)>>);

impl Charts {
    /// Checks the store and the audit log, unless that was done a moment ago; the record system is not asked.
    pub async fn readiness(&self) -> Readiness {
        let mut last = self.inner.last_check.0.lock().await;
        let known = last.filter(|(at, _)| at.elapsed() < GOOD_FOR).map(|(_, is_ready)| is_ready);
        let is_ready = match known {
            Some(is_ready) => is_ready,
            None => {
                let is_ready = self.check().await;
                *last = Some((Instant::now(), is_ready));
                is_ready
            }
        };
        Readiness { is_ready, record_system: self.inner.gateway.record_system() }
    }

    async fn check(&self) -> bool {
        let checks = async {
            self.inner.store.ping().await?;
            self.inner.audit.check().await.map_err(ChartError::NotAudited)
        };
        match timeout(ANSWER_WITHIN, checks).await {
            Ok(Ok(())) => true,
            Ok(Err(error)) => {
                tracing::error!(error = %Causes(&error), "not ready: no chart can be shown");
                false
            }
            Err(_) => {
                tracing::error!("not ready: the store and the audit log do not answer in time");
                false
            }
        }
    }
}
