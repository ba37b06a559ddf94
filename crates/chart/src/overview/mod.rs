mod view;

pub use view::*;
