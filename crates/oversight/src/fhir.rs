//! Entries as FHIR R4 AuditEvent (<https://hl7.org/fhir/R4/auditevent.html>), in the manner of IHE's Basic Audit Log
//! Patterns. An entry is one resource; its id is the log's id and the number of the entry, so that a second export gives
//! the same resources.

use portico_audit::{Action, Counts, Entry, Event, Outcome, Resource};
use portico_model::Role;
use serde_json::{Map, Value, json};
use uuid::Uuid;

const DICOM: &str = "http://dicom.nema.org/resources/ontology/DCM";
const ENTITY_TYPE: &str = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
const OBJECT_ROLE: &str = "http://terminology.hl7.org/CodeSystem/object-role";

/// The resource of one entry of the log.
pub(crate) fn audit_event(log: Uuid, entry: &Entry) -> Value {
    let event = &entry.event;
    let mut resource = json!({
        "resourceType": "AuditEvent",
        "id": format!("{}-{}", log.simple(), entry.index),
        "type": kind(event.action),
        "subtype": subtypes(event.action),
        "action": action(event.action),
        "recorded": event.at,
        "outcome": match event.outcome {
            Outcome::Permitted => "0",
            Outcome::Refused => "4",
            Outcome::Failed => "8",
        },
        "agent": agents(event),
        "source": {
            "site": log.hyphenated().to_string(),
            "observer": {"display": "Portico"},
            "type": [{
                "system": "http://terminology.hl7.org/CodeSystem/security-source-type",
                "code": "4",
                "display": "Application Server",
            }],
        },
        "entity": entities(event),
    });
    let members = resource.as_object_mut().expect("a resource is an object");
    if let Some(reason) = &event.detail.reason {
        members.insert("outcomeDesc".to_owned(), json!(reason));
    }
    if let Some(purpose) = event.purpose {
        let coding =
            json!({"system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": purpose.code()});
        members.insert("purposeOfEvent".to_owned(), json!([{"coding": [coding]}]));
    }
    resource
}

fn kind(action: Action) -> Value {
    match action {
        Action::SystemStart | Action::SystemStop => {
            json!({"system": DICOM, "code": "110100", "display": "Application Activity"})
        }
        Action::QueryAudit | Action::ExportAudit | Action::VerifyAudit => {
            json!({"system": DICOM, "code": "110101", "display": "Audit Log Used"})
        }
        Action::Download | Action::Export => {
            json!({"system": DICOM, "code": "110106", "display": "Export"})
        }
        Action::SignIn
        | Action::ProveFactor
        | Action::UseRecoveryCode
        | Action::SignOut
        | Action::LockOut => {
            json!({"system": DICOM, "code": "110114", "display": "User Authentication"})
        }
        _ => json!({
            "system": "http://terminology.hl7.org/CodeSystem/audit-event-type",
            "code": "rest",
            "display": "RESTful Operation",
        }),
    }
}

fn subtypes(action: Action) -> Value {
    let own = json!({"system": "urn:portico:audit:action", "code": action.as_str()});
    let interaction = match action {
        Action::OpenChart | Action::Read => "read",
        Action::Search => "search-type",
        _ => return json!([own]),
    };
    json!([{"system": "http://hl7.org/fhir/restful-interaction", "code": interaction}, own])
}

/// A line of the same kind of file that says that others are missing.
pub(crate) fn incomplete(text: &str) -> Value {
    json!({
        "resourceType": "OperationOutcome",
        "issue": [{"severity": "error", "code": "incomplete", "diagnostics": text}],
    })
}

