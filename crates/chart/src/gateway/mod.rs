//! The way to the record system: a cache of fifteen minutes, one request for many readers of the same thing, one batch
//! for many parts, a limit, a circuit breaker, and the last known good copy for the hours when nothing answers.
//!
//! Nothing outside this crate can reach it, and nothing comes out of it that is not proved to be the patient's.

mod admit;
mod at_work;
mod attachments;
mod breaker;
mod care;
mod consents;
mod contents;
mod fetch;
mod gaps;
mod identity;
mod in_time;
mod kept;
mod lanes;
mod leave;
mod parts;
mod record_use;
mod whole;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Zoned};
use portico_audit::Log;
use portico_fhir::Client;
use portico_model::{Clock, PatientId, Timestamp};
use portico_policy::sensitivity::Labels;
use portico_store::Store;

pub(crate) use admit::count;
pub(crate) use at_work::{Booked, patient_in};
pub(crate) use attachments::{File, NoBytes};
use breaker::Breaker;
pub(crate) use contents::Contents;
#[cfg(test)]
pub(crate) use contents::tests::built;
use fetch::InFlight;
pub(crate) use gaps::Gaps;
use lanes::Lanes;
pub use lanes::{Lane, Limits};
use record_use::Remembered;

use crate::readiness::RecordSystemState;
use crate::remembered::Views;
use crate::view::Part;

/// How long an answer is fresh.
const FRESH: SignedDuration = SignedDuration::from_mins(15);
/// How much built content is kept in memory, by the size of the text it was built from.
const CACHE_BYTES: u64 = 64 * 1024 * 1024;

/// Of so many records it is remembered how they are to be used.
const RECORD_USES: u64 = 200_000;

/// A part of one patient's chart, as it was at one time.
#[derive(Debug)]
pub(crate) struct PartCopy {
    pub as_of: Timestamp,
    pub is_stale: bool,
    pub contents: Contents,
    /// What is missing beside the part itself.
    pub failed: Vec<Part>,
    pub gaps: Gaps,
    /// What of them belongs to no part more than to another that asks for the same: it cannot be read, or does not say whose it is.
    pub unplaced: Gaps,
    /// Dates that stand there and could not be read.
    pub lost_dates: u32,
    pub strangers: u32,
    pub is_truncated: bool,
    /// The record system keeps nothing of this kind: nothing was looked for.
    pub is_unsupported: bool,
    /// Bytes of the text that it was built from.
    size: u32,
    /// What looks have made of it.
    pub views: Views,
}

#[cfg(test)]
impl PartCopy {
    pub(crate) fn of(contents: Contents) -> Self {
        let (failed, as_of) = (Vec::new(), Clock::system().now());
        let (gaps, lost_dates, strangers, size) = (Gaps::default(), 0, 0, 0);
        let unplaced = Gaps::default();
        let (is_stale, is_truncated, is_unsupported) = (false, false, false);
        Self {
            as_of,
            is_stale,
            contents,
            failed,
            gaps,
            unplaced,
            lost_dates,
            strangers,
            is_truncated,
            is_unsupported,
            size,
            views: Views::default(),
        }
    }
}

/// A part that cannot be had now: not from the record system, and no copy is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unavailable;

pub(crate) type PartResult = Result<Arc<PartCopy>, Unavailable>;

/// Cheap to clone; clones share everything.
#[derive(Clone)]
pub(crate) struct Gateway {
    inner: Arc<Inner>,
}

struct Inner {
    client: Client,
    labels: Arc<Labels>,
    audit: Log,
    store: Store,
    clock: Clock,
    /// Days begin at midnight here.
    zone: TimeZone,
    cache: moka::future::Cache<(PatientId, Part), Arc<PartCopy>>,
    /// How each record is to be used. What is old is still better than nothing.
    record_uses: moka::future::Cache<PatientId, Remembered>,
    in_flight: Mutex<HashMap<(PatientId, Part), InFlight>>,
    /// How many requests have been sent; each has its number.
    departures: AtomicU64,
    /// How often something was invalidated: an answer that was asked for before is not kept after it.
    invalidations: AtomicU64,
    breaker: Breaker,
    record_system: Mutex<RecordSystemState>,
    /// For each part, what of it the record system does not hand out; known once it has said what it can do.
    not_offered: OnceLock<HashMap<Part, Vec<Part>>>,
    lanes: Lanes,
    /// How long a reader waits for one answer of the record system.
    answer_within: Duration,
}

/// What a gateway is made of.
pub(crate) struct Connections {
    pub client: Client,
    pub labels: Arc<Labels>,
    pub audit: Log,
    pub store: Store,
    pub clock: Clock,
    pub zone: TimeZone,
    pub limits: Limits,
}

