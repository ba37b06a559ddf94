//! Attempts that could not be at any chart or item. Nothing is read for them, and they are written down like every other
//! refusal, without what was sent.

use portico_audit::{Action, Detail, Event, Outcome};
use portico_model::{Asker, PatientId};

use crate::charts::{ChartError, Charts};

/// What was wrong with an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misnamed {
    /// What should name a patient cannot be an id.
    Patient,
    /// What should name an item cannot be an id.
    Item,
    /// The asker's own record was asked for, and they have none.
    OwnRecord,
    /// Something other than reading was asked for through somebody else's eyes.
    ActInPreview,
}

impl Misnamed {
    fn reason(self) -> &'static str {
        match self {
            Misnamed::Patient => "malformed_patient",
            Misnamed::Item => "malformed_item",
            Misnamed::OwnRecord => "no_own_record",
            Misnamed::ActInPreview => "act_in_preview",
        }
    }
}

impl Charts {
    /// Writes down that somebody named what cannot be there; `page` is the pattern of the address, not the address.
    ///
    /// # Errors
    /// [`ChartError::NotAudited`] where it could not be written down.
    pub async fn refuse(
        &self,
        asker: &Asker,
        patient: Option<PatientId>,
        page: &str,
        misnamed: Misnamed,
    ) -> Result<(), ChartError> {
        let detail = Detail { part: Some(page.to_owned().into()), ..Detail::reason(misnamed.reason()) };
        let event = Event::by(asker, self.inner.clock.now(), Action::OpenChart, Outcome::Refused);
        let event = Event { patient, detail, ..event };
        self.inner.audit.append(event).await.map(drop).map_err(ChartError::NotAudited)
    }
}
