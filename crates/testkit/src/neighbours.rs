//! Whose records a test loads: everybody's, or a few people's with what they share.

use std::collections::HashSet;

use jiff::civil::Date;
use portico_sandbox::people;
use serde_json::Value;

/// The seed of the sample people.
pub const SEED: u64 = 77;

pub(crate) fn everybody(today: Date) -> Vec<Value> {
    let t0 = tokio::time::Instant::now();
    let r = people::generate(SEED, today).resources;
    eprintln!("TIME generate {:?} {}", t0.elapsed(), r.len());
    r
}

/// Resources that are about these patients or about nobody.
pub(crate) fn only(patients: &[String], today: Date) -> Vec<Value> {
    let wanted: HashSet<String> = patients.iter().map(|id| format!("Patient/{id}")).collect();
    let resources: Vec<Value> = everybody(today)
        .into_iter()
        .filter(|resource| whose(resource).iter().all(|id| wanted.contains(id)))
        .collect();
    let found: HashSet<String> = resources.iter().flat_map(whose).collect();
    assert_eq!(found, wanted, "the neighbourhood knows these people");
    resources
}

/// The patients that a resource is or refers to as its subject.
fn whose(resource: &Value) -> Vec<String> {
    if resource["resourceType"] == "Patient" {
        return resource["id"].as_str().map(|id| format!("Patient/{id}")).into_iter().collect();
    }
    let actors = resource["participant"].as_array().into_iter().flatten().map(|own| &own["actor"]);
    let subjects = ["subject", "patient", "beneficiary"].iter().map(|field| &resource[*field]);
    let references = subjects.chain(actors).filter_map(|own| own["reference"].as_str());
    references.filter(|reference| reference.starts_with("Patient/")).map(str::to_owned).collect()
}
