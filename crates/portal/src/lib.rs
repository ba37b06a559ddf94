//! Everything HTTP: the site map, the pages, their JSON twins.

pub mod page;
pub mod labs;
pub mod look;
pub mod sign_in;
pub mod words;
