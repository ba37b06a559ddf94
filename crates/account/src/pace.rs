//! How fast something may be begun in one network by people who have proved nothing yet. A network may use up what a minute
//! gives at once, and then waits for its share (a generic cell rate algorithm).

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::SignedDuration;
use portico_model::{Clock, Timestamp};

use crate::Network;

const MINUTE: SignedDuration = SignedDuration::from_mins(1);
/// Networks that are remembered at most. The others share one pace until there is room again.
const MOST: usize = 50_000;
/// How often, at most, the networks are looked through that have their whole minute again.
const SWEPT_EVERY: SignedDuration = SignedDuration::from_secs(1);

pub(crate) struct Pace {
    clock: Clock,
    /// What one beginning takes of the minute.
    share: SignedDuration,
    used: Mutex<Used>,
}

/// Until when each network has used up its shares.
#[derive(Default)]
struct Used {
    until: HashMap<Network, Timestamp>,
    swept_at: Option<Timestamp>,
}

impl Pace {
    pub(crate) fn new(per_minute: u32, clock: Clock) -> Self {
        let share = MINUTE / i32::try_from(per_minute.max(1)).unwrap_or(i32::MAX);
        Self { clock, share, used: Mutex::default() }
    }

    /// Lets one more begin, or says how long it has to wait.
    pub(crate) fn begin(&self, network: Network) -> Result<(), SignedDuration> {
        let now = self.clock.now();
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let network = used.room_for(network, now);
        let until = used.until.get(&network).copied().unwrap_or(now).max(now) + self.share;
        let ahead = until.duration_since(now);
        if ahead > MINUTE {
            return Err(ahead - MINUTE);
        }
        used.until.insert(network, until);
        Ok(())
    }
}

impl Used {
    fn room_for(&mut self, network: Network, now: Timestamp) -> Network {
        let is_due = self.swept_at.is_none_or(|at| now >= at + SWEPT_EVERY);
        if self.until.len() >= MOST && is_due {
            self.until.retain(|_, until| *until > now);
            self.swept_at = Some(now);
        }
        let has_room = self.until.len() < MOST || self.until.contains_key(&network);
        if has_room { network } else { Network::of(None) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(text: &str) -> Network {
        Network::of(Some(text.parse().unwrap()))
    }

    #[test]
    fn a_network_uses_its_minute_and_then_waits_for_its_share() {
        let clock = Clock::system();
        let pace = Pace::new(3, clock.clone());
        let here = || pace.begin(network("198.51.100.7"));

        assert!((0..3).all(|_| here().is_ok()));
        let wait = here().unwrap_err();
        assert!(wait > SignedDuration::from_secs(19) && wait <= SignedDuration::from_secs(20), "{wait}");
        assert!(pace.begin(network("198.51.100.8")).is_ok(), "another network");
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

        assert!(pace.begin(network("2001:db8:1:2::1")).is_ok());
        assert!(pace.begin(network("2001:db8:1:2::2")).is_err());
        assert!(pace.begin(network("2001:db8:1:3::1")).is_ok());
    }

    #[test]
    fn more_networks_than_are_remembered_share_one_pace() {
        let pace = Pace::new(1, Clock::system());
        let v6 = |n: u32| Network::of(Some([0x2001, 0xdb8, (n >> 16) as u16, n as u16, 0, 0, 0, 1].into()));

        for n in 0..u32::try_from(MOST).unwrap() {
            assert!(pace.begin(v6(n)).is_ok(), "{n}");
        }
        assert!(pace.begin(v6(1_000_000)).is_ok());
        assert!(pace.begin(v6(1_000_001)).is_err(), "those beyond share");
        assert!(pace.used.lock().unwrap().until.len() <= MOST + 1);
    }
}
