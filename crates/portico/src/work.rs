//! The desk's worker beside the portal: it carries what is to leave the house, and ends in order.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use portico_chart::Endpoint;
use portico_desk::{Couriers, Desk, Post, RecordSystem, Smtp};
use portico_portal::letters;
use portico_portal::settings::Settings;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// What the worker has in hand at the end may take so long. What is not finished then is carried after the next start.
const ENDS_WITHIN: Duration = Duration::from_secs(10);

/// Where what leaves the house goes.
pub struct WaysOut {
    pub mail: Option<Smtp>,
    pub record_system: Endpoint,
}

/// A worker at work.
pub struct Work {
    stop: oneshot::Sender<()>,
    working: JoinHandle<()>,
}

impl Work {
    pub fn start(desk: Desk, ways: WaysOut, pages: Arc<Settings>) -> Result<Self> {
        let WaysOut { mail, record_system } = ways;
        if mail.is_none() {
            tracing::warn!("there is no mail server in the configuration, so letters wait");
        }
        let post = mail.map(|smtp| Post::new(smtp, letters::writer(pages)));
        let post = post.transpose().context("mail")?;
        let record_system = RecordSystem::new(record_system).context("record_system")?;
        let couriers = Couriers { post, record_system: Some(record_system) };
        let (stop, stopped) = oneshot::channel();
        let working = tokio::spawn(desk.run(couriers, async {
            // An error means that nobody can tell any more, which is the end as well.
            let _ = stopped.await;
        }));
        Ok(Self { stop, working })
    }

    /// Lets the worker finish what it has in hand.
    pub async fn finish(self) {
        let _ = self.stop.send(());
        if tokio::time::timeout(ENDS_WITHIN, self.working).await.is_err() {
            tracing::warn!(
                "the desk's worker was not finished in time; what it had in hand is carried again"
            );
        }
    }
}
