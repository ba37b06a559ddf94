//! What the privacy officer sees: who opened a record, what somebody opened, and what the rules found.

mod acts;
pub mod alerts;
mod asked;
mod export;
pub mod looks;
mod routes;
pub mod samples;

pub(crate) use acts::rule as rule_words;
pub(crate) use routes::routes;
