//! The command as people run it: real processes, real ports, real files.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests may panic, and say what they skip")]

mod crash;
mod cut;
mod demo;
mod disk;
mod full_disk;
mod keys;
mod loading;
mod log;
mod postgres;
mod private;
mod process;
#[path = "../../../database/tests/durable/proxy.rs"]
mod proxy;
mod race;
mod readers;
mod receipt;
mod serve;
mod siem;
mod visitor;
