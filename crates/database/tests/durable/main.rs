//! Transactions whose end fails, on both engines, and connections that are cut while they commit.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests may panic, and say what they skip")]

mod cut;
mod driver;
mod ends;
mod place;
mod proxy;
