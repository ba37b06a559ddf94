//! The last known good copy: answers of the record system, encrypted on disk for a day, for the hours without it.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use jiff::SignedDuration;
use portico_fhir::{Found, Mode};
use portico_model::{Causes, PatientId, Timestamp};
use portico_store::Answer;
use serde::{Deserialize, Serialize};

use super::{Gateway, PartCopy, PartResult, Unavailable};
use crate::view::Part;

/// How long a copy may serve.
const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// The answers of one part.
pub(super) struct Kept {
    pub part: Part,
    pub as_of: Timestamp,
    pub founds: Vec<Found>,
}

#[derive(Serialize, Deserialize)]
struct Body {
    founds: Vec<Found>,
}

impl Gateway {
    /// Writes copies to disk behind the reader's back, unless something was invalidated since they were asked for. A
    /// copy that cannot be kept is no reader's problem today.
    pub(super) fn keep(&self, patient: PatientId, kept: Vec<Kept>, invalidations: u64) {
        if kept.is_empty() {
            return;
        }
        let gateway = self.clone();
        tokio::spawn(async move {
            let bodies: Vec<_> = kept.into_iter().filter_map(body_of).collect();
            let answers: Vec<_> =
                bodies.iter().map(|(part, as_of, body)| answer(&patient, *part, *as_of, body)).collect();
            let is_current = || gateway.inner.invalidations.load(Ordering::SeqCst) == invalidations;
            if !is_current() {
                return;
            }
            let mut written = gateway.inner.store.keep_answers(&answers).await;
            if !is_current() {
                written = written.and(gateway.inner.store.forget_answers(&patient).await.map(drop));
            }
            if let Err(error) = written {
                tracing::warn!(error = %Causes(&error), "a last known good copy could not be kept");
            }
        });
    }

    /// The copy of a part that is kept, if it is not too old.
    pub(super) async fn last_known_good(&self, patient: &PatientId, part: Part) -> PartResult {
        if !part.is_kept() {
            return Err(Unavailable);
        }
        let now = self.inner.clock.now();
        let kept = self.inner.store.find_answer(patient, part.as_str(), now).await.map_err(|error| {
            tracing::warn!(error = %Causes(&error), "a last known good copy could not be read");
            Unavailable
        })?;
        let kept = kept.ok_or(Unavailable)?;
        let body: Body = serde_json::from_slice(&kept.body).map_err(|_| Unavailable)?;
        let copy = self.copy(patient, part, &body.founds, Vec::new());
        Ok(Arc::new(PartCopy { as_of: kept.fetched_at, is_stale: true, ..copy }))
    }
}

fn answer<'a>(patient: &'a PatientId, part: Part, as_of: Timestamp, body: &'a [u8]) -> Answer<'a> {
    Answer { patient, query: part.as_str(), body, fetched_at: as_of, expires_at: as_of + KEPT }
}

/// Demographics that came along with a part are not kept.
fn body_of(mut kept: Kept) -> Option<(Part, Timestamp, Vec<u8>)> {
    for found in &mut kept.founds {
        found
            .entries
            .retain(|entry| entry.mode != Mode::Outcome && entry.resource.head().resource_type != "Patient");
    }
    let body = serde_json::to_vec(&Body { founds: kept.founds }).ok()?;
    Some((kept.part, kept.as_of, body))
}
