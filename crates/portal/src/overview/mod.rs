//! Summary, timeline, search.

pub mod pages;
mod routes;
mod rows;
pub mod samples;

pub(crate) use routes::routes;
