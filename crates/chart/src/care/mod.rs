//! Care plans, goals, the care team and the reader's own particulars.

mod build;
mod profile;
mod view;

pub(crate) use build::{care_plan, goal, members};
pub(crate) use profile::{age_years, profile, range_person};
pub use view::*;
