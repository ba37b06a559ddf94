//! Everything HTTP: the site map, the pages, their JSON twins.

mod edge;
mod extract;
pub mod labs;
pub mod look;
pub mod openapi;
pub mod page;
pub mod portal;
pub mod problem;
mod public;
pub mod router;
pub mod settings;
pub mod sign_in;
pub mod site_map;
mod view;
mod visitor;
pub mod words;
