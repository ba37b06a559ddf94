//! The chapters of the story, one a subject.

pub mod directives;
pub mod staff;
