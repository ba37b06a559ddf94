//! Choosing for whom one acts.

pub mod pages;
mod routes;
pub mod samples;

pub(crate) use routes::routes;
