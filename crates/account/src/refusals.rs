//! What strangers are refused, in the log. Anybody may be refused as often as they like, so the log must not grow with each,
//! and no answer may wait for it, or its time would tell what was found out. Each refusal is counted in memory by network,
//! act and reason, whether or not there is such an account. The first of a kind goes to a writer that tells the log at
//! once; those that follow within a minute are told together, for each account one entry with their number.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::SignedDuration;
use portico_audit::{Action, AuditError, Detail, Event, Outcome};
use portico_model::{AccountId, Role, Timestamp};
use portico_store::NewOutgoing;
use tokio::sync::mpsc::error::TrySendError;

use crate::writer::Note;
use crate::{AccountError, Accounts, Network, Visit};

const TOGETHER: SignedDuration = SignedDuration::from_mins(1);
/// Kinds that are counted at a time. What does not fit is counted as if it came from nowhere.
const KINDS: usize = 10_000;
/// Accounts that are told apart in one kind. The others are counted without their names.
const ACCOUNTS: usize = 16;

/// The refusals that are counted and not yet told.
#[derive(Default)]
pub(crate) struct Refusals(Mutex<HashMap<Kind, Minute>>);

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Kind {
    network: Network,
    action: Action,
    reason: &'static str,
}

/// What follows a refusal that was told.
struct Minute {
    ends_at: Timestamp,
    /// By account: how many, and the last of them.
    followed: HashMap<Option<AccountId>, (u32, Event)>,
}

impl Refusals {
    /// Counts a refusal; answers with it if it is the first of its kind, which is told at once.
    fn count(&self, kind: Kind, event: Event) -> Option<Event> {
        let mut minutes = self.open();
        let has_room = minutes.len() < KINDS || minutes.contains_key(&kind);
        let kind = if has_room { kind } else { Kind { network: Network::of(None), ..kind } };
        match minutes.entry(kind) {
            Entry::Occupied(mut minute) if event.at < minute.get().ends_at => {
                minute.get_mut().follow(event, 1);
                None
            }
            Entry::Occupied(mut minute) => {
                minute.get_mut().ends_at = event.at + TOGETHER;
                Some(event)
            }
            Entry::Vacant(place) => {
                place.insert(Minute { ends_at: event.at + TOGETHER, followed: HashMap::new() });
                Some(event)
            }
        }
    }

    /// Counts what could not be told, to be told with the next.
    pub(crate) fn put_back(&self, event: Event) {
        let Some(Cow::Borrowed(reason)) = event.detail.reason else {
            tracing::error!("a refusal without a reason could not be told");
            return;
        };
        let kind = Kind { network: Network::of(event.origin.address), action: event.action, reason };
        let mut minutes = self.open();
        let begun = || Minute { ends_at: event.at + TOGETHER, followed: HashMap::new() };
        let times = event.detail.times.max(1);
        minutes.entry(kind).or_insert_with(begun).follow(event, times);
    }

    /// Takes out what is counted: of the minutes that are over at `now`, or of all.
    fn take(&self, now: Option<Timestamp>) -> Vec<Event> {
        let mut minutes = self.open();
        let is_over = |minute: &Minute| now.is_none_or(|now| minute.ends_at <= now);
        minutes.values_mut().filter(|minute| is_over(minute)).flat_map(Minute::told).collect()
    }

    /// Drops the minutes that are over and have nothing left to tell.
    fn forget(&self, now: Timestamp) {
        self.open().retain(|_, minute| now < minute.ends_at || !minute.followed.is_empty());
    }

    fn open(&self) -> MutexGuard<'_, HashMap<Kind, Minute>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Minute {
    fn follow(&mut self, event: Event, times: u32) {
        let is_known = self.followed.contains_key(&event.actor) || self.followed.len() < ACCOUNTS;
        let event = if is_known { event } else { Event { actor: None, role: Role::System, ..event } };
        let counted = self.followed.entry(event.actor).or_insert_with(|| (0, event.clone()));
        *counted = (counted.0.saturating_add(times), event);
    }

    fn told(&mut self) -> Vec<Event> {
        let told = self.followed.drain().map(|(_, (times, mut event))| {
            event.detail.times = times;
            event
        });
        told.collect()
    }
}

