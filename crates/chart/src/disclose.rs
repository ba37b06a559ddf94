//! Read, filter, audit, show: in this order, for every part of every page.

use std::cell::Cell;
use std::sync::{Arc, Weak};

use portico_audit::{Action, Counts, Outcome, Resource, Withheld};
use portico_model::{Category, Causes, ResourceId, Sensitivities, Timestamp, When};
use portico_policy::consent::Directives;
use portico_policy::{Act, ConsentFacts, Decision, HeardQuestion, ItemFacts, Question};

use crate::charts::{Chart, ChartError, Look};
use crate::gateway::{Gaps, Lane, PartCopy, count};
use crate::merged::RecordUse;
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

impl Parts<'_> {
    pub(crate) fn all(&self) -> Vec<Part> {
        [self.shown, self.beside].concat()
    }
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

/// What a reader is told of what they are not shown.
struct Told {
    withheld: u32,
    not_shared: Vec<Category>,
}

/// The parts that a page is made of, as far as they could be had.
pub(crate) struct Gathered {
    copies: Vec<(Part, Arc<PartCopy>)>,
    beside: Vec<(Part, Arc<PartCopy>)>,
    failed: Vec<Part>,
    /// What of them the record system does not hand out.
    not_offered: Vec<Part>,
    /// How the record is to be used.
    record: RecordUse,
}

#[cfg(test)]
impl Gathered {
    pub(crate) fn of(contents: impl IntoIterator<Item = (Part, crate::gateway::Contents)>) -> Self {
        let copy = |(part, contents)| (part, Arc::new(PartCopy::of(contents)));
        let copies = contents.into_iter().map(copy).collect();
        let (beside, failed, not_offered) = (Vec::new(), Vec::new(), Vec::new());
        Self { copies, beside, failed, not_offered, record: RecordUse::default() }
    }
}

impl Gathered {
    /// The copy of a part; `None` where it failed.
    pub(crate) fn copy(&self, part: Part) -> Option<&PartCopy> {
        let mut all = self.copies.iter().chain(&self.beside);
        all.find(|(own, _)| *own == part).map(|(_, copy)| copy.as_ref())
    }

    /// Every part that could be had, with its copy.
    pub(crate) fn all(&self) -> impl Iterator<Item = (Part, &Arc<PartCopy>)> {
        self.copies.iter().chain(&self.beside).map(|(part, copy)| (*part, copy))
    }

    /// Whether these are the parts, and the very copies of them.
    pub(crate) fn is_made_of(&self, copies: &[(Part, Weak<PartCopy>)]) -> bool {
        let mut both = self.all().zip(copies);
        self.copies.len() + self.beside.len() == copies.len()
            && both.all(|(own, known)| own.0 == known.0 && std::ptr::eq(Arc::as_ptr(own.1), known.1.as_ptr()))
    }

    fn is_stale(&self) -> bool {
        self.copies.iter().any(|(_, copy)| copy.is_stale)
    }

    fn counts(&self, sieve: &Sieve<'_>, shown: usize) -> Counts {
        Counts {
            shown: count(shown),
            withheld: sieve.withheld(),
            unreadable: self.gaps().iter().map(|(_, gaps)| gaps.lost()).sum(),
            strangers: self.strangers(),
        }
    }

    /// What is missing of each part. Parts that are divided from one answer tell once what none of them could read.
    fn gaps(&self) -> Vec<(Part, Gaps)> {
        let divided = self.copies.iter().filter(|(part, _)| part.is_of_all_observations());
        let teller = divided.max_by_key(|(_, copy)| copy.unplaced.lost()).map(|(part, _)| *part);
        let own = |(part, copy): &(Part, Arc<PartCopy>)| {
            let is_told = !part.is_of_all_observations() || teller == Some(*part);
            (*part, if is_told { copy.gaps.clone() } else { copy.gaps.without(&copy.unplaced) })
        };
        self.copies.iter().map(own).collect()
    }

    fn strangers(&self) -> u32 {
        let (divided, others): (Vec<_>, Vec<_>) =
            self.copies.iter().partition(|(part, _)| part.is_of_all_observations());
        let most = divided.iter().map(|(_, copy)| copy.strangers).max().unwrap_or(0);
        most + others.iter().map(|(_, copy)| copy.strangers).sum::<u32>()
    }

    fn wrap<T>(self, content: T, counts: Counts, told: Told, now: Timestamp) -> Disclosure<T> {
        let gaps = self.gaps().iter().flat_map(|(part, gaps)| gaps.of_part(*part)).collect();
        let mut failed = self.failed;
        failed.extend(self.copies.iter().flat_map(|(_, copy)| &copy.failed));
        Disclosure {
            record: self.record,
            as_of: self.copies.iter().map(|(_, copy)| copy.as_of).min().unwrap_or(now),
            is_stale: self.copies.iter().any(|(_, copy)| copy.is_stale),
            failed,
            not_offered: self.not_offered,
            withheld: told.withheld,
            not_shared: told.not_shared,
            unreadable: counts.unreadable,
            gaps,
            lost_dates: self.copies.iter().map(|(_, copy)| copy.lost_dates).sum(),
            is_truncated: self.copies.iter().any(|(_, copy)| copy.is_truncated),
            content,
        }
    }
}

