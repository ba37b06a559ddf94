//! What is labelled, and what becomes of labels when a resource or what it is linked with cannot be read.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

use std::sync::LazyLock;

use jiff::tz::TimeZone;
use portico_fhir::{Found, Names};
use portico_model::{Clock, Sensitivities, Sensitivity};
use portico_policy::sensitivity::Labels;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::admit::admit;
use super::*;
use crate::disclose::Gathered;
use crate::documents::LinkedLabels;
use crate::sensitive::in_every_way;
use crate::visits::VisitLabels;

mod other;
mod spoken;

static LABELS: LazyLock<Labels> = LazyLock::new(|| Labels::load().unwrap());

const SNOMED: &str = "http://snomed.info/sct";
const ACT: &str = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

fn names() -> Names {
    Names::new(&"http://ehr.example/fhir/".parse().unwrap(), &[]).unwrap()
}

pub(crate) fn built(part: Part, resources: &[Value]) -> Contents {
    let entry = |resource: &Value| json!({"resource": resource, "search": {"mode": "match"}});
    let entries: Vec<_> = resources.iter().map(entry).collect();
    let bundle = json!({"resourceType": "Bundle", "type": "searchset", "entry": entries}).to_string();
    let found = Found::from_text(&bundle, resources[0]["resourceType"].as_str().unwrap()).unwrap();
    let admitted = admit(&found, &"ana".parse().unwrap(), &names());
    build(part, &admitted, &LABELS, &Clock::system().now().to_zoned(TimeZone::UTC)).contents
}

/// The labels of everything that could be shown of a part.
fn labels(contents: &Contents) -> Vec<Sensitivities> {
    fn of<T>(items: &[Labelled<T>]) -> Vec<Sensitivities> {
        items.iter().map(|item| item.labels).collect()
    }
    match contents {
        Contents::Profile(_) => Vec::new(),
        Contents::Results(results) => {
            let panels = results.panels.iter();
            panels
                .flat_map(|panel| [of(&panel.item.results), vec![panel.labels, panel.item.written]].concat())
                .collect()
        }
        Contents::Vitals(items) => of(items),
        Contents::Conditions(items) => of(items),
        Contents::Allergies { allergies, absences } => [of(allergies), of(absences)].concat(),
        Contents::Immunizations(items) => of(items),
        Contents::Medications(own) => [of(&own.orders), of(&own.given_out)].concat(),
        Contents::Visits(items) => of(items),
        Contents::Documents(items) => of(items),
        Contents::Reports(items) => of(items),
        Contents::CarePlans { plans, goals } => [of(plans), of(goals)].concat(),
        Contents::CareTeam(items) => of(items),
        Contents::Appointments(items) => of(items),
        Contents::Other(items) => of(items),
    }
}

fn hiv() -> Value {
    json!({"coding": [{"system": SNOMED, "code": "86406008", "display": "HIV infection"}]})
}

fn category(code: &str) -> Value {
    json!([{"coding": [{"system": "http://example.org/category", "code": code}]}])
}

