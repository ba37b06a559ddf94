//! What one rule has counted lately, of one person or place: never more than it takes to alert.

use std::collections::VecDeque;

use jiff::SignedDuration;
use portico_model::Timestamp;

/// One thing that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counted {
    pub at: Timestamp,
    pub index: u64,
    /// The patient's number, where different patients are counted.
    pub patient: Option<u64>,
    pub weight: u64,
}

#[derive(Debug, Default)]
pub(super) struct Window {
    counted: VecDeque<Counted>,
    /// The first entry of those that alerted, and until when nothing of the same kind does again.
    quiet: Option<(u64, Timestamp)>,
}

/// What was reached.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reached {
    pub count: u64,
    pub first_index: u64,
    pub began_at: Timestamp,
}

impl Window {
    /// Counts; answers if that makes `at_least` within the time, and is then quiet for as long.
    pub(super) fn count(&mut self, new: Counted, at_least: u64, within: SignedDuration) -> Option<Reached> {
        if self.quiet.is_some_and(|(_, until)| new.at < until) {
            return None;
        }
        self.quiet = None;
        self.counted
            .retain(|it| it.at > new.at - within && (new.patient.is_none() || it.patient != new.patient));
        self.counted.push_back(new);
        let count = self.counted.iter().map(|it| it.weight).fold(0, u64::saturating_add);
        if count < at_least {
            return None;
        }
        let first = self.counted.front().copied().unwrap_or(new);
        self.counted.clear();
        self.quiet = Some((first.index, new.at + within));
        Some(Reached { count, first_index: first.index, began_at: first.at })
    }

    /// The oldest entry that this window still depends on; `None` once it has forgotten everything.
    pub(super) fn oldest(&self) -> Option<u64> {
        let counted = self.counted.iter().map(|it| it.index).min();
        counted.into_iter().chain(self.quiet.map(|(index, _)| index)).min()
    }

    /// Whether nothing in it can matter to what comes at `now` or later.
    pub(super) fn is_over(&self, now: Timestamp, within: SignedDuration) -> bool {
        let is_quiet = self.quiet.is_some_and(|(_, until)| now < until);
        !is_quiet && self.counted.iter().all(|it| it.at <= now - within)
    }
}
