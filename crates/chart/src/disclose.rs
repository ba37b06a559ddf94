//! Read, filter, audit, show: in this order, for every part of every page.

use std::sync::Arc;

use portico_audit::{Action, Counts, Outcome, Resource};
use portico_model::{Category, ResourceId, Sensitivities, Timestamp};
use portico_policy::{Act, Decision, ItemFacts};

use crate::charts::{Chart, ChartError, Look};
use crate::gateway::{Lane, PartCopy, count};
use crate::reading::Labelled;
use crate::view::{Disclosure, Part};

/// The parts that a page wants.
#[derive(Clone, Copy)]
pub(crate) struct Parts<'a> {
    /// What it shows.
    pub shown: &'a [Part],
    /// What it only asks how sensitive the shown is. What is missing or old here is not missing from the page.
    pub beside: &'a [Part],
}

impl<'a> From<&'a [Part]> for Parts<'a> {
    fn from(shown: &'a [Part]) -> Self {
        Self { shown, beside: &[] }
    }
}

impl<'a, const N: usize> From<&'a [Part; N]> for Parts<'a> {
    fn from(shown: &'a [Part; N]) -> Self {
        Self { shown, beside: &[] }
    }
}

/// The parts that a page is made of, as far as they could be had.
pub(crate) struct Gathered {
    copies: Vec<(Part, Arc<PartCopy>)>,
    beside: Vec<(Part, Arc<PartCopy>)>,
    failed: Vec<Part>,
}

#[cfg(test)]
impl Gathered {
    pub(crate) fn of(contents: impl IntoIterator<Item = (Part, crate::gateway::Contents)>) -> Self {
        let copy = |(part, contents)| (part, Arc::new(PartCopy::of(contents)));
        Self { copies: contents.into_iter().map(copy).collect(), beside: Vec::new(), failed: Vec::new() }
    }
}

impl Gathered {
    /// The copy of a part; `None` where it failed.
    pub(crate) fn copy(&self, part: Part) -> Option<&PartCopy> {
        let mut all = self.copies.iter().chain(&self.beside);
        all.find(|(own, _)| *own == part).map(|(_, copy)| copy.as_ref())
    }

    fn is_stale(&self) -> bool {
        self.copies.iter().any(|(_, copy)| copy.is_stale)
    }

    fn counts(&self, sieve: &Sieve<'_>, shown: usize) -> Counts {
        Counts {
            shown: count(shown),
            withheld: sieve.withheld,
            unreadable: self.copies.iter().map(|(_, copy)| copy.unreadable).sum(),
            strangers: self.copies.iter().map(|(_, copy)| copy.strangers).sum(),
        }
    }

    fn wrap<T>(self, content: T, counts: Counts, now: Timestamp) -> Disclosure<T> {
        let mut failed = self.failed;
        failed.extend(self.copies.iter().flat_map(|(_, copy)| &copy.failed));
        Disclosure {
            as_of: self.copies.iter().map(|(_, copy)| copy.as_of).min().unwrap_or(now),
            is_stale: self.copies.iter().any(|(_, copy)| copy.is_stale),
            failed,
            withheld: counts.withheld,
            unreadable: counts.unreadable,
            is_truncated: self.copies.iter().any(|(_, copy)| copy.is_truncated),
            content,
        }
    }
}

/// Policy, asked once for each distinct kind and set of labels of one look.
pub(crate) struct Sieve<'a> {
    chart: &'a Chart,
    act: fn(ItemFacts) -> Act,
    decisions: Vec<(ItemFacts, Decision)>,
    withheld: u32,
}

impl Sieve<'_> {
    /// Whether an item may be shown. Does not count it.
    pub(crate) fn lets(&mut self, category: Category, sensitivities: Sensitivities) -> bool {
        let item = ItemFacts { category, sensitivities };
        if let Some((_, decision)) = self.decisions.iter().find(|(known, _)| *known == item) {
            return decision.is_permit();
        }
        let decision = self.chart.inner.policy.decide(&self.chart.question.about((self.act)(item)));
        let is_permit = decision.is_permit();
        self.decisions.push((item, decision));
        is_permit
    }

    /// Those of the items that may be shown; the others are counted as withheld.
    pub(crate) fn through<'i, T>(&mut self, category: Category, items: &'i [Labelled<T>]) -> Vec<&'i T> {
        let mut shown = Vec::with_capacity(items.len());
        for item in items {
            if self.lets(category, item.labels) {
                shown.push(&item.item);
            } else {
                self.withheld += 1;
            }
        }
        shown
    }

    pub(crate) fn withhold(&mut self, items: usize) {
        self.withheld += count(items);
    }

    /// The kinds of item that were let through.
    fn categories(&self) -> impl Iterator<Item = Category> {
        self.decisions.iter().filter(|(_, decision)| decision.is_permit()).map(|(item, _)| item.category)
    }

    fn rules(&self) -> Vec<String> {
        let mut rules: Vec<String> = self
            .decisions
            .iter()
            .flat_map(|(_, decision)| &decision.rules)
            .map(ToString::to_string)
            .collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }
}

