//! Sample pages of the staff side.

use portico_chart::RecordUse;
use portico_chart::at_work::{AppointmentDay, AppointmentRow, PatientCard};
use portico_model::{BreakGlassReason, Role};

use super::{
    Asked, GlassLimit, GlassPage, PatientsPage, StaffAgainPage, StaffFault, StaffGoingOnPage, StaffHome,
    StaffSignInPage, StaffSignedOutPage,
};
use crate::look::samples::{LONGEST_NAME, id, long_text, when};

pub fn homes() -> Vec<(&'static str, StaffHome)> {
    vec![
        ("clinician", StaffHome::of("Dr. Maja Lindqvist", Role::Clinician)),
        ("scheduler", StaffHome::of("Rosa Ayala", Role::Scheduler)),
        ("support", StaffHome::of("Ben Carter", Role::Support)),
        ("administrator", StaffHome::of("Nadia Haddad", Role::Administrator)),
        ("privacy-officer", StaffHome::of(LONGEST_NAME, Role::PrivacyOfficer)),
    ]
}

pub fn sign_ins() -> Vec<(&'static str, StaffSignInPage)> {
    let page = |fault| StaffSignInPage { fault, ..StaffSignInPage::default() };
    let names = [
        "not-under-way",
        "declined",
        "untrusted",
        "no-second-factor",
        "no-role",
        "let-go",
        "somebody-else",
        "unavailable",
        "not-set-up",
    ];
    let faults = names.into_iter().zip(StaffFault::ALL).map(|(name, fault)| (name, page(Some(fault))));
    let ended = StaffSignInPage { has_ended: true, ..page(None) };
    [("first", page(None)), ("ended", ended)].into_iter().chain(faults).collect()
}

pub fn going_on() -> Vec<(&'static str, StaffGoingOnPage)> {
    let to = "https://id.example/authorize?client_id=portico&state=x".to_owned();
    vec![("first", StaffGoingOnPage { to })]
}

pub fn signed_out() -> Vec<(&'static str, StaffSignedOutPage)> {
    let page = |to, is_here_alone| StaffSignedOutPage { to, is_here_alone };
    let to = "https://id.example/end?client_id=portico".to_owned();
    vec![("going-on", page(Some(to), true)), ("here", page(None, true)), ("everywhere", page(None, false))]
}

pub fn again() -> Vec<(&'static str, StaffAgainPage)> {
    vec![("first", StaffAgainPage {})]
}

fn patient(name: &str, is_mine: bool) -> PatientCard {
    let id = "p-77".parse().expect("samples are written with care");
    let (born, record, kept) = (Some(when("1984-03-09")), RecordUse::InUse, None);
    PatientCard { id, name: name.to_owned(), born, is_mine, record, kept }
}

pub fn patients() -> Vec<(&'static str, PatientsPage)> {
    let page = |patients: Vec<PatientCard>, is_search| PatientsPage {
        patients,
        is_truncated: false,
        is_search,
        is_unclear: false,
        has_ended: false,
        asked: Asked::default(),
    };
    let many = (0..40).map(|_| patient(LONGEST_NAME, true)).collect();
    let asked = Asked { name: "Ana".to_owned(), ..Asked::default() };
    vec![
        ("none", page(Vec::new(), false)),
        ("one", PatientsPage { has_ended: true, ..page(vec![patient("Ana Reyes", true)], false) }),
        ("many", PatientsPage { is_truncated: true, ..page(many, false) }),
        ("found-none", page(Vec::new(), true)),
        ("found", page(vec![patient("Ana Reyes", true), patient(LONGEST_NAME, false)], true)),
        ("merged", page(merged(), true)),
        ("unclear", PatientsPage { is_unclear: true, asked, ..page(Vec::new(), true) }),
    ]
}

/// Two records that were merged, one that leads nowhere, and one that is no longer in use.
fn merged() -> Vec<PatientCard> {
    let with = |id: &str, record, kept: Option<&str>| PatientCard {
        id: id.parse().expect("samples are written with care"),
        record,
        kept: kept.and_then(|kept| kept.parse().ok()),
        ..patient(LONGEST_NAME, false)
    };
    vec![
        with("p-1", RecordUse::Replaced, Some("p-2")),
        with("p-2", RecordUse::InUse, None),
        with("p-3", RecordUse::Replaced, None),
        with("p-4", RecordUse::Inactive, None),
        with("p-5", RecordUse::HasMoreElsewhere, None),
    ]
}

pub fn glasses() -> Vec<(&'static str, GlassPage)> {
    let first = GlassPage {
        patient: patient("Walter Boone", false),
        minutes: 30,
        is_unclear: false,
        limit: None,
        reason: None,
        words: String::new(),
    };
    let unclear = GlassPage {
        patient: patient(LONGEST_NAME, false),
        is_unclear: true,
        reason: Some(BreakGlassReason::Other),
        words: long_text(),
        ..first.clone()
    };
    let again_at = "2026-11-23T15:30:00Z".parse().expect("samples are written with care");
    let limited = |phone| GlassPage { limit: Some(GlassLimit { again_at, phone }), ..first.clone() };
    let called = limited(Some("+1 555 0100, extension 4417, at night +1 555 0199".to_owned()));
    vec![("first", first.clone()), ("unclear", unclear), ("limit", limited(None)), ("limit-phone", called)]
}

pub fn days() -> Vec<(&'static str, AppointmentDay)> {
    let day = "2026-11-23".parse().expect("samples are written with care");
    let row = |patient: &str, status: &str| AppointmentRow {
        id: id("a-1"),
        start: Some(when("2026-11-23T15:30:00Z")),
        end: Some(when("2026-11-23T16:00:00Z")),
        status: status.to_owned(),
        patient: patient.to_owned(),
        with: vec!["Dr. Maja Lindqvist".to_owned(), "Riverside Clinic, Room 4".to_owned()],
    };
    let page = |appointments| AppointmentDay { day, appointments, is_truncated: false };
    let each =
        ["booked", "arrived", "cancelled", "noshow", "pending"].map(|status| row(LONGEST_NAME, status));
    let many = each.iter().cycle().take(60).cloned().collect();
    vec![
        ("none", page(Vec::new())),
        ("one", page(vec![row("Ana Reyes", "booked")])),
        ("many", AppointmentDay { is_truncated: true, ..page(many) }),
    ]
}
