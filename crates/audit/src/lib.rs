//! The audit log: who looked at what, kept so that nobody can change it unnoticed.

mod event;

pub use event::{Action, Counts, Detail, Event, Outcome, Resource};
