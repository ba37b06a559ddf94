//! The pages of laboratory results.

mod card;
mod detail;
mod list;
mod panel;
mod row;

pub use row::{end_chip, no_date, panel_chip, panel_line, value};
