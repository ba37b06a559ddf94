//! Care plans, the care team, the profile.

pub mod pages;
mod routes;
pub mod samples;

pub(crate) use routes::routes;
