//! The Consents of a patient, as the record system has them. They are asked for anew each time and kept nowhere: a choice
//! that was taken back must not live on in a cache.

use portico_fhir::Search;
use portico_model::PatientId;

use super::admit::{Admitted, admit};
use super::{Gateway, Lane, Unavailable};
use crate::view::Part;

/// How many to ask for on a page.
const PAGE: usize = 250;

impl Gateway {
    pub(crate) async fn consents(&self, patient: &PatientId) -> Result<Admitted, Unavailable> {
        if !self.inner.breaker.lets_through() {
            return Err(Unavailable);
        }
        let search = [Search::of("Consent").patient(patient.as_str()).count(PAGE)];
        self.inner.lanes.wait(Lane::Person, search.len()).await;
        let answer = self.inner.client.batch(&search).await.into_iter().next().ok_or(Unavailable)?;
        let found = answer.map_err(|error| {
            tracing::warn!(error = %error, "the consents of a patient could not be read");
            Unavailable
        })?;
        let admitted = admit(&found, patient, self.inner.client.base());
        if admitted.strangers > 0 {
            self.sound_alarm(patient, Part::Documents, admitted.strangers).await?;
        }
        Ok(admitted)
    }
}
