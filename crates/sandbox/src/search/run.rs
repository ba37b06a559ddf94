//! Finding what a query asks for.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::query::{Include, Query};
use super::term::Term;
use crate::records::{Held, Records, Shelf};

/// Everything that fits, in order, before it is cut into pages.
pub type Found = Vec<Arc<Held>>;

/// All resources that fit the query.
pub fn matches(records: &Records, query: &Query) -> Found {
    let Some(shelf) = records.shelf(query.resource_type) else { return Found::new() };
    let mut found: Found = candidates(shelf, query)
        .into_iter()
        .filter(|held| query.criteria.iter().all(|criterion| criterion.holds(held)))
        .cloned()
        .collect();
    in_order(query, &mut found);
    found
}

/// In the order that the query asks for; what that does not set apart stays as it was.
pub fn in_order(query: &Query, found: &mut Found) {
    found.sort_by(|one, other| {
        query
            .sort
            .iter()
            .map(|key| key.compare(one, other))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    });
}

/// Those that the most telling condition leaves, by id: an id, a reference, an identifier, or else all.
fn candidates<'a>(shelf: &'a Shelf, query: &Query) -> Vec<&'a Arc<Held>> {
    let criteria = &query.criteria;
    if let Some(ids) = criteria.iter().find_map(|criterion| criterion.ids()) {
        return by_id(ids.into_iter().filter_map(|id| shelf.current(id)));
    }
    if let Some(references) = criteria.iter().find_map(|criterion| criterion.referred(query.resource_type)) {
        return by_id(references.into_iter().flat_map(|(name, id)| shelf.referring(name, id)));
    }
    if let Some(identifiers) =
        criteria.iter().find_map(|criterion| criterion.identifiers(query.resource_type))
    {
        return by_id(identifiers.into_iter().flat_map(|(system, value)| shelf.identified(system, value)));
    }
    shelf.all().collect()
}

fn by_id<'a>(held: impl Iterator<Item = &'a Arc<Held>>) -> Vec<&'a Arc<Held>> {
    let mut held: Vec<_> = held.collect();
    held.sort_by(|one, other| one.id.cmp(&other.id));
    held.dedup_by(|one, other| one.id == other.id);
    held
}

/// What `_include` and `_revinclude` bring along for one page, without the page's own resources.
pub fn included(records: &Records, query: &Query, page: &[Arc<Held>]) -> Found {
    let mut seen: BTreeSet<(&'static str, Arc<str>)> =
        page.iter().map(|held| (held.resource_type, held.id.clone())).collect();
    let mut found = Found::new();
    let mut from = page.to_vec();
    let mut first = true;
    while !from.is_empty() {
        let includes = query.include.iter().filter(|include| first || include.iterate);
        let mut next = Found::new();
        for include in includes {
            for held in from.iter().flat_map(|held| include.follow(records, held)) {
                if seen.insert((held.resource_type, held.id.clone())) {
                    next.push(held);
                }
            }
        }
        found.extend(next.iter().cloned());
        from = next;
        first = false;
    }
    found
}

impl Include {
    fn follow(&self, records: &Records, held: &Held) -> Found {
        if self.reverse { self.backward(records, held) } else { self.forward(records, held) }
    }

    fn forward(&self, records: &Records, held: &Held) -> Found {
        if !self.is_from(held.resource_type) {
            return Found::new();
        }
        self.targets(held)
            .filter(|(name, _)| self.target.is_none_or(|only| only == *name))
            .filter_map(|(name, id)| records.current(name, id).cloned())
            .collect()
    }

    fn backward(&self, records: &Records, held: &Held) -> Found {
        records
            .referring(held.resource_type, &held.id)
            .filter(|referring| self.is_from(referring.resource_type))
            .filter(|referring| {
                self.targets(referring).any(|(name, id)| name == held.resource_type && *id == held.id)
            })
            .cloned()
            .collect()
    }

    fn targets<'a>(&self, held: &'a Held) -> Box<dyn Iterator<Item = (&'static str, &'a Arc<str>)> + 'a> {
        let Some(position) = self.parameter else { return Box::new(held.terms.references()) };
        Box::new(held.terms.of_parameter(position).filter_map(|term| match term {
            Term::Local { resource_type, id } => Some((*resource_type, id)),
            _ => None,
        }))
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use serde_json::json;

    use super::*;
    use crate::search::Handling;

    fn looked_at(records: &Records, search: &str) -> usize {
        let query = Query::read("Observation", search, Handling::Strict, &[], |_| false).unwrap();
        candidates(records.shelf("Observation").unwrap(), &query).len()
    }

    #[test]
    fn a_search_looks_at_no_more_resources_than_its_most_telling_condition_leaves() {
        let mut records = Records::default();
        for n in 0..300 {
            let resource = json!({
                "resourceType": "Observation",
                "subject": {"reference": format!("Patient/p{}", n % 100)},
                "identifier": [{"system": "http://lab", "value": n.to_string()}],
            });
            records.put("Observation", &format!("o{n}"), resource, Timestamp::UNIX_EPOCH);
        }

        assert_eq!(looked_at(&records, "status=final&patient=p7"), 3);
        assert_eq!(looked_at(&records, "patient=p7,Patient/p8"), 6);
        assert_eq!(looked_at(&records, "identifier=http://lab|9"), 1);
        assert_eq!(looked_at(&records, "_id=o1,o2,none"), 2);
        assert_eq!(looked_at(&records, "status=final"), 300);
    }
}
