//! Laboratory results.

mod amount;
mod build;
mod flag;
mod laboratory;
mod marks;
mod panels;
mod pile;
mod ranges;
mod read;
mod said;
#[cfg(test)]
mod tests;
mod topics;
mod trend;
mod units;
mod value;
mod view;

pub(crate) use amount::amount;
pub(crate) use build::{result, status};
pub(crate) use laboratory::{Laboratory, is_recent, link, link_of};
pub(crate) use panels::{PanelSource, Results, gravest_first, results};
pub(crate) use pile::Placed;
pub(crate) use ranges::RangePerson;
pub(crate) use topics::{of_loinc, panel_key};
pub(crate) use trend::{is_same_test, trend};
pub(crate) use units::Unit;
pub use value::*;
pub use view::*;
