//! How a medicine is taken.

mod build;
mod route;
mod timing;
mod view;
mod written;

#[cfg(test)]
mod tests;

pub(super) use build::dosages;
pub(crate) use build::written_out;
pub use view::*;
