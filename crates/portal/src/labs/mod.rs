//! Laboratory results.

pub mod explain;
pub mod pages;
pub mod samples;
