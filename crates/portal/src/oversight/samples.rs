//! Sample questions, findings and alerts.

use portico_model::{Purpose, Relationship, Role};

use super::alerts::{AlertDetail, AlertList, AlertRow, State};
use super::looks::{Asked, AskedFault, Look, LookList, QuestionPage};
use crate::look::samples::{LONGEST_NAME, instant, long_text};

pub fn questions() -> Vec<(&'static str, QuestionPage)> {
    let asked = Asked { patient: "nobody@example.org".into(), ..Asked::default() };
    let of_person = Asked { actor: "x".repeat(200), ..Asked::default() };
    vec![
        ("plain", QuestionPage::default()),
        ("no-patient", QuestionPage { asked: asked.clone(), fault: Some(AskedFault::Patient) }),
        ("no-person", QuestionPage { asked: of_person, fault: Some(AskedFault::Actor) }),
        ("malformed", QuestionPage { asked, fault: Some(AskedFault::Malformed) }),
    ]
}

fn look() -> Look {
    Look {
        index: 4711,
        at: instant("2026-11-22T20:14:00Z"),
        actor: Some("0192f7e2-0000-7000-8000-000000000001".into()),
        name: Some("Dr. Maja Lindqvist".into()),
        role: Role::Clinician,
        acting_as: None,
        patient: Some("ana-reyes".into()),
        action: "read".into(),
        part: Some("labs".into()),
        purpose: Some(Purpose::Treatment),
        outcome: "permitted".into(),
        rules: vec!["care-team-uses-record".into()],
        reasons: vec!["policy-care".into()],
        reason: None,
        shown: 93,
        withheld: 0,
        times: 0,
        marks: Vec::new(),
        address: Some("198.51.100.7".into()),
        user_agent: "Firefox".into(),
    }
}

fn found(asked: Asked, looks: Vec<Look>) -> LookList {
    LookList {
        asked,
        looks,
        next: None,
        unreadable: 0,
        from: instant("2026-10-23T05:00:00Z"),
        to: instant("2026-11-22T23:04:00Z"),
    }
}

pub fn looks() -> Vec<(&'static str, LookList)> {
    let of_ana = Asked { patient: "ana-reyes".into(), ..Asked::default() };
    let of_person =
        Asked { actor: "lindqvist@example.org".into(), outcome: "refused".into(), ..Asked::default() };
    let refused = Look {
        outcome: "refused".into(),
        reasons: vec!["policy-no-standing".into()],
        reason: Some("policy-no-standing".into()),
        action: "open_chart".into(),
        part: None,
        shown: 0,
        marks: vec!["same_surname".into(), "same_address".into(), "colleague".into()],
        times: 4,
        ..look()
    };
    let proxy = Look {
        role: Role::Patient,
        name: None,
        acting_as: Some(Relationship::Parent),
        withheld: 2,
        reasons: vec!["policy-proxy".into(), "policy-age".into()],
        ..look()
    };
    let system = Look {
        actor: None,
        name: None,
        role: Role::System,
        patient: None,
        action: "something_newer".into(),
        outcome: "failed".into(),
        rules: Vec::new(),
        reasons: Vec::new(),
        address: None,
        ..look()
    };
    let longest = Look {
        name: Some(LONGEST_NAME.into()),
        patient: Some("x".repeat(255)),
        rules: vec!["rule-with-a-very-long-name".to_owned(); 6],
        ..look()
    };
    let many: Vec<Look> = (0..40).map(|n| Look { index: n, ..look() }).collect();
    vec![
        ("none", found(of_ana.clone(), Vec::new())),
        ("one", found(of_ana.clone(), vec![look()])),
        ("kinds", found(of_person, vec![refused, proxy, system, longest])),
        ("many", LookList { next: Some(0), unreadable: 2, ..found(of_ana, many) }),
    ]
}

fn alert(rule: &str, severity: &str, state: State) -> AlertRow {
    AlertRow {
        id: "8d0c2b5e-6f5a-5f0e-9b3d-1f7a0c5277aa".into(),
        rule: rule.into(),
        severity: severity.into(),
        state,
        account: Some("0192f7e2-0000-7000-8000-000000000001".into()),
        name: Some("Dr. Maja Lindqvist".into()),
        role: Some(Role::Clinician),
        patient: None,
        address: None,
        count: 40,
        began_at: instant("2026-11-22T19:20:00Z"),
        at: instant("2026-11-22T20:14:00Z"),
        first_entry: 4_000,
        last_entry: 4_711,
        case: None,
    }
}

pub fn alerts() -> Vec<(&'static str, AlertList)> {
    let one = alert("bulk-reading", "high", State::Open);
    let place = AlertRow {
        account: None,
        name: None,
        role: None,
        address: Some("198.51.100.7".into()),
        ..alert("failed-sign-ins-from-one-place", "high", State::Open)
    };
    let many = [
        one.clone(),
        place,
        AlertRow { patient: Some("ana-reyes".into()), ..alert("same-surname", "medium", State::Open) },
        alert("odd-hours", "low", State::Open),
        AlertRow { name: None, role: None, ..alert("a-rule-of-the-house", "low", State::Open) },
        AlertRow { name: Some(LONGEST_NAME.into()), ..alert("many-downloads", "high", State::Breach) },
        alert("log-export", "medium", State::Harmless),
    ];
    let next = Some("2026-11-22T20:14:00Z~8d0c2b5e-6f5a-5f0e-9b3d-1f7a0c5277aa".to_owned());
    vec![
        ("none", AlertList::default()),
        ("one", AlertList { alerts: vec![one], has_settled: false, next: None }),
        ("many", AlertList { alerts: many.to_vec(), has_settled: true, next }),
    ]
}

pub fn alert_details() -> Vec<(&'static str, AlertDetail)> {
    let open = AlertDetail {
        alert: AlertRow { patient: Some("ana-reyes".into()), ..alert("break-glass", "high", State::Open) },
        note: None,
        settled_by: None,
        settled_at: None,
    };
    let settled = AlertDetail {
        alert: AlertRow {
            case: Some("0192f7e2-0000-7000-8000-000000000009".into()),
            ..alert("same-address", "high", State::Breach)
        },
        note: Some(long_text()),
        settled_by: Some("Nadia Haddad".into()),
        settled_at: Some(instant("2026-11-22T22:00:00Z")),
    };
    let harmless = AlertDetail {
        alert: alert("colleague", "medium", State::Harmless),
        settled_by: None,
        note: Some("Ward round.".into()),
        ..settled.clone()
    };
    vec![("open", open), ("breach", settled), ("harmless", harmless)]
}
