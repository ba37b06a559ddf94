//! One way out to the record system: past the circuit breaker, under the limit, and the breaker is told how it went.

use portico_fhir::{Error, Found, Search};
use portico_model::PatientId;

use super::admit::{Admitted, admit};
use super::breaker::Leave;
use super::{Gateway, Lane, Unavailable};

impl Gateway {
    /// Asks all of these for somebody who waits; an answer for each.
    pub(super) async fn ask(&self, searches: &[Search]) -> Result<Vec<Result<Found, Error>>, Unavailable> {
        let mut leave = self.leave(searches.len()).await?;
        let answers = self.batch(searches).await;
        leave.tell(answers.first());
        Ok(answers)
    }

    /// Leave to ask so much for somebody who waits. Whoever asks says how it went.
    pub(super) async fn leave(&self, searches: usize) -> Result<Leave<'_>, Unavailable> {
        let leave = self.inner.breaker.leave().ok_or(Unavailable)?;
        self.inner.lanes.wait(Lane::Person, searches).await;
        Ok(leave)
    }

    /// What of an answer is this patient's. Somebody else's is an incident, told before anything is used.
    pub(super) async fn admitted(
        &self,
        patient: &PatientId,
        part: &'static str,
        found: &Found,
    ) -> Result<Admitted, Unavailable> {
        let admitted = admit(found, patient, self.inner.client.names());
        admitted.other_bases.iter().for_each(|base| self.inner.client.meet_base(base));
        if admitted.strangers > 0 {
            self.sound_alarm(patient, part, admitted.strangers).await?;
        }
        Ok(admitted)
    }
}