/// One of each kind that policy decides about, labelled by its code and by the record system.
fn samples() -> Vec<(Part, Value)> {
    let of = |part, change: Value| {
        let mut resource = json!({
            "id": "x",
            "meta": {"security": [{"system": ACT, "code": "PSY"}]},
            "subject": {"reference": "Patient/ana"},
        });
        resource.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        (part, resource)
    };
    let allergy =
        json!({"resourceType": "AllergyIntolerance", "patient": {"reference": "Patient/ana"}, "code": hiv()});
    let appointment = json!({"resourceType": "Appointment", "serviceType": [hiv()], "specialty": [hiv()],
        "participant": [{"actor": {"reference": "Patient/ana"}}]});
    let member = json!([{"role": [hiv()], "member": {"reference": "Practitioner/p", "display": "Dr. P"}}]);
    vec![
        of(
            Part::Results,
            json!({"resourceType": "Observation", "category": category("laboratory"), "code": hiv()}),
        ),
        of(
            Part::Results,
            json!({"resourceType": "DiagnosticReport", "category": category("LAB"), "code": hiv()}),
        ),
        of(
            Part::Vitals,
            json!({"resourceType": "Observation", "category": category("vital-signs"),
            "code": {"text": "Vital"}, "component": [{"code": hiv(), "valueCodeableConcept": hiv()}]}),
        ),
        of(
            Part::Conditions,
            json!({"resourceType": "Condition", "category": category("problem"), "code": hiv()}),
        ),
        of(Part::Allergies, allergy),
        of(
            Part::Immunizations,
            json!({"resourceType": "Immunization", "vaccineCode": hiv(), "patient": {"reference": "Patient/ana"}}),
        ),
        of(
            Part::Medications,
            json!({"resourceType": "MedicationRequest", "medicationCodeableConcept": hiv()}),
        ),
        of(
            Part::Medications,
            json!({"resourceType": "MedicationRequest", "medicationReference": {"reference": "#m"},
            "contained": [{"resourceType": "Medication", "id": "m", "code": hiv(), "meta": {"security": [{"system": ACT, "code": "ETH"}]}}]}),
        ),
        of(Part::Visits, json!({"resourceType": "Encounter", "type": [hiv()], "reasonCode": [hiv()]})),
        of(
            Part::Documents,
            json!({"resourceType": "DocumentReference", "type": hiv(), "securityLabel": [hiv()],
            "context": {"encounter": [{"reference": "Encounter/e"}]}}),
        ),
        of(
            Part::Reports,
            json!({"resourceType": "DiagnosticReport", "code": hiv(), "conclusionCode": [hiv()]}),
        ),
        of(Part::CarePlans, json!({"resourceType": "CarePlan", "category": [hiv()]})),
        of(Part::CarePlans, json!({"resourceType": "Goal", "description": hiv(), "category": [hiv()]})),
        of(Part::CareTeam, json!({"resourceType": "CareTeam", "category": [hiv()], "participant": member})),
        of(Part::Appointments, appointment),
    ]
    .into_iter()
    .chain(other::samples().into_iter().map(|(kind, resource)| of(Part::Other(kind), resource)))
    .collect()
}

/// The places below the members that labels are made from, by their JSON pointers.
fn places(resource: &Value) -> Vec<String> {
    const ABOUT: [&str; 8] =
        ["resourceType", "id", "subject", "patient", "participant", "display", "context", "reference"];
    fn walk(at: &str, value: &Value, places: &mut Vec<String>) {
        let members: Vec<(String, &Value)> = match value {
            Value::Object(members) => members.iter().map(|(name, value)| (name.clone(), value)).collect(),
            Value::Array(elements) => {
                elements.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect()
            }
            _ => Vec::new(),
        };
        for (name, value) in members.into_iter().filter(|(name, _)| !ABOUT.contains(&name.as_str())) {
            let place = format!("{at}/{name}");
            walk(&place, value, places);
            places.push(place);
        }
    }
    let mut places = Vec::new();
    walk("", resource, &mut places);
    places
}

/// Values that cannot stand where this one stood.
fn damaged(was: &Value, which: usize) -> Value {
    let mut values = vec![json!(7), json!(true), json!([7]), json!([[{}]])];
    if !was.is_string() {
        values.push(json!("text"));
    }
    values[which % values.len()].clone()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn no_damage_takes_a_label_away(
        sample in any::<prop::sample::Index>(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), 0usize..20), 1..4),
    ) {
        let samples = samples();
        let (part, whole) = sample.get(&samples);
        let before = labels(&built(*part, std::slice::from_ref(whole)));
        prop_assert!(!before.is_empty() && before.iter().all(|labels| labels.contains(Sensitivity::Hiv)));

        let places = places(whole);
        let mut broken = whole.clone();
        for (place, which) in damage {
            let place: &String = place.get(&places);
            let was = whole.pointer(place).unwrap();
            if let Some(value) = broken.pointer_mut(place) {
                *value = damaged(was, which);
            }
        }
        let after = labels(&built(*part, &[broken.clone()]));
        for labels in after {
            let is_superset = before.iter().any(|before| labels.union(*before) == labels);
            prop_assert!(is_superset, "{labels:?} after {before:?}: {broken}");
        }
    }
}

fn condition(id: &str, code: Value) -> Value {
    json!({"resourceType": "Condition", "id": id, "subject": {"reference": "Patient/ana"}, "code": code})
}

