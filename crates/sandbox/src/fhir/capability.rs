//! The CapabilityStatement, made from the search parameter table.

use serde_json::{Value, json};

use crate::record_system::RecordSystem;
use crate::search::RESOURCE_TYPES;
use crate::search::table::{Kind, parameters, types};

/// What this server can do, for `GET metadata`.
pub fn capability_statement(system: &RecordSystem) -> Value {
    let searched: Vec<&str> = types().collect();
    let others = RESOURCE_TYPES.iter().copied().filter(|name| !searched.contains(name));
    let unknown = system.dials().get().keeps_no;
    let kept = searched.iter().copied().chain(others).filter(|name| unknown.as_deref() != Some(*name));
    let resources: Vec<Value> = kept.map(resource).collect();
    json!({
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": "2026-11-22",
        "kind": "instance",
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json", "json"],
        "software": {"name": "Portico sandbox", "version": env!("CARGO_PKG_VERSION")},
        "implementation": {"description": "A simulated record system", "url": system.base_url()},
        "rest": [{
            "mode": "server",
            "security": security(system),
            "resource": resources,
            "interaction": [{"code": "transaction"}, {"code": "batch"}],
        }],
    })
}

fn security(system: &RecordSystem) -> Value {
    let Some(token) = system.token_url() else { return json!({"cors": false}) };
    let service = "http://terminology.hl7.org/CodeSystem/restful-security-service";
    json!({
        "cors": false,
        "service": [{"coding": [{"system": service, "code": "SMART-on-FHIR"}]}],
        "extension": [{
            "url": "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris",
            "extension": [{"url": "token", "valueUri": token}],
        }],
    })
}

fn resource(name: &str) -> Value {
    let common = [("_id", "token"), ("_lastUpdated", "date")];
    let own = parameters(name).iter().map(|parameter| (parameter.name, parameter.kind.as_str()));
    let search: Vec<Value> =
        common.into_iter().chain(own).map(|(name, kind)| json!({"name": name, "type": kind})).collect();
    let includes: Vec<String> = parameters(name)
        .iter()
        .filter(|parameter| parameter.kind == Kind::Reference)
        .map(|parameter| format!("{name}:{}", parameter.name))
        .collect();
    let codes = ["read", "vread", "search-type", "create", "update", "delete"];
    let interactions: Vec<Value> = codes.iter().map(|code| json!({"code": code})).collect();
    let mut resource = json!({
        "type": name,
        "interaction": interactions,
        "versioning": "versioned-update",
        "readHistory": true,
        "updateCreate": true,
        "conditionalCreate": true,
        "conditionalUpdate": true,
        "conditionalDelete": "not-supported",
        "referencePolicy": ["literal", "local"],
        "searchInclude": includes,
        "searchRevInclude": ["Provenance:target"],
        "searchParam": search,
    });
    if name == "Patient" {
        let definition = "http://hl7.org/fhir/OperationDefinition/Patient";
        resource["operation"] = json!([
            {"name": "everything", "definition": format!("{definition}-everything")},
            {"name": "match", "definition": format!("{definition}-match")},
        ]);
    }
    resource
}
