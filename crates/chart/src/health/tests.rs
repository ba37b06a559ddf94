//! Where conditions, allergies and vaccines stand.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

use serde_json::{Value, json};

use super::*;
use crate::gateway::{Contents, built};
use crate::view::{Mark, Part};

fn with(mut resource: Value, change: Value) -> Value {
    resource.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    resource
}

fn condition(change: Value) -> Condition {
    let plain = json!({"resourceType": "Condition", "id": "c", "subject": {"reference": "Patient/ana"},
        "code": {"text": "Asthma"}});
    let Contents::Conditions(mut all) = built(Part::Conditions, &[with(plain, change)]) else {
        panic!("conditions")
    };
    all.remove(0).item
}

fn coded(code: &str) -> Value {
    json!({"coding": [{"code": code}]})
}

#[test]
fn now_is_only_what_somebody_has_now_and_for_sure() {
    use ConditionGroup as G;
    let active = |change: Value| with(json!({"clinicalStatus": coded("active")}), change);
    let sure = |code: &str| json!({"verificationStatus": coded(code)});
    let category = |code: &str| json!({"category": [coded(code)]});
    for (change, group, mark) in [
        (active(json!({})), G::Active, None),
        (active(sure("confirmed")), G::Active, None),
        (active(sure("refuted")), G::Past, Some(Mark::RuledOut)),
        (sure("refuted"), G::Past, Some(Mark::RuledOut)),
        (sure("entered-in-error"), G::Past, Some(Mark::EnteredInError)),
        (active(sure("differential")), G::Suspected, Some(Mark::OneOfSeveral)),
        (active(sure("provisional")), G::Suspected, Some(Mark::Suspected)),
        (active(sure("unconfirmed")), G::Suspected, Some(Mark::Suspected)),
        (
            active(json!({"verificationStatus": {"text": "under review"}})),
            G::Suspected,
            Some(Mark::StatusNotKnown),
        ),
        (active(json!({"verificationStatus": 7})), G::Suspected, Some(Mark::StatusNotKnown)),
        (json!({"clinicalStatus": {"text": "Resolved"}}), G::Past, Some(Mark::Over)),
        (json!({"clinicalStatus": "resolved"}), G::Past, Some(Mark::Over)),
        (json!({"clinicalStatus": [coded("active")]}), G::Active, None),
        (json!({"clinicalStatus": coded("413322009")}), G::Past, Some(Mark::Over)),
        (json!({"clinicalStatus": {"text": "see chart"}}), G::Unclear, Some(Mark::StatusNotKnown)),
        (json!({}), G::Unclear, Some(Mark::StatusNotKnown)),
        (json!({"abatementDateTime": "2020"}), G::Past, Some(Mark::Over)),
        (json!({"abatementString": "in spring"}), G::Past, Some(Mark::Over)),
        (json!({"abatementBoolean": false}), G::Unclear, Some(Mark::StatusNotKnown)),
        (active(json!({"abatementDateTime": "2020"})), G::Unclear, Some(Mark::StatusNotKnown)),
        (active(category("problem-list-item")), G::Active, None),
        (active(category("encounter-diagnosis")), G::VisitDiagnosis, None),
        (active(category("health-concern")), G::Concern, None),
        (active(category("sdoh")), G::Social, None),
        (active(json!({"code": {"text": "Part-time employment (finding)"}})), G::Social, None),
    ] {
        let condition = condition(change.clone());
        assert_eq!((condition.group, condition.mark), (group, mark), "{change}");
    }
}

fn allergies(changes: &[Value]) -> (Vec<Allergy>, Vec<AbsenceKind>) {
    let plain = json!({"resourceType": "AllergyIntolerance", "patient": {"reference": "Patient/ana"}});
    let all: Vec<Value> = changes
        .iter()
        .enumerate()
        .map(|(at, change)| with(with(plain.clone(), json!({"id": format!("a{at}")})), change.clone()))
        .collect();
    let Contents::Allergies { allergies, absences } = built(Part::Allergies, &all) else {
        panic!("allergies")
    };
    let stated = absences.iter().map(|own| own.item.kind);
    let stated = stated.filter(|kind| !absence::is_contradicted(*kind, &allergies)).collect();
    (allergies.into_iter().map(|own| own.item).collect(), stated)
}

