//! Laboratory results.

mod build;
mod flag;
mod laboratory;
mod panels;
mod pile;
mod read;
#[cfg(test)]
mod tests;
mod topics;
mod trend;
mod units;
mod view;

pub(crate) use build::{RangePerson, amount, result, status};
pub(crate) use laboratory::{Laboratory, is_recent, link, link_of};
pub(crate) use panels::{PanelSource, Results, gravest_first, results};
pub(crate) use pile::Placed;
pub(crate) use topics::panel_key;
pub(crate) use trend::{is_same_test, trend};
pub use view::*;
