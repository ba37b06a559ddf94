use portico_fhir::shapes::*;
use portico_fhir::{Found, Mode, Raw};

fn read<T: portico_fhir::Shape + Default>(text: &str) -> (T, Vec<String>) {
    let parsed = Raw::from_text(text).expect("a resource").parse::<T>();
    (parsed.shape, parsed.faults.into_iter().map(|fault| fault.path).collect())
}

#[test]
fn a_bad_field_is_left_out_and_counted_with_its_path() {
    let (observation, faults) = read::<Observation>(
        r#"{"resourceType":"Observation","id":"1","status":{"odd":1},"issued":"2026-01-02T03:04:05Z",
            "component":[{"valueInteger":3},{"code":{"text":7},"valueInteger":"four"}]}"#,
    );

    assert_eq!(observation.status, None);
    assert_eq!(observation.issued.as_deref(), Some("2026-01-02T03:04:05Z"));
    assert_eq!(observation.component.len(), 2);
    assert_eq!(observation.component[0].value, Some(Value::Integer(3)));
    assert_eq!(faults, ["status", "component[1].code.text", "component[1].value[x]"]);
}

#[test]
fn an_object_stands_for_an_array_of_one() {
    let (patient, faults) =
        read::<Patient>(r#"{"resourceType":"Patient","name":{"family":"Luz","given":"Ana"}}"#);

    assert_eq!(patient.name[0].given, ["Ana"]);
    assert_eq!(faults, [] as [&str; 0]);
}

#[test]
fn nulls_are_nothing_and_hide_nobody() {
    let (patient, faults) = read::<Patient>(
        r#"{"resourceType":"Patient","gender":null,"name":[null,{"given":[null,"Ana"]}],"telecom":null}"#,
    );

    assert_eq!(patient.name.len(), 1);
    assert_eq!(patient.name[0].given, ["Ana"]);
    assert_eq!(faults, [] as [&str; 0]);
}

#[test]
fn a_wrong_element_leaves_its_neighbours() {
    let (patient, faults) = read::<Patient>(
        r#"{"resourceType":"Patient","name":[1,{"family":"A"},"x",[{"family":"no"}],{"family":"B"}]}"#,
    );

    let families: Vec<_> = patient.name.iter().filter_map(|name| name.family.as_deref()).collect();
    assert_eq!(families, ["A", "B"]);
    assert_eq!(faults, ["name[0]", "name[2]", "name[3]"]);
}

#[test]
fn a_value_of_a_type_we_do_not_know_is_counted() {
    let (observation, faults) = read::<Observation>(
        r#"{"resourceType":"Observation","valueMoney":{"value":3},"valueSet":1,"value":2}"#,
    );

    assert_eq!(observation.value, None);
    assert_eq!(faults, ["value[x]", "value[x]"]);
}

#[test]
fn the_first_of_two_values_counts() {
    let (observation, faults) = read::<Observation>(
        r#"{"resourceType":"Observation","status":"final","status":"amended","valueString":"a","valueInteger":2}"#,
    );

    assert_eq!(observation.status.as_deref(), Some("final"));
    assert_eq!(observation.value, Some(Value::String("a".to_owned())));
    assert_eq!(faults, ["status", "value[x]"]);
}

#[test]
fn escapes_are_read_and_impossible_ones_counted() {
    let (patient, faults) = read::<Patient>(
        r#"{"resourceType":"Patient","n\u0061me":[{"family":"Mu\u00f1oz \"\ud83d\ude00\"\n"},{"family":"\ud83d"}]}"#,
    );

    assert_eq!(patient.name[0].family.as_deref(), Some("Muñoz \"😀\"\n"));
    assert_eq!(patient.name[1].family, None);
    assert_eq!(faults, ["name[1].family"]);
}

#[test]
fn nesting_without_end_is_bounded() {
    let deep = r#"{"extension":["#.repeat(100_000) + &"]}".repeat(100_000);
    let text = format!(r#"{{"resourceType":"Patient","extension":[{deep}],"gender":"other"}}"#);
    let (patient, faults) = read::<Patient>(&text);

    assert_eq!(patient.gender.as_deref(), Some("other"));
    assert_eq!(faults.len(), 1);
}

#[test]
fn another_type_gives_an_empty_shape_and_a_fault() {
    let (patient, faults) = read::<Patient>(r#"{"resourceType":"Observation","gender":"other"}"#);

    assert_eq!(patient, Patient::default());
    assert_eq!(faults, ["resourceType"]);
}

#[test]
fn a_resource_is_kept_to_the_letter() {
    let text = "{\"resourceType\" : \"Observation\",\n\t\"x\":[1.50, 1e3 ],\"ü\":\"\\u00fc\"}";
    let raw = Raw::from_text(&format!("  {text}  ")).unwrap();

    assert_eq!(raw.text(), text);
    assert_eq!(serde_json::to_string(&[&raw]).unwrap(), format!("[{text}]"));
    assert_eq!(serde_json::from_str::<Raw>(text).unwrap(), raw);
}

#[test]
fn the_head_says_whose_it_is() {
    for (field, resource_type) in [
        ("subject", "Observation"),
        ("patient", "Immunization"),
        ("beneficiary", "Coverage"),
        ("for", "Task"),
    ] {
        let text = format!(
            r#"{{"id":"7","{field}":{{"display":"x","reference":"Patient/1"}},"resourceType":"{resource_type}"}}"#
        );
        let raw = Raw::from_text(&text).unwrap();

        assert_eq!(raw.head().subject_target().unwrap().id, "1");
        assert_eq!(raw.head().id.as_deref(), Some("7"));
    }
}

#[test]
fn a_resource_that_says_two_things_of_whose_it_is_cannot_be_read() {
    for text in [
        r#"{"resourceType":"Observation","subject":{"reference":"Patient/1"},"subject":{"reference":"Patient/2"}}"#,
        r#"{"resourceType":"Observation","subject":{"reference":"Patient/1"},"patient":{"reference":"Patient/2"}}"#,
        r#"{"resourceType":"Observation","resourceType":"Patient"}"#,
        r#"{"resourceType":"Observation","id":"1","id":"2"}"#,
    ] {
        assert!(Raw::from_text(text).is_err(), "{text}");
    }
    let twice_inside =
        r#"{"resourceType":"Observation","subject":{"reference":"Patient/1","reference":"Patient/2"}}"#;
    assert_eq!(Raw::from_text(twice_inside).unwrap().head().subject, None);
}

#[test]
fn entries_that_cannot_be_read_are_counted_beside_the_others() {
    let text = r#"{"resourceType":"Bundle","type":"searchset","entry":[
        {"resource":{"resourceType":"Observation","id":"1"},"search":{"mode":"match"}},
        null, 7, "x", [], {}, {"resource":null}, {"resource":[]}, {"resource":{"id":"5"}},
        {"resource":{"resourceType":3,"id":"6"}}, {"resource":{"resourceType":"obs ervation","id":"8"}},
        {"resource":{"resourceType":"A","id":"8"},"resource":{"resourceType":"B","id":"9"}},
        {"search":{"mode":[]},"resource":{"resourceType":"Practitioner","id":"2"},"fullUrl":{}},
        {"resource":{"resourceType":"OperationOutcome","issue":[{"severity":"warning"}]},"search":{"mode":"outcome"}},
        {"resource":{"resourceType":"Observation"}}]}"#;
    let found = Found::from_text(text, "Observation").unwrap();

    let modes: Vec<_> = found
        .entries
        .iter()
        .map(|entry| (entry.resource.head().resource_type.as_str(), entry.mode))
        .collect();
    assert_eq!(
        modes,
        [("Observation", Mode::Match), ("Practitioner", Mode::Include), ("Observation", Mode::Match)]
    );
    assert_eq!(found.outcomes[0].issue[0].severity.as_deref(), Some("warning"));
    assert_eq!(found.unreadable.len(), 11);
    assert_eq!(found.unreadable[7].id.as_deref(), Some("5"));
    assert_eq!(found.unreadable[8].what, "a resource without a type");
}

#[test]
fn an_entry_alone_stands_for_an_array() {
    let text = r#"{"entry":{"resource":{"resourceType":"Patient","id":"1"}},"resourceType":"Bundle"}"#;

    assert_eq!(Found::from_text(text, "Patient").unwrap().matches().count(), 1);
}

#[test]
fn what_is_no_bundle_is_malformed() {
    for text in [
        "",
        "[]",
        "{}",
        "null",
        "<html>",
        r#"{"resourceType":"Patient"}"#,
        r#"{"resourceType":"Bundle","entry":["#,
    ] {
        assert!(Found::from_text(text, "Patient").is_err(), "{text}");
    }
}

#[test]
fn what_was_found_survives_being_stored() {
    let text = r#"{"resourceType":"Bundle","entry":[null,{"resource":{"resourceType":"Patient","id":"1","x":1.50}}]}"#;
    let found = Found::from_text(text, "Patient").unwrap();

    let stored = serde_json::to_string(&found).unwrap();
    let back: Found = serde_json::from_str(&stored).unwrap();

    assert_eq!(back.entries, found.entries);
    assert_eq!(back.unreadable, found.unreadable);
}

#[test]
fn ids_longer_than_r4_allows_are_read_and_named_by_references() {
    let long = "eLZx4".repeat(26);
    let text = format!(
        r#"{{"resourceType":"Observation","id":"{long}","subject":{{"reference":"Patient/{long}"}}}}"#
    );
    let raw = Raw::from_text(&text).unwrap();

    assert_eq!(long.len(), 130);
    assert_eq!(raw.head().id.as_deref(), Some(long.as_str()));
    assert_eq!(raw.head().subject_target().unwrap().id, long);
    let endless = format!(r#"{{"resourceType":"Observation","id":"{}"}}"#, "e".repeat(256));
    assert_eq!(Raw::from_text(&endless).unwrap().head().id, None);
}
