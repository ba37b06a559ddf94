//! What has no page of its own: labels, groups, and what stands elsewhere.

use super::*;
use crate::labs::LabValue;
use crate::other::{OtherItem, OtherKind};
use crate::view::Mark;

/// One of each kind, labelled by its code; some kinds in several ways.
pub(super) fn samples() -> Vec<(OtherKind, Value)> {
    let observation = |category_code: &str| json!({"resourceType": "Observation", "category": category(category_code), "code": hiv()});
    let medicine = |kind: &str| json!({"resourceType": kind, "medicationCodeableConcept": hiv()});
    vec![
        (OtherKind::SocialHistory, observation("social-history")),
        (OtherKind::Surveys, observation("survey")),
        (OtherKind::Findings, observation("exam")),
        (OtherKind::Procedures, json!({"resourceType": "Procedure", "code": hiv(), "bodySite": [hiv()]})),
        (OtherKind::Devices, json!({"resourceType": "Device", "type": hiv()})),
        (
            OtherKind::DevicesUsed,
            json!({"resourceType": "DeviceUseStatement", "device": {"reference": "#d", "display": "HIV test"},
            "contained": [{"resourceType": "Device", "id": "d", "type": hiv()}]}),
        ),
        (
            OtherKind::FamilyHistory,
            json!({"resourceType": "FamilyMemberHistory", "relationship": {"text": "Father"},
            "condition": [{"code": hiv()}]}),
        ),
        (
            OtherKind::Forms,
            json!({"resourceType": "QuestionnaireResponse", "item": [{"linkId": "1", "text": "What is known?",
            "answer": [{"valueCoding": hiv()["coding"][0]}]}]}),
        ),
        (OtherKind::Orders, json!({"resourceType": "ServiceRequest", "code": hiv(), "category": [hiv()]})),
        (OtherKind::MedicinesTold, medicine("MedicationStatement")),
        (OtherKind::MedicinesGiven, medicine("MedicationAdministration")),
        (OtherKind::AdverseEvents, json!({"resourceType": "AdverseEvent", "event": hiv()})),
        (OtherKind::Alerts, json!({"resourceType": "Flag", "code": hiv(), "category": [hiv()]})),
        (
            OtherKind::VaccineForecasts,
            json!({"resourceType": "ImmunizationRecommendation", "recommendation": [{"vaccineCode": [hiv()]}]}),
        ),
        (OtherKind::Risks, json!({"resourceType": "RiskAssessment", "prediction": [{"outcome": hiv()}]})),
        (OtherKind::Assessments, json!({"resourceType": "ClinicalImpression", "code": hiv()})),
        (OtherKind::ImagingStudies, json!({"resourceType": "ImagingStudy", "procedureCode": [hiv()]})),
        (OtherKind::Pictures, json!({"resourceType": "Media", "modality": hiv()})),
        (OtherKind::Specimens, json!({"resourceType": "Specimen", "type": hiv()})),
        (OtherKind::Diets, json!({"resourceType": "NutritionOrder", "oralDiet": {"type": [hiv()]}})),
        (
            OtherKind::Glasses,
            json!({"resourceType": "VisionPrescription", "lensSpecification": [{"product": hiv()}]}),
        ),
        (
            OtherKind::Supplies,
            json!({"resourceType": "SupplyDelivery", "suppliedItem": {"itemCodeableConcept": hiv()}}),
        ),
        (OtherKind::Episodes, json!({"resourceType": "EpisodeOfCare", "type": [hiv()]})),
        (OtherKind::Messages, json!({"resourceType": "Communication", "topic": hiv()})),
        (OtherKind::RelatedPeople, json!({"resourceType": "RelatedPerson", "relationship": [hiv()]})),
    ]
}

