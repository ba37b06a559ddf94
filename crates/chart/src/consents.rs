//! What the record system knows of a patient's own choices.

use portico_audit::{Action, Counts, Outcome};
use portico_policy::Act;

use crate::charts::{Chart, ChartError, Look};
use crate::gateway::count;

impl Chart {
    /// Whether the record system, as far as it was asked by now, says that choices can be written to it.
    pub fn are_consents_taken(&self) -> bool {
        self.inner.gateway.takes_consents()
    }

    /// The patient's FHIR `Consent`s as the record system sent them, for whoever may change the patient's choices. What is
    /// read here was audited; it is for being understood, never for being shown as it is.
    ///
    /// # Errors
    /// [`ChartError::Refused`] for everybody but the patient; [`ChartError::Unavailable`] where the record system does not
    /// answer: no copy is kept.
    pub async fn consents(&self) -> Result<Vec<String>, ChartError> {
        self.require(Act::EndSharing).await?;
        let Ok(admitted) = self.inner.gateway.consents(&self.patient).await else {
            self.audit_failure(Action::Read, "consents", Vec::new(), "unavailable").await?;
            return Err(ChartError::Unavailable);
        };
        let own = admitted.own.iter().filter(|raw| raw.head().resource_type == "Consent");
        let found: Vec<_> = own.map(|raw| raw.text().to_owned()).collect();
        let counts = Counts {
            shown: count(found.len()),
            unreadable: admitted.gaps.lost(),
            strangers: admitted.strangers,
            ..Counts::default()
        };
        let look = Look::new(Action::Read, "consents", &[]);
        self.audit(look, Outcome::Permitted, Vec::new(), counts, None, false).await?;
        Ok(found)
    }
}
