//! Transactions (FHIR R4 § 3.1.0.11.2): everything is checked before anything is stored.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use axum::http::StatusCode;
use serde_json::Value;
use uuid::Uuid;

use super::interaction::{Interaction, written};
use super::searchset::only_match;
use super::write::{check_version, checked};
use super::{Answer, Entry, Refusal, Request};
use crate::records::{Held, Records};
use crate::search::{is_id, resource_type};

/// How a plan takes what it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leniency {
    /// A transaction over the wire: new ids, and one bad reference refuses everything.
    None,
    /// Scenery being set up: resources keep the ids they came with, references that match nothing stay as written.
    Loading,
}

/// What a transaction will do, checked against the records but not yet done.
#[derive(Debug)]
pub struct Plan {
    steps: Vec<Step>,
    /// While loading: entries that cannot be taken, by their number from one.
    pub refused: Vec<(usize, Refusal)>,
    /// References that matched nothing and stayed as written.
    pub unresolved: usize,
}

#[derive(Debug)]
enum Step {
    Put {
        resource_type: &'static str,
        id: String,
        resource: Value,
    },
    /// A conditional create whose condition is already met.
    Exists(Arc<Held>),
    Delete {
        resource_type: &'static str,
        id: String,
    },
    /// A read or search: done after all writes.
    Ask(Box<Request>),
}

/// What became of one entry, in the order of the bundle.
#[derive(Debug)]
pub enum Outcome {
    Done(Answer),
    Ask(Box<Request>),
}

impl Plan {
    /// Decides every id, replaces every reference and checks every condition.
    pub fn new(records: &Records, entries: Vec<Entry>, leniency: Leniency) -> Result<Self, Refusal> {
        let mut names = HashMap::new();
        let mut steps = Vec::with_capacity(entries.len());
        let mut refused = Vec::new();
        for (number, Entry { full_url, request }) in (1..).zip(entries) {
            let step = match Step::new(records, request, full_url.as_deref(), leniency) {
                Ok(step) => step,
                Err(refusal) if leniency == Leniency::Loading => {
                    refused.push((number, refusal));
                    continue;
                }
                Err(refusal) => return Err(refusal),
            };
            if let (Some(full_url), Some(path)) = (full_url, step.path()) {
                names.insert(full_url, path);
            }
            steps.push(step);
        }
        refuse_repetition(&steps, leniency)?;
        let mut links = Links { records, names, leniency, unresolved: 0, known: HashMap::new() };
        for step in &mut steps {
            if let Step::Put { resource, .. } = step {
                links.replace(resource)?;
            }
        }
        Ok(Self { unresolved: links.unresolved, refused, steps })
    }

    /// Stores everything. Deletes come first, as the standard orders.
    pub fn carry_out(self, records: &mut Records, at: jiff::Timestamp) -> Vec<Outcome> {
        for step in &self.steps {
            if let Step::Delete { resource_type, id } = step {
                records.delete(resource_type, id);
            }
        }
        let mut done = |step| match step {
            Step::Put { resource_type, id, resource } => {
                let is_new = records.current(resource_type, &id).is_none();
                Outcome::Done(Answer::written(
                    written(is_new),
                    &records.put(resource_type, &id, resource, at),
                ))
            }
            Step::Exists(held) => Outcome::Done(Answer::written(StatusCode::OK, &held)),
            Step::Delete { .. } => Outcome::Done(Answer::empty(StatusCode::NO_CONTENT)),
            Step::Ask(request) => Outcome::Ask(request),
        };
        self.steps.into_iter().map(&mut done).collect()
    }
}

