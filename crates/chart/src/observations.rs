//! Which observations are laboratory results, which are vital signs, and which are neither. The one place that divides them:
//! record systems are asked for all of them, because many carry no category, or one in words alone, and are results all
//! the same.

use std::collections::HashSet;

use portico_fhir::Parsed;
use portico_fhir::shapes::{CodeableConcept, DiagnosticReport, Observation, Value};
use portico_model::ResourceId;

use crate::labs::{self, Unit};
use crate::reading::{self, target_id};
use crate::vitals::VitalKind;

/// What an observation is. Only what is neither of the first two belongs to the rest of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ObservationKind {
    Laboratory,
    Vitals,
    Other,
}

/// The observations that laboratory reports, and results that group others, name.
#[derive(Debug, Default)]
pub(crate) struct NamedResults(HashSet<ResourceId>);

/// How deep observations may group others.
const DEEPEST: usize = 4;

impl NamedResults {
    pub(crate) fn of(reports: &[Parsed<DiagnosticReport>], observations: &[Parsed<Observation>]) -> Self {
        let reports = reports.iter().map(|own| &own.shape).filter(|own| is_laboratory_report(own));
        let named = reports.flat_map(|report| &report.result);
        let mut all = Self(named.filter_map(|own| target_id(own, "Observation")).collect());
        for _ in 0..DEEPEST {
            let groups = observations
                .iter()
                .map(|own| &own.shape)
                .filter(|own| all.makes(own) == ObservationKind::Laboratory);
            let below = groups.flat_map(|group| &group.has_member);
            let below: Vec<_> = below.filter_map(|member| target_id(member, "Observation")).collect();
            let known = all.0.len();
            all.0.extend(below);
            if all.0.len() == known {
                break;
            }
        }
        all
    }

    /// What an observation is among all others. A vital sign stays one, whoever names it.
    pub(crate) fn makes(&self, observation: &Observation) -> ObservationKind {
        match kind_of(observation) {
            ObservationKind::Other if self.name(observation) => ObservationKind::Laboratory,
            kind => kind,
        }
    }

    /// Whether it stands among the results: as one itself, or with the report that names it, whatever it is.
    pub(crate) fn include(&self, observation: &Observation) -> bool {
        self.name(observation) || kind_of(observation) == ObservationKind::Laboratory
    }

    /// Whether a laboratory names it.
    fn name(&self, observation: &Observation) -> bool {
        reading::id(observation.id.as_deref()).is_ok_and(|id| self.0.contains(&id))
    }
}

/// What an observation is by itself: by its categories, else by what it measures.
pub(crate) fn kind_of(observation: &Observation) -> ObservationKind {
    let is_vital_sign = loincs(observation).any(|code| VitalKind::of_loinc(code).is_some());
    let of_categories =
        |is: fn(&str) -> bool| observation.category.iter().any(|concept| said(concept).any(|word| is(&word)));
    match (of_categories(is_laboratory), of_categories(is_vitals)) {
        (true, true) if is_vital_sign => ObservationKind::Vitals,
        (true, _) => ObservationKind::Laboratory,
        (_, true) => ObservationKind::Vitals,
        _ if of_categories(is_another) => ObservationKind::Other,
        _ if is_vital_sign => ObservationKind::Vitals,
        _ if looks_like_a_result(observation) => ObservationKind::Laboratory,
        _ => ObservationKind::Other,
    }
}

/// Whether a report is a laboratory's: by its category, or where it has none that says anything, by what it reports.
pub(crate) fn is_laboratory_report(report: &DiagnosticReport) -> bool {
    let mut said: Vec<String> = report.category.iter().flat_map(said).collect();
    said.retain(|word| !word.is_empty());
    if said.iter().any(|word| is_laboratory(word)) {
        return true;
    }
    let codes = report.code.iter().flat_map(|concept| &concept.coding).filter_map(|own| own.code.as_deref());
    let is_known = codes.into_iter().any(|code| labs::panel_key(code).is_some() || is_reviewed(code));
    said.is_empty() && (is_known || !report.result.is_empty())
}

/// All that a concept says, in lower case.
fn said(concept: &CodeableConcept) -> impl Iterator<Item = String> {
    let codings = concept.coding.iter().flat_map(|coding| [&coding.code, &coding.display]);
    codings.chain([&concept.text]).flatten().map(|text| text.trim().to_lowercase())
}

fn is_laboratory(word: &str) -> bool {
    /// `laboratory` itself, its sections in HL7 table 0074, and LOINC's class of studies.
    const NAMES: [&str; 28] = [
        "lab",
        "labs",
        "hm",
        "ch",
        "mb",
        "mcb",
        "myc",
        "imm",
        "blb",
        "sr",
        "tx",
        "urn",
        "vr",
        "par",
        "bg",
        "ge",
        "26436-6",
        "chemistry",
        "hematology",
        "haematology",
        "microbiology",
        "serology",
        "immunology",
        "virology",
        "toxicology",
        "urinalysis",
        "coagulation",
        "blood bank",
    ];
    word.starts_with("laborator") || word.starts_with("lab ") || NAMES.contains(&word)
}

fn is_vitals(word: &str) -> bool {
    matches!(word, "vital-signs" | "vital signs" | "vital sign" | "vitals" | "vital_signs")
}

