//! How sensitive documents and reports are by what they are linked with. What is linked and cannot be read could be of
//! any kind.

use portico_model::{ResourceId, Sensitivities};

use super::{DocumentSource, ReportSource, report_category};
use crate::disclose::{Gathered, Sieve};
use crate::labs::Laboratory;
use crate::reading::Labelled;

/// The labels of the visits and results in a chart.
pub(crate) struct LinkedLabels<'a> {
    laboratory: Laboratory<'a>,
}

impl<'a> LinkedLabels<'a> {
    /// Of what was gathered, the visits, the conditions and the results.
    pub(crate) fn of(gathered: &'a Gathered) -> Self {
        Self { laboratory: Laboratory::of(gathered) }
    }

    pub(crate) fn of_visit(&self, id: &ResourceId) -> Sensitivities {
        self.laboratory.visits.of_visit(id)
    }

    /// A document is as sensitive as the visits that it was written in.
    pub(crate) fn document(&self, document: &Labelled<DocumentSource>) -> Sensitivities {
        self.laboratory.visits.with(document.labels, &document.item.visits)
    }

    /// A report is as sensitive as its visit and as each result that it speaks of.
    pub(crate) fn report(&self, report: &Labelled<ReportSource>) -> Sensitivities {
        let results = report.item.results.iter().map(|id| self.laboratory.labels_of(id));
        let labels = results.fold(report.labels, Sensitivities::union);
        self.laboratory.visits.with(labels, &report.item.visit)
    }

    /// Whether a report may be shown: itself, and every result that it speaks of.
    pub(crate) fn lets_report(&self, report: &Labelled<ReportSource>, sieve: &mut Sieve<'_>) -> bool {
        let kind = report_category(&report.item);
        sieve.lets_item(kind, self.report(report), &report.item.head)
            && self.laboratory.lets_all(&report.item.results, kind, sieve)
    }
}
