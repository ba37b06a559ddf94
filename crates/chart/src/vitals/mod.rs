//! Vital signs.

mod build;
mod read;
mod view;

pub(crate) use build::series;
pub use view::*;
