//! The worker: carries, and looks for what is late, until it is asked to stop.

use std::time::Duration;

use jiff::SignedDuration;
use portico_model::Causes;
use uuid::Uuid;

use crate::{Couriers, Desk, DeskError};

/// How long something waits at most, while all goes well.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// After a failure of the store.
const REST: Duration = Duration::from_secs(5);
/// Rounds between looks for what is late and what is old.
const ROUNDS: u32 = 120;
/// What left is forgotten after this.
const LETTERS_KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);
/// Cases are forgotten so long after they were over; what was done about them stays in the audit log.
const CASES_KEPT: SignedDuration = SignedDuration::from_hours(24 * 365 * 6);

impl Desk {
    /// Works until `stop` resolves; what it has in hand then is finished first. On every node alike: rows are claimed.
    pub async fn run(self, couriers: Couriers, stop: impl Future<Output = ()> + Send) {
        let worker = Uuid::new_v4();
        let mut round = 0_u32;
        tokio::pin!(stop);
        loop {
            if round.is_multiple_of(ROUNDS) {
                self.long_round().await;
            }
            let rest = match self.carry_due(&couriers, worker).await {
                Ok(0) => LOOK_EVERY,
                Ok(_) => Duration::ZERO,
                Err(error) => {
                    failed("carry", &error);
                    REST
                }
            };
            round = round.wrapping_add(1);
            tokio::select! {
                biased;
                () = &mut stop => break,
                () = tokio::time::sleep(rest) => {}
            }
        }
    }

    /// What is late, and what is old. One that fails keeps nothing from the others.
    async fn long_round(&self) {
        if let Err(error) = self.escalate_late().await {
            failed("escalate", &error);
        }
        if let Err(error) = self.store().drop_old_outgoing(self.now() - LETTERS_KEPT).await {
            failed("forget_letters", &error.into());
        }
        if let Err(error) = self.store().drop_old_cases(self.now() - CASES_KEPT).await {
            failed("forget_cases", &error.into());
        }
    }
}

fn failed(job: &'static str, error: &DeskError) {
    tracing::error!(desk.job = job, error = %Causes(error), "a job of the desk failed, and is tried again");
}
