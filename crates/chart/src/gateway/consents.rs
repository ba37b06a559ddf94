//! The Consents of a patient, as the record system has them. They are asked for anew each time and kept nowhere: a choice
//! that was taken back must not live on in a cache.

use portico_fhir::{Error, Search};
use portico_model::PatientId;

use super::admit::Admitted;
use super::{Gateway, Unavailable};

/// How many to ask for on a page.
const PAGE: usize = 250;

impl Gateway {
    /// By what the record system last said of itself.
    pub(crate) fn takes_consents(&self) -> bool {
        let known = self.inner.client.capabilities();
        let takes = |interaction| known.as_ref().is_some_and(|it| it.takes("Consent", interaction));
        ["search-type", "create", "update"].into_iter().all(takes)
    }

    /// All of them: where there are more than are read, none is known.
    pub(crate) async fn consents(&self, patient: &PatientId) -> Result<Admitted, Unavailable> {
        let search = [Search::of("Consent").patient(patient.as_str()).count(PAGE)];
        let answer = self.ask(&search).await?.into_iter().next().ok_or(Unavailable)?;
        let found = match answer {
            Err(Error::Unsupported { .. }) => return Ok(Admitted::default()),
            answer => answer.map_err(|error| {
                tracing::warn!(error = %error, "the consents of a patient could not be read");
                Unavailable
            })?,
        };
        let admitted = self.admitted(patient, "consents", &found).await?;
        if admitted.is_truncated {
            tracing::warn!("a patient has more consents than are read: none is used");
            return Err(Unavailable);
        }
        Ok(admitted)
    }
}
