//! The results of a chart as policy is asked about them: each as one of its panel and its visit.

use std::sync::Arc;

use portico_model::{Category, ResourceId, Sensitivities, Timestamp, When};

use super::{
    LabFilter, LabPanel, LabResult, PanelSource, Placed, Results, Trend, gravest_first, is_same_test, trend,
};
use crate::disclose::{Gathered, Particulars, Sieve};
use crate::gateway::Contents;
use crate::reading::Labelled;
use crate::sensitive::in_every_way;
use crate::view::{Link, LinkKind, Part, Shared};
use crate::visits::VisitLabels;

/// Of what was gathered, the results, the visits and the conditions.
pub(crate) struct Laboratory<'g> {
    results: Option<&'g Results>,
    pub(crate) visits: VisitLabels<'g>,
}

impl<'g> Laboratory<'g> {
    pub(crate) fn of(gathered: &'g Gathered) -> Self {
        let results = match gathered.copy(Part::Results).map(|copy| &copy.contents) {
            Some(Contents::Results(results)) => Some(results),
            _ => None,
        };
        Self { results, visits: VisitLabels::of(gathered) }
    }

    /// All panels, the newest first.
    pub(crate) fn panels(&self) -> &'g [Labelled<PanelSource>] {
        self.results.map_or(&[], |results| &results.panels)
    }

    /// The labels of an observation and its members, without those of visits. One that is not there could be of any kind.
    pub(crate) fn labels_of(&self, id: &ResourceId) -> Sensitivities {
        self.results.and_then(|results| results.labels.get(id)).copied().unwrap_or_else(in_every_way)
    }

    /// Whether an observation stands among the results.
    pub(crate) fn knows(&self, id: &ResourceId) -> bool {
        self.results.is_some_and(|results| results.known.contains_key(id))
    }

    pub(super) fn find(&self, id: &ResourceId) -> Option<(&'g Labelled<PanelSource>, &'g Labelled<Placed>)> {
        self.panels().iter().find_map(|panel| {
            let result = panel.item.results.iter().find(|own| own.item.result.id == *id)?;
            Some((panel, result))
        })
    }

    pub(super) fn lets(&self, own: &Labelled<Placed>, sieve: &mut Sieve<'_>) -> bool {
        let labels = self.visits.with(own.labels, own.item.visits());
        sieve.lets_item(Category::Laboratory, labels, &own.item)
    }

    fn lets_head(&self, panel: &Labelled<PanelSource>, labels: Sensitivities, sieve: &mut Sieve<'_>) -> bool {
        let labels = self.visits.with(labels, &panel.item.visit);
        sieve.lets_item(Category::Laboratory, labels, &panel.item.head)
    }

    /// Whether each of these observations may be shown: what speaks of all of them is shown only then. One that is not
    /// there is asked about as of the kind that speaks of it.
    pub(crate) fn lets_all(&self, members: &[ResourceId], kind: Category, sieve: &mut Sieve<'_>) -> bool {
        let below = |id| self.results.and_then(|results| results.below.get(id)).into_iter().flatten();
        members.iter().flat_map(|id| std::iter::once(id).chain(below(id))).all(|id| {
            let lost = Particulars { id: Some(id), ..Particulars::default() };
            match self.results.and_then(|results| results.known.get(id)) {
                Some(own) => self.lets(own, sieve),
                None => sieve.lets_item(kind, in_every_way(), &lost),
            }
        })
    }

    fn tells_all(&self, panel: &Labelled<PanelSource>, sieve: &mut Sieve<'_>) -> bool {
        self.lets_head(panel, panel.item.written, sieve)
            && self.lets_all(&panel.item.members, Category::Laboratory, sieve)
    }

    /// A panel of which nothing may be shown does not appear: its name alone could say too much.
    pub(crate) fn is_visible(&self, panel: &Labelled<PanelSource>, sieve: &mut Sieve<'_>) -> bool {
        let results = &panel.item.results;
        let is_visible = self.lets_head(panel, panel.labels, sieve)
            && (results.is_empty() || results.iter().any(|own| self.lets(own, sieve)));
        if !is_visible {
            sieve.withhold(results.len().max(1));
        }
        is_visible
    }

    /// The panel with the results that may be shown, the gravest first. What speaks of all its results is left out where
    /// one of them may not be shown.
    pub(crate) fn shown(&self, panel: &Labelled<PanelSource>, sieve: &mut Sieve<'_>) -> LabPanel {
        let mut results = Vec::with_capacity(panel.item.results.len());
        for own in &panel.item.results {
            if self.lets(own, sieve) {
                results.push(Arc::clone(&own.item.result));
            } else {
                sieve.withhold(1);
            }
        }
        gravest_first(&mut results);
        let head = panel.item.head.clone();
        let is_told = self.tells_all(panel, sieve);
        LabPanel {
            results,
            conclusion: head.conclusion.filter(|_| is_told),
            has_document: head.has_document && is_told,
            ..head
        }
    }

    /// The same for a list. Whoever may see all of a panel is shown the one that all of them share.
    pub(crate) fn listed(&self, panel: &Labelled<PanelSource>, sieve: &mut Sieve<'_>) -> Shared<LabPanel> {
        let is_whole =
            self.tells_all(panel, sieve) && panel.item.results.iter().all(|own| self.lets(own, sieve));
        if is_whole { panel.item.whole() } else { Shared::new(self.shown(panel, sieve)) }
    }

    /// Every result that may be shown, in the order of its panel. Nothing is counted as withheld here.
    pub(crate) fn permitted(&self, sieve: &mut Sieve<'_>) -> Vec<&'g Arc<LabResult>> {
        let results = self.panels().iter().flat_map(|panel| &panel.item.results);
        results.filter(|own| self.lets(own, sieve)).map(|own| &own.item.result).collect()
    }

    /// All results of the same test that may be shown, over time.
    pub(super) fn trend_of(&self, result: &LabResult, sieve: &mut Sieve<'_>) -> Trend {
        let same_test = self.permitted(sieve).into_iter().filter(|own| is_same_test(own, result));
        trend(&same_test.cloned().collect::<Vec<_>>())
    }

    /// Whether a panel is one of those that are looked for. What the reader may not see counts for nothing.
    pub(super) fn matches(&self, panel: &PanelSource, filter: &LabFilter, sieve: &mut Sieve<'_>) -> bool {
        let day = panel.at().map(When::first_day);
        let is_late_enough = filter.from.is_none_or(|from| day.is_some_and(|day| day >= from));
        let is_early_enough = filter.to.is_none_or(|to| day.is_some_and(|day| day <= to));
        let is_of_class = filter.class.is_none_or(|class| panel.head.class == class);
        let mut is_flagged = || {
            let mut flagged = panel.results.iter().filter(|own| own.item.result.flag.is_abnormal());
            flagged.any(|own| self.lets(own, sieve))
        };
        is_late_enough && is_early_enough && is_of_class && (!filter.flagged || is_flagged())
    }
}

pub(crate) fn link(panel: &LabPanel) -> Link {
    link_to(panel, panel.results.iter().any(|result| result.id == panel.id))
}

/// The same before the panel is filled.
pub(crate) fn link_of(panel: &Labelled<PanelSource>) -> Link {
    let head = &panel.item.head;
    link_to(head, panel.item.results.iter().any(|own| own.item.result.id == head.id))
}

fn link_to(panel: &LabPanel, is_alone: bool) -> Link {
    let kind = if is_alone { LinkKind::Lab } else { LinkKind::LabPanel };
    Link::new(kind, panel.id.clone(), panel.name.clone(), panel.taken.or(panel.released))
        .marked(panel.status.mark())
}

/// Whether a panel was released within the days that count as new.
pub(crate) fn is_recent(panel: &LabPanel, now: Timestamp) -> bool {
    let released = panel.released.or(panel.taken).map(When::earliest);
    released
        .is_some_and(|at| at <= now && now.duration_since(at) <= jiff::SignedDuration::from_hours(30 * 24))
}
