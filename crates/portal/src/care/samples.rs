//! Sample care plans, care teams and profiles.

use portico_chart::care::{
    Activity, CarePlan, CarePlanList, CareTeamMember, CareTeamView, ContactWay, CoverageCard,
    EmergencyContact, FactKind, Goal, GoalTarget, OtherName, PatientNumber, Profile, ProfileFact,
};
use portico_chart::view::Disclosure;
use portico_model::Sensitivities;

use super::MovedRecord;
use crate::look::samples::{LONGEST_NAME, fresh, id, long_text, name, term, troubled, when};

fn plan(status: &str) -> CarePlan {
    let activity =
        |text: &str, status: Option<&str>| Activity { text: term(text), status: status.map(str::to_owned) };
    CarePlan {
        id: id("cp-1"),
        title: term("Lower your blood pressure"),
        status: status.into(),
        start: Some(when("2025-03")),
        end: Some(when("2026-12-31")),
        description: Some("We want your blood pressure below 130/80 by the end of the year.".into()),
        narrative_html: None,
        activities: vec![
            activity("Walk 30 minutes a day", Some("in-progress")),
            activity("Less salt", None),
            activity("Blood pressure diary", Some("completed")),
            activity("Dietitian", Some("scheduled")),
            activity("Stress class", Some("stopped")),
        ],
        addresses: vec![term("High blood pressure")],
    }
}

fn goal(status: &str) -> Goal {
    Goal {
        id: id("g-1"),
        text: term("Blood pressure below 130/80"),
        status: status.into(),
        achievement: Some(term("Improving")),
        start: Some(when("2025-03")),
        targets: vec![GoalTarget {
            measure: Some(term("Blood pressure")),
            text: Some("below 130/80".into()),
            due: Some(when("2026-12-31")),
        }],
    }
}

pub fn plans() -> Vec<(&'static str, Disclosure<CarePlanList>)> {
    let told = CarePlan {
        activities: Vec::new(),
        description: None,
        narrative_html: Some("<p>Eat well, <b>move</b> more.</p>".into()),
        ..plan("draft")
    };
    let states = ["on-hold", "completed", "revoked", "entered-in-error", "???"];
    let mut many = vec![
        plan("active"),
        told,
        CarePlan { title: term(&long_text()), start: None, end: None, ..plan("active") },
    ];
    many.extend(states.map(plan));
    vec![
        ("empty", fresh(CarePlanList { plans: Vec::new(), goals: Vec::new() })),
        ("one", fresh(CarePlanList { plans: vec![plan("active")], goals: vec![goal("active")] })),
        (
            "longest",
            troubled(CarePlanList {
                plans: many,
                goals: vec![
                    goal("active"),
                    goal("completed"),
                    Goal { targets: Vec::new(), achievement: None, ..goal("proposed") },
                ],
            }),
        ),
    ]
}

fn doctor() -> CareTeamMember {
    CareTeamMember {
        name: "Dr. Maja Lindqvist".into(),
        practitioner: Some(id("p-1")),
        role: Some(term("Primary care physician")),
        specialty: Some(term("Family medicine")),
        npi: Some("1234567893".into()),
        phone: Some("(555) 010-4400".into()),
        organization: name("Riverside Clinic"),
        organization_id: Some(id("riverside-clinic")),
        is_lay: false,
    }
}

pub fn team() -> Vec<(&'static str, Disclosure<CareTeamView>)> {
    let nurse = CareTeamMember {
        name: "Nurse Adaeze Okafor".into(),
        role: Some(term("Nurse")),
        specialty: None,
        npi: None,
        ..doctor()
    };
    let mother = CareTeamMember {
        name: LONGEST_NAME.into(),
        practitioner: None,
        role: Some(term("Mother")),
        specialty: None,
        npi: None,
        phone: None,
        organization: None,
        organization_id: None,
        is_lay: true,
    };
    vec![
        ("empty", fresh(CareTeamView { members: Vec::new() })),
        ("some", fresh(CareTeamView { members: vec![doctor(), nurse.clone()] })),
        ("longest", troubled(CareTeamView { members: vec![doctor(), nurse, mother] })),
    ]
}

