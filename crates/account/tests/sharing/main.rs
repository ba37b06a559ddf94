//! Acting for somebody else: who may give it, take it up, decide it and end it.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod asking;
mod ending;
mod inviting;
mod limits;
mod town;
#[path = "../world/mod.rs"]
mod world;
