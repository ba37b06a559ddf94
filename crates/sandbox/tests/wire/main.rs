//! The sandbox over real HTTP.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]
#![expect(clippy::print_stdout, reason = "a skipped test says so")]

mod batches;
mod dials;
mod loading;
mod neighbour;
mod page;
mod paging;
mod reading;
mod search;
mod siem;
mod sign_in;
mod transactions;
mod writes;
