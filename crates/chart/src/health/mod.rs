//! Problems, allergies and immunizations.

mod build;
mod view;

pub(crate) use build::{allergy, condition, immunization, states_none};
pub use view::*;
