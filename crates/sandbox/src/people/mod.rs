//! The people of the simulated neighbourhood: a seeded generator of FHIR R4 resources in US Core 6.1 shapes.
//!
//! Twelve are told by hand (`stories`), the rest by seed (`neighbours`). What is awkward in real systems is put in on
//! purpose, and lies with these people:
//!
//! | truth | with whom |
//! |---|---|
//! | comparators (`<20`, `<0.01`, `>900`, `>60`) | Marcus, Yuki, Walter, Luz, Teo |
//! | value as text only | everybody's urinalysis; Priya's and Maximiliano's cultures; Grace's genes |
//! | value as a code | Marcus (hepatitis, HIV), Grace (COVID-19), Priya (blood group), Dolores (drug screens), children (strep) |
//! | range in words only | urinalysis, codes, Priya's hCG |
//! | no range at all | cultures, blood group, genes, Walter's fructosamine |
//! | several ranges by age and sex | Walter's PSA, Priya's iron, elder men's PSA; two ranges in words: Walter's fingertips |
//! | laboratory that sends no flags | Northgate Diagnostics: Dolores, Walter in his first years here, some neighbours |
//! | unit changes over time | Walter: glucose (mmol/L, mg/dL, once back), weight (kg, lb) |
//! | method changes over time | Ana (LDL, non-HDL) and Yuki (TSH), at the first of January of last year |
//! | components | blood pressures; Priya's glucose tolerance test (three specimens, no code) |
//! | `hasMember` panel | Walter's newest blood count |
//! | contained resources | Walter (practitioner, organization), Marcus, Carmen and others (medication) |
//! | absolute reference, local code beside LOINC, local code alone | Walter's results from Toronto |
//! | reference by identifier only | Grace's genetic laboratory |
//! | `dataAbsentReason` | Marcus (CD4), Walter (diastolic, cancelled glucose) |
//! | `entered-in-error`, `cancelled`, `corrected` | Walter's results; Ana's amoxicillin |
//! | `amended`, `preliminary` | Grace's BRCA1; Carmen's newest INR, Priya's newest culture |
//! | no code, only words | Dolores (condition), Carmen and Maximiliano (allergy), Priya (vitamin, test), Grace (report) |
//! | two names | Ana (maiden), Carmen (usual), Teo (nickname), Yuki (two scripts) |
//! | partial dates | Walter (year, month), Carmen, Luz, Dolores, Ana and Grace (onsets), an elder (death); Yuki's vaccine has words |
//! | other languages | Carmen (Spanish), Yuki (Japanese) |
//! | report without result | Grace (words only), all imaging |
//! | laboratory observation without report, and twice the same | Walter's fingertip values |
//! | medicine twice | Walter's aspirin |
//! | no effective date, only `issued` | Dolores's newest metabolic panel |
//! | markup with a script | Walter's imported note |
//! | attachment of no bytes, content in the entry itself, comment of great length | Maximiliano |
//! | nothing | Sam |

mod calendar;
mod clinic;
mod folder;
mod kinds;
mod neighbours;
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

/// The name of a clinician of the records, and the id of the organisation where they work.
pub(crate) fn clinician(id: &str) -> Option<(String, &'static str)> {
    let found = tables::clinicians::CLINICIANS.into_iter().find(|clinician| clinician.id == id)?;
    Some((found.name(), found.place.organization))
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

    let neighbours = neighbours::told(setting);

    let mut resources = clinic::resources();
    resources.extend(folders.into_iter().chain(neighbours).flat_map(folder::Folder::into_resources));
    resources.sort_by_key(rank);
    Generated { resources, people }
}

/// What [`generate`] tells of these people of the stories, and what everybody shares: a fraction of the time, for tests
/// that need nobody else. Whoever has no story is left out.
pub fn generate_only(seed: u64, today: Date, patients: &[&str]) -> Vec<Value> {
    let setting = stories::Setting { seed, calendar: calendar::Calendar { today } };
    let mut resources = clinic::resources();
    resources
        .extend(stories::told_of(setting, patients).into_iter().flat_map(folder::Folder::into_resources));
    resources.sort_by_key(rank);
    resources
}

/// The order of filing: what is referred to comes first. Within a rank the order of the stories stays.
fn rank(resource: &Value) -> usize {
    const ORDER: [&str; 27] = [
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
        "Procedure",
        "Device",
        "FamilyMemberHistory",
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
