//! Whatever words of a resource are shown, they take part in its labels.

use super::*;

const MARK: &str = "methadone";

/// One of each kind with words in every place that is shown.
fn samples() -> Vec<(Part, Value)> {
    let words = |text: &str| json!({"text": text});
    let named = |name: &str| json!({"display": name});
    let amount = json!({"value": 5, "unit": "mg"});
    let range = json!([{"low": amount, "text": "four to six", "appliesTo": [words("women")]}]);
    let observation = |category_code: &str| {
        json!({"resourceType": "Observation", "category": category(category_code), "code": words("Iron"),
            "note": [words("fasting")], "method": words("by hand"), "performer": [named("Laboratory")],
            "specimen": named("blood"), "valueString": "fine", "referenceRange": range,
            "component": [{"code": words("part"), "valueQuantity": amount, "referenceRange": range}]})
    };
    let report = |category_code: &str| {
        json!({"resourceType": "DiagnosticReport", "category": category(category_code), "code": words("Report"),
            "performer": [named("Laboratory")], "resultsInterpreter": [named("Dr. R")], "conclusion": "fine",
            "conclusionCode": [words("fine")], "presentedForm": [{"title": "a report"}]})
    };
    let samples = vec![
        (Part::Results, observation("laboratory")),
        (Part::Results, report("LAB")),
        (Part::Vitals, observation("vital-signs")),
        (
            Part::Vitals,
            json!({"resourceType": "Observation", "category": category("vital-signs"), "code": words("Pulse"),
            "dataAbsentReason": words("not done")}),
        ),
        (
            Part::Conditions,
            json!({"resourceType": "Condition", "code": words("Rash"), "severity": words("mild"),
            "verificationStatus": {"coding": [{"code": "provisional"}]}, "onsetString": "long ago",
            "abatementString": "in summer",
            "note": [words("itches")]}),
        ),
        (
            Part::Allergies,
            json!({"resourceType": "AllergyIntolerance", "code": words("Nuts"), "category": ["food"],
            "note": [words("since school")],
            "reaction": [{"manifestation": [words("hives")], "severity": "mild"}, {"description": "swelling"}]}),
        ),
        (
            Part::Immunizations,
            json!({"resourceType": "Immunization", "vaccineCode": words("Tetanus"), "status": "not-done",
            "statusReason": words("was ill"), "lotNumber": "A 1", "site": words("left arm"), "location": named("Clinic"),
            "performer": [{"actor": named("Nurse")}], "occurrenceString": "as a child",
            "reportOrigin": words("an aunt"),
            "protocolApplied": [{"doseNumberString": "first", "seriesDosesString": "of two"}]}),
        ),
        (
            Part::Medications,
            json!({"resourceType": "MedicationRequest", "medicationCodeableConcept": words("Pill"),
            "dosageInstruction": [{"text": "one a day"}, {"patientInstruction": "with food"},
                {"route": words("by mouth"), "timing": {"code": words("now and then")},
                    "doseAndRate": [{"doseQuantity": amount, "rateQuantity": amount}],
                    "asNeededCodeableConcept": words("pain"), "site": words("left arm"), "method": words("rub in"),
                    "additionalInstruction": [words("sit down")], "maxDosePerAdministration": amount}],
            "requester": named("Dr. M"), "note": [words("ask again")], "reasonCode": [words("cough")],
            "reasonReference": [named("Cough")]}),
        ),
        (
            Part::Visits,
            json!({"resourceType": "Encounter", "type": [words("Follow-up")], "serviceType": words("general"),
            "participant": [{"individual": named("Dr. V")}], "location": [{"location": named("House two")}],
            "serviceProvider": named("Clinic"), "reasonCode": [words("cough")]}),
        ),
        (
            Part::Documents,
            json!({"resourceType": "DocumentReference", "type": words("Letter"), "author": [named("Dr. D")],
            "description": "a letter", "content": [{"attachment": {"title": "page one"}}]}),
        ),
        (Part::Reports, report("RAD")),
        (
            Part::CarePlans,
            json!({"resourceType": "CarePlan", "title": "The plan", "status": "active",
            "description": "walk more", "addresses": [named("Back pain")],
            "activity": [{"detail": {"description": "walk", "status": "in-progress"}}],
            "text": {"status": "additional", "div": "<div>more words</div>"}}),
        ),
        (
            Part::CarePlans,
            json!({"resourceType": "Goal", "description": words("walk"), "lifecycleStatus": "active",
            "achievementStatus": words("improving"),
            "target": [{"measure": words("steps"), "detailString": "many"}]}),
        ),
        (
            Part::CareTeam,
            json!({"resourceType": "CareTeam", "participant": [{"role": [words("nurse")],
            "member": named("Nurse N"), "onBehalfOf": named("Clinic")}]}),
        ),
        (
            Part::Appointments,
            json!({"resourceType": "Appointment", "serviceType": [words("Check-up")], "status": "booked",
            "patientInstruction": "come early", "participant": [{"actor": {"reference": "Patient/ana"}},
                {"actor": named("Dr. A")}, {"actor": {"reference": "Location/l", "display": "Room two"}}]}),
        ),
        (
            Part::Appointments,
            json!({"resourceType": "Appointment", "description": "Talk", "status": "booked",
            "participant": [{"actor": {"reference": "Patient/ana"}}]}),
        ),
    ];
    let whole = |(part, mut resource): (Part, Value)| {
        resource["id"] = "x".into();
        resource["subject"] = json!({"reference": "Patient/ana"});
        (part, resource)
    };
    let others = other::in_words().into_iter().map(|(kind, resource)| (Part::Other(kind), resource));
    samples.into_iter().chain(others).map(whole).collect()
}

