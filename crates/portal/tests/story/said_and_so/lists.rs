//! Whatever a record has of a kind stands on the page of that kind, and nothing else stands there.

use std::collections::BTreeSet;

use serde_json::Value;

use super::allergies::is_statement_of_absence;
use super::bundles::{Record, list};
use super::findings::Findings;
use super::observations::{Place, is_of_a_laboratory, members, place};
use super::told::{Told, id};

/// The kinds of resource without a page of their own, by the names of their lists.
pub const OTHERS: [(&str, &str); 22] = [
    ("procedures", "Procedure"),
    ("devices", "Device"),
    ("devices_used", "DeviceUseStatement"),
    ("family_history", "FamilyMemberHistory"),
    ("forms", "QuestionnaireResponse"),
    ("orders", "ServiceRequest"),
    ("medicines_told", "MedicationStatement"),
    ("medicines_given", "MedicationAdministration"),
    ("adverse_events", "AdverseEvent"),
    ("alerts", "Flag"),
    ("vaccine_forecasts", "ImmunizationRecommendation"),
    ("risks", "RiskAssessment"),
    ("assessments", "ClinicalImpression"),
    ("imaging_studies", "ImagingStudy"),
    ("pictures", "Media"),
    ("specimens", "Specimen"),
    ("diets", "NutritionOrder"),
    ("glasses", "VisionPrescription"),
    ("supplies", "SupplyDelivery"),
    ("episodes", "EpisodeOfCare"),
    ("messages", "Communication"),
    ("related_people", "RelatedPerson"),
];

const CONDITION_GROUPS: [&str; 7] =
    ["active", "suspected", "unclear", "visit_diagnoses", "concerns", "social", "past"];

/// The ids of one list, each of which may stand there once.
struct Listed<'t> {
    of: &'static str,
    kind: &'static str,
    ids: Vec<&'t str>,
}

impl Listed<'_> {
    /// Nothing but what the record has stands there, and nothing twice.
    fn is_sound(&self, record: &Record, findings: &mut Findings) {
        let mut seen = BTreeSet::new();
        for id in &self.ids {
            let is_own = record.find(self.kind, id).is_some();
            findings.hold("items listed", is_own && seen.insert(*id), || {
                format!(
                    "{}/{id} stands in {}, and is not the patient's or stands there twice",
                    self.kind, self.of
                )
            });
        }
    }

    /// All that the record has stands there, or is counted as not shown.
    fn is_complete(
        &self,
        record: &Record,
        told: &Told,
        findings: &mut Findings,
        is_wanted: impl Fn(&Value) -> bool,
    ) {
        let wanted = record.of_kind(self.kind).filter(|own| is_wanted(own));
        let missing: Vec<&str> = wanted.map(id).filter(|id| !self.ids.contains(id)).collect();
        let lost = told.lost(self.kind);
        findings.hold("lists", missing.len() as u64 <= lost, || {
            format!(
                "{} of {} are not in {}, and {lost} are told as lost: {missing:?}",
                missing.len(),
                self.kind,
                self.of
            )
        });
    }
}

pub fn hold(record: &Record, told: &Told, findings: &mut Findings) {
    all_is_read(told, findings);
    health(record, told, findings);
    papers(record, told, findings);
    observations(record, told, findings);
    for (name, kind) in OTHERS {
        let ids = told.others(Some(name)).into_iter().map(id).collect();
        if !told.is_not_offered(name) {
            whole(Listed { of: name, kind, ids }, record, told, findings);
        }
    }
}

/// Patients read their own record whole: no rule holds anything of it back from them.
fn all_is_read(told: &Told, findings: &mut Findings) {
    for (rest, page) in told.twins.iter().flat_map(|(rest, pages)| pages.iter().map(move |page| (rest, page)))
    {
        let is_whole = page["withheld"] == 0
            && page["failed"] == serde_json::json!([])
            && page["not_shared"].is_null()
            && page["is_stale"] == false
            && page["is_truncated"] == false;
        findings.hold("twins", is_whole, || format!("{rest} is not whole"));
        let lost: u64 = list(&page["gaps"]).filter_map(|gap| gap["lost"].as_u64()).sum();
        findings.hold("twins", page["unreadable"].as_u64() == Some(lost), || {
            format!("{rest} counts {} unreadable, and its gaps {lost}", page["unreadable"])
        });
    }
}

fn whole(listed: Listed<'_>, record: &Record, told: &Told, findings: &mut Findings) {
    listed.is_sound(record, findings);
    listed.is_complete(record, told, findings, |_| true);
}

