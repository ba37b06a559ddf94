//! What the record system holds: every version of every resource, with indexes that keep a search for one
//! patient quick among hundreds of thousands of resources.

mod held;
mod shelf;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;

pub use held::{Held, Version};
pub use shelf::Shelf;

use crate::search::{Interner, Terms};

/// All resources, a shelf for each type.
#[derive(Debug, Default)]
pub struct Records {
    shelves: BTreeMap<&'static str, Shelf>,
    interner: Interner,
    /// Base addresses that mean this server in absolute references.
    own: Vec<String>,
}

impl Records {
    pub fn new(own: Vec<String>) -> Self {
        Self { own, ..Self::default() }
    }

    /// Base addresses that mean this server in absolute references.
    pub fn own_addresses(&self) -> &[String] {
        &self.own
    }

    /// The newest version, unless there is none or it is deleted.
    pub fn current(&self, resource_type: &str, id: &str) -> Option<&Arc<Held>> {
        self.shelves.get(resource_type)?.current(id)
    }

    /// Every version, the oldest first; empty if the id was never used.
    pub fn versions(&self, resource_type: &str, id: &str) -> &[Version] {
        self.shelves.get(resource_type).map_or(&[], |shelf| shelf.versions(id))
    }

    pub fn shelf(&self, resource_type: &str) -> Option<&Shelf> {
        self.shelves.get(resource_type)
    }

    /// All current resources that refer to this one.
    pub fn referring<'a>(
        &'a self,
        resource_type: &'static str,
        id: &'a str,
    ) -> impl Iterator<Item = &'a Arc<Held>> {
        self.shelves.values().flat_map(move |shelf| shelf.referring(resource_type, id))
    }

    /// How many current resources there are, by type.
    pub fn counts(&self) -> impl Iterator<Item = (&'static str, usize)> {
        self.shelves.iter().map(|(name, shelf)| (*name, shelf.len()))
    }

    /// Stores a resource as the next version of `id`; the server writes `id` and its part of `meta`.
    pub fn put(
        &mut self,
        resource_type: &'static str,
        id: &str,
        mut resource: Value,
        at: Timestamp,
    ) -> Arc<Held> {
        let version = self.versions(resource_type, id).len() + 1;
        held::stamp(&mut resource, id, version, at);
        let terms = Terms::of(resource_type, &resource, &self.own, &mut self.interner);
        let held = Arc::new(Held {
            resource_type,
            id: self.interner.keep(id),
            version,
            last_updated: at,
            text: held::raw(&resource),
            terms,
        });
        self.shelves.entry(resource_type).or_default().put(held.clone());
        held
    }

    /// Marks a resource as deleted; nothing happens if there is none.
    pub fn delete(&mut self, resource_type: &str, id: &str) {
        if let Some(shelf) = self.shelves.get_mut(resource_type) {
            shelf.delete(id);
        }
    }
}
