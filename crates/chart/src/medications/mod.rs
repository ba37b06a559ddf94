//! Medicines.

mod build;
mod read;
mod view;

pub(crate) use build::{dispenses, medication};
pub(crate) use read::{medications, sorted};
pub use view::*;
