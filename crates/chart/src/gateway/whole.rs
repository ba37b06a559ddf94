//! Asking for all that a part needs, also of record systems that do not list all observations of a patient at once: those
//! that want a category, and those whose list is longer than what is read. There each part asks for its own category, and
//! for the results that reports name.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};

use futures::FutureExt;
use futures::future::{BoxFuture, Shared, join_all};
use portico_fhir::shapes::DiagnosticReport;
use portico_fhir::{Error, Found, Raw, Search};
use portico_model::PatientId;
use tokio::sync::oneshot;

use super::Gateway;
use super::lanes::Ticket;
use super::parts::{CATEGORY, LABORATORY, OBSERVATION, PartSearch};
use crate::observations::is_laboratory_report;
use crate::reading::target_id;

/// Ids in one search.
const AT_ONCE: usize = 50;
/// So many searches by id for one part.
const MOST_SEARCHES: usize = 10;

type Answer = Result<Found, Error>;

/// The answers to searches that are under way, each for whoever waits for it. What is asked twice is asked once.
pub(super) struct Answers(HashMap<Search, Shared<BoxFuture<'static, Answer>>>);

impl Answers {
    /// What is to be asked, and who waits for it.
    pub(super) fn expected(asked: impl Iterator<Item = Search>) -> (Vec<Asking>, Self) {
        let mut all = Self(HashMap::new());
        let mut asking = Vec::new();
        for search in asked {
            let Entry::Vacant(place) = all.0.entry(search.clone()) else { continue };
            let (waited_for, answer) = oneshot::channel();
            place.insert(answer.map(|told| told.unwrap_or(Err(Error::Unreachable))).boxed().shared());
            asking.push(Asking { search, waited_for });
        }
        (asking, all)
    }

    pub(super) async fn to(&self, search: &Search) -> Answer {
        match self.0.get(search) {
            Some(answer) => answer.clone().await,
            None => Err(Error::Unreachable),
        }
    }
}

/// A search whose answer is waited for.
pub(super) struct Asking {
    search: Search,
    waited_for: oneshot::Sender<Answer>,
}

impl Gateway {
    /// Asks all of these, and tells each answer as it comes.
    pub(super) async fn ask_all(&self, asking: Vec<Asking>, ticket: &Ticket) {
        let (searches, mut waited_for): (Vec<_>, Vec<_>) =
            asking.into_iter().map(|own| (own.search, Some(own.waited_for))).unzip();
        self.inner.lanes.wait_with(ticket, searches.len()).await;
        let tell = |at: usize, answer| {
            if let Some(waited_for) = waited_for[at].take() {
                // Whoever waited may have gone.
                let _ = waited_for.send(answer);
            }
        };
        self.inner.client.batch_told(&searches, tell).await;
    }

    /// One answer for each search of a part, in order.
    pub(super) async fn answers(
        &self,
        patient: &PatientId,
        asked: &[PartSearch],
        under_way: &Answers,
        ticket: &Ticket,
    ) -> Vec<Answer> {
        let mut answers = join_all(asked.iter().map(|own| under_way.to(&own.search))).await;
        let partial: Vec<usize> =
            (0..asked.len()).filter(|at| is_partial(&asked[*at], &answers[*at])).collect();
        if !partial.is_empty() {
            tracing::info!("the record system does not list all observations at once; asking by category");
            self.narrow(asked, &partial, &mut answers, ticket).await;
            self.find_named(patient, asked, &partial, &mut answers, ticket).await;
        }
        answers
    }

    /// Asks by category.
    async fn narrow(&self, asked: &[PartSearch], partial: &[usize], answers: &mut [Answer], ticket: &Ticket) {
        let by_category = |at: &usize| {
            let PartSearch { search, category, .. } = &asked[*at];
            search.clone().with(CATEGORY, category.unwrap_or_default())
        };
        let searches: Vec<Search> = partial.iter().map(by_category).collect();
        self.inner.lanes.wait_with(ticket, searches.len()).await;
        for (at, narrower) in partial.iter().zip(self.inner.client.batch(&searches).await) {
            answers[*at] = joined(answers[*at].clone(), narrower);
        }
    }

    /// Asks by id for the results that laboratory reports name.
    async fn find_named(
        &self,
        patient: &PatientId,
        asked: &[PartSearch],
        partial: &[usize],
        answers: &mut [Answer],
        ticket: &Ticket,
    ) {
        let is_laboratory = |at: &&usize| asked[**at].category == Some(LABORATORY);
        let Some(at) = partial.iter().find(is_laboratory).copied() else { return };
        let named: BTreeSet<String> =
            answers.iter().flatten().flat_map(Found::matches).flat_map(results_named).collect();
        let Ok(found) = &mut answers[at] else { return };
        let known: HashSet<&str> = found.matches().filter_map(|raw| raw.head().id.as_deref()).collect();
        let missing: Vec<&str> = named.iter().map(String::as_str).filter(|id| !known.contains(id)).collect();
        let of = |ids: &[&str]| {
            Search::of(OBSERVATION).patient(patient.as_str()).with("_id", ids.join(",")).count(AT_ONCE)
        };
        let searches: Vec<Search> = missing.chunks(AT_ONCE).take(MOST_SEARCHES).map(of).collect();
        if searches.is_empty() {
            return;
        }
        self.inner.lanes.wait_with(ticket, searches.len()).await;
        for answer in self.inner.client.batch(&searches).await {
            match answer {
                Ok(more) => found.entries.extend(more.entries),
                Err(error) => {
                    tracing::warn!(error = %error, "results that reports name could not be read");
                    found.is_truncated = true;
                }
            }
        }
    }
}

/// Whether these are fewer observations than the patient has.
fn is_partial(asked: &PartSearch, answer: &Answer) -> bool {
    asked.category.is_some()
        && match answer {
            // What broke off would break off again, and a reader waits.
            Ok(found) => found.is_truncated && found.cut_short.is_none(),
            Err(Error::Refused { status, .. }) => matches!(status, 400 | 403 | 404 | 413 | 422),
            Err(error) => matches!(error, Error::NotFound | Error::TooLarge { .. }),
        }
}

fn results_named(raw: &Raw) -> Vec<String> {
    if raw.head().resource_type != "DiagnosticReport" {
        return Vec::new();
    }
    let report = raw.parse::<DiagnosticReport>().shape;
    if !is_laboratory_report(&report) {
        return Vec::new();
    }
    report.result.iter().filter_map(|own| Some(target_id(own, OBSERVATION)?.to_string())).collect()
}

/// Both together: what the wide search brought, and what the narrow one did. What one of them brought is not lost with the
/// other.
fn joined(wide: Answer, narrow: Answer) -> Answer {
    match (wide, narrow) {
        (Ok(mut all), Ok(narrow)) => {
            all.entries.extend(narrow.entries);
            all.unreadable.extend(narrow.unreadable);
            Ok(all)
        }
        (Ok(all), Err(_)) => Ok(all),
        (Err(_), narrow) => narrow,
    }
}
