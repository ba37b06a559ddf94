//! Whose records a test loads: everybody's, or a few people's with what they share.

use jiff::civil::Date;
use portico_sandbox::people;
use serde_json::Value;

/// The seed of the sample people.
pub const SEED: u64 = 77;

pub(crate) fn everybody(today: Date) -> Vec<Value> {
    people::generate(SEED, today).resources
}

/// What is of these people of the stories, or of nobody in particular.
pub(crate) fn only(patients: &[String], today: Date) -> Vec<Value> {
    let wanted: Vec<&str> = patients.iter().map(String::as_str).collect();
    let resources = people::generate_only(SEED, today, &wanted);
    let found = resources.iter().filter(|resource| resource["resourceType"] == "Patient").count();
    assert_eq!(found, wanted.len(), "these people have stories: {wanted:?}");
    resources
}
