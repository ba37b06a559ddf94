use jiff::civil::Date;
use jiff::{Span, Timestamp};
use portico_model::{
    AccountId, Audience, Categories, Category, Directive, Matter, Purpose, ResourceId, Sensitivity,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

fn ana() -> PatientId {
    "ana-1".parse().unwrap()
}

fn any_matter() -> impl Strategy<Value = Matter> {
    let kinds = prop::sample::subsequence(Category::ALL.to_vec(), 0..4);
    let labels = prop::sample::subsequence(Sensitivity::ALL.to_vec(), 0..4);
    let days = prop::option::of(0..4_000_i64);
    let item = prop::option::of("[a-z0-9]{1,8}");
    (kinds, labels, days.clone(), days, item).prop_map(|(kinds, labels, from, length, item)| {
        let categories: Categories = kinds.into_iter().collect();
        let day = |days| Date::constant(2020, 1, 1) + Span::new().days(days);
        Matter {
            labels: labels.into_iter().collect(),
            from: from.map(day),
            to: length.map(|length| day(from.unwrap_or(0) + length)),
            item: item
                .filter(|_| codes::resource_type(categories).is_some())
                .map(|id| id.parse::<ResourceId>().unwrap()),
            categories,
        }
    })
}

fn any_audience() -> impl Strategy<Value = Audience> {
    let id = "[A-Za-z0-9.-]{1,20}".prop_map(|id| id.parse::<ResourceId>().unwrap());
    prop_oneof![
        Just(Audience::Everyone),
        Just(Audience::Proxies),
        Just(Audience::Research),
        any::<u128>().prop_map(|id| Audience::Person(AccountId(Uuid::from_u128(id)))),
        id.clone().prop_map(Audience::Practitioner),
        id.prop_map(Audience::Organization),
        "[ -~]{1,40}".prop_map(Audience::App),
    ]
}

prop_compose! {
    fn any_terms()(
        effect in prop::sample::select(vec![Effect::Permit, Effect::Deny]),
        matter in any_matter(),
        audience in any_audience(),
        purposes in prop::sample::subsequence(vec![Purpose::PatientRequest, Purpose::Treatment, Purpose::Research], 0..3),
        from in 0..4_000_000_000_000_i64,
        lasts in prop::option::of(1..1_000_000_000_i64),
    ) -> DirectiveTerms {
        let at = |ms| Timestamp::from_millisecond(ms).unwrap();
        let valid_until = lasts.map(|lasts| at(from + lasts));
        DirectiveTerms { effect, matter, audience, purposes, valid_from: Some(at(from)), valid_until }
    }
}

fn made(terms: DirectiveTerms) -> Directive {
    let id = DirectiveId(Uuid::from_u128(5));
    terms.made(id, ana(), AccountId(Uuid::nil()), Timestamp::UNIX_EPOCH)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_is_written_is_read_as_the_same(terms in any_terms()) {
        let directive = made(terms.clone());

        let found = read(&to_fhir(&directive, Timestamp::UNIX_EPOCH).to_string(), &ana()).unwrap();

        prop_assert_eq!(found.terms, Ok(terms));
        prop_assert_eq!(found.copy_of, Some(directive.id));
        prop_assert!(found.is_active);
    }

    #[test]
    fn a_member_that_is_not_known_is_never_passed_over(terms in any_terms(), name in "[a-z]{3,9}X") {
        let mut consent = to_fhir(&made(terms), Timestamp::UNIX_EPOCH);
        consent["provision"][&name] = json!(["something"]);

        let found = read(&consent.to_string(), &ana()).unwrap();

        prop_assert!(found.terms.unwrap_err().why.contains(&name));
    }
}

/// A deny to proxies, as somebody else may write it.
fn a_deny() -> Value {
    json!({
        "resourceType": "Consent",
        "id": "c-1",
        "status": "active",
        "scope": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/consentscope", "code": "patient-privacy" }] },
        "category": [{ "coding": [{ "system": "http://loinc.org", "code": "59284-0" }] }],
        "patient": { "reference": "Patient/ana-1", "display": "Ana" },
        "policyRule": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "OPTIN" }] },
        "provision": { "type": "deny", "period": { "start": "2026-01-01", "end": "2026-12-31" } }
    })
}

fn terms_of(consent: &Value) -> Result<DirectiveTerms, NotUnderstood> {
    read(&consent.to_string(), &ana()).unwrap().terms
}

#[test]
fn a_deny_by_whole_days_holds_wherever_on_earth_it_is_that_day() {
    let at = |text: &str| Some(text.parse::<Timestamp>().unwrap());
    let deny = terms_of(&a_deny()).unwrap();
    assert_eq!(deny.valid_from, at("2025-12-31T10:00:00Z"));
    assert_eq!(deny.valid_until, at("2027-01-01T12:00:00Z"));

    let mut consent = a_deny();
    consent["provision"]["type"] = "permit".into();
    consent["policyRule"]["coding"][0]["code"] = "OPTOUT".into();
    let permit = terms_of(&consent).unwrap();
    assert_eq!(permit.valid_from, at("2026-01-01T12:00:00Z"));
    assert_eq!(permit.valid_until, at("2026-12-31T10:00:00Z"));
}

