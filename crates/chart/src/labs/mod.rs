//! Laboratory results.

mod build;
mod flag;
mod panels;
mod read;
#[cfg(test)]
mod tests;
mod topics;
mod trend;
mod units;
mod view;

pub(crate) use build::{RangePerson, amount, result, status};
pub(crate) use panels::{PanelSource, Results, gravest_first, results};
pub(crate) use read::{is_recent, is_visible, link, link_of, panels, permitted, result_labels, shown};
pub(crate) use topics::panel_key;
pub(crate) use trend::{is_same_test, trend};
pub use view::*;
