//! What draws on several parts of the chart: summary, timeline, search.

mod everything;
mod marks;
mod named;
mod search;
mod summary;
mod timeline;
mod view;

pub(crate) use summary::SUMMARY_PARTS;
pub use view::*;
