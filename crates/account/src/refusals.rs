//! Refused sign-ins in the log. Anybody may be refused as often as they like, so the log must not grow with each: the
//! first of a kind is told at once, and those that follow from the same address within a minute as one entry with
//! their number.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::SignedDuration;
use portico_audit::{Action, Detail, Event, Outcome};
use portico_model::{AccountId, Role, Timestamp};

use crate::{AccountError, Accounts, Visit};

const TOGETHER: SignedDuration = SignedDuration::from_mins(1);
/// Kinds that are counted at a time. What does not fit is told at once.
const KINDS: usize = 10_000;

/// The refusals that are counted and not yet told.
#[derive(Default)]
pub(crate) struct Refusals(Mutex<HashMap<Kind, Minute>>);

#[derive(Clone, PartialEq, Eq, Hash)]
struct Kind {
    address: IpAddr,
    account: Option<AccountId>,
    reason: &'static str,
}

/// What followed a refusal that was told.
struct Minute {
    ends_at: Timestamp,
    followed: u32,
    /// The last of them.
    event: Event,
}

impl Refusals {
    /// Counts a refusal that follows another one; answers whether it does.
    fn count(&self, kind: &Kind, event: &Event) -> bool {
        match self.open().entry(kind.clone()) {
            Entry::Occupied(mut minute) if event.at < minute.get().ends_at => {
                let minute = minute.get_mut();
                minute.followed += 1;
                minute.event = event.clone();
                true
            }
            _ => false,
        }
    }

    /// Begins a minute; answers what the one before has not told yet.
    fn begin(&self, kind: Kind, event: &Event) -> Option<Event> {
        let mut minutes = self.open();
        if minutes.len() >= KINDS && !minutes.contains_key(&kind) {
            return None;
        }
        let minute = Minute { ends_at: event.at + TOGETHER, followed: 0, event: event.clone() };
        minutes.insert(kind, minute).and_then(Minute::told)
    }

    /// Takes out what is over at `now`, or everything.
    fn take(&self, now: Option<Timestamp>) -> Vec<Event> {
        let mut minutes = self.open();
        let over = minutes.extract_if(|_, minute| now.is_none_or(|now| minute.ends_at <= now));
        over.filter_map(|(_, minute)| minute.told()).collect()
    }

    fn open(&self) -> MutexGuard<'_, HashMap<Kind, Minute>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Minute {
    fn told(mut self) -> Option<Event> {
        self.event.detail.times = self.followed;
        (self.followed > 0).then_some(self.event)
    }
}

impl Accounts {
    /// Tells of a refused sign-in, now or with others like it.
    pub(crate) async fn tell_of_refusal(
        &self,
        visit: &Visit,
        whose: Option<(AccountId, Role)>,
        reason: &'static str,
    ) -> Result<(), AccountError> {
        let (action, outcome) = (Action::SignIn, Outcome::Refused);
        let (account, role) = whose.map_or((None, Role::System), |(id, role)| (Some(id), role));
        let event = Event {
            actor: account,
            role,
            detail: Detail::reason(reason),
            ..Event::unattended(self.now(), action, outcome, visit.origin.clone(), visit.correlation)
        };
        let kind = visit.origin.address.map(|address| Kind { address, account, reason });
        let Some(kind) = kind else { return self.append(event).await };
        if self.inner().refusals.count(&kind, &event) {
            return Ok(());
        }
        self.append(event.clone()).await?;
        match self.inner().refusals.begin(kind, &event) {
            Some(before) => self.append(before).await,
            None => Ok(()),
        }
    }

    /// Tells of the refusals that were only counted so far. To be called before the log is closed.
    pub async fn settle(&self) -> Result<(), AccountError> {
        self.tell_counted(None).await
    }

    /// The same of those whose minute is over.
    pub(crate) async fn tell_counted(&self, now: Option<Timestamp>) -> Result<(), AccountError> {
        for event in self.inner().refusals.take(now) {
            self.append(event).await?;
        }
        Ok(())
    }

    async fn append(&self, event: Event) -> Result<(), AccountError> {
        self.inner().log.append(event).await?;
        Ok(())
    }
}
