//! What of the ledger somebody else than the patient is told: no more of an item than they could learn by asking for it.

use portico_audit::{Action, Event};
use portico_model::{Categories, Category, Relationship, Sensitivities};
use portico_policy::{Act, ConsentFacts, ItemFacts, Question};

use super::LedgerLine;
use crate::charts::Chart;

/// As far as a reader sees.
pub(super) enum Reach {
    /// The patient sees everything.
    Everything,
    /// Looks at these kinds of record, and the reader's own.
    Within(Categories),
}

impl Chart {
    pub(super) fn reach(&self) -> Reach {
        if self.relationship() == Some(Relationship::Oneself) {
            return Reach::Everything;
        }
        Reach::Within(Category::ALL.into_iter().filter(|kind| self.is_open(*kind)).collect())
    }

    /// Whether the reader may see things of this kind, where nothing else is known of them.
    fn is_open(&self, category: Category) -> bool {
        let item = ItemFacts { category, sensitivities: Sensitivities::NONE };
        let consent = ConsentFacts { permits: false, denies: self.ties.directives.denies_all(category) };
        let question = Question { consent, ..self.question.about(Act::Read(item)) };
        self.inner.policy.decide(&question).is_permit()
    }

    /// Whose look it was: the reader's own?
    pub(super) fn is_own(&self, event: &Event) -> bool {
        event.actor == Some(self.asker.account) && !self.ties.marks.contains(&"preview")
    }

    /// What may be told of one's own look: what was told when it was made.
    fn told(&self, event: &Event) -> u32 {
        let may_tell = |rules: &[String]| rules.iter().all(|rule| self.inner.policy.tells_count(rule));
        event.detail.withheld.iter().filter(|own| may_tell(&own.rules)).map(|own| own.count).sum()
    }
}

impl Reach {
    /// What names no kind of record could be at any.
    pub(super) fn includes(&self, chart: &Chart, event: &Event) -> bool {
        let Reach::Within(open) = self else { return true };
        chart.is_own(event)
            || event.categories.iter().any(|kind| open.contains(*kind))
            || (event.categories.is_empty() && *open == Categories::ALL)
    }

    /// The line as the reader may see it.
    pub(super) fn narrowed(&self, chart: &Chart, event: &Event, line: LedgerLine) -> LedgerLine {
        let Reach::Within(open) = self else { return line };
        let is_own = chart.is_own(event);
        let is_of_item = !matches!(event.action, Action::OpenChart | Action::BreakGlass);
        let is_told = |kind: &Category| is_own || open.contains(*kind);
        LedgerLine {
            categories: line.categories.into_iter().filter(is_told).collect(),
            outcome: if is_of_item && line.outcome == "refused" { "failed" } else { line.outcome },
            rules: Vec::new(),
            shown: line.shown.filter(|_| is_own),
            withheld: is_own.then(|| chart.told(event)),
            ..line
        }
    }

    /// Whether a reason is one that this reader may be told: why somebody was let in, or kept from the chart as a whole.
    pub(super) fn tells(&self, event: &Event, reason: portico_policy::Reason) -> bool {
        matches!(self, Reach::Everything)
            || reason.permits()
            || matches!(event.action, Action::OpenChart | Action::BreakGlass)
    }
}
