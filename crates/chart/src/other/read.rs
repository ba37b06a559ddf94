//! Reading what has no page of its own.

use std::collections::HashSet;

use portico_audit::Action;
use portico_model::{Category, ResourceId};
use portico_policy::Act;

use super::draft::keyed;
use super::{OtherDetail, OtherFilter, OtherGroup, OtherItem, OtherKind, OtherList, OtherSource};
use crate::charts::{Chart, ChartError, Look};
use crate::disclose::{Gathered, Parts, Sieve, resource};
use crate::gateway::Contents;
use crate::health::mentioned;
use crate::labs::{LabValue, Laboratory};
use crate::order::newest_first;
use crate::paging::A_PAGE;
use crate::reading::Labelled;
use crate::view::{Disclosure, Link, LinkKind, Page, PageQuery, Paged, Part};

/// What a page of all kinds speaks of.
const CATEGORIES: &[Category] = &[
    Category::Other,
    Category::Medications,
    Category::Immunizations,
    Category::Reports,
    Category::Demographics,
];
/// Items are as sensitive as the visits that they were made in. What stands among results and vital signs stands there.
const BESIDE: &[Part] = &[Part::Visits, Part::Conditions, Part::Results, Part::Vitals];
/// So many of each kind stand on the page of all kinds.
const NEWEST: usize = 10;

impl Chart {
    /// Every kind with its newest items, or one kind page by page.
    pub async fn other(&self, filter: OtherFilter) -> Result<Disclosure<Paged<OtherList>>, ChartError> {
        let of_kind = filter.kind.map(|kind| [Part::Other(kind)]);
        let shown = of_kind.as_ref().map_or(OtherKind::PARTS, |part| &part[..]);
        let gathered = self.gather("other", Parts { shown, beside: BESIDE }).await?;
        let mut sieve = self.sieve(Act::Read);
        let others = Others::of(&gathered);
        let list = match filter.kind {
            Some(kind) => others.one_kind(kind, filter.page, &mut sieve),
            None => others.all_kinds(&mut sieve),
        };
        let shown = list.groups.iter().map(|group| group.items.len()).sum();
        let of_kind = filter.kind.map(|kind| [kind.category()]);
        let categories = of_kind.as_ref().map_or(CATEGORIES, |category| &category[..]);
        self.disclose(Look::new(Action::Read, "other", categories), gathered, sieve, shown, list).await
    }

    /// One item.
    pub async fn other_item(
        &self,
        kind: OtherKind,
        id: &ResourceId,
    ) -> Result<Disclosure<OtherItem>, ChartError> {
        let parts = Parts { shown: &[Part::Other(kind)], beside: BESIDE };
        let gathered = self.gather("other/one", parts).await?;
        let mut sieve = self.sieve(Act::Read);
        let named = resource(kind.resource_type(), id);
        let others = Others::of(&gathered);
        let Some(found) = others.find(kind, id) else {
            return self.missing("other/one", named, None).await;
        };
        if !others.lets(found, &mut sieve) {
            return self.missing("other/one", named, Some(sieve)).await;
        }
        let item = others.shown(&found.item, &mut sieve);
        let categories = [kind.category()];
        let look = Look::new(Action::Read, "other/one", &categories).at(vec![named]);
        self.disclose(look, gathered, sieve, 1, item).await
    }
}

/// What was gathered, and what tells of it.
pub(crate) struct Others<'g> {
    gathered: &'g Gathered,
    laboratory: Laboratory<'g>,
    vitals: HashSet<&'g ResourceId>,
}

impl<'g> Others<'g> {
    pub(crate) fn of(gathered: &'g Gathered) -> Self {
        let vitals = match gathered.copy(Part::Vitals).map(|copy| &copy.contents) {
            Some(Contents::Vitals(vitals)) => vitals.iter().map(|own| &own.item.id).collect(),
            _ => HashSet::new(),
        };
        Self { gathered, laboratory: Laboratory::of(gathered), vitals }
    }

