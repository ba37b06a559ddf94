//! Fetching: many readers of the same part share one request, and the parts of one page travel as one batch and land one by
//! one.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use futures::FutureExt;
use futures::future::{BoxFuture, Shared, join_all};
use portico_audit::{Action, Counts, Detail, Event, Outcome};
use portico_fhir::{Error, Found, Raw};
use portico_model::{Causes, CorrelationId, Origin, PatientId};
use tokio::sync::oneshot;
use tokio::time::{Instant, timeout_at};
use uuid::Uuid;

use super::admit::{Admitted, admit};
use super::breaker::Leave;
use super::contents::Built;
use super::kept::Kept;
use super::lanes::Ticket;
use super::whole::Answers;
use super::{Gateway, Lane, PartCopy, PartResult, Unavailable, contents, record_use};
use crate::remembered::Views;
use crate::view::Part;

/// A part that is under way, for whoever wants to wait for it.
#[derive(Clone)]
pub(super) struct InFlight {
    number: u64,
    ticket: Ticket,
    landing: Shared<BoxFuture<'static, PartResult>>,
}

/// A part's place among those under way. It is given up when the part has landed, and however else its request ends, a panic
/// included.
struct Place {
    gateway: Gateway,
    patient: PatientId,
    part: Part,
    number: u64,
    waited_for: Option<oneshot::Sender<PartResult>>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut flights = self.gateway.flights();
        let key = (self.patient.clone(), self.part);
        if flights.get(&key).is_some_and(|flight| flight.number == self.number) {
            flights.remove(&key);
        }
    }
}

impl Place {
    /// Whether nothing was invalidated since the request was sent.
    fn is_held(&self) -> bool {
        let key = (self.patient.clone(), self.part);
        self.gateway.flights().get(&key).is_some_and(|flight| flight.number == self.number)
    }

    /// What was asked for before an invalidation is not cached after it.
    async fn cache(&self, copy: &Arc<PartCopy>) {
        if !self.part.is_kept() || !copy.failed.is_empty() || !self.is_held() {
            return;
        }
        let cache = &self.gateway.inner.cache;
        let key = (self.patient.clone(), self.part);
        cache.insert(key.clone(), Arc::clone(copy)).await;
        if !self.is_held() {
            cache.invalidate(&key).await;
        }
    }

    fn land(mut self, result: PartResult) {
        let waited_for = self.waited_for.take();
        drop(self);
        if let Some(waited_for) = waited_for {
            // Whoever waited may have gone.
            let _ = waited_for.send(result);
        }
    }
}

