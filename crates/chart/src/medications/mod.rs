//! Medicines.

mod build;
mod dosage;
mod fills;
mod lines;
mod order;
mod read;
mod same;
mod view;

#[cfg(test)]
mod tests;

pub(crate) use build::{Medicines, concept_of, medicines};
pub(crate) use dosage::written_out;
pub use dosage::*;
pub(crate) use read::say_dosages;
pub use read::{SayDosages, Voice};
pub use view::*;
