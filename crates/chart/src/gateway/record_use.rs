//! How a record is to be used: remembered beside its parts, so that no page of a record that was merged looks like that of a
//! healthy person. It is read whenever the patient comes along with an answer, and asked for with the parts where they do
//! not bring it. No particulars are kept, only that one word.

use portico_fhir::shapes::Patient;
use portico_fhir::{Error, Found, Raw, Search};
use portico_model::{PatientId, Timestamp};

use super::{FRESH, Gateway, Unavailable};
use crate::merged::{MOST_MERGES, RecordUse, is_same_person, record_use, shape_use, successor};
use crate::view::Part;

/// How a record was to be used at one time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Remembered {
    at: Timestamp,
    record_use: RecordUse,
}

/// What is asked to know it.
pub(super) fn search_for(patient: &PatientId) -> Search {
    Search::of("Patient").with("_id", patient.as_str())
}

impl Gateway {
    /// Whether the parts are to bring the patient along, because how their record is to be used is not known of late.
    pub(super) async fn asks_for_use(&self, patient: &PatientId, parts: &[Part]) -> bool {
        let is_brought = parts.iter().any(|part| part.kinds().iter().any(|(_, kind)| *kind == "Patient"));
        if is_brought {
            return false;
        }
        let known = self.inner.record_uses.get(patient).await;
        known.is_none_or(|known| self.inner.clock.now().duration_since(known.at) >= FRESH)
    }

    /// Remembers what resources of the patient's own say of it.
    pub(super) async fn note_use(&self, patient: &PatientId, own: &[Raw]) {
        let Some(raw) = own.iter().find(|raw| raw.head().resource_type == "Patient") else { return };
        let known =
            Remembered { at: self.inner.clock.now(), record_use: record_use(&raw.parse::<Patient>()) };
        self.inner.record_uses.insert(patient.clone(), known).await;
    }

    /// As far as is known; the last that was known where the record system does not say it now.
    pub(crate) async fn record_use(&self, patient: &PatientId) -> RecordUse {
        let known = self.inner.record_uses.get(patient).await;
        known.map(|known| known.record_use).unwrap_or_default()
    }

    /// The same, asked for unless it is known.
    pub(crate) async fn record_use_now(&self, patient: &PatientId) -> Result<RecordUse, Unavailable> {
        if self.asks_for_use(patient, &[]).await {
            self.patient_now(patient).await?;
        }
        Ok(self.record_use(patient).await)
    }

    /// The record that is kept in place of one that was merged, through as many merges as there were; `None` where nobody can
    /// say which. With `as_same_person` each step is also checked: by the word of both, and by who they are.
    pub(crate) async fn kept_record(
        &self,
        replaced: &PatientId,
        as_same_person: bool,
    ) -> Result<Option<Patient>, Unavailable> {
        let Some(mut current) = self.patient_now(replaced).await? else { return Ok(None) };
        for _ in 0..MOST_MERGES {
            let Some(next) = successor(&current) else { return Ok(None) };
            let Some(kept) = self.patient_now(&next).await? else { return Ok(None) };
            if as_same_person && !is_same_person(&current, &kept) {
                return Ok(None);
            }
            match shape_use(&kept) {
                RecordUse::Replaced => current = kept,
                RecordUse::Inactive if as_same_person => return Ok(None),
                _ => return Ok(Some(kept)),
            }
        }
        Ok(None)
    }
}

impl Gateway {
    /// Takes in the answer that came beside the parts. A patient who cannot be had says nothing; the parts show what is the
    /// matter.
    pub(super) async fn take_use(&self, patient: &PatientId, answer: Result<Found, Error>) {
        let own = match answer {
            Ok(found) => self.admitted(patient, Part::Profile.as_str(), &found).await,
            Err(error) => {
                tracing::warn!(error = %error, "whether a record is still in use could not be read");
                return;
            }
        };
        if let Ok(admitted) = own {
            self.note_use(patient, &admitted.own).await;
        }
    }
}
