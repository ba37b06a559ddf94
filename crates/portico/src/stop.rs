//! When to stop: at SIGINT (Ctrl-C) and SIGTERM.

use anyhow::{Context, Result};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// Becomes true when the process is to stop. Clones hear it together.
#[derive(Clone)]
pub struct Stop(watch::Receiver<bool>);

impl Stop {
    /// Listens for the signals from now on.
    pub fn on_signals() -> Result<Self> {
        let listen = |kind| signal(kind).context("the signals to stop cannot be listened for");
        let mut interrupt = listen(SignalKind::interrupt())?;
        let mut terminate = listen(SignalKind::terminate())?;
        let (tell, told) = watch::channel(false);
        tokio::spawn(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            tracing::info!("asked to stop");
            tell.send_replace(true);
        });
        Ok(Self(told))
    }

    /// Resolves when the process is to stop.
    pub async fn wait(mut self) {
        // An error means that nobody can tell any more, which is the end as well.
        let _ = self.0.wait_for(|is_time| *is_time).await;
    }
}
