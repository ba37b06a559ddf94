//! Everything HTTP: the site map, the pages, their JSON twins.

pub mod page;
