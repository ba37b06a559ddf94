//! The portal as a whole, over HTTP, with the sandbox on the wire: what people can do, and what nobody can.
#![allow(clippy::print_stdout, reason = "a test tells what it skipped and what it counted")]
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod access;
mod attacks;
mod cases;
mod choices;
mod edge;
mod faults;
mod forgery;
mod forms;
mod gateway;
mod health;
mod held_back;
mod lab_list;
mod ledger_reach;
mod logs;
mod long_lists;
mod numbers;
mod other;
mod outage;
mod oversight;
mod people;
mod pointing;
mod preview;
mod questions;
mod reading;
mod real_data;
mod real_results;
mod said_and_so;
mod schemathesis;
mod sessions;
mod sharing;
mod sign_in;
mod sign_up;
mod so_and_not_so;
mod staff;
mod standing;
mod traces;
mod whatever_is_shared;
mod wire;
mod world;
mod write_back;
