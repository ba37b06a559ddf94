//! Who gets a place. Where all are taken, the connection makes room that has been of no use the longest; where each is of
//! use, the new one is turned away.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use portico_account::Network;

use super::Limits;
use super::life::Life;
use crate::origin::Proxies;

/// Counts the connections. Cheap to clone.
#[derive(Clone)]
pub struct Doorkeeper(Arc<Inner>);

struct Inner {
    limits: Limits,
    proxies: Proxies,
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    next: u64,
    /// Those that were sent away are in it no more, though they may take a moment to end.
    places: HashMap<u64, (Option<Network>, Arc<Life>)>,
    of_network: HashMap<Network, usize>,
}

/// A place, until it is dropped.
pub(super) struct Admission {
    door: Doorkeeper,
    number: u64,
    pub(super) life: Arc<Life>,
}

impl Doorkeeper {
    pub fn new(limits: Limits, proxies: Proxies) -> Self {
        Self(Arc::new(Inner { limits, proxies, open: Mutex::default() }))
    }

    pub(super) fn limits(&self) -> Limits {
        self.0.limits
    }

    /// `None` where there is no place.
    pub(super) fn admit(&self, peer: IpAddr) -> Option<Admission> {
        // A proxy speaks for everybody behind it.
        let network = (!self.0.proxies.is_trusted(peer.to_canonical())).then(|| Network::of(Some(peer)));
        let mut open = self.open();
        if let Some(network) = network
            && open.of_network.get(&network).copied().unwrap_or(0) >= self.0.limits.connections_of_network
        {
            open.make_room(|of| of == Some(network))?;
        }
        if open.places.len() >= self.0.limits.connections {
            open.make_room(|_| true)?;
        }
        let life = Arc::new(Life::new(self.0.limits));
        let number = open.next;
        open.next += 1;
        open.places.insert(number, (network, life.clone()));
        if let Some(network) = network {
            *open.of_network.entry(network).or_default() += 1;
        }
        Some(Admission { door: self.clone(), number, life })
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.0.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    fn make_room(&mut self, may_go: impl Fn(Option<Network>) -> bool) -> Option<()> {
        let may_go = self.places.iter().filter(|(_, (network, _))| may_go(*network));
        let idle = may_go.filter_map(|(number, (_, life))| Some((life.idleness()?, *number)));
        let (_, number) = idle.min()?;
        if let Some(life) = self.leave(number) {
            life.send_away();
        }
        Some(())
    }

    fn leave(&mut self, number: u64) -> Option<Arc<Life>> {
        let (network, life) = self.places.remove(&number)?;
        if let Some(network) = network
            && let Some(count) = self.of_network.get_mut(&network)
        {
            *count -= 1;
            if *count == 0 {
                self.of_network.remove(&network);
            }
        }
        Some(life)
    }
}

impl Drop for Admission {
    fn drop(&mut self) {
        self.door.open().leave(self.number);
    }
}

#[cfg(test)]
mod tests {
    use crate::origin::ForwardingHeader;

    use super::*;

    fn door(connections: usize, connections_of_network: usize) -> Doorkeeper {
        let proxies = Proxies::at(["10.0.0.0/8"], ForwardingHeader::XForwardedFor).unwrap();
        let limits = Limits { connections, connections_of_network, ..Limits::default() };
        Doorkeeper::new(limits, proxies)
    }

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn is_sent_away(admission: &Admission) -> bool {
        let waker = futures::task::noop_waker();
        admission.life.poll_sent_away(&std::task::Context::from_waker(&waker)).is_ready()
    }

    #[test]
    fn a_network_has_its_places_and_no_more_and_a_proxy_is_no_network() {
        let door = door(100, 2);
        let one = door.admit(address("198.51.100.7")).unwrap();
        let two = door.admit(address("198.51.100.7")).unwrap();
        let (_busy, _busy_too) = (one.life.ask(), two.life.ask());

        assert!(door.admit(address("198.51.100.7")).is_none());
        assert!(door.admit(address("198.51.100.8")).is_some());
        let behind: Vec<_> = (0..50).filter_map(|_| door.admit(address("10.0.0.1"))).collect();
        assert_eq!(behind.len(), 50);
        drop(one);
        assert!(door.admit(address("198.51.100.7")).is_some(), "a place is free again");
    }

    #[test]
    fn who_never_asked_makes_room_first_and_who_is_being_answered_never() {
        let door = door(3, 3);
        let asking = door.admit(address("198.51.100.1")).unwrap();
        let under_way = asking.life.ask();
        let used = door.admit(address("198.51.100.2")).unwrap();
        drop(used.life.ask());
        let silent = door.admit(address("198.51.100.3")).unwrap();

        let fourth = door.admit(address("198.51.100.4")).unwrap();
        assert!(is_sent_away(&silent) && !is_sent_away(&used) && !is_sent_away(&asking));
        let _busy = fourth.life.ask();
        let fifth = door.admit(address("198.51.100.5")).unwrap();
        assert!(is_sent_away(&used));
        let _busy_too = fifth.life.ask();
        assert!(door.admit(address("198.51.100.6")).is_none(), "everybody is being answered");
        drop(under_way);
        assert!(door.admit(address("198.51.100.6")).is_some());
    }
}
