//! The only door to clinical data.

pub mod care;
pub mod documents;
pub mod health;
pub mod labs;
pub mod medications;
pub mod overview;
mod gateway;
mod reading;
pub mod view;
pub mod visits;
pub mod vitals;
