//! A circuit breaker: a record system that fails again and again is left alone for a while, so that readers get the
//! last known good copy at once instead of waiting for the same failure.

use std::sync::Mutex;

use portico_model::{Clock, Timestamp};

use jiff::SignedDuration;

/// Failures in a row that open the circuit.
const FAILURES: u32 = 5;
/// How long it stays open before one try is let through.
const REST: SignedDuration = SignedDuration::from_secs(10);

#[derive(Debug)]
pub(crate) struct Breaker {
    clock: Clock,
    state: Mutex<State>,
}

#[derive(Debug, Clone, Copy)]
enum State {
    Closed {
        failures: u32,
    },
    Open {
        until: Timestamp,
    },
    /// One try is under way; it was let through at this time.
    HalfOpen {
        since: Timestamp,
    },
}

impl Breaker {
    pub(crate) fn new(clock: Clock) -> Self {
        Self { clock, state: Mutex::new(State::Closed { failures: 0 }) }
    }

    /// Whether a request may go out now. After the rest exactly one may, until its outcome is known.
    pub(crate) fn lets_through(&self) -> bool {
        let now = self.clock.now();
        let mut state = self.lock();
        match *state {
            State::Closed { .. } => true,
            State::Open { until } if now < until => false,
            State::HalfOpen { since } if now < since + REST => false,
            State::Open { .. } | State::HalfOpen { .. } => {
                *state = State::HalfOpen { since: now };
                true
            }
        }
    }

    pub(crate) fn succeeded(&self) {
        *self.lock() = State::Closed { failures: 0 };
    }

    pub(crate) fn failed(&self) {
        let until = self.clock.now() + REST;
        let mut state = self.lock();
        *state = match *state {
            State::Closed { failures } if failures + 1 < FAILURES => State::Closed { failures: failures + 1 },
            State::Closed { .. } | State::HalfOpen { .. } => {
                tracing::error!("the record system keeps failing: the circuit is open");
                State::Open { until }
            }
            open @ State::Open { .. } => open,
        };
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_failures_in_a_row_open_the_circuit_and_one_success_closes_it() {
        let clock = Clock::system();
        let breaker = Breaker::new(clock.clone());

        (0..4).for_each(|_| breaker.failed());
        assert!(breaker.lets_through());
        breaker.failed();
        assert!(!breaker.lets_through());

        clock.advance(REST);
        assert!(breaker.lets_through(), "one try after the rest");
        assert!(!breaker.lets_through(), "and only one");
        breaker.succeeded();
        assert!(breaker.lets_through());
    }

    #[test]
    fn a_failed_try_opens_the_circuit_again() {
        let clock = Clock::system();
        let breaker = Breaker::new(clock.clone());
        (0..5).for_each(|_| breaker.failed());

        clock.advance(REST);
        assert!(breaker.lets_through());
        breaker.failed();
        assert!(!breaker.lets_through());
    }

    #[test]
    fn a_try_that_never_reports_does_not_lock_the_circuit_for_good() {
        let clock = Clock::system();
        let breaker = Breaker::new(clock.clone());
        (0..5).for_each(|_| breaker.failed());

        clock.advance(REST);
        assert!(breaker.lets_through());
        clock.advance(REST);
        assert!(breaker.lets_through());
    }
}
