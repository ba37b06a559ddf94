use portico_model::{Categories, Category, Effect, Matter, Sensitivities};

use super::days::Days;
use crate::facts::ConsentFacts;

/// What of a directive is left when the asker is known.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    effect: Effect,
    pub(super) categories: Categories,
    /// Empty: whatever its labels.
    labels: Sensitivities,
    pub(super) days: Days,
}

impl Rule {
    pub(super) fn new(effect: Effect, matter: &Matter) -> Self {
        let categories = if matter.categories.is_empty() { Categories::ALL } else { matter.categories };
        Self { effect, categories, labels: matter.labels, days: Days::between(matter.from, matter.to) }
    }

    pub(super) fn is_deny(&self) -> bool {
        self.effect == Effect::Deny
    }

    fn is_about(&self, labels: Sensitivities) -> bool {
        self.labels.is_empty() || self.labels.overlaps(labels)
    }

    /// The labels that a permit speaks of.
    fn covered(&self) -> Sensitivities {
        if self.labels.is_empty() { Sensitivities::ALL } else { self.labels }
    }

    /// A deny is meant where the day may be one of its own, a permit where it must be.
    fn is_of(&self, days: Option<Days>) -> bool {
        match (self.effect, days) {
            _ if self.days == Days::ALL => true,
            (Effect::Deny, Some(days)) => days.overlaps(self.days),
            (Effect::Deny, None) => true,
            (Effect::Permit, Some(days)) => days.is_within(self.days),
            (Effect::Permit, None) => false,
        }
    }
}

/// Many rules about one kind of record, whatever its date, as one.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Folded {
    denies_all: bool,
    denied: Sensitivities,
    permits_all: bool,
    permitted: Sensitivities,
}

impl Folded {
    pub(super) fn add(&mut self, rule: &Rule) {
        let (all, some) = match rule.effect {
            Effect::Deny => (&mut self.denies_all, &mut self.denied),
            Effect::Permit => (&mut self.permits_all, &mut self.permitted),
        };
        *all |= rule.labels.is_empty();
        *some = some.union(rule.labels);
    }

    pub(super) fn denies_all(&self) -> bool {
        self.denies_all
    }

    pub(super) fn said(&self, labels: Sensitivities) -> Said {
        Said {
            denies: self.denies_all || self.denied.overlaps(labels),
            permits: self.permits_all || self.permitted.overlaps(labels),
            covered: if self.permits_all { Sensitivities::ALL } else { self.permitted },
        }
    }
}

/// What was said of one item so far.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    denies: bool,
    permits: bool,
    covered: Sensitivities,
}

impl Said {
    pub(super) fn add(&mut self, rule: &Rule, labels: Sensitivities, days: Option<Days>) {
        if !rule.is_about(labels) || !rule.is_of(days) {
            return;
        }
        match rule.effect {
            Effect::Deny => self.denies = true,
            Effect::Permit => {
                self.permits = true;
                self.covered = self.covered.union(rule.covered());
            }
        }
    }

    /// The same for a rule that is not yet known to be about this kind of record.
    pub(super) fn add_within(
        &mut self,
        rule: &Rule,
        category: Category,
        labels: Sensitivities,
        days: Option<Days>,
    ) {
        if rule.categories.contains(category) {
            self.add(rule, labels, days);
        }
    }

    /// Several permits add up; one deny is enough.
    pub(super) fn facts(self, labels: Sensitivities) -> ConsentFacts {
        ConsentFacts { permits: self.permits && labels.is_within(self.covered), denies: self.denies }
    }
}
