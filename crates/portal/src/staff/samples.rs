//! Sample pages of the staff side.

use portico_model::Role;

use super::StaffHome;
use crate::look::samples::LONGEST_NAME;

pub fn homes() -> Vec<(&'static str, StaffHome)> {
    vec![
        ("clinician", StaffHome::of("Dr. Maja Lindqvist", Role::Clinician)),
        ("scheduler", StaffHome::of("Rosa Ayala", Role::Scheduler)),
        ("support", StaffHome::of("Ben Carter", Role::Support)),
        ("administrator", StaffHome::of("Nadia Haddad", Role::Administrator)),
        ("privacy-officer", StaffHome::of(LONGEST_NAME, Role::PrivacyOfficer)),
    ]
}
