//! Clinical and verification status, in codes of FHIR or SNOMED CT or in words. What says nothing that is known here is
//! not known; it never counts as the plain case.

use portico_fhir::shapes::Status;

use super::Verification;
use crate::reading::code_word;

/// Whether something is so now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clinical {
    Active,
    Inactive,
    Resolved,
    /// The record says nothing of it.
    Unsaid,
    NotKnown,
}

pub(super) fn clinical(status: Option<&Status>) -> Clinical {
    let Some(status) = status else { return Clinical::Unsaid };
    let mut words = said(status).peekable();
    if words.peek().is_none() {
        return Clinical::NotKnown;
    }
    words.find_map(|word| clinical_word(&word)).unwrap_or(Clinical::NotKnown)
}

fn clinical_word(word: &str) -> Option<Clinical> {
    let parts: Vec<&str> = word.split('-').collect();
    let has = |any: &[&str]| parts.iter().any(|part| any.contains(part));
    let is_denied = has(&["not", "no", "non"]);
    if has(&[
        "resolved",
        "cured",
        "healed",
        "ended",
        "completed",
        "past",
        "historical",
        "resuelto",
        "resuelta",
        "413322009",
    ]) {
        Some(Clinical::Resolved)
    } else if has(&["inactive", "remission", "inactivo", "inactiva", "73425007", "277022003"]) {
        Some(Clinical::Inactive)
    } else if has(&[
        "active",
        "activo",
        "activa",
        "current",
        "ongoing",
        "recurrence",
        "relapse",
        "55561003",
        "246455001",
    ]) {
        Some(if is_denied { Clinical::Inactive } else { Clinical::Active })
    } else {
        None
    }
}

/// How sure it is; `None` where the record says nothing of it.
pub(super) fn verification(status: Option<&Status>) -> Option<Verification> {
    let status = status?;
    Some(said(status).find_map(|word| verification_word(&word)).unwrap_or(Verification::Unknown))
}

fn verification_word(word: &str) -> Option<Verification> {
    let parts: Vec<&str> = word.split('-').collect();
    let has = |any: &[&str]| parts.iter().any(|part| any.contains(part));
    let is_denied = has(&["not", "no", "non"]);
    if has(&["error", "723510000"]) {
        Some(Verification::EnteredInError)
    } else if word.contains("ruled-out")
        || has(&["refuted", "disproved", "disproven", "descartado", "410516002"])
    {
        Some(Verification::Refuted)
    } else if has(&["differential"]) || word.contains("rule-out") {
        Some(Verification::Differential)
    } else if has(&["unconfirmed"]) || (has(&["confirmed"]) && is_denied) {
        Some(Verification::Unconfirmed)
    } else if has(&["provisional", "working", "suspected", "possible", "probable", "presumed", "415684004"]) {
        Some(if has(&["presumed"]) { Verification::Presumed } else { Verification::Provisional })
    } else if has(&["confirmed", "confirmado", "confirmada", "410605003"]) {
        Some(Verification::Confirmed)
    } else {
        None
    }
}

/// Everything that a status says: its codes first, then its words.
fn said(status: &Status) -> impl Iterator<Item = String> {
    let codes = status.0.coding.iter().filter_map(|coding| coding.code.as_deref());
    let displays = status.0.coding.iter().filter_map(|coding| coding.display.as_deref());
    codes.chain(displays).chain(status.0.text.as_deref()).map(words_of)
}

fn words_of(text: &str) -> String {
    code_word(&text.replace(|c: char| !c.is_alphanumeric(), " "))
}

#[cfg(test)]
mod tests {
    use portico_fhir::shapes::{CodeableConcept, Coding};

    use super::*;

    fn words(text: &str) -> Status {
        Status(CodeableConcept { coding: Vec::new(), text: Some(text.to_owned()) })
    }

    fn code(code: &str) -> Status {
        let coding = Coding { code: Some(code.to_owned()), ..Coding::default() };
        Status(CodeableConcept { coding: vec![coding], text: None })
    }

    #[test]
    fn a_clinical_status_is_read_in_codes_and_in_words() {
        for (text, expected) in [
            ("Resolved", Clinical::Resolved),
            ("resolved (2016)", Clinical::Resolved),
            ("In remission", Clinical::Inactive),
            ("Inactive", Clinical::Inactive),
            ("not active", Clinical::Inactive),
            ("ACTIVE", Clinical::Active),
            ("Resuelta", Clinical::Resolved),
            ("7", Clinical::NotKnown),
            ("see chart", Clinical::NotKnown),
        ] {
            assert_eq!(clinical(Some(&words(text))), expected, "{text}");
        }
        assert_eq!(clinical(Some(&code("413322009"))), Clinical::Resolved);
        assert_eq!(clinical(Some(&Status::default())), Clinical::NotKnown);
        assert_eq!(clinical(None), Clinical::Unsaid);
    }

    #[test]
    fn a_verification_status_is_read_in_codes_and_in_words() {
        for (text, expected) in [
            ("Confirmed", Verification::Confirmed),
            ("not confirmed", Verification::Unconfirmed),
            ("unconfirmed", Verification::Unconfirmed),
            ("Ruled out", Verification::Refuted),
            ("Rule out", Verification::Differential),
            ("Entered in error", Verification::EnteredInError),
            ("entered-in-error", Verification::EnteredInError),
            ("Suspected", Verification::Provisional),
            ("pending review", Verification::Unknown),
        ] {
            assert_eq!(verification(Some(&words(text))), Some(expected), "{text}");
        }
        assert_eq!(verification(None), None);
    }
}
