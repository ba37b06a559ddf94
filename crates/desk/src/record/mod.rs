//! The courier to the record system: writes there what was decided here. What it writes carries an identifier of ours and is
//! looked for first, so that carrying it twice changes nothing.

mod consent;

use std::fmt;

use portico_audit::{Action, Counts, Detail, Event, Outcome, Resource};
use portico_fhir::{Client, Endpoint, Error};
use portico_model::{CorrelationId, Origin, PatientId, Purpose};
use portico_store::{Outgoing, RecordWrite};
use uuid::Uuid;

use crate::carry::Carried;
use crate::{Desk, DeskError};

/// The record system, for writing.
#[derive(Clone)]
pub struct RecordSystem {
    client: Client,
}

/// The record system's address or key cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the record system cannot be written to as it is set up")]
pub struct BadRecordSystem(#[from] Error);

impl RecordSystem {
    /// Asks nothing yet.
    ///
    /// # Errors
    /// Where the address or the key cannot be used.
    pub fn new(endpoint: Endpoint) -> Result<Self, BadRecordSystem> {
        Ok(Self { client: Client::new(endpoint)? })
    }
}

impl fmt::Debug for RecordSystem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecordSystem(…)")
    }
}

impl Desk {
    pub(crate) async fn carry_to_record_system(
        &self,
        row: &Outgoing,
        system: &RecordSystem,
    ) -> Result<Carried, DeskError> {
        match serde_json::from_slice(&row.body) {
            Ok(RecordWrite::Consent(copy)) => self.carry_consent(row, &copy, system).await,
            Err(_) => Ok(Carried::Never("unreadable")),
        }
    }

    /// Tells of something that is about to be written, or of what came of it. Without it nothing is written.
    async fn tell_of_write(
        &self,
        row: &Outgoing,
        patient: &PatientId,
        (part, resource): (&'static str, Resource),
        (outcome, reason): (Outcome, &'static str),
    ) -> Result<(), DeskError> {
        let origin = Origin { address: None, user_agent: String::new() };
        let correlation = CorrelationId(Uuid::new_v5(&row.id, &row.attempts.to_be_bytes()));
        let event = Event {
            patient: Some(patient.clone()),
            purpose: Some(Purpose::PatientRequest),
            counts: Counts::default(),
            detail: Detail { reason: Some(reason.into()), resources: vec![resource], ..Detail::part(part) },
            ..Event::unattended(self.now(), Action::WriteBack, outcome, origin, correlation)
        };
        self.log().append(event).await?;
        Ok(())
    }
}

/// What went wrong, in a word for logs. Whatever it is, it may mend: also what the record system refuses, once somebody has
/// set it up to take it.
fn trouble(error: &Error) -> &'static str {
    match error {
        Error::Unreachable | Error::TimedOut => "unreachable",
        Error::TooManyRequests { .. } => "busy",
        Error::Unauthorized => "unauthorized",
        error if error.is_conflict() => "moved_on",
        error if error.is_transient() => "failed",
        Error::Refused { .. } => "refused",
        _ => "malformed",
    }
}
