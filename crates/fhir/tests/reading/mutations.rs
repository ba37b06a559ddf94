//! Whatever happens to one entry, nothing panics and its neighbours stay.

use portico_fhir::{Found, Raw};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::every_shape::faults;

fn wholesome() -> Vec<Value> {
    vec![
        json!({"resourceType": "Patient", "id": "1", "active": true, "name": [{"family": "Luz", "given": ["Ana", "María"]}],
            "birthDate": "1980-02-03", "telecom": [{"system": "phone", "value": "1", "rank": 1}],
            "contained": [{"resourceType": "Organization", "id": "o"}], "multipleBirthInteger": 2}),
        json!({"resourceType": "Observation", "id": "2", "status": "final", "subject": {"reference": "Patient/1"},
            "code": {"coding": [{"system": "http://loinc.org", "code": "1"}], "text": "Glucose"},
            "valueQuantity": {"value": 5.40, "comparator": "<", "unit": "mg/dL"}, "effectivePeriod": {"start": "2026"},
            "referenceRange": [{"low": {"value": 1}, "high": {"value": 2}, "text": "1-2"}],
            "component": [{"code": {"text": "a"}, "valueString": "x"}, {"code": {"text": "b"}, "valueInteger": 3}]}),
        json!({"resourceType": "MedicationRequest", "id": "3", "medicationReference": {"reference": "#m"},
            "contained": [{"resourceType": "Medication", "id": "m", "code": {"text": "Aspirin"}}],
            "dosageInstruction": [{"text": "daily", "timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}},
            "asNeededBoolean": false, "doseAndRate": [{"doseQuantity": {"value": 1}}]}]}),
        json!({"resourceType": "DocumentReference", "id": "4", "content": [{"attachment": {"url": "Binary/1", "size": 9}}],
            "context": {"encounter": [{"reference": "Encounter/1"}], "period": {"start": "2026-01"}}}),
        json!({"resourceType": "CarePlan", "id": "5", "activity": [{"detail": {"scheduledString": "soon", "code": {"text": "walk"}}}]}),
    ]
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e9..1e9).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        Just(json!("Patient/1")),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let name = prop_oneof![
            any::<String>(),
            prop::sample::select(vec![
                "resourceType",
                "id",
                "reference",
                "value",
                "text",
                "valueQuantity",
                "coding"
            ])
            .prop_map(str::to_owned),
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((name, inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Every place below a value, the value itself included.
fn places(value: &Value, at: String, into: &mut Vec<String>) {
    into.push(at.clone());
    match value {
        Value::Object(members) => {
            members
                .iter()
                .for_each(|(name, value)| places(value, format!("{at}/{}", name.replace('/', "~1")), into));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, value)| places(value, format!("{at}/{n}"), into))
        }
        _ => {}
    }
}

fn bundle(resources: &[Value]) -> String {
    let entries: Vec<_> = resources.iter().map(|resource| json!({"resource": resource})).collect();
    json!({"resourceType": "Bundle", "type": "searchset", "entry": entries}).to_string()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_spoiled_place_never_hides_a_neighbour(which in 0..5_usize, place: prop::sample::Index, spoiled in any_json()) {
        let mut resources = wholesome();
        let mut all = Vec::new();
        places(&resources[which], String::new(), &mut all);
        *resources[which].pointer_mut(place.get(&all).as_str()).unwrap() = spoiled;
        let found = Found::from_text(&bundle(&resources), "Observation").unwrap();

        prop_assert_eq!(found.entries.len() + found.unreadable.len() + found.outcomes.len(), resources.len());
        for (_, neighbour) in resources.iter().enumerate().filter(|(n, _)| *n != which) {
            let text = neighbour.to_string();
            let kept = found.entries.iter().find(|entry| entry.resource.text() == text);
            let faults = faults(&kept.expect("the neighbour is there").resource).expect("it has a shape");
            prop_assert!(faults.is_empty());
        }
        for entry in &found.entries {
            faults(&entry.resource);
        }
    }

    #[test]
    fn a_spoiled_element_never_hides_its_siblings(spoiled in any_json(), before in 0..3_usize, after in 0..3_usize) {
        let good = json!({"code": {"text": "a"}, "valueInteger": 3});
        let mut components = vec![good.clone(); before];
        components.push(json!({"code": spoiled}));
        components.extend(vec![good; after]);
        let text = json!({"resourceType": "Observation", "component": components, "status": "final"}).to_string();
        let observation = Raw::from_text(&text).unwrap().parse::<portico_fhir::shapes::Observation>().shape;

        let good = observation.component.iter().filter(|component| component.value.is_some()).count();
        prop_assert_eq!(good, before + after);
        prop_assert_eq!(observation.status.as_deref(), Some("final"));
    }

    #[test]
    fn a_dropped_field_is_no_fault(which in 0..5_usize, field: prop::sample::Index) {
        let mut resource = wholesome().remove(which);
        let members = resource.as_object_mut().unwrap();
        let names: Vec<_> = members.keys().filter(|name| *name != "resourceType").cloned().collect();
        members.remove(field.get(&names));
        let raw = Raw::from_text(&resource.to_string()).unwrap();

        prop_assert_eq!(faults(&raw), Some(vec![]));
    }

    #[test]
    fn a_text_cut_anywhere_is_refused(cut: prop::sample::Index) {
        let text = bundle(&wholesome());
        let cut = cut.index(text.len());

        prop_assert!(Found::from_text(text.get(..cut).unwrap_or_default(), "Observation").is_err());
    }

    #[test]
    fn spoiled_bytes_never_panic(at: prop::sample::Index, spoiled: String) {
        let text = bundle(&wholesome());
        let at = (0..=at.index(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        let end = (at + spoiled.len()..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        let spoiled = format!("{}{spoiled}{}", &text[..at], &text[end..]);

        if let Ok(found) = Found::from_text(&spoiled, "Observation") {
            for entry in &found.entries {
                faults(&entry.resource);
            }
        }
    }

    #[test]
    fn whatever_serde_json_takes_is_walked_to_its_end(value in any_json(), pretty: bool) {
        let resource = json!({"before": value.clone(), "resourceType": "Patient", "name": value, "id": "last"});
        let text = if pretty { serde_json::to_string_pretty(&resource) } else { serde_json::to_string(&resource) }.unwrap();
        let raw = Raw::from_text(&text).unwrap();

        prop_assert_eq!(raw.head().id.as_deref(), Some("last"));
        let patient = raw.parse::<portico_fhir::shapes::Patient>().shape;
        prop_assert_eq!(patient.id.as_deref(), Some("last"));
    }
}
