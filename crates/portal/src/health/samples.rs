//! Sample health problems, allergies and vaccines.

use portico_chart::health::{
    Absence, AbsenceKind, Allergy, AllergyList, Condition, ConditionGroup, ConditionList, ConditionStatus,
    Criticality, Immunization, ImmunizationList, Reaction, VaccineSource, Verification,
};
use portico_chart::view::{Disclosure, Mark};

use crate::look::samples::{fresh, id, long_text, name, term, troubled, when};

pub fn condition(title: &str, status: ConditionStatus) -> Condition {
    Condition {
        id: id("c-1"),
        name: term(title),
        status,
        verification: Some(Verification::Confirmed),
        group: ConditionGroup::Active,
        mark: None,
        onset: Some(when("2019")),
        onset_text: None,
        ended: None,
        ended_text: None,
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
        verification: Some(Verification::Confirmed),
        mark: None,
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
        given_text: None,
        source: None,
        mark: match status {
            "not-done" => Some(Mark::NotGiven),
            "entered-in-error" => Some(Mark::EnteredInError),
            _ => None,
        },
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
        verification: Some(Verification::Provisional),
        mark: Some(Mark::Suspected),
        severity: Some(term("Moderate")),
        onset: None,
        onset_text: Some("Since childhood, worse in spring".into()),
        ..condition(
            "Chronic kidney disease stage 3 due to type 2 diabetes mellitus with hyperglycaemia, with long-term (current) use of insulin",
            Active,
        )
    };
    let past = [
        (Inactive, Mark::Inactive),
        (Resolved, Mark::Over),
        (EnteredInError, Mark::EnteredInError),
        (Unknown, Mark::StatusNotKnown),
        (Active, Mark::RuledOut),
    ]
    .map(|(status, mark)| Condition {
        ended: Some(when("2021-06")),
        mark: Some(mark),
        ..condition("Bronchitis", status)
    });
    let in_words = Condition { ended_text: Some("a few weeks".into()), ..condition("Shingles", Resolved) };
    let list = |active| ConditionList { active, ..ConditionList::default() };
    let several = Condition { mark: Some(Mark::OneOfSeveral), ..condition("Pulmonary embolism", Active) };
    let all_kinds = ConditionList {
        suspected: vec![several],
        unclear: vec![Condition { mark: Some(Mark::StatusNotKnown), ..condition("Anemia", Unknown) }],
        visit_diagnoses: vec![condition("Sore throat", Active)],
        concerns: vec![condition("Risk of falling", Active)],
        social: vec![condition("Part-time employment", Active)],
        past: [past.to_vec(), vec![in_words]].concat(),
        ..list(vec![longest; 6])
    };
    vec![
        ("empty", fresh(ConditionList::default())),
        ("unsure", troubled(ConditionList::default())),
        ("one", fresh(list(vec![condition("High blood pressure", Active)]))),
        ("longest", troubled(all_kinds)),
    ]
}

pub fn allergies() -> Vec<(&'static str, Disclosure<AllergyList>)> {
    let list = |allergies, says_none| AllergyList { allergies, says_none, none_of: Vec::new() };
    let kinds = [
        AbsenceKind::Medicines,
        AbsenceKind::Foods,
        AbsenceKind::Surroundings,
        AbsenceKind::Latex,
        AbsenceKind::Other,
    ];
    let absence = |kind| Absence { id: id("a-0"), kind, words: "No known allergy to bee venom".into() };
    let only_stated = AllergyList { none_of: kinds.map(absence).into(), ..list(Vec::new(), false) };
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
        verification: Some(Verification::Unconfirmed),
        mark: Some(Mark::Suspected),
        reactions: Vec::new(),
        kinds: Vec::new(),
        onset: None,
        notes: vec![long_text()],
        ..penicillin()
    };
    let grave_and_unsure = Allergy { mark: Some(Mark::Suspected), ..penicillin() };
    let old = Allergy {
        is_active: false,
        mark: Some(Mark::Inactive),
        reactions: vec![Reaction { manifestations: Vec::new(), severity: Some("moderate".into()) }],
        ..peanut.clone()
    };
    let refuted =
        Allergy { verification: Some(Verification::Refuted), mark: Some(Mark::RuledOut), ..unsure.clone() };
    vec![
        ("empty", fresh(list(Vec::new(), false))),
        ("unsure", troubled(list(Vec::new(), false))),
        ("none", fresh(list(Vec::new(), true))),
        ("none-of-some", fresh(only_stated)),
        ("one", fresh(list(vec![penicillin()], false))),
        (
            "longest",
            troubled(list(vec![penicillin(), grave_and_unsure, peanut, unsure, old, refuted], false)),
        ),
    ]
}

pub fn immunizations() -> Vec<(&'static str, Disclosure<ImmunizationList>)> {
    let sources = [
        VaccineSource::Recall,
        VaccineSource::Record,
        VaccineSource::Provider,
        VaccineSource::School,
        VaccineSource::Register,
        VaccineSource::Another { words: None },
        VaccineSource::Another { words: Some(term("Health department")) },
    ];
    let told = sources.map(|source| Immunization { source: Some(source), ..flu("completed") });
    let bare = Immunization {
        given: None,
        given_text: Some("as a child".into()),
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
        ("unsure", troubled(ImmunizationList { immunizations: Vec::new() })),
        ("one", fresh(ImmunizationList { immunizations: vec![flu("completed")] })),
        (
            "many",
            troubled(ImmunizationList {
                immunizations: [
                    vec![flu("completed"); 18],
                    told.to_vec(),
                    vec![bare, refused, flu("entered-in-error")],
                ]
                .concat(),
            }),
        ),
    ]
}
