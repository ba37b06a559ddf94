//! The FHIR R4 types that a portal reads, narrowed to what it shows. Fields carry the FHIR name in snake case,
//! `type` as `kind`. Dates and instants stay text, because FHIR allows `2019` and `2019-05` beside full instants.

mod care;
mod conformance;
mod datatypes;
mod documents;
mod dosage;
mod health;
mod medicines;
mod observation;
mod other;
mod people;
mod visits;

pub use care::*;
pub use conformance::*;
pub use datatypes::*;
pub use documents::*;
pub use dosage::*;
pub use health::*;
pub use medicines::*;
pub use observation::*;
pub use other::*;
pub use people::*;
pub use visits::*;
