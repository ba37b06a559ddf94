//! The desk on a real store, a real audit log and a mail server on the wire.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod cases;
mod crash;
mod late;
mod letters;
mod nodes;
#[path = "../../../store/tests/world/postgres.rs"]
mod postgres;
mod world;