/// One of each kind with words in every place that is shown.
pub(super) fn in_words() -> Vec<(OtherKind, Value)> {
    let words = |text: &str| json!({"text": text});
    let named = |name: &str| json!({"display": name});
    let amount = json!({"value": 5, "unit": "mg"});
    let note = json!([{"text": "as told"}]);
    vec![
        (
            OtherKind::Surveys,
            json!({"resourceType": "Observation", "category": category("survey"), "code": words("Mood"),
            "valueString": "fine", "note": note, "performer": [named("Nurse")], "method": words("asked"),
            "component": [{"code": words("sleep"), "valueString": "well"}]}),
        ),
        (
            OtherKind::Procedures,
            json!({"resourceType": "Procedure", "code": words("Colonoscopy"), "statusReason": words("was ill"),
            "performedString": "as a child", "bodySite": [words("colon")], "outcome": words("well"), "note": note,
            "complication": [words("none")], "followUp": [words("rest")], "location": named("House two"),
            "performer": [{"actor": named("Dr. P")}], "reasonCode": [words("cough")]}),
        ),
        (
            OtherKind::Devices,
            json!({"resourceType": "Device", "type": words("Pacemaker"), "deviceName": [{"name": "Azure"}],
            "manufacturer": "Maker", "modelNumber": "M 1", "serialNumber": "S 1", "lotNumber": "L 1",
            "distinctIdentifier": "T 1", "udiCarrier": [{"carrierHRF": "U 1"}], "note": note}),
        ),
        (
            OtherKind::DevicesUsed,
            json!({"resourceType": "DeviceUseStatement", "device": named("Crutches"), "source": named("Mother"),
            "bodySite": words("leg"), "note": note}),
        ),
        (
            OtherKind::FamilyHistory,
            json!({"resourceType": "FamilyMemberHistory", "relationship": words("Father"), "name": "Karl",
            "ageString": "old", "deceasedString": "long ago", "note": note,
            "condition": [{"code": words("Gout"), "outcome": words("well"), "onsetString": "late", "note": note}]}),
        ),
        (
            OtherKind::Forms,
            json!({"resourceType": "QuestionnaireResponse", "source": named("Mother"), "item": [{"text": "Group",
            "item": [{"text": "How are you?", "answer": [{"valueString": "well"}]},
                {"text": "And you?", "answer": [{"valueCoding": {"display": "fine"}}]},
                {"text": "Paper?", "answer": [{"valueAttachment": {"title": "a paper"}}]}]}]}),
        ),
        (
            OtherKind::Orders,
            json!({"resourceType": "ServiceRequest", "code": words("X-ray"), "category": [words("imaging")],
            "orderDetail": [words("lying")], "requester": named("Dr. O"), "performer": [named("House two")],
            "bodySite": [words("chest")], "patientInstruction": "come early", "note": note}),
        ),
        (
            OtherKind::MedicinesTold,
            json!({"resourceType": "MedicationStatement", "medicationCodeableConcept": words("Tea"),
            "statusReason": [words("tastes bad")], "informationSource": named("Mother"),
            "dosage": [{"text": "one cup"}], "note": note}),
        ),
        (
            OtherKind::MedicinesGiven,
            json!({"resourceType": "MedicationAdministration", "medicationReference": named("Fluid"),
            "statusReason": [words("was out")], "performer": [{"actor": named("Nurse")}],
            "dosage": {"text": "slowly", "route": words("by vein"), "dose": amount}, "note": note}),
        ),
        (
            OtherKind::AdverseEvents,
            json!({"resourceType": "AdverseEvent", "event": words("Fall"), "seriousness": words("not serious"),
            "severity": words("mild"), "outcome": words("well"), "recorder": named("Nurse")}),
        ),
        (
            OtherKind::Alerts,
            json!({"resourceType": "Flag", "code": words("May fall"), "category": [words("safety")],
            "author": named("Nurse")}),
        ),
        (
            OtherKind::VaccineForecasts,
            json!({"resourceType": "ImmunizationRecommendation", "authority": named("State"), "recommendation": [{
            "vaccineCode": [words("Tetanus")], "forecastStatus": words("due"), "description": "soon",
            "contraindicatedVaccineCode": [words("Measles")]}]}),
        ),
        (
            OtherKind::Risks,
            json!({"resourceType": "RiskAssessment", "code": words("Heart score"), "method": words("by table"),
            "performer": named("Dr. R"), "mitigation": "walk more", "note": note,
            "prediction": [{"outcome": words("Stroke"), "qualitativeRisk": words("low"), "rationale": "young"}]}),
        ),
        (
            OtherKind::Assessments,
            json!({"resourceType": "ClinicalImpression", "code": words("Review"), "description": "of the week",
            "summary": "better", "assessor": named("Dr. A"), "finding": [{"itemCodeableConcept": words("calm"),
            "basis": "seen"}], "prognosisCodeableConcept": [words("good")], "statusReason": words("done"), "note": note}),
        ),
        (
            OtherKind::ImagingStudies,
            json!({"resourceType": "ImagingStudy", "procedureCode": [words("Chest film")], "description": "two views",
            "modality": [{"display": "film"}], "referrer": named("Dr. I"), "location": named("House two"),
            "series": [{"description": "first", "bodySite": {"display": "chest"}}], "note": note}),
        ),
        (
            OtherKind::Pictures,
            json!({"resourceType": "Media", "modality": words("Photograph"), "content": {"title": "a toe"},
            "bodySite": words("toe"), "deviceName": "Camera", "operator": named("Nurse"), "note": note}),
        ),
        (
            OtherKind::Specimens,
            json!({"resourceType": "Specimen", "type": words("Blood"), "note": note, "collection": {
            "collector": named("Nurse"), "method": words("by needle"), "bodySite": words("arm")}}),
        ),
        (
            OtherKind::Diets,
            json!({"resourceType": "NutritionOrder", "orderer": named("Dr. N"), "note": note,
            "oralDiet": {"type": [words("Soft"), words("Salt-free")], "instruction": "slowly"},
            "supplement": [{"type": words("Drink"), "productName": "Shake", "instruction": "cold"}],
            "enteralFormula": {"baseFormulaType": words("Milk"), "baseFormulaProductName": "Milk two",
                "administrationInstruction": "warm"},
            "foodPreferenceModifier": [words("kosher")], "excludeFoodModifier": [words("nuts")]}),
        ),
        (
            OtherKind::Glasses,
            json!({"resourceType": "VisionPrescription", "prescriber": named("Dr. G"), "lensSpecification": [{
            "product": words("Lens"), "eye": "left", "note": note}]}),
        ),
        (
            OtherKind::Supplies,
            json!({"resourceType": "SupplyDelivery", "supplier": named("House two"),
            "suppliedItem": {"itemCodeableConcept": words("Gloves"), "quantity": amount}}),
        ),
        (
            OtherKind::Episodes,
            json!({"resourceType": "EpisodeOfCare", "type": [words("Home care")], "careManager": named("Nurse"),
            "managingOrganization": named("House two")}),
        ),
        (
            OtherKind::Messages,
            json!({"resourceType": "Communication", "topic": words("Reminder"), "sender": named("Clinic"),
            "payload": [{"contentString": "Please come"}, {"contentAttachment": {"title": "a map"}}],
            "statusReason": words("sent"), "note": note}),
        ),
        (
            OtherKind::RelatedPeople,
            json!({"resourceType": "RelatedPerson", "relationship": [words("Mother")], "name": [{"text": "Maria"}],
            "telecom": [{"value": "555"}]}),
        ),
    ]
}

