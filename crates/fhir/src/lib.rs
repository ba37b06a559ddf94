//! FHIR R4 on the wire: the shapes that are read, tolerantly and without loss, and a client that searches, pages,
//! batches, retries and signs in. Knows nothing of the portal.
//!
//! A resource travels as [`Raw`], exactly as it was sent; [`Raw::parse`] reads one shape from it. What does not fit
//! is counted ([`Fault`], [`Unreadable`]) and never hides its neighbours.

mod capabilities;
mod client;
mod decimal;
mod endpoint;
mod error;
mod found;
mod local;
mod names;
mod raw;
mod reader;
mod reference;
mod search;
mod shape;
pub mod shapes;

pub use capabilities::Capabilities;
pub use client::{Attachment, Client, Created, Likeness, Revision, base64_bytes};
pub use decimal::Decimal;
pub use endpoint::{Algorithm, Auth, Endpoint};
pub use error::Error;
pub use found::{Entry, Found, Mode};
pub use names::Names;
pub use raw::{Head, Raw, Unreadable};
pub use reader::Fault;
pub use reference::{Pointer, Target};
pub use search::Search;
pub use shape::{Parsed, Shape};
