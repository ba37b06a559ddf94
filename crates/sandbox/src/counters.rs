//! What was asked: numbers by kind, and the last request lines.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;

use crate::fhir::Request;

const KEPT_LINES: usize = 500;

/// Counts requests; clones count together.
#[derive(Debug, Clone, Default)]
pub struct Counters(Arc<Mutex<Counted>>);

/// What was counted since the start or the last reset.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Counted {
    /// Requests over the wire by kind: `read`, `search`, `page`, `bundle`, `token`…
    pub requests: BTreeMap<&'static str, u64>,
    /// Entries inside bundles by kind.
    pub entries: BTreeMap<&'static str, u64>,
    /// The last request lines, the oldest first; entries of a bundle are indented.
    pub lines: VecDeque<String>,
}

impl Counters {
    pub fn get(&self) -> Counted {
        self.lock().clone()
    }

    /// How many requests of this kind came over the wire.
    pub fn requests(&self, kind: &str) -> u64 {
        self.lock().requests.get(kind).copied().unwrap_or_default()
    }

    /// How many entries of this kind came inside bundles.
    pub fn entries(&self, kind: &str) -> u64 {
        self.lock().entries.get(kind).copied().unwrap_or_default()
    }

    pub fn reset(&self) {
        *self.lock() = Counted::default();
    }

    pub(crate) fn count(&self, kind: &'static str, line: String) {
        let mut counted = self.lock();
        *counted.requests.entry(kind).or_default() += 1;
        counted.keep(line);
    }

    pub(crate) fn count_entry(&self, request: &Request) {
        let kind = request.interaction.kind();
        let resource_type = request.interaction.resource_type().unwrap_or_default();
        let mut counted = self.lock();
        *counted.entries.entry(kind).or_default() += 1;
        counted.keep(format!("  {kind} {resource_type}?{}", request.query));
    }

    fn lock(&self) -> MutexGuard<'_, Counted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counted {
    fn keep(&mut self, line: String) {
        if self.lines.len() == KEPT_LINES {
            self.lines.pop_front();
        }
        self.lines.push_back(line);
    }
}