fn items(kind: OtherKind, resources: &[Value]) -> Vec<OtherItem> {
    let Contents::Other(sources) = built(Part::Other(kind), resources) else { panic!("others") };
    sources.into_iter().map(|own| own.item.item).collect()
}

fn observation(id: &str, categories: &[&str], code: Value) -> Value {
    let categories: Vec<_> = categories.iter().map(|code| category(code)[0].clone()).collect();
    json!({"resourceType": "Observation", "id": id, "subject": {"reference": "Patient/ana"}, "status": "final",
        "category": categories, "code": code})
}

#[test]
fn there_is_a_sample_of_every_kind() {
    for kind in OtherKind::ALL {
        let found = samples().into_iter().find(|(own, _)| own == kind);
        let (_, resource) = found.unwrap_or_else(|| panic!("{kind:?}"));
        assert_eq!(resource["resourceType"], kind.resource_type());
    }
}

#[test]
fn every_observation_is_of_one_kind_and_laboratory_and_vital_signs_are_of_none() {
    let all = [
        observation("smoking", &["social-history"], json!({"text": "Smoking"})),
        observation("sdoh", &["sdoh"], json!({"text": "Food"})),
        observation("prapare", &["survey", "sdoh"], json!({"text": "Housing"})),
        observation("disability", &["disability-status"], json!({"text": "Seeing"})),
        observation("skin", &["exam"], json!({"text": "Skin"})),
        observation("ecg", &["procedure"], json!({"text": "ECG"})),
        observation("own", &["our-own-category"], json!({"text": "Local"})),
        observation("bare", &[], json!({"text": "No category"})),
        observation("k", &["laboratory"], json!({"text": "Potassium"})),
        observation("pulse", &["vital-signs", "exam"], json!({"text": "Pulse"})),
    ];
    let ids = |kind| {
        let ids = items(kind, &all).into_iter().map(|item| item.id.to_string());
        ids.collect::<Vec<_>>()
    };

    assert_eq!(ids(OtherKind::SocialHistory), ["smoking", "sdoh"]);
    assert_eq!(ids(OtherKind::Surveys), ["prapare", "disability"]);
    assert_eq!(ids(OtherKind::Findings), ["skin", "ecg", "own", "bare"]);
}

