//! The files of a chart: fetched when they are asked for, under the limit of all searches, and kept nowhere.

use portico_fhir::{Attachment, Error};
use portico_model::PatientId;

use super::admit::is_strangers;
use super::{Gateway, Lane};
use crate::view::Part;

impl Gateway {
    /// An attachment of this patient's. One that says it is somebody else's is not found, and an incident.
    pub(crate) async fn attachment(&self, patient: &PatientId, url: &str) -> Result<Attachment, Error> {
        self.inner.lanes.wait(Lane::Person, 1).await;
        let attachment = self.inner.client.fetch_url(url).await?;
        let subject = attachment.subject.as_ref();
        if subject.is_some_and(|subject| is_strangers(subject, patient, self.inner.client.base())) {
            // Nothing of it is used, whether or not the alarm could be written down.
            let _ = self.sound_alarm(patient, Part::Documents, 1).await;
            return Err(Error::NotFound);
        }
        Ok(attachment)
    }
}
