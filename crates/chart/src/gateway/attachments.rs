//! The files of a chart: fetched when they are asked for, under the limit and behind the circuit breaker of all
//! searches, and kept nowhere.

use bytes::Bytes;
use portico_fhir::Error;
use portico_model::PatientId;

use super::Gateway;
use super::admit::is_strangers;
use crate::reading::Labelled;
use crate::sensitive::by_record_system;
use crate::view::Part;

/// Why there are no bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoBytes {
    /// They are not at the record system.
    Empty,
    /// They could not be fetched this time.
    Failed,
}

impl Gateway {
    /// The bytes of an attachment of this patient's, with the labels that it brings along. One that says it is somebody
    /// else's is not found, and an incident.
    pub(crate) async fn attachment(
        &self,
        patient: &PatientId,
        url: &str,
    ) -> Result<Labelled<Bytes>, NoBytes> {
        let mut leave = self.leave(1).await.map_err(|_| NoBytes::Failed)?;
        let fetched = self.fetch_url(url).await;
        leave.tell(Some(&fetched));
        let attachment = fetched.map_err(|error| {
            tracing::warn!(error = %error, "an attachment could not be fetched");
            match error {
                Error::NotFound | Error::ForeignLink => NoBytes::Empty,
                _ => NoBytes::Failed,
            }
        })?;
        let subject = attachment.subject.as_ref();
        if subject.is_some_and(|subject| is_strangers(subject, patient, self.inner.client.base())) {
            // Nothing of it is used, whether or not the alarm could be written down.
            let _ = self.sound_alarm(patient, Part::Documents.as_str(), 1).await;
            return Err(NoBytes::Empty);
        }
        let labels = by_record_system(&self.inner.labels, attachment.meta.as_ref(), &attachment.faults);
        Ok(Labelled { item: attachment.bytes, labels })
    }
}
