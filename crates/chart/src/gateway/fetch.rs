//! Fetching: many readers of the same part share one request, and the parts of one page travel as one batch.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use futures::FutureExt;
use futures::future::{BoxFuture, Shared};
use portico_audit::{Action, Counts, Detail, Event, Outcome};
use portico_fhir::{Error, Found, Raw};
use portico_model::{Causes, CorrelationId, Origin, PatientId};
use tokio::time::{Instant, timeout_at};
use uuid::Uuid;

use super::admit::{Admitted, admit};
use super::contents::Built;
use super::kept::Kept;
use super::lanes::Ticket;
use super::parts::PartSearch;
use super::{Gateway, Lane, PartCopy, PartResult, Unavailable, contents, record_use};
use crate::remembered::Views;
use crate::view::Part;

type Fetched = Arc<HashMap<Part, PartResult>>;

/// One request that is under way, for whoever wants to wait for it.
#[derive(Clone)]
pub(super) struct InFlight {
    number: u64,
    ticket: Ticket,
    landing: Shared<BoxFuture<'static, Fetched>>,
}

/// A request's place among those under way. It is given up however the request ends, a panic included.
struct Place {
    gateway: Gateway,
    patient: PatientId,
    parts: Vec<Part>,
    number: u64,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut flights = self.gateway.flights();
        for part in &self.parts {
            let key = (self.patient.clone(), *part);
            if flights.get(&key).is_some_and(|flight| flight.number == self.number) {
                flights.remove(&key);
            }
        }
    }
}

impl Place {
    /// Whether nothing was invalidated since the request was sent.
    fn is_held(&self, part: Part) -> bool {
        let key = (self.patient.clone(), part);
        self.gateway.flights().get(&key).is_some_and(|flight| flight.number == self.number)
    }
}

/// A kind of resource that the record system does not offer is not an outage: there is none of it. What has no page of its
/// own is also not offered where the record system refuses to be asked for it.
fn or_nothing(part: Part, answer: Result<Found, Error>) -> Result<Found, Error> {
    let is_other = matches!(part, Part::Other(_));
    match answer {
        Err(Error::Unsupported { .. }) => Ok(not_offered()),
        Err(Error::NotFound | Error::Refused { status: 400 | 403 | 405 | 422 | 501, .. }) if is_other => {
            Ok(not_offered())
        }
        answer => answer,
    }
}

fn not_offered() -> Found {
    Found { is_unsupported: true, ..Found::default() }
}

/// What went wrong, without whose it was.
fn report(answers: &[Result<Found, Error>]) {
    for error in answers.iter().filter_map(|answer| answer.as_ref().err()) {
        tracing::warn!(error = %error, "a part of a chart could not be read");
    }
}

impl Gateway {
    /// Joins the requests that are under way for these parts, and sends one batch for the rest. Who has waited long enough
    /// goes on without; what comes later is there for the next look.
    pub(super) async fn fetched(
        &self,
        patient: &PatientId,
        parts: &[Part],
        lane: Lane,
    ) -> Vec<(Part, PartResult)> {
        let flights = self.board(patient, parts, lane);
        let deadline = Instant::now() + self.inner.answer_within;
        let mut results = Vec::with_capacity(parts.len());
        for (part, flight) in flights {
            let fetched = timeout_at(deadline, flight.landing).await.ok();
            results.push((part, fetched.and_then(|all| all.get(&part).cloned()).unwrap_or(Err(Unavailable))));
        }
        results
    }

    fn board(&self, patient: &PatientId, parts: &[Part], lane: Lane) -> Vec<(Part, InFlight)> {
        let mut flights = self.flights();
        let key = |part: &Part| (patient.clone(), *part);
        let missing: Vec<Part> =
            parts.iter().copied().filter(|part| !flights.contains_key(&key(part))).collect();
        if !missing.is_empty() {
            let flight = self.take_off(patient.clone(), missing.clone(), lane);
            flights.extend(missing.iter().map(|part| (key(part), flight.clone())));
        }
        let boarded = parts.iter().filter_map(|part| Some((*part, flights.get(&key(part))?.clone())));
        boarded.inspect(|(_, flight)| flight.ticket.join(lane)).collect()
    }

    /// The request runs in a task of its own: a reader who goes away does not end it for the others.
    fn take_off(&self, patient: PatientId, parts: Vec<Part>, lane: Lane) -> InFlight {
        let number = self.inner.departures.fetch_add(1, Ordering::Relaxed);
        let place = Place { gateway: self.clone(), patient, parts, number };
        let ticket = Ticket::new(lane);
        let own = ticket.clone();
        let task = tokio::spawn(async move { Arc::new(place.gateway.fetch(&place, &own).await) });
        let landing = task.map(|joined| joined.unwrap_or_else(|_| Arc::new(HashMap::new()))).boxed().shared();
        InFlight { number, ticket, landing }
    }

