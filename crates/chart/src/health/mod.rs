//! Problems, allergies and immunizations.

mod absence;
mod build;
mod kind;
mod mention;
mod read;
mod status;
mod view;

#[cfg(test)]
mod tests;

pub(crate) use absence::{absence, stated_absence};
pub(crate) use build::{allergy, condition, condition_labels, immunization};
pub(crate) use mention::{Mention, Mentioning, mentioned};
pub(crate) use read::{by_group, conditions, permitted_allergies};
pub use view::*;
