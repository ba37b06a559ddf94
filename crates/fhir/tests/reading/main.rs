//! Reads resources of every kind: well made, odd and broken.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

mod decimals;
mod every_shape;
mod mutations;
mod references;
mod samples;
mod tolerance;
