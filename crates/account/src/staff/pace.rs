//! How fast sign-ins may begin in one place: each leaves a row behind, and nobody has proved anything yet. A place may use up
//! what a minute gives at once, and then waits for its share (a generic cell rate algorithm).

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use jiff::SignedDuration;
use portico_model::{Clock, Timestamp};

use crate::hold_off::network_of;

const MINUTE: SignedDuration = SignedDuration::from_mins(1);
/// Places that are remembered at most.
const MOST: usize = 50_000;

pub(super) struct Pace {
    clock: Clock,
    /// What one sign-in takes of the minute.
    share: SignedDuration,
    /// Until when each place has used up its shares.
    used_until: Mutex<HashMap<String, Timestamp>>,
}

impl Pace {
    pub(super) fn new(per_minute: u32, clock: Clock) -> Self {
        let share = MINUTE / i32::try_from(per_minute.max(1)).unwrap_or(i32::MAX);
        Self { clock, share, used_until: Mutex::default() }
    }

    /// Lets one more begin, or says how long it has to wait.
    pub(super) fn begin(&self, address: Option<IpAddr>) -> Result<(), SignedDuration> {
        let now = self.clock.now();
        let mut used_until = self.used_until.lock().unwrap_or_else(PoisonError::into_inner);
        if used_until.len() >= MOST {
            used_until.retain(|_, until| *until > now);
        }
        let place = address.map(network_of).unwrap_or_default();
        let until = used_until.get(&place).copied().unwrap_or(now).max(now) + self.share;
        let ahead = until.duration_since(now);
        if ahead > MINUTE {
            return Err(ahead - MINUTE);
        }
        used_until.insert(place, until);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Option<IpAddr> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn a_place_uses_its_minute_and_then_waits_for_its_share() {
        let clock = Clock::system();
        let pace = Pace::new(3, clock.clone());
        let here = || pace.begin(address("198.51.100.7"));

        assert!((0..3).all(|_| here().is_ok()));
        let wait = here().unwrap_err();
        assert!(wait > SignedDuration::from_secs(19) && wait <= SignedDuration::from_secs(20), "{wait}");
        assert!(pace.begin(address("198.51.100.8")).is_ok(), "another place");
        // The clock moves by whole milliseconds.
        clock.advance(wait + SignedDuration::from_millis(1));
        assert!(here().is_ok());
        assert!(here().is_err(), "one share, not a new minute");
        clock.advance(MINUTE);
        assert!((0..3).all(|_| here().is_ok()));
    }

    #[test]
    fn neighbours_in_one_network_of_ipv6_share() {
        let pace = Pace::new(1, Clock::system());

        assert!(pace.begin(address("2001:db8:1:2::1")).is_ok());
        assert!(pace.begin(address("2001:db8:1:2::2")).is_err());
        assert!(pace.begin(address("2001:db8:1:3::1")).is_ok());
    }
}
