//! The simulated neighbourhood: a record system, a mail server and an identity provider that the demo and the tests run against, over the real
//! wire.
//! Scenery: its records live in memory and are gone when it stops. The portal never uses it as a library.

mod config;
mod counters;
mod dials;
mod fhir;
mod idp;
mod load;
mod mail;
mod page;
pub mod people;
mod record_system;
mod records;
mod running;
mod sample_person;
mod search;
mod siem;
mod smart;
mod wire;

pub use config::{ClientKeys, RegisteredClient, SandboxConfig, SignIn};
pub use counters::{Counted, Counters};
pub use dials::{DialPanel, Dials, Down};
pub use idp::{
    CLIENT_ID as IDP_CLIENT_ID, CLIENT_SECRET as IDP_CLIENT_SECRET, Factor, Idp, IdpDials, NotPushed,
    SCIM_TOKEN, StaffPerson, sample_roles,
};
pub use load::{LoadReport, NotTaken};
pub use mail::{Inbox, Letter};
pub use running::{Running, Sandbox, StartError};
pub use sample_person::SamplePerson;
pub use siem::{TOKEN as SIEM_TOKEN, Taken, TakenEvents};
pub use smart::InvalidKeys;
