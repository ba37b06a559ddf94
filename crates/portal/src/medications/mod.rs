//! Medicines.

mod directions;
pub mod pages;
mod routes;
pub mod samples;

pub(crate) use routes::routes;
