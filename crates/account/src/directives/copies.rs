//! What the record system is to know of a patient's decisions. It waits in the outbox from the moment of the decision, and
//! is asked for again where the record system turns out not to know.

use jiff::SignedDuration;
use portico_audit::Action;
use portico_model::{Asker, Directive, PatientId, Timestamp};
use portico_policy::Act;
use portico_store::{ConsentCopy, NewOutgoing, RecordWrite};
use uuid::Uuid;

use super::consent::{self, Foreign};
use crate::{AccountError, Accounts};

/// What was decided lately is still on its way.
const ON_ITS_WAY: SignedDuration = SignedDuration::from_hours(24);

/// What to write of a directive, as it is now. The same state of the same directive is written once.
pub(super) fn copy(directive: &Directive, now: Timestamp) -> NewOutgoing {
    written_as(directive, "", now)
}

fn written_as(directive: &Directive, occasion: &str, now: Timestamp) -> NewOutgoing {
    let mut resource = consent::to_fhir(directive, now);
    // The record system gives its own.
    resource.as_object_mut().and_then(|members| members.remove("id"));
    let name = format!("{}{occasion}", resource["status"].as_str().unwrap_or_default());
    let (patient, id) = (directive.patient.clone(), directive.id);
    let copy = ConsentCopy { patient, directive: id, resource };
    NewOutgoing::to_record_system(Uuid::new_v5(&id.0, name.as_bytes()), &RecordWrite::Consent(copy), now)
}

/// Whether the record system, which has these, knows what became of a directive.
pub fn is_known(directive: &Directive, found: &[Foreign]) -> bool {
    let mut copies = found.iter().filter(|own| own.copy_of == Some(directive.id));
    match directive.ended_at {
        None => copies.next().is_some(),
        Some(_) => copies.all(Foreign::is_over),
    }
}

impl Accounts {
    /// Writes once more what the record system does not know, at most once a day.
    ///
    /// # Errors
    /// As [`Accounts::list_directives`].
    pub async fn repeat_unknown_directives(
        &self,
        asker: &Asker,
        patient: &PatientId,
        found: &[Foreign],
    ) -> Result<(), AccountError> {
        let now = self.now();
        let today = format!("/{}", now.strftime("%F"));
        let kept = self.store().list_directives(patient).await?;
        let unknown = kept.into_iter().filter(|own| {
            let decided_at = own.ended_at.unwrap_or(own.made_at);
            let is_over = own.ended_at.is_none() && own.valid_until.is_some_and(|until| until <= now);
            let is_ours = own.taken_from.is_none() && !is_over;
            is_ours && decided_at + ON_ITS_WAY <= now && !is_known(own, found)
        });
        let unknown: Vec<Directive> = unknown.collect();
        if unknown.is_empty() {
            return Ok(());
        }
        let told = self.permit(asker, patient, Act::EndSharing, Action::WriteBack, &unknown).await?;
        let again: Vec<_> = unknown.iter().map(|own| written_as(own, &today, now)).collect();
        let kept = self.store().enqueue(&again).await;
        self.settled_directive(&told, kept).await
    }
}
