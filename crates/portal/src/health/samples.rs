//! Sample health problems, allergies and vaccines.

use portico_chart::health::{
    Allergy, AllergyList, Condition, ConditionList, ConditionStatus, Criticality, Immunization,
    ImmunizationList, Reaction,
};
use portico_chart::view::Disclosure;

use crate::look::samples::{fresh, id, long_text, name, term, troubled, when};

pub fn condition(title: &str, status: ConditionStatus) -> Condition {
    Condition {
        id: id("c-1"),
        name: term(title),
        status,
        verification: Some("confirmed".into()),
        onset: Some(when("2019")),
        onset_text: None,
        ended: None,
        recorded: Some(when("2019-04-02")),
        severity: None,
        notes: Vec::new(),
    }
}

pub fn penicillin() -> Allergy {
    Allergy {
        id: id("a-1"),
        name: term("Penicillin"),
        is_active: true,
        criticality: Some(Criticality::High),
        verification: Some("confirmed".into()),
        kinds: vec!["medication".into()],
        reactions: vec![Reaction {
            manifestations: vec![term("Hives"), term("Swelling of the face")],
            severity: Some("severe".into()),
        }],
        onset: Some(when("1998-05")),
        notes: Vec::new(),
    }
}

fn flu(status: &str) -> Immunization {
    Immunization {
        id: id("i-1"),
        name: term("Influenza, seasonal, injectable, preservative free"),
        given: Some(when("2026-10-03")),
        status: status.into(),
        not_done_reason: None,
        dose: Some("1".into()),
        lot_number: Some("FL-2271".into()),
        site: Some(term("Left upper arm")),
        given_by: name("Nurse Okafor"),
        place: name("Riverside Clinic"),
    }
}

pub fn conditions() -> Vec<(&'static str, Disclosure<ConditionList>)> {
    use ConditionStatus::{Active, EnteredInError, Inactive, Resolved, Unknown};
    let longest = Condition {
        notes: vec![long_text()],
        verification: Some("provisional".into()),
        severity: Some(term("Moderate")),
        onset: None,
        onset_text: Some("Since childhood, worse in spring".into()),
        ..condition(
            "Chronic kidney disease stage 3 due to type 2 diabetes mellitus with hyperglycaemia, with long-term (current) use of insulin",
            Active,
        )
    };
    let past = [Inactive, Resolved, EnteredInError, Unknown]
        .map(|status| Condition { ended: Some(when("2021-06")), ..condition("Bronchitis", status) });
    vec![
        ("empty", fresh(ConditionList { active: Vec::new(), past: Vec::new() })),
        (
            "one",
            fresh(ConditionList { active: vec![condition("High blood pressure", Active)], past: Vec::new() }),
        ),
        ("longest", troubled(ConditionList { active: vec![longest; 6], past: past.into() })),
    ]
}

pub fn allergies() -> Vec<(&'static str, Disclosure<AllergyList>)> {
    let list = |allergies, says_none| AllergyList { allergies, says_none };
    let peanut = Allergy {
        name: term("Peanut"),
        criticality: Some(Criticality::Low),
        kinds: vec!["food".into(), "environment".into(), "biologic".into()],
        reactions: vec![Reaction { manifestations: vec![term("Itching")], severity: Some("mild".into()) }],
        ..penicillin()
    };
    let unsure = Allergy {
        name: term("Latex"),
        criticality: None,
        verification: Some("unconfirmed".into()),
        reactions: Vec::new(),
        kinds: Vec::new(),
        onset: None,
        notes: vec![long_text()],
        ..penicillin()
    };
    let old = Allergy {
        is_active: false,
        reactions: vec![Reaction { manifestations: Vec::new(), severity: Some("moderate".into()) }],
        ..peanut.clone()
    };
    let refuted = Allergy { verification: Some("refuted".into()), ..unsure.clone() };
    vec![
        ("empty", fresh(list(Vec::new(), false))),
        ("none", fresh(list(Vec::new(), true))),
        ("one", fresh(list(vec![penicillin()], false))),
        ("longest", troubled(list(vec![penicillin(), peanut, unsure, old, refuted], false))),
    ]
}

pub fn immunizations() -> Vec<(&'static str, Disclosure<ImmunizationList>)> {
    let bare = Immunization {
        given: None,
        dose: None,
        lot_number: None,
        site: None,
        given_by: None,
        place: None,
        ..flu("completed")
    };
    let refused = Immunization { not_done_reason: Some(term("Patient objection")), ..flu("not-done") };
    vec![
        ("empty", fresh(ImmunizationList { immunizations: Vec::new() })),
        ("one", fresh(ImmunizationList { immunizations: vec![flu("completed")] })),
        (
            "many",
            troubled(ImmunizationList {
                immunizations: [vec![flu("completed"); 18], vec![bare, refused, flu("entered-in-error")]]
                    .concat(),
            }),
        ),
    ]
}
