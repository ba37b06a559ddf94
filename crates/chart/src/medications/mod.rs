//! Medicines.

mod build;
mod view;

pub(crate) use build::{dispenses, medication};
pub use view::*;
