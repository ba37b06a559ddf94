//! The way in: password, second factor, recovery, enrolment.

pub mod pages;
pub mod samples;