/// What tells one item from another of its kind and labels, for directives that speak of dates or of one thing. What is
/// not known is `None`, and then the narrower answer is given.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Particulars<'i> {
    pub id: Option<&'i ResourceId>,
    pub when: Option<When>,
    /// What it is a part of: a directive about that holds for it.
    pub within: &'i [ResourceId],
}

/// An item that knows its particulars.
pub(crate) trait Particular {
    fn particulars(&self) -> Particulars<'_>;
}

/// Policy, asked once for each distinct question of one look.
pub(crate) struct Sieve<'a> {
    chart: &'a Chart,
    act: fn(ItemFacts) -> Act,
    answers: Vec<Answer>,
    /// The place of the answer that was given last.
    last: usize,
    /// Something was asked beside it, of which it knows nothing.
    went_aside: Cell<bool>,
}

struct Answer {
    item: ItemFacts,
    consent: ConsentFacts,
    heard: HeardQuestion,
    decision: Decision,
    withheld: u32,
}

/// A question that was asked, and what came of it.
pub(crate) struct Asked {
    item: ItemFacts,
    is_permitted: bool,
    withheld: u32,
}

/// What the directives say of an item, or of anything that it is a part of.
fn consent(directives: &Directives, item: ItemFacts, of: Particulars<'_>) -> ConsentFacts {
    let ItemFacts { category, sensitivities } = item;
    let said = |id| directives.facts(category, sensitivities, id, of.when);
    let above = of.within.iter().filter(|_| directives.needs_items()).map(|id| said(Some(id)));
    above.fold(said(of.id), |own, more| ConsentFacts {
        permits: own.permits || more.permits,
        denies: own.denies || more.denies,
    })
}