impl Chart {
    pub(crate) fn sieve(&self, act: fn(ItemFacts) -> Act) -> Sieve<'_> {
        Sieve { chart: self, act, decisions: Vec::new(), withheld: 0 }
    }

    /// Reads parts through the gateway. Parts that fail are named; if none can be had, the attempt is audited and
    /// the page says so.
    pub(crate) async fn gather<'p>(
        &self,
        page: &'static str,
        parts: impl Into<Parts<'p>>,
    ) -> Result<Gathered, ChartError> {
        let Parts { shown, beside } = parts.into();
        let all = [shown, beside].concat();
        let mut results = self.inner.gateway.parts(&self.patient, &all, Lane::Person).await.into_iter();
        let mut gathered = Gathered { copies: Vec::new(), beside: Vec::new(), failed: Vec::new() };
        for (part, result) in shown.iter().zip(results.by_ref()) {
            match result {
                Ok(copy) => gathered.copies.push((*part, copy)),
                Err(_) => gathered.failed.push(*part),
            }
        }
        gathered.beside =
            beside.iter().zip(results).filter_map(|(part, copy)| Some((*part, copy.ok()?))).collect();
        if gathered.copies.is_empty() {
            self.audit_failure(Action::Read, page, Vec::new(), "unavailable").await?;
            return Err(ChartError::Unavailable);
        }
        Ok(gathered)
    }

    /// Writes the look down, with every kind of item in it, and hands the content out. Nothing is shown that is not
    /// written.
    pub(crate) async fn disclose<T>(
        &self,
        look: Look<'_>,
        gathered: Gathered,
        sieve: Sieve<'_>,
        shown: usize,
        content: T,
    ) -> Result<Disclosure<T>, ChartError> {
        let counts = gathered.counts(&sieve, shown);
        let mut categories = look.categories.to_vec();
        for category in sieve.categories() {
            if !categories.contains(&category) {
                categories.push(category);
            }
        }
        let look = Look { categories: &categories, ..look };
        self.audit(look, Outcome::Permitted, sieve.rules(), counts, None, gathered.is_stale()).await?;
        Ok(gathered.wrap(content, counts, self.inner.clock.now()))
    }

    /// Somebody asked for an item that is not in the chart, or that a rule withholds: both look the same from
    /// outside, and both are written down.
    pub(crate) async fn missing<T>(
        &self,
        page: &'static str,
        resource: Resource,
        is_withheld: bool,
    ) -> Result<T, ChartError> {
        self.missing_to(Action::Read, page, resource, is_withheld).await
    }

    /// The same for another act than reading.
    pub(crate) async fn missing_to<T>(
        &self,
        action: Action,
        page: &'static str,
        resource: Resource,
        is_withheld: bool,
    ) -> Result<T, ChartError> {
        let reason = if is_withheld { "withheld" } else { "not_found" };
        self.audit_failure(action, page, vec![resource], reason).await?;
        Err(ChartError::NotFound)
    }

    pub(crate) async fn audit_failure(
        &self,
        action: Action,
        page: &'static str,
        resources: Vec<Resource>,
        reason: &'static str,
    ) -> Result<(), ChartError> {
        let outcome = if reason == "withheld" { Outcome::Refused } else { Outcome::Failed };
        let look = Look { action, page, categories: &[], resources };
        self.audit(look, outcome, Vec::new(), Counts::default(), Some(reason), false).await
    }

    /// Remembers that the asker has opened these results. Nothing of a page waits for it or fails with it.
    pub(crate) fn mark_seen(&self, panels: Vec<ResourceId>) {
        let inner = Arc::clone(&self.inner);
        let (account, patient, now) = (self.asker.account, self.patient.clone(), inner.clock.now());
        tokio::spawn(async move {
            if let Err(error) = inner.store.mark_seen(account, &patient, SEEN_KIND, &panels, now).await {
                tracing::warn!(error = %error, "what was seen could not be remembered");
            }
        });
    }
}

/// The kind under which opened panels are remembered.
pub(crate) const SEEN_KIND: &str = "DiagnosticReport";

pub(crate) fn resource(kind: &'static str, id: &ResourceId) -> Resource {
    Resource { kind: kind.into(), id: id.clone() }
}
