//! What tests stand on: a whole portal with the sandbox on the wire, typed visitors, and a browser.

pub mod browser;
mod portal;
mod visitor;

pub use portal::{PASSWORD, Person, SEED, TestPortal, TestPortalBuilder};
pub use visitor::{Answer, TestVisitor};