fn only(contents: &Contents) -> Sensitivities {
    let labels = labels(contents);
    assert_eq!(labels.len(), 1);
    labels[0]
}

#[test]
fn what_says_nothing_of_itself_counts_as_sensitive_in_every_way() {
    let nothing =
        [json!({}), json!({"coding": [{}]}), json!({"coding": [{"code": "1"}]}), json!(null), json!(7)];
    for code in nothing {
        let contents = built(Part::Conditions, &[condition("c", code.clone())]);
        assert_eq!(only(&contents), in_every_way(), "{code}");
    }
}

#[test]
fn a_label_of_the_record_system_that_cannot_be_read_could_be_any() {
    for security in [json!([{"system": ACT}]), json!([{"code": "HIV"}]), json!([{}]), json!("HIV")] {
        let mut condition = condition("c", json!({"text": "Cold"}));
        condition["meta"] = json!({"security": security});
        assert_eq!(only(&built(Part::Conditions, &[condition])), in_every_way(), "{security}");
    }
}

#[test]
fn what_hides_no_label_adds_none() {
    let potassium = json!({"resourceType": "Observation", "id": "k", "subject": {"reference": "Patient/ana"},
        "category": category("vital-signs"), "code": {"coding": [{"system": "http://loinc.org", "code": "2823-3"}]},
        "valueQuantity": {"value": "a lot", "unit": 3}, "referenceRange": [7], "status": 7, "issued": []});

    assert_eq!(only(&built(Part::Vitals, &[potassium])), Sensitivities::NONE);
}

fn encounter(id: &str, diagnosis: Value) -> Value {
    json!({"resourceType": "Encounter", "id": id, "subject": {"reference": "Patient/ana"},
        "type": [{"text": "Office visit"}], "diagnosis": [{"condition": diagnosis}]})
}

fn visits(conditions: Option<Contents>, encounters: &[Value]) -> Gathered {
    let conditions = conditions.map(|conditions| (Part::Conditions, conditions));
    Gathered::of([(Part::Visits, built(Part::Visits, encounters))].into_iter().chain(conditions))
}

#[test]
fn a_visit_is_as_sensitive_as_what_it_was_about() {
    let conditions = || {
        Some(built(Part::Conditions, &[condition("hiv", hiv()), condition("cold", json!({"text": "Cold"}))]))
    };
    let by = |diagnosis: Value, conditions: Option<Contents>| {
        let gathered = visits(conditions, &[encounter("e", diagnosis)]);
        VisitLabels::of(&gathered).of_visit(&"e".parse().unwrap())
    };
    let to = |id: &str| json!({"reference": format!("Condition/{id}")});

    assert_eq!(by(to("cold"), conditions()), Sensitivities::NONE);
    assert_eq!(by(to("hiv"), conditions()), Sensitivities::NONE.with(Sensitivity::Hiv));
    assert_eq!(by(to("gone"), conditions()), in_every_way());
    assert_eq!(by(to("cold"), None), in_every_way());
    assert_eq!(by(json!({"reference": 7}), conditions()), in_every_way());
}

#[test]
fn a_document_is_as_sensitive_as_each_of_its_visits() {
    let conditions =
        built(Part::Conditions, &[condition("hiv", hiv()), condition("cold", json!({"text": "Cold"}))]);
    let to = |id: &str| json!({"reference": format!("Condition/{id}")});
    let gathered = visits(Some(conditions), &[encounter("plain", to("cold")), encounter("hiv", to("hiv"))]);
    let document = |encounters: Value| {
        let document = json!({"resourceType": "DocumentReference", "id": "d", "subject": {"reference": "Patient/ana"},
            "type": {"text": "Letter"}, "context": {"encounter": encounters}});
        let Contents::Documents(mut documents) = built(Part::Documents, &[document]) else {
            panic!("documents")
        };
        documents.remove(0)
    };
    let of = |encounters| LinkedLabels::of(&gathered).document(&document(encounters));
    let visit = |id: &str| json!({"reference": format!("Encounter/{id}")});

    assert_eq!(of(json!([visit("plain")])), Sensitivities::NONE);
    assert_eq!(of(json!([visit("plain"), visit("hiv")])), Sensitivities::NONE.with(Sensitivity::Hiv));
    assert_eq!(of(json!([visit("plain"), visit("gone")])), in_every_way());
    assert_eq!(of(json!([{"display": "some visit"}])), in_every_way());
}

