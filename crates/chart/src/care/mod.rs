//! Care plans, goals, the care team and the reader's own particulars.

mod build;
mod extensions;
mod profile;
mod read;
mod view;

pub(crate) use build::{care_plan, goal, members};
pub(crate) use profile::{profile, range_person};
pub use view::*;
