//! Laboratory results.

mod view;

pub use view::*;
