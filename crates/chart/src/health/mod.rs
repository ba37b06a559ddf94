//! Problems, allergies and immunizations.

mod build;
mod mention;
mod read;
mod view;

pub(crate) use build::{allergy, allergy_labels, condition, condition_labels, immunization, states_none};
pub(crate) use mention::{Mention, Mentioning, mentioned};
pub(crate) use read::{allergies, by_status, conditions, gravest_first};
pub use view::*;
