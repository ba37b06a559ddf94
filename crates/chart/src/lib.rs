//! The only door to clinical data.

pub mod care;
mod charts;
mod disclose;
pub mod documents;
mod gateway;
pub mod health;
pub mod labs;
pub mod medications;
pub mod overview;
mod reading;
mod sensitive;
pub mod view;
pub mod visits;
pub mod vitals;

pub use charts::{Chart, ChartError, Charts, SetUp, SetUpError};
pub use gateway::Limits;
pub use portico_fhir::{Algorithm, Auth, Endpoint};
