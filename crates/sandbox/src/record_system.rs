//! The simulated record system: its records, its dials and what it knows of itself.

use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use jiff::Timestamp;
use portico_model::Clock;

use crate::counters::Counters;
use crate::dials::DialPanel;
use crate::fhir::Cursors;
use crate::records::Records;
use crate::sample_person::SamplePerson;
use crate::smart::TokenDesk;

/// Everything that the requests of one sandbox share.
#[derive(Debug)]
pub struct RecordSystem {
    records: RwLock<Records>,
    cursors: Mutex<Cursors>,
    people: RwLock<Vec<SamplePerson>>,
    dials: DialPanel,
    counters: Counters,
    tokens: Option<TokenDesk>,
    clock: Clock,
    base_url: String,
    page_size: usize,
}

/// What a record system is made of.
#[derive(Debug)]
pub struct Parts {
    pub base_url: String,
    pub other_addresses: Vec<String>,
    pub page_size: usize,
    pub clock: Clock,
    pub tokens: Option<TokenDesk>,
    pub people: Vec<SamplePerson>,
}

impl RecordSystem {
    pub fn new(parts: Parts) -> Self {
        let mut own = parts.other_addresses;
        own.push(parts.base_url.clone());
        Self {
            records: RwLock::new(Records::new(own)),
            cursors: Mutex::default(),
            people: RwLock::new(parts.people),
            dials: DialPanel::default(),
            counters: Counters::default(),
            tokens: parts.tokens,
            clock: parts.clock,
            base_url: parts.base_url,
            page_size: parts.page_size,
        }
    }

    pub fn records(&self) -> RwLockReadGuard<'_, Records> {
        self.records.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn records_mut(&self) -> RwLockWriteGuard<'_, Records> {
        self.records.write().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn cursors(&self) -> MutexGuard<'_, Cursors> {
        self.cursors.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn people(&self) -> Vec<SamplePerson> {
        self.people.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn show_people(&self, people: Vec<SamplePerson>) {
        *self.people.write().unwrap_or_else(PoisonError::into_inner) = people;
    }

    pub fn dials(&self) -> &DialPanel {
        &self.dials
    }

    pub fn counters(&self) -> &Counters {
        &self.counters
    }

    /// Where tokens are given out, unless everybody may ask without one.
    pub fn tokens(&self) -> Option<&TokenDesk> {
        self.tokens.as_ref()
    }

    pub fn token_url(&self) -> Option<&str> {
        self.tokens.as_ref().map(TokenDesk::url)
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The FHIR base, without a slash at its end.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// How many matches a page has if the client does not say.
    pub fn page_size(&self) -> usize {
        self.page_size
    }
}
