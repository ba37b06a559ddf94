//! What the record holds and no page of its own shows: by kind, with name, date and value.

pub mod pages;
mod routes;
pub mod samples;

pub(crate) use pages::kind_key;
pub(crate) use routes::routes;
