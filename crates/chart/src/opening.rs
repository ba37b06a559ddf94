//! That a chart was opened, for the log: where a page shows nothing of it, not even an item that is missing, the name of
//! the patient stands there all the same.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use portico_audit::{Action, Counts, Outcome};

use crate::charts::{Chart, ChartError, Look};

/// Whether anything of a chart was written down since it was opened.
#[derive(Clone, Default)]
pub(crate) struct Told(Arc<AtomicBool>);

impl Told {
    pub(crate) fn note(&self) {
        self.0.store(true, Ordering::Release);
    }
}

/// A chart that was opened, for whoever sees to it that this is written down.
#[derive(Clone)]
pub struct Opening(Arc<Chart>);

impl Chart {
    pub fn opening(&self) -> Opening {
        Opening(Arc::new(Chart {
            inner: Arc::clone(&self.inner),
            asker: self.asker.clone(),
            patient: self.patient.clone(),
            question: self.question,
            ties: self.ties.marked(),
            told: self.told.clone(),
        }))
    }
}

impl Opening {
    /// It was written down elsewhere.
    pub fn note(&self) {
        self.0.told.note();
    }

    /// Writes down that the chart was opened, unless something else of it was.
    ///
    /// # Errors
    /// [`ChartError::NotAudited`].
    pub async fn tell(&self) -> Result<(), ChartError> {
        let Opening(chart) = self;
        if chart.told.0.load(Ordering::Acquire) {
            return Ok(());
        }
        let rules =
            chart.inner.policy.decide(&chart.question).rules.iter().map(ToString::to_string).collect();
        let look = Look::new(Action::OpenChart, "chart", &[]);
        chart.audit(look, Outcome::Permitted, rules, Counts::default(), None, false).await
    }
}