impl<'a> Sieve<'a> {
    /// A sieve for what is asked about and not shown itself.
    pub(crate) fn aside(&self) -> Sieve<'a> {
        self.went_aside.set(true);
        self.chart.sieve(self.act)
    }

    /// Whether this sieve was asked everything that was asked.
    pub(crate) fn knows_all(&self) -> bool {
        !self.went_aside.get()
    }

    /// A sieve of the same look, to be taken back into this one.
    pub(crate) fn another(&self) -> Sieve<'a> {
        self.chart.sieve(self.act)
    }

    /// Takes back what another sieve of this look was asked.
    pub(crate) fn take(&mut self, other: Sieve<'a>) {
        self.went_aside.set(!(self.knows_all() && other.knows_all()));
        for answer in other.answers {
            let same = |own: &&mut Answer| own.item == answer.item && own.consent == answer.consent;
            match self.answers.iter_mut().find(same) {
                Some(own) => own.withheld += answer.withheld,
                None => self.answers.push(answer),
            }
        }
    }

    /// Whether directives speak of dates or of single items, so that kind and labels alone do not tell an item's answer.
    pub(crate) fn asks_for_items(&self) -> bool {
        self.chart.ties.directives.needs_items()
    }

    /// What was asked so far, where [`Sieve::asks_for_items`] is false.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        let asked = |own: &Answer| Asked {
            item: own.item,
            is_permitted: own.decision.is_permit(),
            withheld: own.withheld,
        };
        self.answers.iter().map(asked).collect()
    }

    /// Asks all this again. Where each answer is as it was, it counts as withheld what was withheld then.
    pub(crate) fn agrees(&mut self, asked: &[Asked]) -> bool {
        let mut is_same =
            |own: &Asked| self.lets(own.item.category, own.item.sensitivities) == own.is_permitted;
        if !asked.iter().all(&mut is_same) {
            return false;
        }
        for own in asked.iter().filter(|own| own.withheld > 0) {
            self.lets(own.item.category, own.item.sensitivities);
            self.withhold(own.withheld as usize);
        }
        true
    }

    /// Whether an item of which no particulars are known may be shown. Does not count it.
    pub(crate) fn lets(&mut self, category: Category, sensitivities: Sensitivities) -> bool {
        self.lets_this(category, sensitivities, Particulars::default())
    }

    /// Whether this very item may be shown. Does not count it.
    pub(crate) fn lets_item(
        &mut self,
        category: Category,
        sensitivities: Sensitivities,
        item: &impl Particular,
    ) -> bool {
        self.lets_this(category, sensitivities, item.particulars())
    }

    fn lets_this(&mut self, category: Category, sensitivities: Sensitivities, of: Particulars<'_>) -> bool {
        let item = ItemFacts { category, sensitivities };
        let consent = consent(&self.chart.ties.directives, item, of);
        let known = self.answers.iter().position(|own| own.item == item && own.consent == consent);
        self.last = known.unwrap_or_else(|| self.ask(item, consent));
        self.answers[self.last].decision.is_permit()
    }

    /// What the rules cannot tell from something that was asked in this look has the same answer.
    fn ask(&mut self, item: ItemFacts, consent: ConsentFacts) -> usize {
        let policy = &self.chart.inner.policy;
        let question = Question { consent, ..self.chart.question.about((self.act)(item)) };
        let heard = policy.heard(&question);
        let known = self.answers.iter().find(|own| own.heard == heard).map(|own| own.decision.clone());
        let decision = known.unwrap_or_else(|| policy.decide(&question));
        self.answers.push(Answer { item, consent, heard, decision, withheld: 0 });
        self.answers.len() - 1
    }

    /// Those of the items that may be shown; the others are counted as withheld.
    pub(crate) fn through<'i, T: Particular>(
        &mut self,
        category: Category,
        items: &'i [Labelled<T>],
    ) -> Vec<&'i T> {
        let mut shown = Vec::with_capacity(items.len());
        for item in items {
            if self.lets_item(category, item.labels, &item.item) {
                shown.push(&item.item);
            } else {
                self.withhold(1);
            }
        }
        shown
    }

    /// Counts what the last answer withholds.
    pub(crate) fn withhold(&mut self, items: usize) {
        if let Some(answer) = self.answers.get_mut(self.last) {
            answer.withheld += count(items);
        }
    }

    /// The kinds of item that were let through.
    fn categories(&self) -> impl Iterator<Item = Category> {
        self.answers.iter().filter(|own| own.decision.is_permit()).map(|own| own.item.category)
    }

    fn rules(&self) -> Vec<String> {
        let all = self.answers.iter().flat_map(|own| &own.decision.rules);
        let mut rules: Vec<String> = all.map(ToString::to_string).collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }

    fn withheld(&self) -> u32 {
        self.answers.iter().map(|own| own.withheld).sum()
    }

    /// How many withheld items the reader may be told of.
    fn told(&self) -> u32 {
        self.answers.iter().filter(|own| own.decision.may_be_told).map(|own| own.withheld).sum()
    }

    /// What was withheld and why, for the audit log: kinds and counts, no items.
    fn exceptions(&self) -> Vec<Withheld> {
        let some = self.answers.iter().filter(|own| own.withheld > 0);
        let exception = |own: &Answer| Withheld {
            category: own.item.category,
            reason: own.decision.reason.key().into(),
            rules: own.decision.rules.iter().map(ToString::to_string).collect(),
            count: own.withheld,
        };
        some.map(exception).collect()
    }
}

