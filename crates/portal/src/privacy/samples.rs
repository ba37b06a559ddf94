//! Sample views: nobody looked, one look, many with everything that can be said of one.

use portico_chart::ledger::{Ledger, LedgerLine, Who};
use portico_model::{BreakGlassReason, Category, Purpose, Relationship, Role};

use super::pages::{AskFault, AskPage, EyesPage, LedgerPage, Viewer};
use crate::look::samples::{LONGEST_NAME, instant};

pub fn ledgers() -> Vec<(&'static str, LedgerPage)> {
    let page = |lines, next| LedgerPage { ledger: Ledger { lines, next, ..Ledger::default() } };
    let mut troubled = page(lines(), Some(41));
    troubled.ledger.unreadable = 2;
    vec![("none", page(Vec::new(), None)), ("one", page(vec![treated()], None)), ("many", troubled)]
}

pub fn questions() -> Vec<(&'static str, AskPage)> {
    let key = "4f1c7a52-0000-4000-8000-000000000000".to_owned();
    let page = AskPage { line: treated(), key, question: String::new(), fault: None };
    let faulty = |fault| AskPage { line: emergency(), fault: Some(fault), ..page.clone() };
    vec![
        ("new", page.clone()),
        ("empty", faulty(AskFault::Words)),
        ("already", faulty(AskFault::AskedAlready)),
        ("today", faulty(AskFault::TooMany)),
    ]
}

pub fn eyes() -> Vec<(&'static str, EyesPage)> {
    let viewer = |segment: &str, name: &str, relationship| Viewer {
        segment: segment.to_owned(),
        name: name.to_owned(),
        relationship,
    };
    let many = EyesPage {
        viewers: vec![
            viewer("me~g.1", "Rosa Medina", Some(Relationship::Caregiver)),
            viewer("me~g.2", LONGEST_NAME, Some(Relationship::PowerOfAttorney)),
            viewer("me~c.dr", "Dr. Maja Lindqvist", None),
        ],
    };
    vec![("none", EyesPage::default()), ("many", many)]
}

fn lines() -> Vec<LedgerLine> {
    let refused = LedgerLine {
        outcome: "refused",
        action: "open_chart",
        categories: Vec::new(),
        reasons: vec!["policy-no-standing"],
        shown: Some(0),
        ..treated()
    };
    let nobody = LedgerLine { who: Who { name: None, ..treated().who }, ..treated() };
    let long = LedgerLine {
        who: Who {
            name: Some(LONGEST_NAME.to_owned()),
            role: Role::Patient,
            relationship: Some(Relationship::PowerOfAttorney),
            is_reader: false,
        },
        reasons: vec!["policy-proxy"],
        categories: Category::ALL.to_vec(),
        action: "download",
        withheld: Some(3),
        ..treated()
    };
    let own = LedgerLine {
        who: Who { is_reader: true, role: Role::Patient, ..treated().who },
        is_preview: true,
        ..treated()
    };
    let not_told = LedgerLine { rules: Vec::new(), shown: None, withheld: None, ..treated() };
    vec![treated(), emergency(), refused, nobody, long, own, not_told]
}

fn treated() -> LedgerLine {
    LedgerLine {
        number: 1041,
        at: instant("2026-11-22T20:14:00Z"),
        who: Who {
            name: Some("Dr. Maja Lindqvist".to_owned()),
            role: Role::Clinician,
            relationship: None,
            is_reader: false,
        },
        action: "read",
        outcome: "permitted",
        page: Some("labs".to_owned()),
        categories: vec![Category::Laboratory],
        purpose: Some(Purpose::Treatment),
        reasons: vec!["policy-care"],
        rules: vec!["clinician-reads-own-patients".to_owned()],
        shown: Some(12),
        withheld: Some(0),
        is_emergency: false,
        declared: None,
        is_preview: false,
    }
}

fn emergency() -> LedgerLine {
    LedgerLine {
        number: 1007,
        purpose: Some(Purpose::EmergencyTreatment),
        reasons: vec!["policy-break-glass"],
        rules: vec!["clinician-reads-in-an-emergency".to_owned()],
        declared: Some(BreakGlassReason::Emergency),
        is_emergency: true,
        ..treated()
    }
}
