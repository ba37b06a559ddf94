//! Care plans, the care team, the profile.

mod moved;
pub mod pages;
mod routes;
pub mod samples;

pub use moved::MovedRecord;
pub(crate) use routes::routes;
