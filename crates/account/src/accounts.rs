use std::sync::Arc;

use jiff::SignedDuration;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use portico_audit::Log;
use portico_model::{Clock, Timestamp};
use portico_policy::Policy;
use portico_policy::ages::AgeTable;
use portico_store::Store;
use portico_vault::Vault;

use crate::pace::Pace;
use crate::passwords::Hasher;
use crate::refusals::Refusals;
use crate::writer::Writer;
use crate::{AccountError, Settings, Visit};

/// What accounts are made from.
pub struct SetUp {
    pub store: Store,
    pub vault: Vault,
    pub audit: Log,
    pub policy: Arc<Policy>,
    pub clock: Clock,
    /// Whose calendar says how old somebody is.
    pub zone: TimeZone,
    /// Which ages leave what to parents.
    pub ages: AgeTable,
    pub settings: Settings,
}

/// The people of this portal and their sessions. Cheap to clone.
#[derive(Clone)]
pub struct Accounts(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) vault: Vault,
    pub(crate) log: Log,
    pub(crate) policy: Arc<Policy>,
    pub(crate) clock: Clock,
    pub(crate) settings: Settings,
    pub(crate) hasher: Hasher,
    zone: TimeZone,
    pub(crate) ages: AgeTable,
    pub(crate) refusals: Arc<Refusals>,
    pub(crate) writer: Writer,
    /// Of everybody who has proved nothing yet.
    strangers: Pace,
}

impl Accounts {
    pub fn new(set_up: SetUp) -> Self {
        let SetUp { store, vault, audit, policy, clock, zone, ages, settings } = set_up;
        let hasher = Hasher::new(settings.hashing);
        let strangers = Pace::new(settings.public_requests_per_minute, clock.clone());
        Self(Arc::new(Inner {
            store,
            vault,
            log: audit,
            policy,
            clock,
            zone,
            ages,
            settings,
            hasher,
            refusals: Arc::default(),
            writer: Writer::default(),
            strangers,
        }))
    }

    /// Lets one more request through of somebody who has proved nothing yet, or says how long its network has to wait.
    /// Nothing is written down of either.
    pub fn admit_stranger(&self, visit: &Visit) -> Result<(), SignedDuration> {
        self.0.strangers.begin(visit.network())
    }

    /// How many passwords were hashed or compared so far.
    pub fn passwords_hashed(&self) -> u64 {
        self.0.hasher.done()
    }

    /// Drops the sessions that are over, the failures that are forgotten and the memory that passwords were hashed
    /// in, and tells of the refusals that were counted. To be called every minute or so.
    pub async fn tidy(&self) -> Result<(), AccountError> {
        self.inner().hasher.rest();
        let now = self.now();
        self.tell_of_past_minutes(now).await?;
        self.inner().store.drop_ended_sessions(now, now - self.settings().idle).await?;
        self.inner().store.drop_old_attempts(now - self.settings().failures_forgotten_after).await?;
        self.inner().store.drop_old_sign_ups(now).await?;
        self.tidy_forms().await?;
        self.tidy_papers().await?;
        Ok(())
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// The organisation's day: birthdays count by it.
    pub(crate) fn today(&self) -> Date {
        self.now().to_zoned(self.0.zone.clone()).date()
    }

    /// In whole milliseconds, as the store keeps them.
    pub(crate) fn now(&self) -> Timestamp {
        let now = self.0.clock.now();
        now - SignedDuration::from_nanos(i64::from(now.subsec_nanosecond()) % 1_000_000)
    }
}
