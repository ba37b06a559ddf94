//! A circuit breaker: a record system that fails again and again is left alone for a while, so that readers get the
//! last known good copy at once instead of waiting for the same failure.

use std::sync::Mutex;

use jiff::SignedDuration;
use portico_fhir::Error;
use portico_model::{Clock, Timestamp};

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

    /// Leave for a request to go out now. After the rest exactly one gets it, until its outcome is known.
    pub(crate) fn leave(&self) -> Option<Leave<'_>> {
        let now = self.clock.now();
        let mut state = self.lock();
        let the_try = match *state {
            State::Closed { .. } => None,
            State::Open { until } if now < until => return None,
            State::HalfOpen { since } if now < since + REST => return None,
            State::Open { .. } | State::HalfOpen { .. } => {
                *state = State::HalfOpen { since: now };
                Some(now)
            }
        };
        Some(Leave { breaker: self, the_try })
    }

    fn succeeded(&self) {
        *self.lock() = State::Closed { failures: 0 };
    }

    fn failed(&self) {
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

    /// The try came to nothing that says anything: the next request may be the try.
    fn give_back(&self, the_try: Timestamp) {
        let mut state = self.lock();
        if matches!(*state, State::HalfOpen { since } if since == the_try) {
            *state = State::Open { until: the_try };
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Leave to send a request, whose outcome is to be told. One that is dropped untold gives its try back.
#[must_use = "the breaker is to be told how it went"]
pub(crate) struct Leave<'a> {
    breaker: &'a Breaker,
    /// When the one try after the rest was let through, if this is it and nothing was told yet.
    the_try: Option<Timestamp>,
}

impl Leave<'_> {
    /// Any answer but one that may be another a moment later proves that the record system is there. `None`, and a request
    /// that was never sent, prove nothing.
    pub(crate) fn tell<T>(&mut self, answer: Option<&Result<T, Error>>) {
        match answer {
            None | Some(Err(Error::ForeignLink | Error::Setup { .. })) => return,
            Some(Err(error)) if error.is_transient() => self.breaker.failed(),
            Some(_) => self.breaker.succeeded(),
        }
        self.the_try = None;
    }
}

impl Drop for Leave<'_> {
    fn drop(&mut self) {
        if let Some(the_try) = self.the_try {
            self.breaker.give_back(the_try);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOWN: Result<(), Error> = Err(Error::Unreachable);

    impl Breaker {
        fn lets_through(&self) -> bool {
            self.leave().map(std::mem::forget).is_some()
        }

        fn is_open_after(&self, answer: Result<(), Error>) -> bool {
            self.leave().expect("a request may go out").tell(Some(&answer));
            !self.lets_through()
        }
    }

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
    fn whoever_asks_is_counted_and_any_answer_proves_that_it_is_there() {
        let clock = Clock::system();
        let breaker = Breaker::new(clock.clone());
        assert!((0..4).all(|_| !breaker.is_open_after(DOWN)));
        assert!(breaker.is_open_after(DOWN));

        clock.advance(REST);
        assert!(!breaker.is_open_after(Err(Error::NotFound)), "it answered");
        assert!((0..4).all(|_| !breaker.is_open_after(DOWN)), "and the count began anew");
    }

    #[test]
    fn a_try_that_came_to_nothing_leaves_it_to_the_next() {
        let clock = Clock::system();
        let breaker = Breaker::new(clock.clone());
        (0..5).for_each(|_| breaker.failed());
        clock.advance(REST);

        drop(breaker.leave());
        let mut unsent = breaker.leave().expect("the try was given back");
        unsent.tell(Some(&Err::<(), _>(Error::ForeignLink)));
        drop(unsent);

        assert!(breaker.lets_through());
        assert!(!breaker.lets_through(), "one at a time");
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
