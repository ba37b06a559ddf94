//! Vital signs.

mod build;
mod read;
#[cfg(test)]
mod tests;
mod view;

pub(crate) use build::series;
pub use view::*;
