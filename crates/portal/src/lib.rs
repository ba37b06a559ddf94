//! Everything HTTP: the site map, the pages, their JSON twins.

pub mod answer;
pub mod care;
pub mod documents;
mod edge;
mod extract;
pub mod health;
pub mod labs;
pub mod look;
pub mod medications;
pub mod openapi;
pub mod origin;
pub mod overview;
pub mod page;
pub mod portal;
pub mod problem;
mod public;
pub mod router;
pub mod security;
pub mod settings;
pub mod sign_in;
pub mod site_map;
mod view;
mod visitor;
pub mod visits;
pub mod vitals;
pub mod words;
