use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;

/// Lines that are kept to be looked at.
const KEPT: usize = 50;

/// What the collector has taken. Clones are the same collector.
#[derive(Debug, Clone, Default)]
pub struct Taken(Arc<Mutex<TakenEvents>>);

/// The counts, and the newest lines.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TakenEvents {
    pub by_http: u64,
    pub by_syslog: u64,
    /// It answers nobody.
    pub is_down: bool,
    /// The newest last.
    pub lines: VecDeque<String>,
}

impl Taken {
    pub fn get(&self) -> TakenEvents {
        self.lock().clone()
    }

    /// Switches the collector off or on.
    pub fn turn_down(&self, is_down: bool) {
        self.lock().is_down = is_down;
    }

    /// Takes lines, unless it is down. Answers whether it did.
    pub(super) fn take(&self, lines: &[&str], count: impl Fn(&mut TakenEvents) -> &mut u64) -> bool {
        let mut taken = self.lock();
        if taken.is_down {
            return false;
        }
        *count(&mut taken) += lines.len() as u64;
        taken.lines.extend(lines.iter().map(|line| (*line).to_owned()));
        let over = taken.lines.len().saturating_sub(KEPT);
        taken.lines.drain(..over);
        true
    }

    fn lock(&self) -> MutexGuard<'_, TakenEvents> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
