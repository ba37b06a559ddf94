//! What goes along with the audit log while the portal is open: alerts, and the stream to collectors.

use jiff::tz::TimeZone;
use portico_audit::Log;
use portico_desk::Desk;
use portico_model::Clock;
use portico_oversight::Watch;
use portico_oversight::rules::Rules;
use portico_oversight::siem::{Collector, Forwarder};
use portico_store::Store;
use portico_vault::Vault;
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::reviews;

/// What an installation wants of it.
pub struct Following {
    pub rules: Rules,
    pub collectors: Vec<Collector>,
}

impl Default for Following {
    fn default() -> Self {
        Self { rules: Rules::usual(), collectors: Vec::new() }
    }
}

/// Where followers read and what they keep.
#[derive(Clone)]
pub struct Along {
    pub log: Log,
    pub store: Store,
    pub vault: Vault,
    pub clock: Clock,
    pub zone: TimeZone,
    pub desk: Desk,
}

/// Followers at work; they stop when this is dropped, and go on from there at the next start.
pub struct Followers(Vec<JoinHandle<()>>);

impl Followers {
    pub fn start(following: Following, along: Along) -> Self {
        let Along { log, store, vault, clock, zone, desk } = along;
        let process = Uuid::new_v4();
        let watch = Watch::new(log.clone(), store.clone(), clock.clone(), following.rules, zone, process);
        let reviews = reviews::run(store.clone(), desk, clock.clone());
        let mut tasks = vec![tokio::spawn(watch.run()), tokio::spawn(reviews)];
        for collector in following.collectors {
            let (log, store, clock, vault) = (log.clone(), store.clone(), clock.clone(), vault.clone());
            let forwarder = Forwarder::new(log, store, clock, vault, collector, process);
            tasks.push(tokio::spawn(forwarder.run()));
        }
        Self(tasks)
    }
}

impl Drop for Followers {
    fn drop(&mut self) {
        self.0.iter().for_each(JoinHandle::abort);
    }
}