/// Create, read, update, delete or execute.
fn action(action: Action) -> &'static str {
    match action {
        Action::CreateAccount
        | Action::EnrolFactor
        | Action::MakeDirective
        | Action::OpenCase
        | Action::InviteProxy
        | Action::RequestAccess
        | Action::MakeActivationCode => "C",
        Action::OpenChart
        | Action::Read
        | Action::Download
        | Action::Export
        | Action::ReadSecurity
        | Action::ReadDirectives
        | Action::ExportAudit => "R",
        Action::ChangeAccount
        | Action::RenewRecoveryCodes
        | Action::ChangePassword
        | Action::ChangeLanguage
        | Action::ExtendSession
        | Action::Provision
        | Action::WorkCase
        | Action::WriteBack
        | Action::AnswerInvitation
        | Action::ReviewAccess
        | Action::RotateKeys => "U",
        Action::RemoveFactor
        | Action::EndSession
        | Action::EndDirective
        | Action::EndBreakGlass
        | Action::EndAccess => "D",
        Action::SystemStart
        | Action::SystemStop
        | Action::ResumeAudit
        | Action::SignIn
        | Action::ProveFactor
        | Action::UseRecoveryCode
        | Action::LockOut
        | Action::SignOut
        | Action::BreakGlass
        | Action::FindPatients
        | Action::Search
        | Action::StrangerDropped
        | Action::QueryAudit
        | Action::VerifyAudit
        | Action::FindAccount
        | Action::MatchIdentity
        | Action::SignUp
        | Action::AnnounceAgeChange => "E",
    }
}

fn agents(event: &Event) -> Value {
    let mut person = Map::new();
    person.insert("requestor".to_owned(), json!(event.role != Role::System));
    person.insert(
        "type".to_owned(),
        json!({"coding": [{
            "system": "http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
            "code": "IRCP",
            "display": "information recipient",
        }]}),
    );
    if let Some(actor) = event.actor {
        let who = json!({"identifier": {"system": "urn:portico:account", "value": actor}});
        person.insert("who".to_owned(), who);
    }
    let role = json!({"coding": [{"system": "urn:portico:role", "code": event.role}]});
    let standing = event
        .acting_as
        .map(|standing| json!({"coding": [{"system": "urn:portico:relationship", "code": standing}]}));
    person.insert("role".to_owned(), [role].into_iter().chain(standing).collect());
    if !event.rules.is_empty() {
        let rules = event.rules.iter().map(|rule| json!(format!("urn:portico:rule:{rule}")));
        person.insert("policy".to_owned(), rules.collect());
    }
    if let Some(address) = event.origin.address {
        person.insert("network".to_owned(), json!({"address": address, "type": "2"}));
    }
    json!([person])
}

fn entities(event: &Event) -> Value {
    let mut entities = Vec::new();
    if let Some(patient) = &event.patient {
        entities.push(json!({
            "what": {"reference": format!("Patient/{patient}")},
            "type": {"system": ENTITY_TYPE, "code": "1", "display": "Person"},
            "role": {"system": OBJECT_ROLE, "code": "1", "display": "Patient"},
        }));
    }
    entities.extend(event.detail.resources.iter().map(resource));
    let details = details(event);
    if !details.is_empty() {
        entities.push(json!({
            "type": {"system": ENTITY_TYPE, "code": "2", "display": "System Object"},
            "detail": details,
        }));
    }
    entities.push(json!({
        "what": {"identifier": {"system": "urn:portico:correlation", "value": event.correlation}},
        "type": {
            "system": "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType",
            "code": "XrequestId",
        },
    }));
    Value::Array(entities)
}

fn resource(resource: &Resource) -> Value {
    // Accounts and alerts are the portal's own, whatever FHIR calls by these names.
    let what = match resource.kind.as_ref() {
        "Account" => json!({"identifier": {"system": "urn:portico:account", "value": resource.id}}),
        "Alert" => json!({"identifier": {"system": "urn:portico:alert", "value": resource.id}}),
        kind => json!({"reference": format!("{kind}/{}", resource.id)}),
    };
    json!({
        "what": what,
        "type": {"system": ENTITY_TYPE, "code": "2", "display": "System Object"},
        "role": {"system": OBJECT_ROLE, "code": "4", "display": "Domain Resource"},
    })
}

