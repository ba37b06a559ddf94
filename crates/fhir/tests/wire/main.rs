//! The client against a record system that behaves, and one that does not.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

mod batch;
mod capabilities;
mod content;
mod failures;
mod fake;
mod logs;
mod pages;
mod sign_in;
mod writes;
