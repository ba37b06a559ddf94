//! The command as people run it: real processes, real ports, real files.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests may panic, and say what they skip")]

mod crash;
mod demo;
mod keys;
mod loading;
mod log;
mod postgres;
mod process;
mod race;
mod receipt;
mod serve;
mod siem;
mod visitor;
