//! Sample pages of sign-up.

use super::pages::{
    AccountRow, CodePage, HelpPage, HelpTrouble, InvitedPage, MadeCode, SignUpPage, SignUpTrouble,
};
use crate::look::samples::{LONGEST_NAME, instant};

pub fn begins() -> Vec<(&'static str, SignUpPage)> {
    let typed = |trouble| SignUpPage {
        code: "K7MQ-4T9X-2RWD".into(),
        name: LONGEST_NAME.into(),
        born: "2011-03-04".into(),
        email: "luz.reyes@example.org".into(),
        phone: "555-0177".into(),
        trouble: Some(trouble),
        csrf: String::new(),
    };
    vec![
        ("empty", SignUpPage::default()),
        ("no-match", typed(SignUpTrouble::NoMatch)),
        ("no-email", typed(SignUpTrouble::NoEmail)),
        ("has-account", typed(SignUpTrouble::HasAccount)),
        ("too-young", typed(SignUpTrouble::TooYoung)),
        ("guardians-email", typed(SignUpTrouble::GuardiansEmail)),
        ("guardians-phone", typed(SignUpTrouble::GuardiansPhone)),
        ("guardians-device", typed(SignUpTrouble::GuardiansDevice)),
        ("wait", typed(SignUpTrouble::Wait { minutes: 2 })),
        ("unavailable", typed(SignUpTrouble::Unavailable)),
    ]
}

pub fn codes() -> Vec<(&'static str, CodePage)> {
    let page = |trouble| CodePage { trouble: Some(trouble), ..CodePage::default() };
    vec![
        ("empty", CodePage::default()),
        ("wrong", page(SignUpTrouble::WrongMailCode)),
        ("over", page(SignUpTrouble::Over)),
        ("short", page(SignUpTrouble::PasswordTooShort)),
        ("long", page(SignUpTrouble::PasswordTooLong)),
        ("common", page(SignUpTrouble::PasswordTooCommon)),
        ("repetitive", page(SignUpTrouble::PasswordRepetitive)),
        ("personal", page(SignUpTrouble::PasswordPersonal)),
    ]
}

pub fn invited() -> Vec<(&'static str, InvitedPage)> {
    let page = |trouble| InvitedPage { token: "x".into(), trouble, ..InvitedPage::default() };
    vec![
        ("empty", page(None)),
        ("adults", page(Some(SignUpTrouble::AdultsOnly))),
        ("name", InvitedPage { name: LONGEST_NAME.into(), ..page(Some(SignUpTrouble::NameMissing)) }),
        ("over", page(Some(SignUpTrouble::Over))),
        ("has-account", page(Some(SignUpTrouble::HasAccount))),
    ]
}

pub fn help() -> Vec<(&'static str, HelpPage)> {
    let row = AccountRow {
        name: "Ana Reyes".into(),
        email: "ana.reyes@example.org".into(),
        is_active: true,
        has_own_record: true,
        has_second_factor: true,
        created_at: instant("2025-01-04T17:00:00Z"),
    };
    let suspended = AccountRow {
        name: LONGEST_NAME.into(),
        is_active: false,
        has_own_record: false,
        has_second_factor: false,
        ..row.clone()
    };
    let made = MadeCode {
        patient: "p-77".parse().expect("samples are written with care"),
        sent_to: Some("a…@example.org".into()),
        code: None,
        expires_at: instant("2026-12-06T17:00:00Z"),
    };
    let by_hand = MadeCode { sent_to: None, code: Some("K7MQ-4T9X-2RWD".into()), ..made.clone() };
    let found =
        |row| HelpPage { email: "ana.reyes@example.org".into(), found: Some(row), ..HelpPage::default() };
    let trouble = |trouble| HelpPage { trouble: Some(trouble), ..HelpPage::default() };
    vec![
        ("empty", HelpPage::default()),
        ("found", found(row)),
        ("suspended", found(suspended)),
        ("made", HelpPage { made: Some(made), ..HelpPage::default() }),
        ("by-hand", HelpPage { made: Some(by_hand), ..HelpPage::default() }),
        ("no-record", trouble(HelpTrouble::NoRecord)),
        ("not-in-use", trouble(HelpTrouble::NotInUse)),
        ("not-found", trouble(HelpTrouble::NotFound)),
        ("no-email", trouble(HelpTrouble::NoEmail)),
        ("no-patient", trouble(HelpTrouble::NoPatient)),
        ("has-account", trouble(HelpTrouble::HasAccount)),
    ]
}