#[test]
fn a_statement_of_absence_holds_only_while_it_stands() {
    let none = json!({"code": {"coding": [{"code": "716186003", "display": "No known allergy"}]}});
    let stated = |change: Value| {
        let (allergies, stated) = allergies(&[with(none.clone(), change)]);
        assert!(allergies.is_empty(), "an absence is no allergy");
        stated
    };
    assert_eq!(stated(json!({})), [AbsenceKind::Any]);
    assert_eq!(stated(json!({"verificationStatus": coded("confirmed")})), [AbsenceKind::Any]);
    for withdrawn in [
        json!({"verificationStatus": coded("entered-in-error")}),
        json!({"verificationStatus": coded("refuted")}),
        json!({"verificationStatus": coded("unconfirmed")}),
        json!({"verificationStatus": 7}),
        json!({"clinicalStatus": coded("inactive")}),
        json!({"clinicalStatus": {"text": "Resolved"}}),
    ] {
        assert_eq!(stated(withdrawn.clone()), [], "{withdrawn}");
    }
}

#[test]
fn an_absence_of_one_kind_is_none_of_all_and_no_allergy() {
    for (code, kind) in [
        (json!({"coding": [{"code": "409137002"}], "text": "NKDA"}), AbsenceKind::Medicines),
        (json!({"coding": [{"code": "429625007"}]}), AbsenceKind::Foods),
        (json!({"coding": [{"code": "428607008"}]}), AbsenceKind::Surroundings),
        (json!({"coding": [{"code": "1003774007"}]}), AbsenceKind::Latex),
        (json!({"text": "No known latex allergy (situation)"}), AbsenceKind::Latex),
    ] {
        assert_eq!(allergies(&[json!({"code": code})]).1, [kind], "{code}");
    }
    let unasked = json!({"code": {"coding": [{"code": "no-allergy-info"}]}});
    let (listed, stated) = allergies(&[unasked]);
    assert!(listed.is_empty() && stated.is_empty());
}

#[test]
fn an_allergy_that_is_there_speaks_against_a_statement_that_there_is_none() {
    let none = json!({"code": {"coding": [{"code": "716186003"}]}});
    let penicillin = json!({"code": {"text": "Penicillin"}});
    let refuted = with(penicillin.clone(), json!({"verificationStatus": coded("refuted")}));
    assert_eq!(allergies(&[none.clone(), penicillin]).1, []);
    assert_eq!(allergies(&[none, refuted]).1, [AbsenceKind::Any]);
    let named = json!({"code": {"coding": [{"code": "716186003"}], "text": "Penicillin"}});
    assert_eq!(allergies(&[named]).0.len(), 1, "a name beside the code is never lost");
}

#[test]
fn an_allergy_has_its_status_in_words_too() {
    let one = |change: Value| allergies(&[with(json!({"code": {"text": "Nuts"}}), change)]).0.remove(0);
    let words =
        one(json!({"clinicalStatus": {"text": "Inactive"}, "verificationStatus": {"text": "Refuted"}}));
    assert!(!words.is_active && !words.is_current());
    assert_eq!(words.mark, Some(Mark::RuledOut));
    let open = one(json!({"clinicalStatus": {"text": "as before"}}));
    assert!(!open.is_active && open.is_current(), "what is not known is not hidden");
    assert_eq!(open.mark, Some(Mark::StatusNotKnown));
    assert!(one(json!({})).is_active);
}

#[test]
fn a_vaccine_tells_when_and_from_whom_in_whatever_form_it_is_known() {
    let plain = json!({"resourceType": "Immunization", "id": "i", "patient": {"reference": "Patient/ana"},
        "status": "completed", "vaccineCode": {"text": "MMR"}});
    let vaccine = |change: Value| {
        let Contents::Immunizations(mut all) = built(Part::Immunizations, &[with(plain.clone(), change)])
        else {
            panic!("vaccines")
        };
        all.remove(0).item
    };
    let told = vaccine(
        json!({"occurrenceString": "as a child", "primarySource": false, "reportOrigin": coded("recall")}),
    );
    assert_eq!(told.given_text.as_deref(), Some("as a child"));
    assert_eq!(told.source, Some(VaccineSource::Recall));
    let another = vaccine(json!({"primarySource": false}));
    assert_eq!(another.source, Some(VaccineSource::Another { words: None }));
    assert_eq!(vaccine(json!({"status": "not-done"})).mark, Some(Mark::NotGiven));
}
