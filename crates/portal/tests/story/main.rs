//! The portal as a whole, over HTTP, with the sandbox on the wire: what people can do, and what nobody can.
#![allow(clippy::print_stdout, reason = "a test tells what it skipped and what it counted")]
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod access;
mod edge;
mod faults;
mod forgery;
mod gateway;
mod held_back;
mod lab_list;
mod logs;
mod outage;
mod reading;
mod real_data;
mod sessions;
mod sign_in;
mod traces;
mod world;