#[test]
fn a_score_and_what_it_was_made_of_are_as_sensitive_as_each_other() {
    let mut panel = observation("panel", &["survey"], json!({"text": "Some panel"}));
    panel["hasMember"] = json!([{"reference": "Observation/mood"}, {"reference": "Observation/sleep"}]);
    let mood =
        json!({"coding": [{"system": "http://loinc.org", "code": "44255-8", "display": "Feeling down"}]});
    let all = [
        panel.clone(),
        observation("mood", &["survey"], mood),
        observation("sleep", &["survey"], json!({"text": "Hours of sleep"})),
        observation("other", &["survey"], json!({"text": "Hours of work"})),
    ];
    let contents = built(Part::Other(OtherKind::Surveys), &all);
    let behavioral = Sensitivities::NONE.with(Sensitivity::Behavioral);
    assert_eq!(labels(&contents), [behavioral, behavioral, behavioral, Sensitivities::NONE]);

    let alone = built(Part::Other(OtherKind::Surveys), &[panel]);
    assert_eq!(only(&alone), in_every_way(), "a member that is not there could be of any kind");
}

#[test]
fn a_form_is_as_sensitive_as_its_name_its_questions_and_their_codes() {
    let form = |questionnaire: &str, item: Value| {
        let form = json!({"resourceType": "QuestionnaireResponse", "id": "f", "subject": {"reference": "Patient/ana"},
            "questionnaire": questionnaire, "item": [item]});
        only(&built(Part::Other(OtherKind::Forms), &[form]))
    };
    let plain =
        || json!({"linkId": "1", "text": "How far do you walk?", "answer": [{"valueString": "a mile"}]});
    let behavioral = Sensitivities::NONE.with(Sensitivity::Behavioral);

    assert_eq!(form("http://example.org/Questionnaire/walking", plain()), Sensitivities::NONE);
    assert_eq!(form("http://example.org/Questionnaire/phq-9|1.0", plain()), behavioral);
    let coded = json!({"linkId": "/44255-8", "text": "Over two weeks?", "answer": [{"valueInteger": 1}]});
    assert_eq!(form("http://example.org/Questionnaire/walking", coded), behavioral);
    let unsaid = json!({"linkId": "7", "answer": [{"valueInteger": 1}]});
    assert_eq!(form("http://example.org/Questionnaire/walking", unsaid), in_every_way());
}

#[test]
fn what_did_not_happen_or_was_withdrawn_says_so() {
    let of = |kind: OtherKind, change: Value| {
        let (_, mut resource) = samples().into_iter().find(|(own, _)| *own == kind).unwrap();
        resource["id"] = json!("x");
        resource["subject"] = json!({"reference": "Patient/ana"});
        resource.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        items(kind, &[resource])[0].mark
    };
    let status = |text: &str| json!({"status": text});

    assert_eq!(of(OtherKind::Procedures, status("completed")), None);
    assert_eq!(of(OtherKind::Procedures, status("not-done")), Some(Mark::NotDone));
    assert_eq!(of(OtherKind::Procedures, status("entered-in-error")), Some(Mark::EnteredInError));
    assert_eq!(of(OtherKind::Procedures, status("preparation")), Some(Mark::Planned));
    assert_eq!(of(OtherKind::Procedures, json!({})), Some(Mark::StatusNotKnown));
    assert_eq!(of(OtherKind::MedicinesTold, status("not-taken")), Some(Mark::NotDone));
    assert_eq!(of(OtherKind::MedicinesGiven, status("stopped")), Some(Mark::Stopped));
    assert_eq!(of(OtherKind::Findings, status("cancelled")), Some(Mark::Cancelled));
    let order = |status: &str, intent: &str, not: bool| {
        of(OtherKind::Orders, json!({"status": status, "intent": intent, "doNotPerform": not}))
    };
    assert_eq!(order("active", "order", false), None);
    assert_eq!(order("active", "order", true), Some(Mark::NotToDo));
    assert_eq!(order("active", "proposal", false), Some(Mark::Planned));
    assert_eq!(order("revoked", "order", true), Some(Mark::Cancelled));
}

#[test]
fn a_value_is_shown_in_whatever_form_it_came() {
    let mut smoking = observation("s", &["social-history"], json!({"text": "Smoking"}));
    smoking["valueCodeableConcept"] = json!({"text": "Never smoked"});
    let mut steps = observation("t", &["social-history"], json!({"text": "Steps"}));
    steps["valueQuantity"] = json!({"value": 9000, "comparator": ">", "unit": "a day"});
    let shown = items(OtherKind::SocialHistory, &[smoking, steps]);

    assert!(matches!(&shown[0].value, Some(LabValue::Coded { term }) if term.text == "Never smoked"));
    assert!(matches!(&shown[1].value, Some(LabValue::Quantity(amount)) if amount.comparator.is_some()));
}
