//! The chapters of the story, one a subject.

pub mod desk;
pub mod directives;
pub mod forms;
pub mod oversight;
pub mod quotas;
pub mod staff;
