//! Privacy, for the patient: who opened the record, questions about it, receipts, and the record through others' eyes.

mod eyes;
mod line;
pub mod pages;
mod routes;
pub mod samples;
mod take;

pub(crate) use routes::routes;
