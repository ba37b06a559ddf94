//! Turns at something that few can have at a time, handed out fairly: browsers that are known have every other turn, and the
//! rest goes round among the networks, so that whoever sends thousands from one place waits for themselves.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;

use crate::{AccountError, Network};

/// Those of one network who may wait. A whole hospital may share one.
const OF_A_NETWORK: usize = 200;
/// Those who may wait in known browsers.
const KNOWN: usize = 1_000;
/// Networks whose people may wait.
const NETWORKS: usize = 1_000;

/// Where somebody waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lane {
    /// Somebody who is signed in, or whose browser is known; and the house itself.
    Known,
    Of(Network),
}

pub(crate) struct Turns(Arc<Mutex<Queue>>);

/// A turn, until it is dropped.
pub(crate) struct Turn(Option<Arc<Mutex<Queue>>>);

type Waiting = oneshot::Sender<Turn>;

struct Queue {
    free: usize,
    known: VecDeque<Waiting>,
    networks: HashMap<Network, VecDeque<Waiting>>,
    /// The networks in which somebody waits, in the order of their turns.
    round: VecDeque<Network>,
    was_known: bool,
}

impl Turns {
    pub(crate) fn new(at_once: usize) -> Self {
        Self(Arc::new(Mutex::new(Queue {
            free: at_once.max(1),
            known: VecDeque::new(),
            networks: HashMap::new(),
            round: VecDeque::new(),
            was_known: false,
        })))
    }

    /// [`AccountError::Busy`] where too many wait already, or the turn does not come within `longest`.
    pub(crate) async fn take(&self, lane: Lane, longest: Duration) -> Result<Turn, AccountError> {
        let (waiting, turn) = oneshot::channel();
        {
            let mut queue = lock(&self.0);
            if queue.free > 0 {
                queue.free -= 1;
                return Ok(Turn(Some(self.0.clone())));
            }
            queue.join(lane, waiting)?;
        }
        match tokio::time::timeout(longest, turn).await {
            Ok(Ok(turn)) => Ok(turn),
            _ => Err(AccountError::Busy),
        }
    }
}

impl Queue {
    fn join(&mut self, lane: Lane, waiting: Waiting) -> Result<(), AccountError> {
        match lane {
            Lane::Known => {
                self.known.retain(|waiting| !waiting.is_closed());
                if self.known.len() >= KNOWN {
                    return Err(AccountError::Busy);
                }
                self.known.push_back(waiting);
            }
            Lane::Of(network) => {
                let is_new = !self.networks.contains_key(&network);
                if is_new && self.networks.len() >= NETWORKS {
                    return Err(AccountError::Busy);
                }
                let line = self.networks.entry(network).or_default();
                // Whoever gave up is no longer in the way.
                line.retain(|waiting| !waiting.is_closed());
                if line.len() >= OF_A_NETWORK {
                    return Err(AccountError::Busy);
                }
                line.push_back(waiting);
                if is_new {
                    self.round.push_back(network);
                }
            }
        }
        Ok(())
    }

    fn next(&mut self) -> Option<Waiting> {
        if (!self.was_known || self.round.is_empty())
            && let Some(waiting) = self.known.pop_front()
        {
            self.was_known = true;
            return Some(waiting);
        }
        self.was_known = false;
        let network = self.round.pop_front()?;
        let line = self.networks.get_mut(&network)?;
        let waiting = line.pop_front();
        if line.is_empty() {
            self.networks.remove(&network);
        } else {
            self.round.push_back(network);
        }
        waiting
    }
}

impl Drop for Turn {
    /// Hands the turn on to whoever is next and still there.
    fn drop(&mut self) {
        let Some(queue) = self.0.take() else { return };
        loop {
            let next = {
                let mut open = lock(&queue);
                match open.next() {
                    Some(next) => next,
                    None => {
                        open.free += 1;
                        return;
                    }
                }
            };
            match next.send(Turn(Some(queue.clone()))) {
                Ok(()) => return,
                // Gone: this turn is handed on here, not by its own end.
                Err(mut unwanted) => unwanted.0 = None,
            }
        }
    }
}

fn lock(queue: &Mutex<Queue>) -> MutexGuard<'_, Queue> {
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc;
    use tokio::task::yield_now;

    use super::*;

    const LONG: Duration = Duration::from_secs(3600);

    fn network(n: u8) -> Lane {
        Lane::Of(Network::of(Some([198, 51, 100, n].into())))
    }

    /// Somebody who waits in a lane, and says so when their turn has come.
    async fn wait(turns: &Arc<Turns>, lane: Lane, told: &mpsc::UnboundedSender<Lane>) {
        let (turns, told) = (turns.clone(), told.clone());
        tokio::spawn(async move {
            let Ok(turn) = turns.take(lane, LONG).await else { return };
            told.send(lane).unwrap();
            drop(turn);
        });
        yield_now().await;
    }

    #[tokio::test]
    async fn a_network_that_sends_hundreds_keeps_nobody_else_waiting() {
        let turns = Arc::new(Turns::new(1));
        let busy = turns.take(Lane::Known, LONG).await.unwrap();
        let (told, mut order) = mpsc::unbounded_channel();
        for _ in 0..100 {
            wait(&turns, network(1), &told).await;
        }
        wait(&turns, network(2), &told).await;
        wait(&turns, Lane::Known, &told).await;

        drop(busy);
        let mut first = Vec::new();
        for _ in 0..4 {
            first.push(order.recv().await.unwrap());
        }

        assert!(first[..2].contains(&Lane::Known), "{first:?}");
        assert!(first[..3].contains(&network(2)), "{first:?}");
        for _ in 4..102 {
            order.recv().await.unwrap();
        }
    }

    #[tokio::test]
    async fn known_browsers_do_not_starve_the_others() {
        let turns = Arc::new(Turns::new(1));
        let busy = turns.take(network(1), LONG).await.unwrap();
        let (told, mut order) = mpsc::unbounded_channel();
        for _ in 0..10 {
            wait(&turns, Lane::Known, &told).await;
        }
        wait(&turns, network(2), &told).await;

        drop(busy);
        let first = [order.recv().await.unwrap(), order.recv().await.unwrap()];

        assert_eq!(first, [Lane::Known, network(2)]);
    }

    #[tokio::test]
    async fn too_many_of_one_network_are_sent_away_at_once_and_others_are_not() {
        let turns = Arc::new(Turns::new(1));
        let busy = turns.take(Lane::Known, LONG).await.unwrap();
        let (told, _order) = mpsc::unbounded_channel();
        for _ in 0..OF_A_NETWORK {
            wait(&turns, network(1), &told).await;
        }

        assert!(matches!(turns.take(network(1), LONG).await, Err(AccountError::Busy)));
        let elsewhere = tokio::spawn({
            let turns = turns.clone();
            async move { turns.take(network(2), LONG).await.is_ok() }
        });
        yield_now().await;
        drop(busy);
        assert!(elsewhere.await.unwrap());
    }

    #[tokio::test]
    async fn a_turn_of_somebody_who_gave_up_goes_to_the_next() {
        let turns = Arc::new(Turns::new(1));
        let busy = turns.take(Lane::Known, LONG).await.unwrap();
        let impatient = turns.take(network(1), Duration::ZERO).await;
        let (told, mut order) = mpsc::unbounded_channel();
        wait(&turns, network(2), &told).await;

        assert!(matches!(impatient, Err(AccountError::Busy)));
        drop(busy);
        assert_eq!(order.recv().await.unwrap(), network(2));
        assert!(turns.take(network(3), LONG).await.is_ok(), "the turn came back");
    }
}