impl Accounts {
    /// Tells of something that a stranger was refused, or brought about by being refused, now or with others like it.
    /// The answer to the stranger does not wait for the log; if that is closed there is none.
    pub(crate) fn note(
        &self,
        visit: &Visit,
        whose: Option<(AccountId, Role)>,
        (action, outcome): (Action, Outcome),
        reason: &'static str,
    ) -> Result<(), AccountError> {
        if !self.inner().log.is_open() {
            return Err(AuditError::Closed.into());
        }
        let (actor, role) = whose.map_or((None, Role::System), |(id, role)| (Some(id), role));
        let unattended =
            Event::unattended(self.now(), action, outcome, visit.origin.clone(), visit.correlation);
        let event = Event { actor, role, detail: Detail::reason(reason), ..unattended };
        let kind = Kind { network: visit.network(), action, reason };
        if let Some(first) = self.inner().refusals.count(kind, event) {
            self.hand_over(Note::Event(Box::new(first)));
        }
        Ok(())
    }

    /// Tells of a refused sign-in, now or with others like it.
    pub(crate) fn note_refusal(
        &self,
        visit: &Visit,
        whose: Option<(AccountId, Role)>,
        reason: &'static str,
    ) -> Result<(), AccountError> {
        self.note(visit, whose, (Action::SignIn, Outcome::Refused), reason)
    }

    /// Sends a letter that nothing waits for.
    pub(crate) fn note_letter(&self, letter: NewOutgoing) {
        self.hand_over(Note::Letter(letter));
    }

    /// What there is no room for waits with what is counted.
    fn hand_over(&self, note: Note) {
        match self.queue().try_send(note) {
            Ok(()) => {}
            Err(TrySendError::Full(Note::Event(event)) | TrySendError::Closed(Note::Event(event))) => {
                self.inner().refusals.put_back(*event);
            }
            Err(_) => tracing::error!("a letter about an account was not written: too many wait"),
        }
    }

    /// Tells of everything that strangers were refused so far. To be called before the log is closed.
    pub async fn settle(&self) -> Result<(), AccountError> {
        self.written().await;
        self.tell_counted(None).await
    }

    /// Tells of the refusals that were only counted so far, while their minutes go on: what a killed process would forget. To
    /// be called every quarter of a minute or so.
    pub async fn tell_of_refusals(&self) -> Result<(), AccountError> {
        self.tell_counted(None).await
    }

    /// The same of those whose minute is over.
    pub(crate) async fn tell_of_past_minutes(&self, now: Timestamp) -> Result<(), AccountError> {
        self.tell_counted(Some(now)).await?;
        self.inner().refusals.forget(now);
        Ok(())
    }

    async fn tell_counted(&self, now: Option<Timestamp>) -> Result<(), AccountError> {
        let mut failure = None;
        for event in self.inner().refusals.take(now) {
            if let Err(error) = self.inner().log.append(event.clone()).await {
                self.inner().refusals.put_back(event);
                failure = Some(error);
            }
        }
        failure.map_or(Ok(()), |error| Err(error.into()))
    }
}

#[cfg(test)]
mod tests {
    use portico_model::{Clock, CorrelationId, Origin};
    use uuid::Uuid;

    use super::*;

    fn event(actor: Option<AccountId>, at: Timestamp) -> Event {
        let origin = Origin { address: None, user_agent: String::new() };
        let event =
            Event::unattended(at, Action::SignIn, Outcome::Refused, origin, CorrelationId(Uuid::new_v4()));
        Event { actor, detail: Detail::reason("wrong_password"), ..event }
    }

    fn kind(n: u32) -> Kind {
        let network = Network::of(Some(std::net::Ipv4Addr::from(n).into()));
        Kind { network, action: Action::SignIn, reason: "wrong_password" }
    }

    #[test]
    fn many_accounts_from_many_networks_become_few_entries_and_none_is_lost() {
        let (refusals, now) = (Refusals::default(), Clock::system().now());
        let networks = u32::try_from(KINDS).unwrap() + 500;
        let mut told: u32 = 0;

        for n in 0..networks {
            told += u32::from(refusals.count(kind(n), event(None, now)).is_some());
        }
        for _ in 0..200 {
            told += u32::from(refusals.count(kind(1), event(Some(AccountId(Uuid::new_v4())), now)).is_some());
        }
        let counted = refusals.take(None);

        assert!(told <= u32::try_from(KINDS).unwrap() + 1, "{told}");
        assert!(counted.len() <= ACCOUNTS + 2, "{}", counted.len());
        let together: u32 = counted.iter().map(|event| event.detail.times).sum();
        assert_eq!(told + together, networks + 200);
    }
}
