//! A page of search results.

use std::sync::Arc;

use axum::http::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use super::answer::raw;
use super::bundle::{Bundle, Link, OutEntry};
use super::paging::{Cursor, Cursors};
use super::{Answer, Headers, Refusal};
use crate::dials::Dials;
use crate::record_system::RecordSystem;
use crate::records::{Held, Records};
use crate::search::{Query, in_order, included, matches};

const LONGEST_PAGE: usize = 1_000;

/// Runs a search and answers its first page.
pub fn search(
    system: &RecordSystem,
    resource_type: &'static str,
    text: &str,
    headers: &Headers,
    dials: &Dials,
) -> Result<Answer, Refusal> {
    let is_narrow = ["category=", "code=", "_id="].iter().any(|name| text.contains(name));
    if dials.wants_narrowing.as_deref() == Some(resource_type) && !is_narrow {
        return Err(Refusal::Dialled(StatusCode::BAD_REQUEST, "a category, a code or ids are wanted"));
    }
    let records = system.records();
    let query = Query::read(resource_type, text, headers.handling, records.own_addresses(), |name| {
        dials.ignores(name)
    })?;
    let mut found = matches(&records, &query);
    if dials.ties_reversed {
        found.reverse();
        in_order(&query, &mut found);
    }
    if query.only_total || query.count == Some(0) {
        let mut bundle = Bundle::searchset(found.len(), Vec::new());
        bundle.link.push(self_link(system, &query));
        return Ok(Answer::ok(&bundle));
    }
    if dials.strangers {
        add_strangers(&records, &query, &mut found);
    }
    let cursor = Arc::new(Cursor { query, found });
    Ok(page(system, &records, &cursor, 0, None, dials))
}

/// Answers a further page.
pub fn next_page(system: &RecordSystem, token: &str, dials: &Dials) -> Result<Answer, Refusal> {
    let (name, cursor, offset) = system.cursors().find(token).ok_or(Refusal::PageGone)?;
    Ok(page(system, &system.records(), &cursor, offset, Some(name), dials))
}

fn page(
    system: &RecordSystem,
    records: &Records,
    cursor: &Arc<Cursor>,
    offset: usize,
    name: Option<Uuid>,
    dials: &Dials,
) -> Answer {
    let Cursor { query, found } = &**cursor;
    let length = query.count.unwrap_or(system.page_size()).min(LONGEST_PAGE);
    let here = &found[offset.min(found.len())..(offset + length).min(found.len())];
    let mut entry: Vec<OutEntry> = here.iter().map(|held| found_entry(system, held, "match")).collect();
    entry.extend(included(records, query, here).iter().map(|held| found_entry(system, held, "include")));
    if dials.bad_entry {
        entry.insert(entry.len().min(1), bad_entry(system, query.resource_type, here.first()));
    }
    let mut bundle = Bundle::searchset(found.len(), entry);
    bundle.link.push(self_link(system, query));
    if offset + length < found.len() {
        let name = name.unwrap_or_else(|| system.cursors().keep(cursor.clone()));
        let url = format!("{}?_page={}", system.base_url(), Cursors::token(name, offset + length));
        bundle.link.push(Link { relation: "next", url });
    }
    Answer::ok(&bundle)
}

fn self_link(system: &RecordSystem, query: &Query) -> Link {
    let url = format!("{}/{}?{}", system.base_url(), query.resource_type, query.self_query());
    Link { relation: "self", url }
}

pub(super) fn found_entry(system: &RecordSystem, held: &Held, mode: &'static str) -> OutEntry {
    OutEntry {
        full_url: Some(format!("{}/{}", system.base_url(), held.path())),
        resource: Some(held.text.clone()),
        search: Some(raw(&json!({"mode": mode}))),
        ..OutEntry::default()
    }
}

/// Resources that were not asked for: one before the others and one behind.
fn add_strangers(records: &Records, query: &Query, found: &mut Vec<Arc<Held>>) {
    let Some(shelf) = records.shelf(query.resource_type) else { return };
    let has_patient = |held: &Held| {
        held.resource_type == "Patient" || held.terms.references().any(|(name, _)| name == "Patient")
    };
    let mut strangers = shelf
        .all()
        .filter(|held| has_patient(held) && !query.criteria.iter().all(|criterion| criterion.holds(held)))
        .cloned();
    if let Some(first) = strangers.next() {
        found.insert(0, first);
    }
    found.extend(strangers.next());
}

/// An entry that says its type, id and patient, and nothing else in a shape that FHIR knows.
fn bad_entry(system: &RecordSystem, resource_type: &str, like: Option<&Arc<Held>>) -> OutEntry {
    let mut resource = like.map_or_else(|| json!({"status": 7, "code": "none"}), |held| held.value());
    if let Value::Object(elements) = &mut resource {
        for (name, value) in elements.iter_mut().filter(|(name, _)| !says_whose(name)) {
            *value = if name == "meta" { json!("none") } else { wrong_shape(value) };
        }
        elements.insert("resourceType".to_owned(), json!(resource_type));
        if resource_type != "Patient" || like.is_none() {
            elements.insert("id".to_owned(), json!("unreadable"));
        }
    }
    OutEntry {
        full_url: Some(format!("{}/{resource_type}/unreadable", system.base_url())),
        resource: Some(raw(&resource)),
        search: Some(raw(&json!({"mode": "match"}))),
        ..OutEntry::default()
    }
}

fn says_whose(name: &str) -> bool {
    matches!(name, "id" | "subject" | "patient" | "beneficiary" | "participant" | "target")
}

fn wrong_shape(value: &Value) -> Value {
    match value {
        Value::String(_) | Value::Number(_) | Value::Bool(_) => json!({"unexpected": [1]}),
        _ => json!(7),
    }
}

/// The only resource that a conditional reference or write means (R4 § 3.1.0.5.3).
///
/// # Errors
/// A condition that cannot be read, or several matches.
pub fn only_match(
    records: &Records,
    resource_type: &'static str,
    condition: &str,
) -> Result<Option<Arc<Held>>, Refusal> {
    let strict = crate::search::Handling::Strict;
    let query = Query::read(resource_type, condition, strict, records.own_addresses(), |_| false)?;
    if query.criteria.is_empty() {
        return Err(Refusal::invalid("a condition needs at least one search parameter"));
    }
    let mut found = matches(records, &query);
    match found.len() {
        0 | 1 => Ok(found.pop()),
        _ => Err(Refusal::SeveralMatches(format!("{resource_type}?{condition}"))),
    }
}

pub(super) fn bundle_of(system: &RecordSystem, held: &[Arc<Held>]) -> Answer {
    let entry = held.iter().map(|held| found_entry(system, held, "match")).collect();
    Answer::ok(&Bundle::searchset(held.len(), entry))
}
