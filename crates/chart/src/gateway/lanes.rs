//! The limit on what Portico asks of the record system: a token bucket, with lanes. People who wait may use all of it;
//! warming up has a smaller bucket of its own inside it, so that a person never queues behind it.

use std::num::NonZeroU32;

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};

/// Who waits for the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lane {
    Person,
    /// Nobody yet: somebody is about to look.
    WarmUp,
}

/// Requests per second to the record system, in all and for warming up.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Default 500.
    pub all: NonZeroU32,
    /// Default 300.
    pub warm_up: NonZeroU32,
}

impl Default for Limits {
    fn default() -> Self {
        let limit = |per_second| NonZeroU32::new(per_second).expect("a constant above zero");
        Self { all: limit(500), warm_up: limit(300) }
    }
}

pub(crate) struct Lanes {
    all: DefaultDirectRateLimiter,
    warm_up: DefaultDirectRateLimiter,
}

impl Lanes {
    pub(crate) fn new(limits: Limits) -> Self {
        let bucket = |per_second| RateLimiter::direct(Quota::per_second(per_second));
        Self { all: bucket(limits.all), warm_up: bucket(limits.warm_up) }
    }

    /// Waits until `searches` more searches may go out in this lane.
    pub(crate) async fn wait(&self, lane: Lane, searches: usize) {
        for _ in 0..searches {
            match lane {
                Lane::Person => {}
                Lane::WarmUp => self.warm_up.until_ready().await,
            }
            self.all.until_ready().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn warming_up_leaves_tokens_for_people() {
        let limit = |n| NonZeroU32::new(n).unwrap();
        let lanes = Lanes::new(Limits { all: limit(10), warm_up: limit(2) });

        lanes.wait(Lane::WarmUp, 2).await;
        assert!(lanes.warm_up.check().is_err(), "its own bucket is empty");
        assert!((0..8).all(|_| lanes.all.check().is_ok()), "people have the rest");
        assert!(lanes.all.check().is_err(), "and not more than all");
    }
}
