//! Problems, allergies and immunizations.

mod build;
mod read;
mod view;

pub(crate) use build::{allergy, allergy_labels, condition, condition_labels, immunization, states_none};
pub(crate) use read::{allergies, by_status, conditions, gravest_first};
pub use view::*;
