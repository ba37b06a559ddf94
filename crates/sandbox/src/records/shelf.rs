//! All resources of one type.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::{Held, Version};
use crate::search::{Term, table};

type Ids = BTreeSet<Arc<str>>;

/// The resources of one type by id, with indexes by what they refer to and by identifier.
#[derive(Debug, Default)]
pub struct Shelf {
    versions: BTreeMap<Arc<str>, Vec<Version>>,
    by_reference: HashMap<&'static str, HashMap<Arc<str>, Ids>>,
    by_identifier: HashMap<Arc<str>, HashMap<Arc<str>, Ids>>,
    len: usize,
}

impl Shelf {
    /// How many current resources there are.
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn versions(&self, id: &str) -> &[Version] {
        self.versions.get(id).map_or(&[], Vec::as_slice)
    }

    pub fn current(&self, id: &str) -> Option<&Arc<Held>> {
        match self.versions(id).last() {
            Some(Version::Held(held)) => Some(held),
            _ => None,
        }
    }

    /// All current resources by id.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Held>> {
        self.versions.values().filter_map(|versions| match versions.last() {
            Some(Version::Held(held)) => Some(held),
            _ => None,
        })
    }

    /// The current resources that refer to this one, by id.
    pub fn referring(&self, resource_type: &str, id: &str) -> impl Iterator<Item = &Arc<Held>> {
        let ids = self.by_reference.get(resource_type).and_then(|by_id| by_id.get(id));
        ids.into_iter().flatten().filter_map(|id| self.current(id))
    }

    /// The current resources with this identifier, by id.
    pub fn identified(&self, system: &str, value: &str) -> impl Iterator<Item = &Arc<Held>> {
        let ids = self.by_identifier.get(system).and_then(|by_value| by_value.get(value));
        ids.into_iter().flatten().filter_map(|id| self.current(id))
    }

    pub(super) fn put(&mut self, held: Arc<Held>) {
        self.forget(&held.id.clone());
        self.len += 1;
        for (resource_type, id) in held.terms.references() {
            let by_id = self.by_reference.entry(resource_type).or_default();
            by_id.entry(id.clone()).or_default().insert(held.id.clone());
        }
        for (system, value) in identifiers(&held) {
            let by_value = self.by_identifier.entry(system.clone()).or_default();
            by_value.entry(value.clone()).or_default().insert(held.id.clone());
        }
        self.versions.entry(held.id.clone()).or_default().push(Version::Held(held));
    }

    pub(super) fn delete(&mut self, id: &str) {
        if self.current(id).is_none() {
            return;
        }
        self.forget(id);
        if let Some(versions) = self.versions.get_mut(id) {
            versions.push(Version::Deleted);
        }
    }

    /// Takes the current version out of the indexes.
    fn forget(&mut self, id: &str) {
        let Some(held) = self.current(id).cloned() else { return };
        self.len -= 1;
        for (resource_type, target) in held.terms.references() {
            if let Some(ids) =
                self.by_reference.get_mut(resource_type).and_then(|by_id| by_id.get_mut(target))
            {
                ids.remove(id);
            }
        }
        for (system, value) in identifiers(&held) {
            if let Some(ids) = self.by_identifier.get_mut(system).and_then(|by_value| by_value.get_mut(value))
            {
                ids.remove(id);
            }
        }
    }
}

fn identifiers(held: &Held) -> impl Iterator<Item = (&Arc<str>, &Arc<str>)> {
    let position = table::find(held.resource_type, "identifier");
    position.into_iter().flat_map(|position| held.terms.of_parameter(position)).filter_map(
        |term| match term {
            Term::Token { system: Some(system), code } => Some((system, code)),
            _ => None,
        },
    )
}
