//! Medicines.

mod build;
mod read;
mod view;

pub(crate) use build::{concept_of, dispenses, instructions, medication};
pub(crate) use read::{medications, permitted_medications, sorted};
pub use view::*;
