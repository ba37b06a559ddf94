//! What the audit log is told of somebody at the terminal of the machine.

use std::os::unix::fs::MetadataExt;

use portico_account::Visit;
use portico_audit::{Action, Event, Outcome};
use portico_model::{Clock, CorrelationId, Origin};
use uuid::Uuid;

/// An act of the portal itself, or of the person who runs `command` on this machine.
pub fn event(command: &str, clock: &Clock, action: Action, outcome: Outcome) -> Event {
    let Visit { origin, correlation, .. } = visit(command);
    Event::unattended(clock.now(), action, outcome, origin, correlation)
}

/// The origin names the command and the number of the machine's user.
pub fn visit(command: &str) -> Visit {
    let user = std::fs::metadata("/proc/self").map(|me| format!(", user {}", me.uid())).unwrap_or_default();
    let version = env!("CARGO_PKG_VERSION");
    Visit {
        origin: Origin { address: None, user_agent: format!("portico {version} {command}{user}") },
        correlation: CorrelationId(Uuid::new_v4()),
        device: None,
    }
}
