//! The addresses of choices. Nobody has made the one that is asked for.

use portico_portal::site_map::Route;
use serde_json::json;

use super::samples::Sample;

/// The kind of record, and the list, of the one thing.
pub const KIND: &str = "medications";

/// The path with a choice, and a kind of record, filled in. The one thing that a choice can be about is left to fill in.
pub fn filled(path: &str) -> String {
    let is_of_choice = path.contains("/consent") && !path.contains("{kind}");
    let id = if is_of_choice { "0192f7e2-0000-7000-8000-000000000009" } else { "{id}" };
    path.replace("{kind}", KIND).replace("{id}", id)
}

pub fn of(route: &Route, sample: Sample) -> Option<Sample> {
    let (_, rest) = route.path.split_once("{patient}/")?;
    Some(match (route.method.as_str(), rest) {
        ("GET", "consent/{id}/end") => sample.answered("404"),
        ("POST", "consent/{id}/end") => sample.form(&[]).answered("404"),
        ("POST", "consent" | "consent/new") => sample.form(&[]).answered("422"),
        ("GET", "consents/{id}") => sample.answered("404 not-found"),
        ("POST", "consents/{id}/end") => sample.json(json!({})).answered("404 not-found"),
        ("POST", "consents") => sample.json(json!({})).answered("422"),
        _ => return None,
    })
}
