//! Visits and appointments.

mod build;
mod view;

pub(crate) use build::{VisitSource, appointment, visit};
pub use view::*;