impl Step {
    fn new(
        records: &Records,
        request: Request,
        full_url: Option<&str>,
        leniency: Leniency,
    ) -> Result<Self, Refusal> {
        let Request { interaction, query, body, headers } = request;
        match interaction {
            Interaction::Create { resource_type } => {
                let resource = checked(resource_type, body)?;
                let condition = headers.if_none_exist.as_deref();
                let found =
                    condition.map(|condition| only_match(records, resource_type, condition)).transpose()?;
                if let Some(held) = found.flatten() {
                    return Ok(Step::Exists(held));
                }
                let id = new_id(&resource, full_url, leniency);
                Ok(Step::Put { resource_type, id, resource })
            }
            Interaction::Update { resource_type, id } => {
                let resource = checked(resource_type, body)?;
                if !is_id(&id) || resource["id"] != *id {
                    return Err(Refusal::invalid("the resource's id and the address must be the same"));
                }
                check_version(records, resource_type, &id, &headers)?;
                Ok(Step::Put { resource_type, id, resource })
            }
            Interaction::ConditionalUpdate { resource_type } => {
                let resource = checked(resource_type, body)?;
                let found = only_match(records, resource_type, &query)?;
                let id =
                    found.map_or_else(|| new_id(&resource, full_url, leniency), |held| held.id.to_string());
                check_version(records, resource_type, &id, &headers)?;
                Ok(Step::Put { resource_type, id, resource })
            }
            Interaction::Delete { resource_type, id } => {
                check_version(records, resource_type, &id, &headers)?;
                Ok(Step::Delete { resource_type, id })
            }
            Interaction::Bundle | Interaction::Match => {
                Err(Refusal::invalid("this cannot be part of a transaction"))
            }
            interaction => Ok(Step::Ask(Box::new(Request { interaction, query, body, headers }))),
        }
    }

    /// `Type/id` of what this step writes or has found.
    fn path(&self) -> Option<String> {
        match self {
            Step::Put { resource_type, id, .. } => Some(format!("{resource_type}/{id}")),
            Step::Exists(held) => Some(held.path()),
            Step::Delete { .. } | Step::Ask(_) => None,
        }
    }

    fn written_path(&self) -> Option<String> {
        match self {
            Step::Delete { resource_type, id } => Some(format!("{resource_type}/{id}")),
            Step::Put { .. } => self.path(),
            Step::Exists(_) | Step::Ask(_) => None,
        }
    }
}

/// While loading: the resource's own id, or else the uuid that its neighbours know it by.
fn new_id(resource: &Value, full_url: Option<&str>, leniency: Leniency) -> String {
    let own = resource["id"].as_str().or_else(|| full_url?.strip_prefix("urn:uuid:"));
    own.filter(|id| leniency == Leniency::Loading && is_id(id))
        .map_or_else(|| Uuid::new_v4().to_string(), str::to_owned)
}

/// No resource may be written twice in one transaction.
fn refuse_repetition(steps: &[Step], leniency: Leniency) -> Result<(), Refusal> {
    let mut seen = HashSet::new();
    match steps.iter().filter_map(Step::written_path).find(|path| !seen.insert(path.clone())) {
        Some(path) if leniency == Leniency::None => {
            Err(Refusal::invalid(format!("{path} is written twice in one transaction")))
        }
        _ => Ok(()),
    }
}

/// The names that resources of one bundle have for each other, and what they turn into.
struct Links<'a> {
    records: &'a Records,
    names: HashMap<String, String>,
    leniency: Leniency,
    unresolved: usize,
    known: HashMap<String, String>,
}

impl Links<'_> {
    /// Replaces every `urn:` name and every conditional reference in a resource.
    fn replace(&mut self, value: &mut Value) -> Result<(), Refusal> {
        match value {
            Value::String(text) => {
                if let Some(path) = self.names.get(text.as_str()) {
                    text.clone_from(path);
                }
            }
            Value::Array(items) => items.iter_mut().try_for_each(|item| self.replace(item))?,
            Value::Object(elements) => {
                if let Some(Value::String(reference)) = elements.get_mut("reference") {
                    self.replace_condition(reference)?;
                }
                elements.values_mut().try_for_each(|element| self.replace(element))?;
            }
            _ => {}
        }
        Ok(())
    }

    /// `Practitioner?identifier=system|value` becomes the practitioner's address.
    fn replace_condition(&mut self, reference: &mut String) -> Result<(), Refusal> {
        let Some((name, condition)) = reference.split_once('?') else { return Ok(()) };
        let Some(resource_type) = resource_type(name) else { return Ok(()) };
        if let Some(path) = self.known.get(reference.as_str()) {
            reference.clone_from(path);
            return Ok(());
        }
        match only_match(self.records, resource_type, condition) {
            Ok(Some(held)) => {
                let path = held.path();
                self.known.insert(std::mem::replace(reference, path.clone()), path);
                Ok(())
            }
            _ if self.leniency == Leniency::Loading => {
                self.unresolved += 1;
                Ok(())
            }
            Ok(None) => Err(Refusal::NoMatch(reference.clone())),
            Err(refusal) => Err(refusal),
        }
    }
}
