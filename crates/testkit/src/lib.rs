//! What tests stand on: a whole portal with the sandbox on the wire, typed visitors, and a browser.

pub mod browser;
mod families;
mod fault_proxy;
mod grants;
mod idp;
mod letters;
mod neighbours;
mod other_record_system;
mod portal;
mod staff;
mod visitor;

pub use families::Tie;
pub use fault_proxy::{Fault, FaultProxy};
pub use idp::{HENRIK, MAJA};
pub use neighbours::SEED;
pub use other_record_system::OtherRecordSystem;
pub use portal::{PASSWORD, Person, TestPortal, TestPortalBuilder, visit};
pub use portico_sandbox::{Dials, Down, Factor, IdpDials, SCIM_TOKEN, sample_roles};
pub use visitor::{Answer, Ask, TestVisitor};