#[test]
fn a_report_is_as_sensitive_as_each_result_it_speaks_of() {
    let observation = |id: &str, code: Value| {
        json!({"resourceType": "Observation", "id": id, "subject": {"reference": "Patient/ana"},
            "category": category("laboratory"), "code": code, "valueString": "negative"})
    };
    let observations = [observation("plain", json!({"text": "Potassium"})), observation("hiv", hiv())];
    let gathered = Gathered::of([(Part::Results, built(Part::Results, &observations))]);
    let by = |results: &[&str]| {
        let results: Vec<_> =
            results.iter().map(|id| json!({"reference": format!("Observation/{id}")})).collect();
        let report = json!({"resourceType": "DiagnosticReport", "id": "r", "subject": {"reference": "Patient/ana"},
            "category": category("LAB"), "code": {"text": "Blood"}, "result": results});
        let Contents::Reports(reports) = built(Part::Reports, &[report]) else { panic!("reports") };
        LinkedLabels::of(&gathered).report(&reports[0])
    };

    assert_eq!(by(&["plain"]), Sensitivities::NONE);
    assert_eq!(by(&["plain", "hiv"]), Sensitivities::NONE.with(Sensitivity::Hiv));
    assert_eq!(by(&["plain", "gone"]), in_every_way());
}

#[test]
fn a_result_is_as_sensitive_as_every_report_and_group_above_it() {
    let observation = |id: &str, code: Value, members: &[&str]| {
        let members: Vec<_> =
            members.iter().map(|id| json!({"reference": format!("Observation/{id}")})).collect();
        json!({"resourceType": "Observation", "id": id, "subject": {"reference": "Patient/ana"},
            "category": category("laboratory"), "code": code, "hasMember": members})
    };
    let plain = || json!({"text": "Ratio"});
    let contents = built(
        Part::Results,
        &[
            observation("outer", plain(), &["group"]),
            observation("group", hiv(), &["leaf"]),
            observation("leaf", plain(), &[]),
        ],
    );
    let Contents::Results(results) = contents else { panic!("results") };

    let leaf = results
        .panels
        .iter()
        .flat_map(|panel| &panel.item.results)
        .find(|own| own.item.result.id.as_str() == "leaf");
    assert!(leaf.unwrap().labels.contains(Sensitivity::Hiv));
}

#[test]
fn what_cannot_be_shown_is_counted_one_by_one_and_what_is_shown_in_part_apart() {
    let vital = |id: &str, more: Value| {
        let mut own = json!({"resourceType": "Observation", "id": id, "subject": {"reference": "Patient/ana"},
            "code": {"text": "Pulse"}, "category": [{"coding": [{"code": "vital-signs"}]}]});
        more.as_object().unwrap().iter().for_each(|(name, value)| own[name] = value.clone());
        own
    };
    let mut all: Vec<Value> = (0..388).map(|_| vital("no id", json!({}))).collect();
    all.push(vital("whole", json!({})));
    all.push(vital("in-part", json!({"issued": 7, "valueQuantity": {"value": []}})));
    all.push(vital("uncertain", json!({"category": 7})));
    let entries: Vec<_> = all.iter().map(|resource| json!({"resource": resource})).collect();
    let bundle = json!({"resourceType": "Bundle", "type": "searchset", "entry": entries}).to_string();
    let admitted =
        admit(&Found::from_text(&bundle, "Observation").unwrap(), &"ana".parse().unwrap(), &names());

    let now = Clock::system().now().to_zoned(TimeZone::UTC);
    let Built { contents, gaps, .. } = build(Part::Vitals, &admitted, &LABELS, &now);

    let Contents::Vitals(shown) = contents else { panic!("another part") };
    assert_eq!(shown.len(), 2);
    let told: Vec<_> = gaps.of_part(Part::Vitals).map(|gap| (gap.kind, gap.lost, gap.in_part)).collect();
    assert_eq!(told, [("Observation".to_owned(), 389, 1)]);
}