/// The other categories of FHIR and US Core.
fn is_another(word: &str) -> bool {
    matches!(
        word,
        "social-history"
            | "social history"
            | "survey"
            | "exam"
            | "imaging"
            | "procedure"
            | "therapy"
            | "activity"
            | "sdoh"
            | "functional-status"
            | "disability-status"
            | "cognitive-status"
            | "treatment-intervention-preference"
            | "care-experience-preference"
            | "pregnancy"
            | "adi-documentation"
            | "genomics"
    )
}

fn loincs(observation: &Observation) -> impl Iterator<Item = &str> {
    observation.code.iter().flat_map(|concept| &concept.coding).filter_map(|coding| coding.code.as_deref())
}

/// Without a category a thing is a result if a laboratory alone would say it so.
fn looks_like_a_result(observation: &Observation) -> bool {
    let is_concentration = match &observation.value {
        Some(Value::Quantity(quantity)) => {
            let units = quantity.code.iter().chain(&quantity.unit);
            units.filter_map(|unit| Unit::read(unit)).any(|unit| unit.is_concentration())
        }
        _ => false,
    };
    loincs(observation).any(|code| is_reviewed(code) || labs::panel_key(code).is_some())
        || is_concentration
        || observation.specimen.is_some()
        || !observation.reference_range.is_empty()
        || !observation.interpretation.is_empty()
}

/// Whether a code is that of a reviewed test. Questionnaires are reviewed too, and no laboratory asks them.
fn is_reviewed(code: &str) -> bool {
    labs::of_loinc(code).is_some_and(|topic| !matches!(topic.name, "phq9" | "phq9-teen" | "gad7"))
}

#[cfg(test)]
mod tests {
    use portico_fhir::{Raw, Shape};
    use serde_json::{Value as Json, json};

    use super::*;

    fn shape<T: Shape + Default>(value: &Json) -> Parsed<T> {
        Raw::from_text(&value.to_string()).unwrap().parse()
    }

    fn observation(id: &str, change: Json) -> Parsed<Observation> {
        let mut own = json!({"resourceType": "Observation", "id": id, "status": "final", "code": {"text": "Something"}});
        own.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        shape(&own)
    }

    fn kind(change: Json) -> ObservationKind {
        kind_of(&observation("o", change).shape)
    }

    fn loinc(code: &str) -> Json {
        json!({"coding": [{"system": "http://loinc.org", "code": code}]})
    }

    #[test]
    fn a_category_counts_in_codes_and_in_words() {
        let of = |category: Json| kind(json!({"category": [category], "code": loinc("11111-1")}));

        for category in [
            json!({"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory"}]}),
            json!({"text": "Laboratory"}),
            json!({"coding": [{"code": "LAB"}]}),
            json!({"coding": [{"system": "urn:local", "code": "17", "display": "Lab results"}]}),
        ] {
            assert_eq!(of(category.clone()), ObservationKind::Laboratory, "{category}");
        }
        assert_eq!(of(json!({"text": "Vital Signs"})), ObservationKind::Vitals);
        assert_eq!(of(json!({"coding": [{"code": "survey"}]})), ObservationKind::Other);
    }

    #[test]
    fn without_a_category_a_thing_is_what_it_measures() {
        assert_eq!(kind(json!({"code": loinc("3016-3")})), ObservationKind::Laboratory, "thyrotropin");
        assert_eq!(kind(json!({"code": loinc("29463-7")})), ObservationKind::Vitals, "weight");
        assert_eq!(
            kind(json!({"valueQuantity": {"value": 3, "unit": "ng/mL"}})),
            ObservationKind::Laboratory
        );
        assert_eq!(kind(json!({"specimen": {"display": "Blood"}})), ObservationKind::Laboratory);
        assert_eq!(kind(json!({"code": loinc("72166-2")})), ObservationKind::Other, "smoking");
        assert_eq!(kind(json!({"code": loinc("44261-6")})), ObservationKind::Other, "a questionnaire");
    }

    #[test]
    fn what_a_laboratory_names_is_a_result_and_what_it_groups_too() {
        let report: Parsed<DiagnosticReport> = shape(&json!({
            "resourceType": "DiagnosticReport", "id": "r", "category": [{"coding": [{"code": "LAB"}]}],
            "result": [{"reference": "Observation/group"}, {"reference": "Observation/pulse"}],
        }));
        let all = [
            observation("group", json!({"hasMember": [{"reference": "Observation/leaf"}]})),
            observation("leaf", json!({"category": [{"coding": [{"code": "exam"}]}]})),
            observation("pulse", json!({"code": loinc("8867-4")})),
            observation("stranger", json!({})),
        ];
        let named = NamedResults::of(&[report], &all);

        let kinds: Vec<_> = all.iter().map(|own| named.makes(&own.shape)).collect();
        use ObservationKind::{Laboratory, Other, Vitals};
        assert_eq!(kinds, [Laboratory, Laboratory, Vitals, Other]);
        assert!(named.include(&all[2].shape) && !named.include(&all[3].shape));
    }

    #[test]
    fn a_report_without_a_category_is_a_laboratorys_where_it_has_results() {
        let is = |change: Json| {
            let mut own = json!({"resourceType": "DiagnosticReport", "id": "r", "code": {"text": "Report"}});
            own.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            is_laboratory_report(&shape(&own).shape)
        };
        let results = json!([{"reference": "Observation/a"}]);

        assert!(is(json!({"result": results})));
        assert!(is(json!({"category": [{"text": "Microbiology"}]})));
        assert!(is(json!({"code": loinc("58410-2")})));
        assert!(!is(json!({})));
        assert!(!is(json!({"category": [{"coding": [{"code": "RAD"}]}], "result": results})));
    }
}
