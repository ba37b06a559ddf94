//! The limit on what Portico asks of the record system: a token bucket, with lanes. People who wait may use all of it;
//! warming up has a smaller bucket of its own inside it, so that a person never queues behind it.

use std::num::NonZeroU32;
use std::time::Duration;

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use tokio::sync::watch;

/// Who waits for the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lane {
    Person,
    /// Nobody yet: somebody is about to look.
    WarmUp,
}

/// Requests per second to the record system, in all and for warming up, and the patience of readers.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Default 500.
    pub all: NonZeroU32,
    /// Default 300.
    pub warm_up: NonZeroU32,
    /// How long a reader waits for one answer, all tries and pages included. Three such waits, as the longest page has, are
    /// below the thirty seconds in which the portal itself answers. Default 8 s.
    pub answer_within: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let limit = |per_second| NonZeroU32::new(per_second).expect("a constant above zero");
        Self { all: limit(500), warm_up: limit(300), answer_within: Duration::from_secs(8) }
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
        self.wait_with(&Ticket::new(lane), searches).await;
    }

    /// The same in the lane of this ticket, which may change meanwhile.
    pub(crate) async fn wait_with(&self, ticket: &Ticket, searches: usize) {
        for _ in 0..searches {
            tokio::select! {
                biased;
                () = ticket.is_a_persons() => {}
                () = self.warm_up.until_ready() => {}
            }
            self.all.until_ready().await;
        }
    }
}

/// The lane that one request goes in.
#[derive(Clone)]
pub(crate) struct Ticket(watch::Sender<Lane>);

impl Ticket {
    pub(crate) fn new(lane: Lane) -> Self {
        Self(watch::Sender::new(lane))
    }

    /// Somebody in this lane waits for the request as well: a person takes it into theirs.
    pub(crate) fn join(&self, lane: Lane) {
        self.0.send_if_modified(|own| {
            let is_promoted = *own == Lane::WarmUp && lane == Lane::Person;
            if is_promoted {
                *own = lane;
            }
            is_promoted
        });
    }

    /// Waits until a person waits.
    async fn is_a_persons(&self) {
        // The sender lives as long as this ticket.
        let _ = self.0.subscribe().wait_for(|lane| *lane == Lane::Person).await;
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::time::Duration;

    use futures::FutureExt;

    use super::*;

    #[tokio::test]
    async fn warming_up_leaves_tokens_for_people() {
        let limit = |n| NonZeroU32::new(n).unwrap();
        let lanes = Lanes::new(Limits { all: limit(10), warm_up: limit(2), ..Limits::default() });

        lanes.wait(Lane::WarmUp, 2).await;
        assert!(lanes.warm_up.check().is_err(), "its own bucket is empty");
        assert!((0..8).all(|_| lanes.all.check().is_ok()), "people have the rest");
        assert!(lanes.all.check().is_err(), "and not more than all");
    }

    #[tokio::test]
    async fn a_person_takes_a_warm_up_that_they_wait_for_into_their_own_lane() {
        let limit = |n| NonZeroU32::new(n).unwrap();
        let lanes = Lanes::new(Limits { all: limit(100), warm_up: limit(1), ..Limits::default() });
        let ticket = Ticket::new(Lane::WarmUp);
        let mut flight = pin!(lanes.wait_with(&ticket, 60));

        assert!(flight.as_mut().now_or_never().is_none());
        ticket.join(Lane::WarmUp);
        assert!(flight.as_mut().now_or_never().is_none(), "warming up waits for its own bucket");
        ticket.join(Lane::Person);
        let patience = Duration::from_secs(10);
        tokio::time::timeout(patience, flight).await.expect("a person does not wait for a minute");
    }
}