impl Gateway {
    pub(crate) fn new(connections: Connections) -> Self {
        let cache = moka::future::Cache::builder()
            .max_capacity(CACHE_BYTES)
            .weigher(|_, copy: &Arc<PartCopy>| copy.size)
            .time_to_live(FRESH.unsigned_abs())
            .build();
        let Connections { client, labels, audit, store, clock, zone, limits } = connections;
        Self {
            inner: Arc::new(Inner {
                breaker: Breaker::new(clock.clone()),
                record_system: Mutex::default(),
                not_offered: OnceLock::new(),
                lanes: Lanes::new(limits),
                answer_within: limits.answer_within,
                record_uses: moka::future::Cache::new(RECORD_USES),
                in_flight: Mutex::default(),
                departures: AtomicU64::new(0),
                invalidations: AtomicU64::new(0),
                client,
                labels,
                audit,
                store,
                clock,
                zone,
                cache,
            }),
        }
    }

    /// Each of these parts, fresh from memory, from the record system, or as last known good. In order.
    pub(crate) async fn parts(&self, patient: &PatientId, parts: &[Part], lane: Lane) -> Vec<PartResult> {
        let mut found = HashMap::new();
        for part in parts.iter().filter(|part| part.is_kept()) {
            if let Some(copy) = self.fresh(patient, *part).await {
                found.insert(*part, copy);
            }
        }
        let missing: Vec<Part> = parts.iter().copied().filter(|part| !found.contains_key(part)).collect();
        let mut results: HashMap<Part, PartResult> =
            found.into_iter().map(|(part, copy)| (part, Ok(copy))).collect();
        if !missing.is_empty() {
            results.extend(self.fetched(patient, &missing, lane).await);
        }
        let mut in_order = Vec::with_capacity(parts.len());
        for part in parts {
            let result = results.get(part).cloned().unwrap_or(Err(Unavailable));
            in_order.push(match result {
                Err(Unavailable) => self.last_known_good(patient, *part).await,
                fetched => fetched,
            });
        }
        in_order
    }

    /// Forgets what is kept of a patient: something changed at the record system. Whoever asks from now on waits for
    /// no answer that was asked for before.
    pub(crate) async fn invalidate(&self, patient: &PatientId) -> Result<(), portico_store::StoreError> {
        self.inner.invalidations.fetch_add(1, Ordering::SeqCst);
        self.flights().retain(|(own, _), _| own != patient);
        for part in Part::all() {
            self.inner.cache.invalidate(&(patient.clone(), part)).await;
        }
        self.inner.record_uses.invalidate(patient).await;
        self.inner.store.forget_answers(patient).await?;
        Ok(())
    }

    /// Now, as the clocks of the house show it.
    fn now(&self) -> Zoned {
        self.inner.clock.now().to_zoned(self.inner.zone.clone())
    }

    /// What of these parts the record system does not hand out, by its own word.
    pub(crate) fn not_offered(&self, parts: &[Part]) -> Vec<Part> {
        let Some(known) = self.inner.client.capabilities() else { return Vec::new() };
        let by_part = self.inner.not_offered.get_or_init(|| {
            let of = |part: Part| {
                let missing = part.kinds().into_iter().filter(|(_, kind)| !known.keeps(kind));
                (part, missing.map(|(name, _)| name).collect())
            };
            Part::WITH_PAGES.into_iter().map(of).collect()
        });
        let mut missing: Vec<Part> =
            parts.iter().filter_map(|part| by_part.get(part)).flatten().copied().collect();
        missing.sort_unstable();
        missing.dedup();
        missing
    }

    pub(crate) fn client(&self) -> &Client {
        &self.inner.client
    }

    /// How the last request went.
    pub(crate) fn record_system(&self) -> RecordSystemState {
        let state = *self.inner.record_system.lock().unwrap_or_else(PoisonError::into_inner);
        let has_other_name = !self.inner.client.other_hosts().is_empty();
        match state {
            RecordSystemState::Answering if has_other_name => RecordSystemState::UnderAnotherName,
            state => state,
        }
    }

    fn note(&self, has_answered: bool) {
        let state = if has_answered { RecordSystemState::Answering } else { RecordSystemState::NotAnswering };
        *self.inner.record_system.lock().unwrap_or_else(PoisonError::into_inner) = state;
    }

    /// Lets go of what has expired, in memory and on disk. To be called now and then.
    pub(crate) async fn tidy(&self) -> Result<(), portico_store::StoreError> {
        self.inner.cache.run_pending_tasks().await;
        self.inner.store.drop_expired_answers(self.inner.clock.now()).await?;
        Ok(())
    }

    async fn fresh(&self, patient: &PatientId, part: Part) -> Option<Arc<PartCopy>> {
        let copy = self.inner.cache.get(&(patient.clone(), part)).await?;
        let is_fresh = self.inner.clock.now().duration_since(copy.as_of) < FRESH;
        is_fresh.then_some(copy)
    }

    fn flights(&self) -> std::sync::MutexGuard<'_, HashMap<(PatientId, Part), InFlight>> {
        self.inner.in_flight.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