/// One request for the parts that were missing.
struct Flight<'a> {
    patient: &'a PatientId,
    ticket: &'a Ticket,
    answers: Answers,
    leave: Mutex<Leave<'a>>,
    has_answered: AtomicBool,
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
    /// Joins the requests that are under way for these parts, and sends one for the rest. Each part lands by itself. Who has
    /// waited long enough goes on without those that have not; what comes later is there for the next look.
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
            let landed = timeout_at(deadline, flight.landing).await;
            results.push((part, landed.unwrap_or(Err(Unavailable))));
        }
        results
    }

    fn board(&self, patient: &PatientId, parts: &[Part], lane: Lane) -> Vec<(Part, InFlight)> {
        let mut flights = self.flights();
        let key = |part: &Part| (patient.clone(), *part);
        let missing: Vec<Part> =
            parts.iter().copied().filter(|part| !flights.contains_key(&key(part))).collect();
        if !missing.is_empty() {
            let taken_off = self.take_off(patient, missing, lane);
            flights.extend(taken_off.into_iter().map(|(part, flight)| (key(&part), flight)));
        }
        let boarded = parts.iter().filter_map(|part| Some((*part, flights.get(&key(part))?.clone())));
        boarded.inspect(|(_, flight)| flight.ticket.join(lane)).collect()
    }

    /// The request runs in a task of its own: a reader who goes away does not end it for the others.
    fn take_off(&self, patient: &PatientId, parts: Vec<Part>, lane: Lane) -> Vec<(Part, InFlight)> {
        let number = self.inner.departures.fetch_add(1, Ordering::Relaxed);
        let ticket = Ticket::new(lane);
        let (places, flights) = parts
            .into_iter()
            .map(|part| {
                let (waited_for, landed) = oneshot::channel();
                let landing = landed.map(|result| result.unwrap_or(Err(Unavailable))).boxed().shared();
                let (gateway, patient, waited_for) = (self.clone(), patient.clone(), Some(waited_for));
                let place = Place { gateway, patient, part, number, waited_for };
                (place, (part, InFlight { number, ticket: ticket.clone(), landing }))
            })
            .unzip();
        let (gateway, patient) = (self.clone(), patient.clone());
        tokio::spawn(async move { gateway.fetch(&patient, places, &ticket).await });
        flights
    }

    async fn fetch(&self, patient: &PatientId, places: Vec<Place>, ticket: &Ticket) {
        let Some(leave) = self.inner.breaker.leave() else { return };
        let invalidations = self.inner.invalidations.load(Ordering::SeqCst);
        let parts: Vec<Part> = places.iter().map(|place| place.part).collect();
        let use_search = self.asks_for_use(patient, &parts).await.then(|| record_use::search_for(patient));
        let searches = parts.iter().flat_map(|part| part.searches(patient)).map(|own| own.search);
        let (asking, answers) = Answers::expected(searches.chain(use_search.clone()));
        let (leave, has_answered) = (Mutex::new(leave), AtomicBool::new(false));
        let flight = Flight { patient, ticket, answers, leave, has_answered };
        let use_known = async {
            if let Some(search) = &use_search {
                self.take_use(patient, flight.answers.to(search).await).await;
            }
        };
        let use_known = use_known.shared();
        let landing = join_all(places.into_iter().map(|place| self.land(&flight, place, use_known.clone())));
        let ((), kept) = futures::join!(self.ask_all(asking, ticket), landing);
        self.keep(patient.clone(), kept.into_iter().flatten().collect(), invalidations);
    }

    /// Takes in one part as soon as all of its answers are there, and it is known how the record is to be used. What is to be
    /// kept of it comes back.
    async fn land(
        &self,
        flight: &Flight<'_>,
        place: Place,
        use_known: impl Future<Output = ()>,
    ) -> Option<Kept> {
        let (patient, part) = (flight.patient, place.part);
        let searches = part.searches(patient);
        let answers = self.answers(patient, &searches, &flight.answers, flight.ticket).await;
        let answers: Vec<_> = answers.into_iter().map(|answer| or_nothing(part, answer)).collect();
        flight.leave.lock().unwrap_or_else(PoisonError::into_inner).tell(answers.first());
        report(&answers);
        let taken = self.take_in(patient, part, answers).await;
        use_known.await;
        // One part that fails does not make the record system one that does not answer.
        let has_answered = flight.has_answered.fetch_or(taken.is_ok(), Ordering::SeqCst) || taken.is_ok();
        self.note(has_answered);
        match taken {
            Ok((copy, kept)) => {
                place.cache(&copy).await;
                place.land(Ok(copy));
                kept
            }
            Err(unavailable) => {
                place.land(Err(unavailable));
                None
            }
        }
    }

    async fn take_in(
        &self,
        patient: &PatientId,
        part: Part,
        answers: Vec<Result<Found, Error>>,
    ) -> Result<(Arc<PartCopy>, Option<Kept>), Unavailable> {
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
        let is_whole = part.is_kept() && copy.failed.is_empty();
        let kept = is_whole.then_some(Kept { part, as_of: copy.as_of, founds });
        Ok((Arc::new(copy), kept))
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
        let mut unplaced = None;
        for found in founds {
            let admitted = admit(found, patient, self.inner.client.names());
            // The first search of a part is the one that others may share.
            unplaced.get_or_insert_with(|| admitted.gaps.clone());
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
            unplaced: unplaced.unwrap_or_default(),
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
}
