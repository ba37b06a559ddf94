//! Reference data: what is measured, prescribed, given and diagnosed in the neighbourhood, with its codes.
//! The tables keep one thing a row, however long the row.

pub mod analyte;
#[rustfmt::skip]
pub mod blood;
#[rustfmt::skip]
pub mod clinicians;
#[rustfmt::skip]
pub mod drugs;
#[rustfmt::skip]
pub mod microbes;
#[rustfmt::skip]
pub mod panels;
#[rustfmt::skip]
pub mod places;
#[rustfmt::skip]
pub mod problems;
#[rustfmt::skip]
pub mod vaccines;
