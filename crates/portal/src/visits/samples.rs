//! Sample visits.

use portico_chart::view::{Disclosure, Mark};
use portico_chart::visits::{Appointment, Diagnosis, Visit, VisitDetail, VisitKind, VisitList, VisitStatus};

use crate::look::samples::{LONGEST_NAME, fresh, id, keyed, long_text, name, term, troubled, when};

pub fn visit(kind: VisitKind, status: VisitStatus) -> Visit {
    Visit {
        id: id("e-1"),
        kind,
        name: term("Follow-up visit"),
        has_name: true,
        status,
        start: Some(when("2026-03-03T15:40:00Z")),
        end: Some(when("2026-03-03T16:05:00Z")),
        clinicians: vec!["Dr. Maja Lindqvist".into()],
        place: name("Riverside Clinic, Room 4"),
        reasons: vec![term("High blood pressure")],
    }
}

pub fn appointment() -> Appointment {
    Appointment {
        id: id("ap-1"),
        name: term("Family medicine"),
        start: Some(when("2026-11-26T15:40:00Z")),
        end: Some(when("2026-11-26T16:00:00Z")),
        status: "booked".into(),
        with: vec!["Dr. Maja Lindqvist".into()],
        place: name("Riverside Clinic, Room 4"),
        instructions: Some("Please bring your blood pressure diary.".into()),
    }
}

fn longest() -> Visit {
    Visit {
        name: term(
            "Comprehensive multidisciplinary rehabilitation assessment with family conference and interpreter",
        ),
        clinicians: vec![LONGEST_NAME.into(), "Nurse Okafor".into(), "Dr. Ito".into()],
        start: None,
        end: None,
        ..visit(VisitKind::Hospital, VisitStatus::InProgress)
    }
}

pub fn lists() -> Vec<(&'static str, Disclosure<VisitList>)> {
    let kinds = [
        VisitKind::Office,
        VisitKind::Emergency,
        VisitKind::Hospital,
        VisitKind::Video,
        VisitKind::Home,
        VisitKind::Other,
    ];
    let states =
        [VisitStatus::Planned, VisitStatus::Cancelled, VisitStatus::EnteredInError, VisitStatus::Unknown];
    let mut many: Vec<Visit> = kinds.map(|kind| visit(kind, VisitStatus::Finished)).into();
    many.extend(
        states.map(|status| Visit { start: Some(when("2019-05")), ..visit(VisitKind::Office, status) }),
    );
    let bare = Visit {
        name: keyed("", "visit-office"),
        has_name: false,
        ..visit(VisitKind::Office, VisitStatus::Finished)
    };
    many.push(bare);
    many.push(longest());
    vec![
        ("empty", fresh(VisitList { upcoming: Vec::new(), visits: Vec::new() })),
        ("unsure", troubled(VisitList { upcoming: Vec::new(), visits: Vec::new() })),
        (
            "one",
            fresh(VisitList {
                upcoming: vec![appointment()],
                visits: vec![visit(VisitKind::Office, VisitStatus::Finished)],
            }),
        ),
        ("longest", troubled(VisitList { upcoming: vec![appointment()], visits: many })),
    ]
}

pub fn details() -> Vec<(&'static str, Disclosure<VisitDetail>)> {
    let bare = |visit: Visit| VisitDetail {
        visit,
        diagnoses: Vec::new(),
        notes: Vec::new(),
        results: Vec::new(),
        reports: Vec::new(),
    };
    let panels = crate::labs::samples::panels().into_iter().map(|(_, panel)| panel.content.panel).collect();
    let full = VisitDetail {
        diagnoses: vec![
            Diagnosis { name: term("High blood pressure"), mark: None },
            Diagnosis { name: term(&long_text()), mark: Some(Mark::RuledOut) },
        ],
        notes: vec![crate::documents::samples::note()],
        results: panels,
        reports: vec![crate::documents::samples::report()],
        ..bare(visit(VisitKind::Office, VisitStatus::Finished))
    };
    vec![
        (
            "empty",
            fresh(bare(Visit { reasons: Vec::new(), ..visit(VisitKind::Video, VisitStatus::Finished) })),
        ),
        ("full", fresh(full)),
        ("longest", troubled(bare(longest()))),
    ]
}
