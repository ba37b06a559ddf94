//! Medicines.

mod build;
mod read;
mod view;

pub(crate) use build::{dispenses, medication};
pub(crate) use read::{medications, permitted_medications, sorted};
pub use view::*;
