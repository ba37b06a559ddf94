use portico_model::{Audience, Category, Directive, Effect, Matter, Timestamp};
use serde_json::{Map, Value, json};

use super::codes;

/// The directive as a Consent, in the state that it has at `now`.
pub fn to_fhir(directive: &Directive, now: Timestamp) -> Value {
    let is_active = directive.ended_at.is_none() && directive.valid_until.is_none_or(|until| now < until);
    let (kind, rule) = match directive.effect {
        Effect::Permit => ("permit", "OPTOUT"),
        Effect::Deny => ("deny", "OPTIN"),
    };
    let mut provision = provision(directive);
    provision.insert("type".into(), kind.into());
    json!({
        "resourceType": "Consent",
        "id": directive.id.to_string(),
        "identifier": [{ "system": codes::URI, "value": format!("urn:uuid:{}", directive.id) }],
        "status": if is_active { "active" } else { "inactive" },
        "scope": concept(codes::SCOPE, "patient-privacy"),
        "category": [concept(codes::LOINC, codes::PATIENT_CONSENT)],
        "patient": { "reference": format!("Patient/{}", directive.patient) },
        "dateTime": directive.made_at.to_string(),
        "policyRule": concept(codes::ACT_CODE, rule),
        "provision": provision,
    })
}

/// All directives of a patient as a searchset.
pub fn bundle(directives: &[Directive], now: Timestamp) -> Value {
    let entry = |directive| {
        let resource = to_fhir(directive, now);
        json!({
            "fullUrl": format!("urn:uuid:{}", directive.id),
            "resource": resource,
            "search": { "mode": "match" },
        })
    };
    let entries: Vec<_> = directives.iter().map(entry).collect();
    let mut bundle = json!({ "resourceType": "Bundle", "type": "searchset", "total": directives.len() });
    if !entries.is_empty() {
        bundle["entry"] = entries.into();
    }
    bundle
}

fn provision(directive: &Directive) -> Map<String, Value> {
    let Matter { categories, labels, from, to, item } = &directive.matter;
    let codings = |system: &'static str, codes: Vec<&'static str>| {
        Value::from(codes.into_iter().map(|code| coding(system, code)).collect::<Vec<_>>())
    };
    let labels = labels.iter().map(codes::label_code).collect::<Vec<_>>();
    let purposes = directive.purposes.iter().map(|purpose| purpose.code()).collect::<Vec<_>>();
    let kinds = categories.iter().map(Category::as_str).collect::<Vec<_>>();
    let from = from.map(|day| day.to_string());
    let to = to.map(|day| day.to_string());
    let mut provision = Map::new();
    let mut put = |name: &str, value: Value| provision.insert(name.to_owned(), value);
    let until = directive.valid_until.map(|until| until.to_string());
    put("period", period(Some(directive.valid_from.to_string()), until));
    if let Some(reference) = actor(&directive.audience) {
        let role = concept(codes::PARTICIPATION, codes::RECIPIENT);
        put("actor", json!([{ "role": role, "reference": reference }]));
    }
    if !labels.is_empty() {
        put("securityLabel", codings(codes::ACT_CODE, labels));
    }
    if !purposes.is_empty() {
        put("purpose", codings(codes::PURPOSE, purposes));
    }
    if !kinds.is_empty() {
        put("class", codings(codes::KIND, kinds));
    }
    if from.is_some() || to.is_some() {
        put("dataPeriod", period(from, to));
    }
    if let (Some(id), Some(kind)) = (item, codes::resource_type(*categories)) {
        let reference = format!("{kind}/{id}");
        put("data", json!([{ "meaning": "instance", "reference": { "reference": reference } }]));
    }
    provision
}

/// To whom it speaks; nobody is named where it speaks to everybody.
fn actor(audience: &Audience) -> Option<Value> {
    let known_as = |kind: &str, system: &str, value: &str| json!({ "type": kind, "identifier": { "system": system, "value": value } });
    Some(match audience {
        Audience::Everyone => return None,
        Audience::Proxies => known_as("Group", codes::GROUP, codes::PROXIES),
        Audience::Research => known_as("Group", codes::GROUP, codes::RESEARCH),
        Audience::Person(account) => known_as("RelatedPerson", codes::ACCOUNT, &account.to_string()),
        Audience::App(client) => known_as("Device", codes::APP, client),
        Audience::Practitioner(id) => json!({ "reference": format!("Practitioner/{id}") }),
        Audience::Organization(id) => json!({ "reference": format!("Organization/{id}") }),
    })
}

fn period(start: Option<String>, end: Option<String>) -> Value {
    let ends = [("start", start), ("end", end)];
    ends.into_iter().filter_map(|(name, text)| Some((name.to_owned(), Value::from(text?)))).collect()
}

fn coding(system: &str, code: &str) -> Value {
    json!({ "system": system, "code": code })
}

fn concept(system: &str, code: &str) -> Value {
    json!({ "coding": [coding(system, code)] })
}
