//! The people of the simulated neighbourhood: a seeded generator of FHIR R4 resources in US Core 6.1 shapes.

mod calendar;
mod clinic;
mod folder;
mod kinds;
mod pdf;
mod rng;
mod shapes;
mod stories;
mod tables;

use jiff::civil::Date;
use serde_json::Value;

/// Everything that the record system next door holds on its first day.
pub struct Generated {
    /// Each with `id`, `resourceType` and `meta.profile`, ready for `PUT`; what is referred to comes first.
    pub resources: Vec<Value>,
    pub people: Vec<Featured>,
}

/// Somebody worth signing in as.
pub struct Featured {
    pub patient_id: String,
    pub role: String,
    pub name: String,
    pub email: String,
    /// `en` or `es`.
    pub language: String,
    pub born: Date,
    /// One sentence for the sample list.
    pub about: String,
}

/// The same seed and day give the same bytes.
pub fn generate(seed: u64, today: Date) -> Generated {
    let setting = stories::Setting { seed, calendar: calendar::Calendar { today } };
    let (folders, people) = stories::told(setting);

    let mut resources = clinic::resources();
    resources.extend(folders.into_iter().flat_map(folder::Folder::into_resources));
    resources.sort_by_key(rank);
    Generated { resources, people }
}

/// The order of filing: what is referred to comes first. Within a rank the order of the stories stays.
fn rank(resource: &Value) -> usize {
    const ORDER: [&str; 24] = [
        "Organization",
        "Location",
        "Practitioner",
        "PractitionerRole",
        "Medication",
        "Patient",
        "RelatedPerson",
        "Coverage",
        "Encounter",
        "Condition",
        "AllergyIntolerance",
        "Immunization",
        "Appointment",
        "CareTeam",
        "Goal",
        "CarePlan",
        "MedicationRequest",
        "MedicationDispense",
        "ServiceRequest",
        "Specimen",
        "Observation",
        "DiagnosticReport",
        "Binary",
        "DocumentReference",
    ];
    let kind = resource["resourceType"].as_str().unwrap_or_default();
    ORDER.iter().position(|name| *name == kind).unwrap_or(ORDER.len())
}

#[cfg(test)]
mod tests;
