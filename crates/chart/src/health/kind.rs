//! What sort of thing a condition is: an illness on the problem list, a visit's diagnosis, a concern, or how somebody lives.

use portico_fhir::shapes::{CodeableConcept, Condition};

use crate::reading::code_word;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Problem,
    VisitDiagnosis,
    Concern,
    Social,
}

/// By the categories, and for how somebody lives also by the code and its words. What has no category is a problem.
pub(super) fn kind(condition: &Condition) -> Kind {
    let of_category =
        |kind| condition.category.iter().flat_map(words).any(|word| category(&word) == Some(kind));
    let is_social = of_category(Kind::Social) || condition.code.as_ref().is_some_and(is_social);
    let order = [Kind::Problem, Kind::VisitDiagnosis, Kind::Concern];
    if is_social {
        Kind::Social
    } else {
        order.into_iter().find(|kind| of_category(*kind)).unwrap_or(Kind::Problem)
    }
}

/// The codes and words of a concept.
fn words(concept: &CodeableConcept) -> Vec<String> {
    let of_codings = concept.coding.iter().flat_map(|coding| [&coding.code, &coding.display]).flatten();
    of_codings.chain(&concept.text).map(|text| code_word(text)).collect()
}

fn category(word: &str) -> Option<Kind> {
    Some(match word {
        "problem-list-item" | "problem-list" | "problem" | "55607006" | "11450-4" | "75326-9" => {
            Kind::Problem
        }
        "encounter-diagnosis" | "visit-diagnosis" | "diagnosis" | "439401001" | "29308-4" => {
            Kind::VisitDiagnosis
        }
        "health-concern" | "concern" | "75310-3" => Kind::Concern,
        "sdoh" | "social-history" | "social" | "social-determinants-of-health" | "29762-2" => Kind::Social,
        _ => return None,
    })
}

fn is_social(code: &CodeableConcept) -> bool {
    let is_coded = code.coding.iter().any(|coding| {
        let is_icd = coding.system.as_deref().is_some_and(|system| system.contains("icd-10"));
        coding.code.as_deref().is_some_and(|code| SNOMED.contains(&code) || (is_icd && is_social_icd(code)))
    });
    let texts = code.text.iter().chain(code.coding.iter().filter_map(|coding| coding.display.as_ref()));
    is_coded || texts.into_iter().any(|text| is_said_of_life(text))
}

/// ICD-10 Z55 to Z65: "potential health hazards related to socioeconomic and psychosocial circumstances".
fn is_social_icd(code: &str) -> bool {
    let number = code.strip_prefix(['Z', 'z']).and_then(|rest| rest.get(..2)?.parse::<u8>().ok());
    number.is_some_and(|number| (55..=65).contains(&number))
}

fn is_said_of_life(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let text = format!(" {} ", words.join(" "));
    WORDS.iter().any(|phrase| text.contains(&format!(" {phrase} ")))
}

/// Findings of SNOMED CT about work, schooling, home and company.
const SNOMED: [&str; 18] = [
    "105531004",
    "160701002",
    "160903007",
    "160904001",
    "160968000",
    "224295006",
    "224299000",
    "224355006",
    "266948004",
    "32911000",
    "422650009",
    "423315002",
    "424393004",
    "446654005",
    "473461003",
    "706893006",
    "713458007",
    "73438004",
];

const WORDS: [&str; 36] = [
    "employment",
    "unemployed",
    "employed",
    "labor force",
    "labour force",
    "retired",
    "higher education",
    "high school",
    "college education",
    "educated to",
    "educational achievement",
    "education finding",
    "housing",
    "homeless",
    "homelessness",
    "transport problem",
    "access to transportation",
    "lack of transportation",
    "criminal record",
    "military service",
    "armed forces",
    "refugee",
    "social isolation",
    "social contact",
    "low income",
    "food insecurity",
    "financial hardship",
    "poverty",
    "illiteracy",
    "intimate partner abuse",
    "violence in the environment",
    "lives alone",
    "empleo",
    "desempleado",
    "desempleada",
    "sin hogar",
];

#[cfg(test)]
mod tests {
    use portico_fhir::shapes::Coding;

    use super::*;

    fn condition(text: &str, categories: &[&str]) -> Condition {
        let concept = |text: &str| CodeableConcept { coding: Vec::new(), text: Some(text.to_owned()) };
        Condition {
            code: Some(concept(text)),
            category: categories.iter().map(|own| concept(own)).collect(),
            ..Condition::default()
        }
    }

    #[test]
    fn how_somebody_lives_is_no_illness_whatever_its_category() {
        for text in [
            "Part-time employment (finding)",
            "Full-time employment (finding)",
            "Not in labor force (finding)",
            "Received higher education (finding)",
            "Social isolation (finding)",
            "Homeless (finding)",
        ] {
            assert_eq!(kind(&condition(text, &["problem-list-item"])), Kind::Social, "{text}");
        }
        let icd = Coding {
            system: Some("http://hl7.org/fhir/sid/icd-10-cm".into()),
            code: Some("Z59.41".into()),
            ..Coding::default()
        };
        let coded = CodeableConcept { coding: vec![icd], text: None };
        assert_eq!(kind(&Condition { code: Some(coded), ..Condition::default() }), Kind::Social);
    }

    #[test]
    fn an_illness_stays_one() {
        for text in [
            "Occupational asthma",
            "Glucose transporter deficiency",
            "Chest pain (finding)",
            "Stress (finding)",
        ] {
            assert_eq!(kind(&condition(text, &[])), Kind::Problem, "{text}");
        }
        assert_eq!(kind(&condition("Sore throat", &["Encounter Diagnosis"])), Kind::VisitDiagnosis);
        assert_eq!(kind(&condition("Fall risk", &["health-concern"])), Kind::Concern);
        assert_eq!(kind(&condition("Asthma", &["encounter-diagnosis", "problem-list-item"])), Kind::Problem);
    }
}
