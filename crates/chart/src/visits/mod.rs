//! Visits and appointments.

mod build;
mod labels;
mod read;
mod view;

pub(crate) use build::{VisitSource, appointment, visit};
pub(crate) use labels::VisitLabels;
pub(crate) use read::{permitted_visits, shown, upcoming, visits};
pub use view::*;
