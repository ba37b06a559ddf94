//! The only door to clinical data.

pub mod at_work;
pub mod care;
mod charts;
mod consents;
mod disclose;
pub mod documents;
mod gateway;
pub mod health;
pub mod identity;
pub mod labs;
pub mod ledger;
mod marks;
pub mod medications;
mod observations;
mod opening;
pub mod overview;
mod readiness;
mod reading;
mod refuse;
mod sensitive;
mod shared;
mod spoken;
mod ties;
mod under_way;
pub mod view;
pub mod visits;
pub mod vitals;

pub use charts::{Chart, ChartError, Charts, SetUp, SetUpError};
pub use gateway::Limits;
pub use opening::Opening;
pub use portico_fhir::{Algorithm, Auth, Endpoint};
pub use readiness::{Readiness, RecordSystemState};
pub use refuse::Misnamed;
pub use ties::Viewpoint;
