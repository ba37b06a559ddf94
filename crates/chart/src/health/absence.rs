//! Entries that state that there are no allergies, of all kinds or of one. They are no allergies themselves, and they are
//! believed only while they stand.

use portico_fhir::Parsed;
use portico_fhir::shapes::{AllergyIntolerance, CodeableConcept};

use super::build::allergy_labels;
use super::status::{Clinical, clinical, verification};
use super::{Absence, AbsenceKind, Allergy, Verification};
use crate::reading::{self, Labelled, Reading};

/// Of which kind an entry says that there is no allergy; `None` for an allergy. `Unasked` says that nobody knows.
pub(crate) fn absence(allergy: &AllergyIntolerance) -> Option<AbsenceKind> {
    let code = allergy.code.as_ref()?;
    let text = code.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    if let Some(kind) = code.coding.iter().find_map(|coding| of_code(coding.code.as_deref()?)) {
        // A code that says "none" beside the name of something is no statement of absence.
        let is_contradicted = text.is_some_and(|text| of_words(text).is_none() && !is_a_display(code, text));
        return (!is_contradicted).then_some(kind);
    }
    if is_without_risk(allergy) {
        return Some(AbsenceKind::Other);
    }
    of_words(code.words()?)
}

/// The absence with its labels, where it stands: not withdrawn, not refuted, not in doubt.
pub(crate) fn stated_absence(
    parsed: &Parsed<AllergyIntolerance>,
    reading: &Reading<'_>,
) -> Option<Labelled<Absence>> {
    let Parsed { shape: allergy, faults } = parsed;
    let kind = absence(allergy).filter(|kind| *kind != AbsenceKind::Unasked)?;
    let words = allergy.code.as_ref().and_then(CodeableConcept::words).unwrap_or_default().trim().to_owned();
    let absence = Absence { id: reading::id(allergy.id.as_deref()).ok()?, kind, words };
    let is_readable = !faults.iter().any(|fault| {
        ["clinicalStatus", "verificationStatus", "code"].iter().any(|name| fault.path.starts_with(name))
    });
    let is_active = matches!(clinical(allergy.clinical_status.as_ref()), Clinical::Active | Clinical::Unsaid);
    let is_sure =
        matches!(verification(allergy.verification_status.as_ref()), None | Some(Verification::Confirmed));
    let labels = allergy_labels(parsed, reading).union(reading.labels_of_shown(&absence));
    (is_readable && is_active && is_sure).then_some(Labelled { item: absence, labels })
}

/// Whether an allergy that is there speaks against it.
pub(super) fn is_contradicted(kind: AbsenceKind, allergies: &[Labelled<Allergy>]) -> bool {
    let current = allergies.iter().map(|own| &own.item).filter(|own| own.is_current());
    let is_of = |allergy: &Allergy, kind: &str| {
        allergy.kinds.is_empty() || allergy.kinds.iter().any(|own| own.eq_ignore_ascii_case(kind))
    };
    current.into_iter().any(|allergy| match kind {
        AbsenceKind::Any => true,
        AbsenceKind::Medicines => is_of(allergy, "medication"),
        AbsenceKind::Foods => is_of(allergy, "food"),
        AbsenceKind::Surroundings => is_of(allergy, "environment"),
        AbsenceKind::Latex => allergy.name.text.to_lowercase().contains("latex"),
        AbsenceKind::Other | AbsenceKind::Unasked => false,
    })
}

fn is_a_display(code: &CodeableConcept, text: &str) -> bool {
    code.coding.iter().any(|coding| coding.display.as_deref() == Some(text))
}

/// SNOMED CT, and the codes of the International Patient Summary.
fn of_code(code: &str) -> Option<AbsenceKind> {
    Some(match code {
        "716186003" | "160244002" | "no-known-allergies" => AbsenceKind::Any,
        "409137002" | "no-known-medication-allergies" => AbsenceKind::Medicines,
        "429625007" | "no-known-food-allergies" => AbsenceKind::Foods,
        "428607008" | "no-known-environmental-allergies" => AbsenceKind::Surroundings,
        "716184000" | "1003774007" => AbsenceKind::Latex,
        "716220001" => AbsenceKind::Other,
        "no-allergy-info" | "1631000175102" => AbsenceKind::Unasked,
        _ => return None,
    })
}