/// Every item as it is shown, with its labels.
fn shown(contents: &Contents) -> Vec<(String, Sensitivities)> {
    fn of<T: serde::Serialize>(items: &[Labelled<T>]) -> Vec<(String, Sensitivities)> {
        items.iter().map(|own| (serde_json::to_string(&own.item).unwrap(), own.labels)).collect()
    }
    fn by<T, U: serde::Serialize>(
        items: &[Labelled<T>],
        view: impl Fn(&T) -> &U,
    ) -> Vec<(String, Sensitivities)> {
        items.iter().map(|own| (serde_json::to_string(view(&own.item)).unwrap(), own.labels)).collect()
    }
    match contents {
        Contents::Results(results) => {
            let mut all = by(&results.panels, |panel| &panel.head.name);
            all.extend(by(&results.panels, |panel| &panel.head.laboratory));
            let written = results.panels.iter().map(|own| &own.item);
            all.extend(written.map(|own| (own.head.conclusion.clone().unwrap_or_default(), own.written)));
            all.extend(results.panels.iter().flat_map(|own| by(&own.item.results, |placed| &placed.result)));
            all
        }
        Contents::Vitals(items) => of(items),
        Contents::Conditions(items) => of(items),
        Contents::Allergies { allergies, .. } => of(allergies),
        Contents::Immunizations(items) => of(items),
        Contents::Medications(own) => [by(&own.orders, |own| &own.item), of(&own.given_out)].concat(),
        Contents::Visits(items) => by(items, |own| &own.visit),
        Contents::Documents(items) => by(items, |own| &own.head),
        Contents::Reports(items) => {
            let parts =
                |own: &ReportSource| json!([own.head, own.conclusion, own.conclusion_codes]).to_string();
            items.iter().map(|own| (parts(&own.item), own.labels)).collect()
        }
        Contents::CarePlans { plans, goals } => [by(plans, |own| &own.item), of(goals)].concat(),
        Contents::CareTeam(items) => of(items),
        Contents::Appointments(items) => of(items),
        Contents::Other(items) => by(items, |own| &own.item),
        Contents::Profile(_) => Vec::new(),
    }
}

/// The places of words, by their JSON pointers.
fn words_of(at: &str, value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                if !["resourceType", "id", "reference", "subject", "patient"].contains(&name.as_str()) {
                    words_of(&format!("{at}/{name}"), value, found);
                }
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, value)| words_of(&format!("{at}/{n}"), value, found));
        }
        Value::String(_) => found.push(at.to_owned()),
        _ => {}
    }
}

#[test]
fn every_word_that_is_shown_takes_part_in_the_labels() {
    let mut seen = 0;
    for (part, plain) in samples() {
        let before = shown(&built(part, std::slice::from_ref(&plain)));
        assert!(!before.is_empty(), "{plain}");
        let mut places = Vec::new();
        words_of("", &plain, &mut places);
        for place in places {
            let mut marked = plain.clone();
            *marked.pointer_mut(&place).unwrap() = MARK.into();
            for (text, labels) in shown(&built(part, &[marked])) {
                if text.contains(MARK) {
                    assert!(labels.contains(Sensitivity::SubstanceUse), "{part:?}{place}: {text}");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 90, "the samples fill the views: {seen}");
}

#[test]
fn words_that_cannot_be_read_could_have_said_anything() {
    let places = [
        (Part::Medications, "/dosageInstruction/0/text"),
        (Part::Medications, "/note/0/text"),
        (Part::Conditions, "/note/0"),
        (Part::Conditions, "/onsetString"),
        (Part::Vitals, "/performer/0/display"),
        (Part::Documents, "/author/0/display"),
        (Part::Visits, "/location/0/location/display"),
    ];
    for (part, place) in places {
        let mut broken = samples().into_iter().find(|(own, _)| *own == part).unwrap().1;
        *broken.pointer_mut(place).unwrap() = json!(7);
        assert_eq!(only(&built(part, &[broken])), in_every_way(), "{part:?}{place}");
    }
}
