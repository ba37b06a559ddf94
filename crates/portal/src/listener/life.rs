//! What is known of one connection while it is open: whether anything is asked on it, and since when nothing is.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use futures::task::AtomicWaker;
use tokio::time::Instant;

use super::Limits;

pub(super) struct Life {
    limits: Limits,
    state: Mutex<State>,
    is_sent_away: AtomicBool,
    waker: AtomicWaker,
}

struct State {
    under_way: usize,
    has_asked: bool,
    /// Of the last request's end, or the last that was written of an answer; before the first request, of the beginning.
    since: Instant,
}

/// How long a connection has been of no use: those that never asked come first.
pub(super) type Idleness = (bool, Instant);

impl Life {
    pub(super) fn new(limits: Limits) -> Self {
        let state = State { under_way: 0, has_asked: false, since: Instant::now() };
        Self {
            limits,
            state: Mutex::new(state),
            is_sent_away: AtomicBool::new(false),
            waker: AtomicWaker::new(),
        }
    }

    /// A request is under way until what this answers is dropped.
    pub(super) fn ask(self: &Arc<Self>) -> UnderWay {
        let mut state = self.state();
        state.under_way += 1;
        state.has_asked = true;
        UnderWay(Arc::clone(self))
    }

    /// Something was written. What is written before anything was asked is no answer.
    pub(super) fn written(&self) {
        let mut state = self.state();
        if state.has_asked {
            state.since = Instant::now();
        }
    }

    /// `None` while a request is under way: its own limit ends it.
    pub(super) fn idleness(&self) -> Option<Idleness> {
        let state = self.state();
        let is_gone = self.is_sent_away.load(Ordering::Acquire);
        (state.under_way == 0 && !is_gone).then_some((state.has_asked, state.since))
    }

    /// When the connection ends, should nothing happen.
    pub(super) fn ends_at(&self) -> Option<Instant> {
        let state = self.state();
        let within = if state.has_asked { self.limits.idle } else { self.limits.head_within };
        (state.under_way == 0).then(|| state.since + within)
    }

    /// Makes room for somebody else.
    pub(super) fn send_away(&self) {
        self.is_sent_away.store(true, Ordering::Release);
        self.waker.wake();
    }

    /// Ready once the connection was sent away.
    pub(super) fn poll_sent_away(&self, cx: &Context<'_>) -> Poll<()> {
        self.waker.register(cx.waker());
        if self.is_sent_away.load(Ordering::Acquire) { Poll::Ready(()) } else { Poll::Pending }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(super) struct UnderWay(Arc<Life>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.under_way -= 1;
        state.since = Instant::now();
    }
}
