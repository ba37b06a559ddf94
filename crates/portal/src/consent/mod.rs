//! My choices: what a patient permits and forbids, one decision a row, in plain words; and the same as FHIR Consent.

mod choice;
mod draft;
mod fhir;
mod names;
mod pages;
mod people;
mod routes;
pub mod samples;

pub(crate) use people::care_team_or_unknown;
pub(crate) use routes::routes;
