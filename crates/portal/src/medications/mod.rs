//! Medicines.

mod directions;
pub mod pages;
mod routes;
pub mod samples;

pub(crate) use directions::directions;
pub(crate) use routes::routes;