/// What was shown, how much of it, and from where.
fn details(event: &Event) -> Vec<Value> {
    let Counts { shown, withheld, unreadable, strangers } = event.counts;
    let counts =
        [("shown", shown), ("withheld", withheld), ("unreadable", unreadable), ("strangers", strangers)];
    let part = event.detail.part.iter().map(|part| ("part", part.to_string()));
    let categories = event.categories.iter().map(|category| ("category", category.as_str().to_owned()));
    let counts =
        counts.into_iter().filter(|(_, count)| *count > 0).map(|(name, count)| (name, count.to_string()));
    let stale = event.detail.is_stale.then(|| ("stale", "true".to_owned()));
    let marks = event.detail.marks.iter().map(|mark| ("mark", mark.to_string()));
    let agent = Some(("user-agent", event.origin.user_agent.clone())).filter(|(_, agent)| !agent.is_empty());
    part.chain(categories)
        .chain(counts)
        .chain(stale)
        .chain(marks)
        .chain(agent)
        .map(|(name, value)| json!({"type": name, "valueString": value}))
        .collect()
}

#[cfg(test)]
mod tests {
    use portico_audit::{Detail, Hash};
    use portico_model::{AccountId, Category, CorrelationId, Origin, Purpose, Timestamp};

    use super::*;

    #[test]
    fn an_entry_has_what_fhir_demands_of_an_audit_event() {
        let origin = Origin { address: Some([203, 0, 113, 7].into()), user_agent: "Firefox".to_owned() };
        let at: Timestamp = "2026-11-22T08:15:00Z".parse().unwrap();
        let correlation = CorrelationId(Uuid::from_u128(7));
        let event = Event {
            actor: Some(AccountId(Uuid::from_u128(1))),
            role: Role::Clinician,
            patient: Some("ana-1".parse().unwrap()),
            categories: vec![Category::Laboratory],
            purpose: Some(Purpose::Treatment),
            rules: vec!["care-team-reads".to_owned()],
            counts: Counts { shown: 42, withheld: 1, ..Counts::default() },
            detail: Detail {
                resources: vec![Resource { kind: "Observation".into(), id: "o-1".parse().unwrap() }],
                ..Detail::part("labs")
            },
            ..Event::unattended(at, Action::Read, Outcome::Permitted, origin, correlation)
        };
        let entry = Entry { index: 5, leaf_hash: Hash([0; 32]), event };

        let written = audit_event(Uuid::from_u128(9), &entry);

        assert_eq!(written["id"], "00000000000000000000000000000009-5");
        assert_eq!((&written["action"], &written["outcome"]), (&json!("R"), &json!("0")));
        assert_eq!(written["subtype"][0]["code"], "read");
        assert_eq!(written["recorded"], "2026-11-22T08:15:00Z");
        assert_eq!(written["purposeOfEvent"][0]["coding"][0]["code"], "TREAT");
        let agent = &written["agent"][0];
        assert_eq!(
            (&agent["requestor"], &agent["network"]["address"]),
            (&json!(true), &json!("203.0.113.7"))
        );
        assert_eq!(agent["role"][0]["coding"][0]["code"], "clinician");
        assert_eq!(agent["policy"][0], "urn:portico:rule:care-team-reads");
        assert_eq!(written["source"]["observer"]["display"], "Portico");
        assert_eq!(written["entity"][0]["what"]["reference"], "Patient/ana-1");
        assert_eq!(written["entity"][1]["what"]["reference"], "Observation/o-1");
        assert_eq!(written["entity"][2]["detail"][0], json!({"type": "part", "valueString": "labs"}));
    }

    #[test]
    fn every_act_has_a_letter_that_fhir_knows() {
        for act in Action::ALL {
            assert!("CRUDE".contains(action(*act)), "{act:?}");
        }
    }
}
