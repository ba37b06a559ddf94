//! The files of a chart: fetched when they are asked for, under the limit and behind the circuit breaker of all
//! searches, and kept nowhere.

use bytes::Bytes;
use portico_fhir::{Attachment, Error};
use portico_model::PatientId;

use super::admit::is_strangers;
use super::{Gateway, Lane};
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
        if !self.inner.breaker.lets_through() {
            return Err(NoBytes::Failed);
        }
        self.inner.lanes.wait(Lane::Person, 1).await;
        let fetched = self.inner.client.fetch_url(url).await;
        self.report_attachment(&fetched);
        let attachment = fetched.map_err(|error| match error {
            Error::NotFound | Error::ForeignLink => NoBytes::Empty,
            _ => NoBytes::Failed,
        })?;
        let subject = attachment.subject.as_ref();
        if subject.is_some_and(|subject| is_strangers(subject, patient, self.inner.client.base())) {
            // Nothing of it is used, whether or not the alarm could be written down.
            let _ = self.sound_alarm(patient, Part::Documents, 1).await;
            return Err(NoBytes::Empty);
        }
        let labels = by_record_system(&self.inner.labels, attachment.meta.as_ref(), &attachment.faults);
        Ok(Labelled { item: attachment.bytes, labels })
    }

    fn report_attachment(&self, fetched: &Result<Attachment, Error>) {
        match fetched {
            Ok(_) | Err(Error::NotFound) => self.inner.breaker.succeeded(),
            Err(error) if error.is_transient() => self.inner.breaker.failed(),
            Err(_) => {}
        }
        if let Err(error) = fetched {
            tracing::warn!(error = %error, "an attachment could not be fetched");
        }
    }
}
