//! The worker: carries, and looks for what is late, until it is asked to stop.

use std::time::Duration;

use jiff::SignedDuration;
use uuid::Uuid;

use crate::{Couriers, Desk, DeskError};

/// How long something waits at most, while all goes well.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// After a failure of the store.
const REST: Duration = Duration::from_secs(5);
/// Rounds between looks for what is late and what is old.
const ROUNDS: u32 = 120;
/// What left is forgotten after this.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);

impl Desk {
    /// Works until `stop` resolves; what it has in hand then is finished first. On every node alike: rows are claimed.
    pub async fn run(self, couriers: Couriers, stop: impl Future<Output = ()> + Send) {
        let worker = Uuid::new_v4();
        let mut round = 0_u32;
        tokio::pin!(stop);
        loop {
            let rest = match self.round(&couriers, worker, round.is_multiple_of(ROUNDS)).await {
                Ok(0) => LOOK_EVERY,
                Ok(_) => Duration::ZERO,
                Err(error) => {
                    tracing::error!(error = %told(&error), "the desk's worker failed, and goes on");
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

    async fn round(&self, couriers: &Couriers, worker: Uuid, is_long: bool) -> Result<usize, DeskError> {
        if is_long {
            self.escalate_late().await?;
            self.store().drop_old_outgoing(self.now() - KEPT).await?;
        }
        self.carry_due(couriers, worker).await
    }
}

fn told(error: &DeskError) -> String {
    let causes = std::iter::successors(Some(error as &dyn std::error::Error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
