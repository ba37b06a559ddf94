//! The audit log on both engines, through its public functions.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests may panic, and say what they skip")]

mod append;
mod crash;
mod cut;
mod durable;
mod failures;
mod place;
mod proofs;
#[path = "../../../database/tests/durable/proxy.rs"]
mod proxy;
mod queries;
mod tampering;
