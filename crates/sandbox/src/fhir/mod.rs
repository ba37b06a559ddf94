//! The FHIR R4 server: what a request asks, and the answer. Knows nothing of sockets, so that an entry of a
//! batch and a request of its own take the same way.

mod answer;
mod bundle;
mod capability;
mod entry;
mod everything;
mod interaction;
mod matching;
mod paging;
mod perform;
mod plan;
mod refusal;
mod searchset;
mod write;

pub use answer::Answer;
pub use capability::capability_statement;
pub use entry::Entry;
pub use interaction::{Headers, Interaction, Request};
pub use paging::Cursors;
pub use perform::perform;
pub use plan::{Leniency, Plan};
pub use refusal::Refusal;
