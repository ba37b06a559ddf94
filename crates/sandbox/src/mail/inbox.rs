//! Everybody's letters in one box.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use super::Letter;

/// Older letters make room.
const MOST: usize = 1000;

/// The letters that came, and how the server behaves. Clones are the same box.
#[derive(Debug, Clone, Default)]
pub struct Inbox(Arc<Mutex<Held>>);

#[derive(Debug, Default)]
struct Held {
    letters: VecDeque<Letter>,
    taken: u64,
    is_shut: bool,
    pause: Duration,
}

impl Inbox {
    /// The newest first.
    pub fn letters(&self) -> Vec<Letter> {
        self.held().letters.iter().rev().cloned().collect()
    }

    pub fn letter(&self, number: u64) -> Option<Letter> {
        self.held().letters.iter().find(|letter| letter.number == number).cloned()
    }

    /// Those to an address, the newest first.
    pub fn letters_to(&self, address: &str) -> Vec<Letter> {
        let is_to = |letter: &Letter| letter.to.iter().any(|to| to.eq_ignore_ascii_case(address));
        self.letters().into_iter().filter(is_to).collect()
    }

    /// While it is shut, the server sends everybody away.
    pub fn shut(&self, is_shut: bool) {
        self.held().is_shut = is_shut;
    }

    /// How long the server keeps a sender waiting before it says that it has taken a letter.
    pub fn pause(&self, pause: Duration) {
        self.held().pause = pause;
    }

    pub(super) fn is_shut(&self) -> bool {
        self.held().is_shut
    }

    pub(super) fn paused(&self) -> Duration {
        self.held().pause
    }

    pub(super) fn take(&self, at: Timestamp, envelope: (String, Vec<String>), message: &[u8]) {
        let mut held = self.held();
        held.taken += 1;
        let letter = Letter::read(held.taken, at, envelope, message);
        held.letters.push_back(letter);
        if held.letters.len() > MOST {
            held.letters.pop_front();
        }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
