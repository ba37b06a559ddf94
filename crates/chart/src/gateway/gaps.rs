//! What of an answer a reader does not see, or sees without some of it: counted by kind of resource, each with its reason for
//! the log. A reason is a place in a resource or a sentence of ours, never anything of its content.

use std::collections::BTreeMap;

use portico_fhir::{Fault, Unreadable};

use crate::sensitive::without_positions;
use crate::view::{Gap, Part};

/// The kind of what does not say what it is.
const UNNAMED: &str = "Resource";

/// What is missing of one answer or one part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Gaps(BTreeMap<Box<str>, Missing>);

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Missing {
    lost: u32,
    in_part: u32,
    reasons: BTreeMap<String, u32>,
}

impl Gaps {
    /// Resources of this kind are not shown at all.
    pub(crate) fn lose(&mut self, kind: &str, why: &str, items: u32) {
        if items > 0 {
            let missing = self.0.entry(kind.into()).or_default();
            missing.lost = missing.lost.saturating_add(items);
            *missing.reasons.entry(why.to_owned()).or_default() += items;
        }
    }

    /// An entry of a bundle is no resource.
    pub(crate) fn lose_entry(&mut self, entry: &Unreadable) {
        self.lose(entry.resource_type.as_deref().unwrap_or(UNNAMED), &entry.what, 1);
    }

    /// A resource of this kind is shown without what had these faults.
    pub(crate) fn find_faults(&mut self, kind: &str, faults: &[Fault]) {
        if faults.is_empty() {
            return;
        }
        let missing = self.0.entry(kind.into()).or_default();
        missing.in_part = missing.in_part.saturating_add(1);
        for fault in faults {
            *missing.reasons.entry(without_positions(&fault.path)).or_default() += 1;
        }
    }

    pub(crate) fn extend(&mut self, others: Gaps) {
        for (kind, other) in others.0 {
            let missing = self.0.entry(kind).or_default();
            missing.lost = missing.lost.saturating_add(other.lost);
            missing.in_part = missing.in_part.saturating_add(other.in_part);
            for (reason, items) in other.reasons {
                *missing.reasons.entry(reason).or_default() += items;
            }
        }
    }

    /// These without those others, which are told elsewhere.
    pub(crate) fn without(&self, others: &Gaps) -> Gaps {
        let mut left = self.clone();
        for (kind, other) in &others.0 {
            let Some(missing) = left.0.get_mut(kind) else { continue };
            missing.lost = missing.lost.saturating_sub(other.lost);
            missing.in_part = missing.in_part.saturating_sub(other.in_part);
        }
        left.0.retain(|_, missing| missing.lost + missing.in_part > 0);
        left
    }

    pub(crate) fn lost(&self) -> u32 {
        self.0.values().map(|missing| missing.lost).fold(0, u32::saturating_add)
    }

    /// For a reader.
    pub(crate) fn of_part(&self, part: Part) -> impl Iterator<Item = Gap> {
        self.0.iter().map(move |(kind, missing)| Gap {
            part,
            kind: kind.to_string(),
            lost: missing.lost,
            in_part: missing.in_part,
        })
    }

    /// For whoever runs the portal: once each time that an answer is taken in.
    pub(crate) fn report(&self, part: &'static str) {
        for (kind, missing) in &self.0 {
            for (reason, items) in &missing.reasons {
                tracing::warn!(
                    part,
                    ehr.kind = &**kind,
                    ehr.reason = reason,
                    items,
                    "something of the record could not be read"
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lost_is_counted_apart_from_what_is_shown_in_part() {
        let mut gaps = Gaps::default();
        let fault = |path: &str| Fault { path: path.to_owned() };

        gaps.lose("Observation", "id", 388);
        gaps.find_faults("Observation", &[fault("component[3].value[x]"), fault("component[4].value[x]")]);
        gaps.find_faults("Observation", &[]);
        let mut all = Gaps::default();
        all.lose("AllergyIntolerance", "id", 1);
        all.extend(gaps);

        let told: Vec<_> = all.of_part(Part::Vitals).map(|gap| (gap.kind, gap.lost, gap.in_part)).collect();
        assert_eq!(told, [("AllergyIntolerance".to_owned(), 1, 0), ("Observation".to_owned(), 388, 1)]);
        assert_eq!(all.lost(), 389);
        assert_eq!(all.0["Observation"].reasons["component.value[x]"], 2, "the place, without a position");
    }
}