    /// Everything of a kind but what stands elsewhere: an observation that does not say what it is may stand among the
    /// results or the vital signs.
    fn sources(&self, kind: OtherKind) -> impl Iterator<Item = &'g Labelled<OtherSource>> {
        let all: &[Labelled<OtherSource>] =
            match self.gathered.copy(Part::Other(kind)).map(|copy| &copy.contents) {
                Some(Contents::Other(sources)) => sources,
                _ => &[],
            };
        let is_observation = kind.resource_type() == "Observation";
        let stands_elsewhere =
            move |id: &ResourceId| is_observation && (self.laboratory.knows(id) || self.vitals.contains(id));
        all.iter().filter(move |own| !stands_elsewhere(&own.item.item.id))
    }

    fn find(&self, kind: OtherKind, id: &ResourceId) -> Option<&'g Labelled<OtherSource>> {
        self.sources(kind).find(|own| own.item.item.id == *id)
    }

    fn lets(&self, source: &Labelled<OtherSource>, sieve: &mut Sieve<'_>) -> bool {
        let labels = self.laboratory.visits.with(source.labels, &source.item.visits);
        sieve.lets_item(source.item.item.kind.category(), labels, &source.item)
    }

    /// The item with those of its reasons that may be shown.
    fn shown(&self, source: &OtherSource, sieve: &mut Sieve<'_>) -> OtherItem {
        let mut item = source.item.clone();
        for term in mentioned(&source.reasons, self.gathered, &mut sieve.aside()) {
            let value = Some(LabValue::Coded { term });
            item.details.push(OtherDetail { name: keyed("other-reason"), value, at: None });
        }
        item
    }

    /// The items of a kind that may be shown, newest first.
    fn permitted(&self, kind: OtherKind, sieve: &mut Sieve<'_>) -> Vec<OtherItem> {
        let mut shown = Vec::new();
        for source in self.sources(kind) {
            if self.lets(source, sieve) {
                shown.push(self.shown(&source.item, sieve));
            } else {
                sieve.withhold(1);
            }
        }
        newest_first(&mut shown);
        shown
    }

    /// One line for each item that may be shown: those that stand on the timeline, or all.
    pub(crate) fn links(&self, sieve: &mut Sieve<'_>, events_only: bool) -> Vec<Link> {
        let mut links = Vec::new();
        let all = OtherKind::ALL.iter().flat_map(|kind| self.sources(*kind));
        for source in all.filter(|own| own.item.is_event || !events_only) {
            if self.lets(source, sieve) {
                links.push(link(&source.item.item));
            } else {
                sieve.withhold(1);
            }
        }
        links
    }

    fn one_kind(&self, kind: OtherKind, page: usize, sieve: &mut Sieve<'_>) -> Paged<OtherList> {
        let mut items = self.permitted(kind, sieve);
        let page = Page::cut(PageQuery { page }, A_PAGE, &mut [&mut items]);
        let group = OtherGroup { kind, of_kind: page.total, items };
        let groups = Some(group).filter(|group| group.of_kind > 0).into_iter().collect();
        Paged { page, list: OtherList { groups, kind: Some(kind), not_offered: self.not_offered() } }
    }

    fn all_kinds(&self, sieve: &mut Sieve<'_>) -> Paged<OtherList> {
        let mut groups = Vec::new();
        for kind in OtherKind::ALL {
            let mut items = self.permitted(*kind, sieve);
            let of_kind = items.len();
            items.truncate(NEWEST);
            groups.push(OtherGroup { kind: *kind, of_kind, items });
        }
        groups.retain(|group| group.of_kind > 0);
        let page = Page::whole(groups.iter().map(|group| group.of_kind).sum());
        Paged { page, list: OtherList { groups, kind: None, not_offered: self.not_offered() } }
    }

    fn not_offered(&self) -> Vec<OtherKind> {
        let copy = |kind: OtherKind| self.gathered.copy(Part::Other(kind));
        let is_missing = |kind: &OtherKind| copy(*kind).is_some_and(|copy| copy.is_unsupported);
        OtherKind::ALL.iter().copied().filter(is_missing).collect()
    }
}

fn link(item: &OtherItem) -> Link {
    Link::new(LinkKind::Other(item.kind), item.id.clone(), item.name.clone(), item.at).marked(item.mark)
}
