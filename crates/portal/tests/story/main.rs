//! The portal as a whole, over HTTP, with the sandbox on the wire: what people can do, and what nobody can.
#![allow(clippy::print_stdout, reason = "a test tells what it skipped and what it counted")]
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod access;
mod cases;
mod choices;
mod edge;
mod faults;
mod forgery;
mod gateway;
mod health;
mod held_back;
mod lab_list;
mod ledger_reach;
mod logs;
mod outage;
mod oversight;
mod people;
mod pointing;
mod reading;
mod real_data;
mod real_results;
mod sessions;
mod sharing;
mod sign_in;
mod sign_up;
mod staff;
mod standing;
mod traces;
mod whatever_is_shared;
mod world;
mod write_back;
