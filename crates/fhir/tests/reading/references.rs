use portico_fhir::shapes::{Encounter, Identifier, Reference};
use portico_fhir::{Pointer, Raw, Target};

fn pointer(text: &str) -> Pointer {
    Reference { reference: Some(text.to_owned()), ..Reference::default() }.pointer()
}

fn target(resource_type: &str, id: &str) -> Target {
    Target { resource_type: resource_type.to_owned(), id: id.to_owned(), base: None, version: None }
}

#[test]
fn every_form_of_reference_is_told_apart() {
    let versioned = Target { version: Some("2".to_owned()), ..target("Patient", "1") };
    let absolute = Target { base: Some("https://a.example/fhir".to_owned()), ..target("Patient", "1") };
    let both = Target { version: Some("2".to_owned()), ..absolute.clone() };

    assert_eq!(pointer("Patient/1"), Pointer::Resource(target("Patient", "1")));
    assert_eq!(pointer("Patient/1/_history/2"), Pointer::Resource(versioned));
    assert_eq!(pointer("https://a.example/fhir/Patient/1"), Pointer::Resource(absolute));
    assert_eq!(pointer("https://a.example/fhir/Patient/1/_history/2"), Pointer::Resource(both));
    assert_eq!(pointer("#med"), Pointer::Contained("med".to_owned()));
    assert_eq!(pointer("urn:uuid:0a"), Pointer::Urn("urn:uuid:0a".to_owned()));
}

#[test]
fn what_names_no_resource_has_no_target() {
    for text in [
        "",
        "Patient",
        "Patient/",
        "/Patient/1",
        "Patient/1/2",
        "patient/1",
        "Patient/1?x=2",
        "Patient/1#a",
        "Practitioner?identifier=a|b",
        "https://a.example",
        "https://Patient/1",
        "Patient/../1",
        "Patient/1/_history/",
        "Patient/a b",
        "https://a.example/fhir/Patient/1/extra",
    ] {
        assert_eq!(pointer(text), Pointer::Nothing, "{text}");
    }
}

#[test]
fn a_reference_by_identifier_alone_says_so() {
    let by_identifier =
        Reference { identifier: Some(Box::new(Identifier::default())), ..Reference::default() };

    assert_eq!(by_identifier.pointer(), Pointer::Identifier);
    assert_eq!(Reference::default().pointer(), Pointer::Nothing);
}

#[test]
fn an_absolute_reference_belongs_to_one_server_only() {
    let ours = "https://a.example/fhir/".parse().unwrap();

    assert!(Target::parse("Patient/1").unwrap().is_at(&ours));
    assert!(Target::parse("https://a.example/fhir/Patient/1").unwrap().is_at(&ours));
    assert!(Target::parse("https://A.example:443/fhir/Patient/1").unwrap().is_at(&ours));
    assert!(!Target::parse("http://a.example/fhir/Patient/1").unwrap().is_at(&ours));
    assert!(!Target::parse("https://b.example/fhir/Patient/1").unwrap().is_at(&ours));
    assert!(!Target::parse("https://a.example/other/Patient/1").unwrap().is_at(&ours));
}

#[test]
fn a_contained_resource_is_found_by_its_mark() {
    let text = r##"{"resourceType":"Encounter","contained":[{"resourceType":"Location","id":"here"}],
        "location":[{"location":{"reference":"#here"}}]}"##;
    let encounter = Raw::from_text(text).unwrap().parse::<Encounter>().shape;

    let place = encounter.contained("#here").expect("it is inside");

    assert_eq!(place.head().resource_type, "Location");
    assert!(encounter.contained("#there").is_none());
    assert!(encounter.contained("here").is_none());
}