#[test]
fn the_decision_may_lie_within_an_empty_provision() {
    let mut consent = a_deny();
    consent["provision"] = json!({ "provision": [consent["provision"].clone()] });

    assert_eq!(terms_of(&consent), terms_of(&a_deny()));
}

#[test]
fn a_narrower_code_denies_its_whole_label_and_permits_nothing() {
    let mut consent = a_deny();
    consent["provision"]["securityLabel"] =
        json!([{ "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "PSYTHPN" }]);
    assert_eq!(terms_of(&consent).unwrap().matter.labels, [Sensitivity::Behavioral].into_iter().collect());

    consent["provision"]["type"] = "permit".into();
    consent["policyRule"]["coding"][0]["code"] = "OPTOUT".into();
    assert_eq!(terms_of(&consent).unwrap_err().at, "Consent.provision.securityLabel");
}

#[test]
fn what_a_directive_cannot_say_is_refused_with_its_place() {
    let ircp = json!({ "coding": [{ "system": codes::PARTICIPATION, "code": "IRCP" }] });
    let actor = |reference: Value| json!([{ "role": ircp, "reference": reference }]);
    let cases: Vec<(&str, Value, &str)> = vec![
        ("/scope/coding/0/code", json!("treatment"), "Consent.scope"),
        ("/category/0/coding/0/code", json!("64292-6"), "Consent.category"),
        ("/patient/reference", json!("Patient/ben-1"), "Consent.patient"),
        ("/policyRule/coding/0/code", json!("OPTOUT"), "Consent.policyRule"),
        ("/provision/type", json!("maybe"), "Consent.provision.type"),
        ("/provision/period/end", json!("2026"), "Consent.provision.period"),
        ("/provision/actor", actor(json!({ "reference": "RelatedPerson/1" })), "Consent.provision.actor"),
        ("/provision/actor", actor(json!({ "display": "Rosa" })), "Consent.provision.actor"),
        ("/provision/action", json!([{}]), "Consent"),
        ("/provision/code", json!([{}]), "Consent"),
        (
            "/provision/class",
            json!([{ "system": codes::RESOURCE_TYPES, "code": "Basic" }]),
            "Consent.provision.class",
        ),
        (
            "/provision/purpose",
            json!([{ "system": codes::PURPOSE, "code": "HMARKT" }]),
            "Consent.provision.purpose",
        ),
        ("/provision/dataPeriod", json!({ "start": "2026-01" }), "Consent.provision.dataPeriod"),
        (
            "/provision/data",
            json!([{ "meaning": "related", "reference": { "reference": "Encounter/1" } }]),
            "Consent.provision.data",
        ),
        ("/provision/provision", json!([{ "type": "permit" }]), "Consent.provision.provision"),
        ("/modifierExtension", json!([{ "url": "urn:x" }]), "Consent"),
        ("/policy", json!([{ "uri": "urn:law" }]), "Consent"),
        ("/provision", Value::Null, "Consent.provision"),
    ];
    for (pointer, value, at) in cases {
        let mut consent = a_deny();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let parent = consent.pointer_mut(parent).unwrap();
        match (parent.is_array(), name.parse::<usize>()) {
            (true, Ok(index)) => parent[index] = value,
            _ => parent[name] = value,
        }

        assert_eq!(terms_of(&consent).unwrap_err().at, at, "{pointer}");
    }
}

#[test]
fn what_is_no_consent_is_refused_whole() {
    for text in [
        "",
        "[]",
        "{}",
        r#"{"resourceType":"Patient","id":"ana-1"}"#,
        r#"{"resourceType":"Consent","id":"a b"}"#,
    ] {
        assert!(read(text, &ana()).is_err(), "{text}");
    }
}

#[test]
fn a_consent_that_has_ended_says_so() {
    let mut consent = a_deny();
    for status in ["inactive", "entered-in-error", "draft", "proposed", "rejected"] {
        consent["status"] = status.into();
        assert!(!read(&consent.to_string(), &ana()).unwrap().is_active, "{status}");
    }
}

#[test]
fn the_same_consent_is_taken_over_as_the_same_directive() {
    let consent: ResourceId = "c-1".parse().unwrap();
    let ben: PatientId = "ben-1".parse().unwrap();

    assert_eq!(taken_over_as(&ana(), &consent), taken_over_as(&ana(), &consent));
    assert_ne!(taken_over_as(&ana(), &consent), taken_over_as(&ben, &consent));
}
