//! The letters of a test portal, whose courier never comes.

use jiff::SignedDuration;
use portico_store::{Courier, Mail};
use uuid::Uuid;

use crate::portal::TestPortal;

impl TestPortal {
    /// The letters that wait to leave, taken away for a minute.
    pub async fn letters(&self) -> Vec<Mail> {
        let now = self.clock.now() + SignedDuration::from_secs(1);
        let lease = SignedDuration::from_mins(1);
        let claimed = self.store.claim_outgoing(&[Courier::Mail], Uuid::new_v4(), now, lease, 100).await;
        let claimed = claimed.expect("the outbox is read");
        claimed.iter().map(|row| serde_json::from_slice(&row.body).expect("a letter of ours")).collect()
    }
}
