//! How sensitive documents and reports are by what they are linked with. What is linked and cannot be read could be of
//! any kind.

use std::collections::HashMap;

use portico_model::{ResourceId, Sensitivities};

use super::{DocumentSource, ReportSource};
use crate::disclose::Gathered;
use crate::labs;
use crate::reading::Labelled;
use crate::sensitive::in_every_way;
use crate::visits::VisitLabels;

/// The labels of the visits and results in a chart.
pub(crate) struct LinkedLabels<'a> {
    visits: VisitLabels<'a>,
    results: Option<&'a HashMap<ResourceId, Sensitivities>>,
}

impl<'a> LinkedLabels<'a> {
    /// Of what was gathered, the visits, the conditions and the results.
    pub(crate) fn of(gathered: &'a Gathered) -> Self {
        Self { visits: VisitLabels::of(gathered), results: labs::result_labels(gathered) }
    }

    /// A document is as sensitive as the visits that it was written in.
    pub(crate) fn document(&self, document: &Labelled<DocumentSource>) -> Sensitivities {
        self.visits.with(document.labels, &document.item.visits)
    }

    /// A report is as sensitive as its visit and as each result that it speaks of.
    pub(crate) fn report(&self, report: &Labelled<ReportSource>) -> Sensitivities {
        let results = report.item.results.iter().map(|id| self.of_result(id));
        let labels = results.fold(report.labels, Sensitivities::union);
        self.visits.with(labels, report.item.visit.as_slice())
    }

    fn of_result(&self, id: &ResourceId) -> Sensitivities {
        self.results.and_then(|known| known.get(id)).copied().unwrap_or_else(in_every_way)
    }
}
