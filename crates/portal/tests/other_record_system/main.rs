//! The portal against record systems that nobody here wrote.
#![allow(clippy::print_stdout, reason = "a test tells what it skipped and what it counted")]
#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod sekmet;
