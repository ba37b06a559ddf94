//! What can be filed in a folder, one kind of record a file.

pub mod appointments;
pub mod clotting;
pub mod documents;
pub mod growth;
pub mod history;
pub mod immunizations;
pub mod lab_observation;
pub mod labs;
pub mod medicines;
pub mod plans;
pub mod problems;
pub mod profile;
pub mod reports;
pub mod scores;
pub mod social;
pub mod visits;
pub mod vitals;
