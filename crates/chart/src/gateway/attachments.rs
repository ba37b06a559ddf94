//! The files of a chart: fetched when they are asked for, under the limit and behind the circuit breaker of all
//! searches, and kept nowhere.

use bytes::Bytes;
use portico_fhir::{Error, Target};
use portico_model::PatientId;

use super::Gateway;
use super::admit::{is_patients, is_strangers};
use crate::reading::Labelled;
use crate::sensitive::by_record_system;
use crate::view::Part;

/// Why there are no bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoBytes {
    /// They are not at the record system.
    Empty,
    /// They are at another server, which is not asked.
    Elsewhere,
    /// They are there and cannot be decoded.
    Undecodable,
    /// They could not be fetched this time.
    Failed,
}

/// A file as it came.
#[derive(Debug, Clone)]
pub(crate) struct File {
    pub bytes: Bytes,
    /// What its place says that it is, beside what the document says.
    pub content_type: Option<String>,
}

impl Gateway {
    /// The bytes of an attachment of this patient's, with the labels that it brings along. One that says it is somebody
    /// else's is not found, and an incident.
    pub(crate) async fn attachment(&self, patient: &PatientId, url: &str) -> Result<Labelled<File>, NoBytes> {
        let mut leave = self.leave(1).await.map_err(|_| NoBytes::Failed)?;
        let fetched = self.fetch_url(url).await;
        leave.tell(Some(&fetched));
        let attachment = fetched.map_err(|error| {
            tracing::warn!(error = %error, "an attachment could not be fetched");
            match error {
                Error::NotFound => NoBytes::Empty,
                Error::ForeignLink => NoBytes::Elsewhere,
                Error::Undecodable => NoBytes::Undecodable,
                _ => NoBytes::Failed,
            }
        })?;
        if let Some(subject) = &attachment.subject {
            self.check_subject(patient, subject).await?;
        }
        let labels = by_record_system(&self.inner.labels, attachment.meta.as_ref(), &attachment.faults);
        let file = File { bytes: attachment.bytes, content_type: attachment.content_type };
        Ok(Labelled { item: file, labels })
    }

    /// Refuses what says that it is another patient's, and what says it in a way that proves nothing.
    async fn check_subject(&self, patient: &PatientId, subject: &Target) -> Result<(), NoBytes> {
        let names = self.inner.client.names();
        if is_strangers(subject, patient, names) {
            // Nothing of it is used, whether or not the alarm could be written down.
            let _ = self.sound_alarm(patient, Part::Documents.as_str(), 1).await;
            return Err(NoBytes::Empty);
        }
        if subject.resource_type == "Patient" && !is_patients(subject, patient, names) {
            subject.base.iter().for_each(|base| self.inner.client.meet_base(base));
            return Err(NoBytes::Elsewhere);
        }
        Ok(())
    }
}
