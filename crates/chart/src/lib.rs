//! The only door to clinical data.

pub mod care;
pub mod documents;
pub mod health;
pub mod labs;
pub mod medications;
pub mod overview;
mod charts;
mod disclose;
mod gateway;
mod reading;
pub mod view;
pub mod visits;
pub mod vitals;

pub use charts::{Chart, ChartError, Charts, SetUp, SetUpError};
pub use gateway::Limits;
pub use portico_fhir::{Algorithm, Auth, Endpoint};