    async fn fetch(&self, place: &Place, ticket: &Ticket) -> HashMap<Part, PartResult> {
        let Place { patient, parts, .. } = place;
        let Some(mut leave) = self.inner.breaker.leave() else {
            return parts.iter().map(|part| (*part, Err(Unavailable))).collect();
        };
        let invalidations = self.inner.invalidations.load(Ordering::SeqCst);
        let mut searches: Vec<_> = parts.iter().flat_map(|part| part.searches(patient)).collect();
        if self.asks_for_use(patient, parts).await {
            let search = record_use::search_for(patient);
            searches.push(PartSearch { part: Part::Profile, search, category: None });
        }
        let mut answers = self.answers(patient, &searches, ticket).await.into_iter();
        let mut fetched = HashMap::new();
        let mut kept = Vec::new();
        for part in parts {
            let of_part = part.searches(patient).len();
            let answers: Vec<_> =
                answers.by_ref().take(of_part).map(|answer| or_nothing(*part, answer)).collect();
            leave.tell(answers.first());
            report(&answers);
            let copy = self.take_in(patient, *part, answers, &mut kept).await;
            fetched.insert(*part, copy);
        }
        self.take_use(patient, answers.next()).await;
        self.note(fetched.values().any(Result::is_ok));
        self.cache(place, &fetched).await;
        self.keep(patient.clone(), kept, invalidations);
        fetched
    }

    async fn take_in(
        &self,
        patient: &PatientId,
        part: Part,
        answers: Vec<Result<Found, Error>>,
        kept: &mut Vec<Kept>,
    ) -> PartResult {
        let names: Vec<Part> = part.searches(patient).into_iter().map(|own| own.part).collect();
        let failed: Vec<Part> =
            names.iter().zip(&answers).filter(|(_, answer)| answer.is_err()).map(|(name, _)| *name).collect();
        if answers.first().is_none_or(Result::is_err) {
            return Err(Unavailable);
        }
        let founds: Vec<Found> = answers.into_iter().flatten().collect();
        for found in
            founds.iter().filter(|found| found.matches().any(|raw| raw.head().resource_type == "Patient"))
        {
            let admitted = admit(found, patient, self.inner.client.names());
            self.note_use(patient, &admitted.own).await;
        }
        let copy = self.copy(patient, part, &founds, failed);
        if copy.strangers > 0 {
            self.sound_alarm(patient, part.as_str(), copy.strangers).await?;
        }
        if part.is_kept() && copy.failed.is_empty() {
            kept.push(Kept { part, as_of: copy.as_of, founds });
        }
        Ok(Arc::new(copy))
    }

    /// Admits what is the patient's and builds the contents.
    pub(super) fn copy(
        &self,
        patient: &PatientId,
        part: Part,
        founds: &[Found],
        failed: Vec<Part>,
    ) -> PartCopy {
        let now = self.now();
        let mut all = Admitted::default();
        for found in founds {
            let admitted = admit(found, patient, self.inner.client.names());
            admitted.other_bases.iter().for_each(|base| self.inner.client.meet_base(base));
            if let Some(reason) = &found.cut_short {
                tracing::warn!(
                    part = part.as_str(),
                    ehr.reason = reason,
                    "a part of a chart was not read to its end"
                );
            }
            all.own.extend(admitted.own);
            all.directory.extend(admitted.directory);
            all.strangers += admitted.strangers;
            all.gaps.extend(admitted.gaps);
            all.is_truncated |= admitted.is_truncated;
        }
        all.directory.now = now.clone();
        // Whatever order the record system sent them in, they are built in one.
        all.own.sort_by(|one, other| {
            let key = |raw: &Raw| (raw.head().resource_type.clone(), raw.head().id.clone());
            key(one).cmp(&key(other))
        });
        let size = all.own.iter().map(|raw| raw.text().len()).sum::<usize>();
        let Built { contents, gaps, lost_dates } = contents::build(part, &all, &self.inner.labels, &now);
        gaps.report(part.as_str());
        PartCopy {
            as_of: now.timestamp(),
            is_stale: false,
            contents,
            failed,
            gaps,
            lost_dates,
            strangers: all.strangers,
            is_truncated: all.is_truncated,
            is_unsupported: founds.iter().all(|found| found.is_unsupported),
            size: super::count(size + 512),
            views: Views::default(),
        }
    }

    /// A record system that sends somebody else's data is an incident, whoever asked. If it cannot be written down,
    /// nothing of the answer is used.
    pub(super) async fn sound_alarm(
        &self,
        patient: &PatientId,
        part: &'static str,
        strangers: u32,
    ) -> Result<(), Unavailable> {
        tracing::error!(
            strangers,
            part,
            "the record system sent resources of another patient; they were dropped"
        );
        let origin = Origin { address: None, user_agent: String::new() };
        let correlation = CorrelationId(Uuid::new_v4());
        let now = self.inner.clock.now();
        let event = Event {
            patient: Some(patient.clone()),
            counts: Counts { strangers, ..Counts::default() },
            detail: Detail::part(part),
            ..Event::unattended(now, Action::StrangerDropped, Outcome::Refused, origin, correlation)
        };
        self.inner.audit.append(event).await.map(drop).map_err(|error| {
            tracing::error!(error = %Causes(&error), "the alarm could not be written to the audit log");
            Unavailable
        })
    }

    /// What was asked for before an invalidation is not cached after it.
    async fn cache(&self, place: &Place, fetched: &HashMap<Part, PartResult>) {
        for (part, result) in fetched {
            let Ok(copy) = result else { continue };
            if !part.is_kept() || !copy.failed.is_empty() || !place.is_held(*part) {
                continue;
            }
            let key = (place.patient.clone(), *part);
            self.inner.cache.insert(key.clone(), Arc::clone(copy)).await;
            if !place.is_held(*part) {
                self.inner.cache.invalidate(&key).await;
            }
        }
    }
}
