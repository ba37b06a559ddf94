//! Reads resources of every kind: well made, odd and broken.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop where it is surprised, and say what it skips"
)]

mod decimals;
mod every_shape;
mod mutations;
mod references;
mod samples;
mod tolerance;