fn fact(kind: FactKind, words: &[&str]) -> ProfileFact {
    let words = words.iter().map(|words| term(words)).collect();
    ProfileFact { kind, words, labels: Sensitivities::NONE }
}

fn profile() -> Profile {
    let way = |value: &str, kind: &str| ContactWay { value: value.into(), kind: Some(kind.into()) };
    Profile {
        name: "Ana Reyes".into(),
        other_names: vec![
            OtherName { name: "Ana Castillo".into(), kind: Some("maiden".into()) },
            OtherName { name: "Anita".into(), kind: Some("nickname".into()) },
        ],
        family_names: Vec::new(),
        given: Some("Ana".into()),
        born: Some(when("1984-05-19")),
        age_years: Some(42),
        administrative_gender: Some("female".into()),
        birth_sex: Some("F".into()),
        gender_identity: None,
        pronouns: Some("she/her".into()),
        more: vec![
            fact(FactKind::Race, &["White", "Asian"]),
            fact(FactKind::Ethnicity, &["Hispanic or Latino"]),
            fact(FactKind::InterpreterNeeded, &["No"]),
        ],
        unnamed_extensions: 2,
        is_deceased: false,
        languages: vec![term("Spanish"), term("English")],
        marital_status: Some(term("Married")),
        addresses: vec!["14 Mill Lane, Riverside, IL 60546".into()],
        phones: vec![
            way("(555) 010-2231", "mobile"),
            way("(555) 010-8800", "work"),
            way("(555) 010-1200", "home"),
        ],
        emails: vec![way("ana.reyes@example.org", "home")],
        emergency_contacts: vec![EmergencyContact {
            name: "Luis Reyes".into(),
            relationship: Some(term("Spouse")),
            phone: Some("(555) 010-2232".into()),
        }],
        general_practitioners: vec!["Dr. Maja Lindqvist".into()],
        identifiers: vec![PatientNumber { kind: "Medical record number".into(), value: "RH-004412".into() }],
        coverages: vec![
            CoverageCard {
                payer: "Prairie Mutual".into(),
                plan: Some("Family Plus".into()),
                member_number: Some("PM 88 1204".into()),
                status: "active".into(),
                start: "2024-01-01".parse().ok(),
                end: None,
            },
            CoverageCard {
                payer: "Old Lakes".into(),
                plan: None,
                member_number: None,
                status: "cancelled".into(),
                start: None,
                end: "2023-12-31".parse().ok(),
            },
        ],
    }
}

pub fn profiles() -> Vec<(&'static str, Disclosure<Profile>)> {
    let bare = Profile {
        name: LONGEST_NAME.into(),
        other_names: Vec::new(),
        born: Some(when("1931")),
        age_years: None,
        administrative_gender: Some("unknown".into()),
        birth_sex: None,
        pronouns: None,
        gender_identity: Some("Two-Spirit".into()),
        more: [
            FactKind::TribalAffiliation,
            FactKind::Sex,
            FactKind::RecordedSex,
            FactKind::SexForClinicalUse,
            FactKind::Religion,
            FactKind::Nationality,
            FactKind::Citizenship,
            FactKind::Disability,
            FactKind::BirthPlace,
        ]
        .map(|kind| fact(kind, &[LONGEST_NAME]))
        .into(),
        unnamed_extensions: 1,
        is_deceased: true,
        languages: Vec::new(),
        marital_status: None,
        addresses: Vec::new(),
        phones: Vec::new(),
        emails: Vec::new(),
        emergency_contacts: Vec::new(),
        general_practitioners: Vec::new(),
        identifiers: Vec::new(),
        coverages: Vec::new(),
        ..profile()
    };
    vec![("full", fresh(profile())), ("bare", troubled(bare))]
}

pub fn moved() -> Vec<(&'static str, MovedRecord)> {
    let kept = |id: &str| id.parse().ok();
    vec![
        ("led-on", MovedRecord { kept: kept("p-77") }),
        ("longest", MovedRecord { kept: kept(&"x".repeat(255)) }),
        ("ask", MovedRecord { kept: None }),
    ]
}