fn health(record: &Record, told: &Told, findings: &mut Findings) {
    let conditions = CONDITION_GROUPS.iter().flat_map(|group| told.items("conditions", group));
    let ids = conditions.map(id).collect();
    whole(Listed { of: "conditions", kind: "Condition", ids }, record, told, findings);
    let ids = told.items("immunizations", "immunizations").into_iter().map(id).collect();
    whole(Listed { of: "immunizations", kind: "Immunization", ids }, record, told, findings);
    let stated = list(&told.first("allergies")["none_of"]);
    let ids = told.items("allergies", "allergies").into_iter().chain(stated).map(id).collect();
    let allergies = Listed { of: "allergies", kind: "AllergyIntolerance", ids };
    allergies.is_sound(record, findings);
    allergies.is_complete(record, told, findings, |own| !is_statement_of_absence(own));
    let ids = told.items("visits", "visits").into_iter().map(id).collect();
    whole(Listed { of: "visits", kind: "Encounter", ids }, record, told, findings);
    let ids = told.items("visits", "upcoming").into_iter().map(id).collect();
    Listed { of: "visits to come", kind: "Appointment", ids }.is_sound(record, findings);
    let ids = told.items("care-plans", "plans").into_iter().map(id).collect();
    whole(Listed { of: "care plans", kind: "CarePlan", ids }, record, told, findings);
    let ids = told.items("care-plans", "goals").into_iter().map(id).collect();
    whole(Listed { of: "goals", kind: "Goal", ids }, record, told, findings);
    let cards = list(&told.first("profile")["coverages"]).count();
    findings.hold("lists", cards == record.of_kind("Coverage").count(), || format!("{cards} coverages"));
}

fn papers(record: &Record, told: &Told, findings: &mut Findings) {
    let is_note = |own: &Value| {
        list(&own["category"])
            .flat_map(|concept| list(&concept["coding"]))
            .any(|own| own["code"] == "clinical-note")
    };
    let ids = told.items("documents", "documents").into_iter().map(id).collect();
    whole(Listed { of: "documents", kind: "DocumentReference", ids }, record, told, findings);
    let notes = Listed {
        of: "notes",
        kind: "DocumentReference",
        ids: told.items("notes", "documents").into_iter().map(id).collect(),
    };
    notes.is_sound(record, findings);
    notes.is_complete(record, told, findings, is_note);
    let panels = told.items("labs", "panels").into_iter().map(id);
    let panels: Vec<&str> = panels.filter(|id| record.find("Observation", id).is_none()).collect();
    let laboratory = Listed { of: "labs", kind: "DiagnosticReport", ids: panels };
    laboratory.is_sound(record, findings);
    laboratory.is_complete(record, told, findings, is_of_a_laboratory);
    let ids = told.items("reports", "reports").into_iter().map(id).collect();
    let reports = Listed { of: "reports", kind: "DiagnosticReport", ids };
    reports.is_sound(record, findings);
    reports.is_complete(record, told, findings, |own| {
        let is_elsewhere = laboratory.ids.contains(&id(own)) && list(&own["category"]).next().is_none();
        !is_of_a_laboratory(own) && !is_elsewhere
    });
}

fn observations(record: &Record, told: &Told, findings: &mut Findings) {
    let listed = |of, ids| Listed { of, kind: "Observation", ids };
    let laboratory = listed("labs", told.results().into_iter().map(|(_, result)| id(result)).collect());
    let groups: Vec<&str> = told.items("labs", "panels").into_iter().map(id).collect();
    let vitals = listed("vitals", told.readings().into_iter().map(id).collect());
    let others = |kind| listed(kind, told.others(Some(kind)).into_iter().map(id).collect());
    let (surveys, social, found) = (others("surveys"), others("social_history"), others("findings"));
    let all = [&laboratory, &vitals, &surveys, &social, &found];
    all.iter().for_each(|listed| listed.is_sound(record, findings));
    let mut missing = Vec::new();
    for observation in record.of_kind("Observation") {
        let is_in = |listed: &Listed<'_>| listed.ids.contains(&id(observation));
        let below = members(observation);
        let is_group = groups.contains(&id(observation))
            || !below.is_empty() && below.iter().all(|own| laboratory.ids.contains(own));
        let is_there = match place(observation, record) {
            Place::Laboratory => is_in(&laboratory) || is_group,
            Place::Vitals => is_in(&vitals),
            Place::Surveys => is_in(&surveys),
            Place::SocialHistory => is_in(&social),
            Place::Findings => is_in(&found),
            Place::Somewhere => all.iter().any(|listed| is_in(listed)) || is_group,
        };
        if !is_there {
            missing.push((id(observation), place(observation, record)));
        }
    }
    let lost = told.lost("Observation");
    findings.hold("lists", missing.len() as u64 <= lost, || {
        format!("observations are not where they belong, and {lost} are told as lost: {missing:?}")
    });
}