/// FHIR extension `allergyintolerance-substanceExposureRisk`: the substance is named, and there is no known risk.
fn is_without_risk(allergy: &AllergyIntolerance) -> bool {
    let risks = allergy
        .extension
        .iter()
        .filter(|own| own.url.as_deref().is_some_and(|url| url.ends_with("substanceExposureRisk")));
    risks.flat_map(|own| &own.extension).any(|part| {
        let codes = part.value_codeable_concept.iter().flat_map(|concept| &concept.coding);
        codes.filter_map(|coding| coding.code.as_deref()).any(|code| code == "no-known-reaction-risk")
    })
}

/// `No known latex allergy (situation)`, `NKDA`, `Sin alergias conocidas`, `None`.
fn of_words(text: &str) -> Option<AbsenceKind> {
    let text = text.to_lowercase();
    let text = text.strip_suffix("(situation)").unwrap_or(&text);
    let tokens: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has = |any: &[&str]| tokens.iter().any(|token| any.contains(token));
    if has(&["except", "excepting", "but", "besides", "aside", "unless", "excepto", "salvo", "pero"]) {
        return None;
    }
    let speaks_of =
        |stems: &[&str]| tokens.iter().any(|token| stems.iter().any(|stem| token.starts_with(stem)));
    let is_of_allergies = speaks_of(&["allerg", "alerg", "intoleran", "reaction", "hypersens"]);
    let first = *tokens.first()?;
    let is_abbreviated = ["nka", "nkda", "nkfa", "nkma"].contains(&first);
    let is_denied = ["no", "none", "not", "denies", "sin", "ninguna", "ningún", "negative"].contains(&first);
    let is_bare = matches!(tokens.as_slice(), ["none"] | ["none", "known"] | ["no", "known"] | ["ninguna"]);
    if has(&["information", "asked", "unknown", "assessed"]) && (is_of_allergies || tokens.len() <= 2) {
        return Some(AbsenceKind::Unasked);
    }
    let is_statement = is_abbreviated || is_bare || (is_denied && is_of_allergies);
    if !is_statement {
        return None;
    }
    let kind = if speaks_of(&["drug", "medic", "nkda", "nkma"]) {
        AbsenceKind::Medicines
    } else if speaks_of(&["food", "nkfa", "aliment"]) {
        AbsenceKind::Foods
    } else if speaks_of(&["environ", "ambient"]) {
        AbsenceKind::Surroundings
    } else if has(&["latex", "látex"]) {
        AbsenceKind::Latex
    } else if tokens.iter().all(|token| FILLING.contains(token)) {
        AbsenceKind::Any
    } else {
        AbsenceKind::Other
    };
    Some(kind)
}

/// What may stand in a statement about all allergies without narrowing it.
const FILLING: [&str; 24] = [
    "no",
    "none",
    "not",
    "nka",
    "known",
    "allergy",
    "allergies",
    "allergic",
    "to",
    "any",
    "history",
    "of",
    "active",
    "current",
    "denies",
    "sin",
    "ninguna",
    "alergia",
    "alergias",
    "conocida",
    "conocidas",
    "have",
    "has",
    "reported",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_of_absence_are_told_from_allergies_by_their_words() {
        use AbsenceKind as K;
        for (text, kind) in [
            ("No known allergies", Some(K::Any)),
            ("NKA", Some(K::Any)),
            ("None", Some(K::Any)),
            ("Denies any allergies", Some(K::Any)),
            ("Sin alergias conocidas", Some(K::Any)),
            ("No known latex allergy (situation)", Some(K::Latex)),
            ("NKDA", Some(K::Medicines)),
            ("No known drug allergies", Some(K::Medicines)),
            ("No known food allergy", Some(K::Foods)),
            ("No known environmental allergies", Some(K::Surroundings)),
            ("No known allergy to bee venom", Some(K::Other)),
            ("Allergies not asked", Some(K::Unasked)),
            ("No known allergies except penicillin", None),
            ("Penicillin", None),
            ("Latex", None),
            ("No Doz", None),
            ("Nonoxynol", None),
        ] {
            assert_eq!(of_words(text), kind, "{text}");
        }
    }
}
