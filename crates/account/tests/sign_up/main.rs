//! Ways to a first account: codes of staff, letters, invitations, and what a teenager's account must not carry.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod codes;
mod entering;
mod invited;
mod town;
#[path = "../world/mod.rs"]
mod world;
mod young;