impl Chart {
    pub(crate) fn sieve(&self, act: fn(ItemFacts) -> Act) -> Sieve<'_> {
        Sieve { chart: self, act, answers: Vec::new(), last: 0, went_aside: Cell::new(false) }
    }

    /// Reads parts through the gateway. Parts that fail are named; if none can be had, the attempt is audited and
    /// the page says so.
    pub(crate) async fn gather<'p>(
        &self,
        page: &'static str,
        parts: impl Into<Parts<'p>>,
    ) -> Result<Gathered, ChartError> {
        let parts = parts.into();
        let (all, Parts { shown, beside }) = (parts.all(), parts);
        let mut results = self.inner.gateway.parts(&self.patient, &all, Lane::Person).await.into_iter();
        let not_offered = self.inner.gateway.not_offered(shown);
        let record = self.inner.gateway.record_use(&self.patient).await;
        let mut gathered =
            Gathered { copies: Vec::new(), beside: Vec::new(), failed: Vec::new(), not_offered, record };
        for (part, result) in shown.iter().zip(results.by_ref()) {
            match result {
                Ok(copy) => gathered.copies.push((*part, copy)),
                Err(_) => gathered.failed.push(*part),
            }
        }
        gathered.beside =
            beside.iter().zip(results).filter_map(|(part, copy)| Some((*part, copy.ok()?))).collect();
        if record == RecordUse::Replaced {
            return Err(self.refuse_merged(page).await?);
        }
        if gathered.copies.is_empty() {
            self.audit_failure(Action::Read, page, Vec::new(), "unavailable").await?;
            return Err(ChartError::Unavailable);
        }
        Ok(gathered)
    }

    /// A record that was merged into another is not read: what is left in it could look like all that there is.
    async fn refuse_merged(&self, page: &'static str) -> Result<ChartError, ChartError> {
        let look = Look::new(Action::Read, page, &[]);
        self.audit(look, Outcome::Refused, Vec::new(), Counts::default(), Some("record_moved"), false)
            .await?;
        Ok(ChartError::Moved)
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
        let left_out = self.ties.left_out();
        let not_shared = look.categories.iter().copied().filter(|kind| left_out.contains(*kind)).collect();
        let mut categories = look.categories.to_vec();
        for category in sieve.categories() {
            if !categories.contains(&category) {
                categories.push(category);
            }
        }
        let look = Look { categories: &categories, withheld: sieve.exceptions(), ..look };
        let told = Told { withheld: sieve.told(), not_shared };
        self.audit(look, Outcome::Permitted, sieve.rules(), counts, None, gathered.is_stale()).await?;
        Ok(gathered.wrap(content, counts, told, self.inner.clock.now()))
    }

    /// Somebody asked for an item that is not in the chart, or that the last answer of a sieve withholds: both look the
    /// same from outside, and both are written down, the second with its reason and rules.
    pub(crate) async fn missing<T>(
        &self,
        page: &'static str,
        resource: Resource,
        withheld_by: Option<Sieve<'_>>,
    ) -> Result<T, ChartError> {
        self.missing_to(Action::Read, page, vec![resource], withheld_by).await
    }

    /// The same for another act than reading, or for what has no id.
    pub(crate) async fn missing_to<T>(
        &self,
        action: Action,
        page: &'static str,
        resources: Vec<Resource>,
        withheld_by: Option<Sieve<'_>>,
    ) -> Result<T, ChartError> {
        let Some(mut sieve) = withheld_by else {
            self.audit_failure(action, page, resources, "not_found").await?;
            return Err(ChartError::NotFound);
        };
        if sieve.withheld() == 0 {
            sieve.withhold(1);
        }
        let look = Look { withheld: sieve.exceptions(), ..Look::new(action, page, &[]).at(resources) };
        let counts = Counts { withheld: sieve.withheld(), ..Counts::default() };
        self.audit(look, Outcome::Refused, sieve.rules(), counts, Some("withheld"), false).await?;
        Err(ChartError::NotFound)
    }

    /// Writes down that something did not come about.
    pub(crate) async fn audit_failure(
        &self,
        action: Action,
        page: &'static str,
        resources: Vec<Resource>,
        reason: &'static str,
    ) -> Result<(), ChartError> {
        let look = Look::new(action, page, &[]).at(resources);
        self.audit(look, Outcome::Failed, Vec::new(), Counts::default(), Some(reason), false).await
    }

    /// Remembers that the asker has opened these results. Nothing of a page waits for it or fails with it.
    pub(crate) fn mark_seen(&self, panels: Vec<ResourceId>) {
        let inner = Arc::clone(&self.inner);
        let (account, patient, now) = (self.asker.account, self.patient.clone(), inner.clock.now());
        tokio::spawn(async move {
            if let Err(error) = inner.store.mark_seen(account, &patient, SEEN_KIND, &panels, now).await {
                tracing::warn!(error = %Causes(&error), "what was seen could not be remembered");
            }
        });
    }
}

/// The kind under which opened panels are remembered.
pub(crate) const SEEN_KIND: &str = "DiagnosticReport";

pub(crate) fn resource(kind: &'static str, id: &ResourceId) -> Resource {
    Resource { kind: kind.into(), id: id.clone() }
}

impl Particular for Particulars<'_> {
    fn particulars(&self) -> Particulars<'_> {
        *self
    }
}

impl<T: Particular> Particular for Arc<T> {
    fn particulars(&self) -> Particulars<'_> {
        T::particulars(self)
    }
}

macro_rules! particular {
    ($($type:ty: $when:expr;)+) => {
        $(impl Particular for $type {
            fn particulars(&self) -> Particulars<'_> {
                let when: fn(&$type) -> Option<When> = $when;
                Particulars { id: Some(&self.id), when: when(self), within: &[] }
            }
        })+
    };
}

particular! {
    crate::care::CarePlan: |own| own.start;
    crate::care::Goal: |own| own.start;
    crate::documents::DocumentHead: |own| own.written;
    crate::documents::ReportHead: |own| own.taken.or(own.released);
    crate::health::Allergy: |own| own.onset;
    crate::health::Condition: |own| own.onset.or(own.recorded);
    crate::health::Immunization: |own| own.given;
    crate::labs::LabPanel: |own| own.taken.or(own.released);
    crate::labs::LabResult: |own| own.taken.or(own.released);
    crate::medications::GivenOut: |own| own.dispenses.first().and_then(|fill| fill.at);
    crate::medications::Medication: |own| own.prescribed;
    crate::visits::Appointment: |own| own.start;
    crate::visits::Visit: |own| own.start;
}

impl Particular for crate::care::CareTeamMember {
    fn particulars(&self) -> Particulars<'_> {
        Particulars::default()
    }
}
