//! The words of a coded concept, and comparing them.

use serde_json::Value;

use super::bundles::list;

/// Everything that a concept says: its text, its displays, its codes.
pub fn words(concept: &Value) -> Vec<&str> {
    let codings = list(&concept["coding"]).flat_map(|own| [&own["display"], &own["code"]]);
    [&concept["text"]].into_iter().chain(codings).filter_map(Value::as_str).map(str::trim).collect()
}

/// The codes of a concept.
pub fn codes(concept: &Value) -> Vec<&str> {
    list(&concept["coding"]).filter_map(|own| own["code"].as_str()).collect()
}

/// A word as FHIR writes codes: `Entered in error` is `entered-in-error`.
pub fn as_code(word: &str) -> String {
    let parts = word.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// What a status says, be it a concept, or, against the standard, a bare word.
pub fn status_words(status: &Value) -> Vec<String> {
    let bare = status.as_str();
    words(status).into_iter().chain(bare).map(as_code).collect()
}

/// Whether a term is one of the names that a concept has. One without words says so by a key.
pub fn is_name_of(term: &Value, concept: &Value) -> bool {
    let said = term["text"].as_str().unwrap_or_default();
    let known = words(concept);
    known.contains(&said) || (said.is_empty() && !term["key"].is_null())
}
