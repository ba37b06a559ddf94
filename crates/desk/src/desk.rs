use std::sync::Arc;

use jiff::SignedDuration;
use portico_audit::Log;
use portico_model::{Clock, Timestamp};
use portico_policy::Policy;
use portico_store::Store;

/// What a desk is made from.
pub struct SetUp {
    pub store: Store,
    pub audit: Log,
    pub policy: Arc<Policy>,
    pub clock: Clock,
}

/// The desk of this portal. Cheap to clone.
#[derive(Clone)]
pub struct Desk(Arc<SetUp>);

impl Desk {
    pub fn new(set_up: SetUp) -> Self {
        Self(Arc::new(set_up))
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    pub(crate) fn log(&self) -> &Log {
        &self.0.audit
    }

    pub(crate) fn policy(&self) -> &Policy {
        &self.0.policy
    }

    /// In whole milliseconds, as the store keeps them.
    pub(crate) fn now(&self) -> Timestamp {
        let now = self.0.clock.now();
        now - SignedDuration::from_nanos(i64::from(now.subsec_nanosecond()) % 1_000_000)
    }
}
