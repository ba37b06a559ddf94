//! Oversight through its public functions, on a real log and store.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod export;
mod rules;
mod search;
mod siem;
mod watch;
mod world;
