//! What is asked of the record system for each part of a chart (US Core 6.1 searches).

use portico_fhir::Search;
use portico_model::PatientId;

use crate::view::{OtherKind, Part};

/// One search of a part. The first of a part is the one it cannot do without.
pub(crate) struct PartSearch {
    /// What is missing when this search fails.
    pub part: Part,
    pub search: Search,
    /// The category to be content with where the record system does not list all of the patient's observations.
    pub category: Option<&'static str>,
}

/// How many matches to ask for on a page.
const PAGE: usize = 250;
pub(crate) const OBSERVATION: &str = "Observation";
pub(crate) const LABORATORY: &str = "laboratory";
pub(crate) const CATEGORY: &str = "category";

impl Part {
    /// Demographics are read afresh each time and kept nowhere.
    pub(crate) fn is_kept(self) -> bool {
        !matches!(self, Part::Profile | Part::Coverage | Part::Other(OtherKind::RelatedPeople))
    }

    /// Whether it is divided from all of the patient's observations, as others are.
    pub(crate) fn is_of_all_observations(self) -> bool {
        match self {
            Part::Results | Part::ResultReports | Part::Vitals => true,
            Part::Other(kind) => kind.observation_categories().is_some(),
            _ => false,
        }
    }

    /// The kinds of resource that it is made of, and what is missing where one of them is not handed out.
    pub(crate) fn kinds(self) -> Vec<(Part, &'static str)> {
        let anybody = "anybody".parse().expect("an id of letters");
        let searches = self.searches(&anybody).into_iter();
        searches.map(|own| (own.part, own.search.resource_type())).collect()
    }

    /// The kinds of resource that it is made of, by what each is asked for, and what is missing without it.
    pub(crate) fn asked_by(self) -> Vec<(&'static str, Vec<String>, &'static str)> {
        let anybody = "anybody".parse().expect("an id of letters");
        let is_told = |name: &str| !name.starts_with('_') || name == "_id";
        let searches = self.searches(&anybody).into_iter();
        let params = |own: &PartSearch| {
            let names = own.search.params().filter_map(|(name, _)| name.split(':').next());
            let category = own.category.map(|_| CATEGORY);
            names.filter(|name| is_told(name)).chain(category).map(str::to_owned).collect()
        };
        searches.map(|own| (own.search.resource_type(), params(&own), own.part.as_str())).collect()
    }

    pub(crate) fn searches(self, patient: &PatientId) -> Vec<PartSearch> {
        let id = patient.as_str();
        let of = |part, resource_type| PartSearch {
            part,
            search: Search::of(resource_type).patient(id).count(PAGE),
            category: None,
        };
        let newest = |found: PartSearch| PartSearch { search: found.search.sort("-date"), ..found };
        let including = |found: PartSearch, path| PartSearch { search: found.search.include(path), ..found };
        // Many observations carry no category that a search could find, so all are asked for and divided here.
        let observations = |part, category| PartSearch { category: Some(category), ..of(part, OBSERVATION) };
        let person = || PartSearch {
            part: Part::Profile,
            search: Search::of("Patient").with("_id", id),
            category: None,
        };
        match self {
            Part::Profile => vec![person(), including(of(Part::Coverage, "Coverage"), "Coverage:payor")],
            Part::Coverage => vec![of(self, "Coverage")],
            Part::Results | Part::ResultReports => vec![
                newest(observations(Part::Results, LABORATORY)),
                newest(of(Part::ResultReports, "DiagnosticReport")),
                person(),
            ],
            Part::Vitals => vec![newest(observations(self, "vital-signs"))],
            Part::Conditions => vec![of(self, "Condition")],
            Part::Allergies => vec![of(self, "AllergyIntolerance")],
            Part::Immunizations => vec![newest(of(self, "Immunization"))],
            Part::Medications | Part::Dispenses => vec![
                including(of(Part::Medications, "MedicationRequest"), "MedicationRequest:medication"),
                of(Part::Dispenses, "MedicationDispense"),
            ],
            Part::Visits => vec![newest(of(self, "Encounter"))],
            Part::Documents => vec![newest(of(self, "DocumentReference"))],
            Part::Reports => vec![newest(of(self, "DiagnosticReport"))],
            Part::CarePlans | Part::Goals => vec![of(Part::CarePlans, "CarePlan"), of(Part::Goals, "Goal")],
            Part::CareTeam => vec![including(of(self, "CareTeam"), "CareTeam:participant")],
            Part::Appointments => vec![of(self, "Appointment")],
            Part::Other(kind) => vec![match kind.observation_categories() {
                Some(categories) => newest(observations(self, categories)),
                None => PartSearch { part: self, search: kind.search(id, PAGE), category: None },
            }],
        }
    }
}
