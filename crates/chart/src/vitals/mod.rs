//! Vital signs.

mod build;
mod view;

pub(crate) use build::series;
pub use view::*;
