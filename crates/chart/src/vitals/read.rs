//! Reading vital signs.

use std::sync::Arc;

use portico_audit::Action;
use portico_model::Category;
use portico_policy::Act;

use super::{VitalsView, series};
use crate::charts::{Chart, ChartError, Look};
use crate::gateway::Contents;
use crate::view::{Disclosure, Part};

impl Chart {
    /// All vital signs over time, one series a kind.
    pub async fn vitals(&self) -> Result<Disclosure<VitalsView>, ChartError> {
        let gathered = self.gather("vitals", &[Part::Vitals]).await?;
        let mut sieve = self.sieve(Act::Read);
        let results = match gathered.copy(Part::Vitals).map(|copy| &copy.contents) {
            Some(Contents::Vitals(results)) => sieve.through(Category::Vitals, results),
            _ => Vec::new(),
        };
        let results: Vec<_> = results.into_iter().map(Arc::clone).collect();
        let view = VitalsView { series: series(&results) };
        let look = Look::new(Action::Read, "vitals", &[Category::Vitals]);
        self.disclose(look, gathered, sieve, results.len(), view).await
    }
}
