//! The staff side: who gets in, by whose word, and what they can do then.

mod at_work;
mod directory;
mod glass;
mod lies;
mod sign_in;
mod sign_out;

use portico_audit::{Action, Event, Outcome, Query};
use portico_testkit::TestPortal;

/// All that the log was told, the oldest first.
async fn events(portal: &TestPortal) -> Vec<Event> {
    let query = Query { limit: 1_000, ..Query::default() };
    let entries = portal.audit.query(&query).await.unwrap().entries;
    entries.into_iter().rev().map(|entry| entry.event).collect()
}

/// The reasons of the last refusals of this act, the newest last: what is told together as often as it happened.
async fn refusals(portal: &TestPortal, action: Action) -> Vec<String> {
    portal.accounts.settle().await.unwrap();
    let refused =
        events(portal).await.into_iter().filter(|it| it.action == action && it.outcome == Outcome::Refused);
    let reasons =
        refused.filter_map(|it| Some((it.detail.reason?.to_string(), it.detail.times.max(1) as usize)));
    reasons.flat_map(|(reason, times)| std::iter::repeat_n(reason, times)).collect()
}
