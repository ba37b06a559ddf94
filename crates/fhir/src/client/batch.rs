use bytes::Bytes;
use futures::FutureExt;
use futures::stream::{self, StreamExt};
use serde_json::json;

use super::Client;
use super::learned::Asked;
use super::wire::Ask;
use crate::error::Error;
use crate::found::{Answer, Found, Page, batch_answers};
use crate::search::Search;
use crate::shapes::OperationOutcome;

impl Client {
    /// Runs many searches, as one FHIR batch where the server takes one, else side by side. One answer for each
    /// search, in order; a search that fails leaves the others alone.
    pub async fn batch(&self, searches: &[Search]) -> Vec<Result<Found, Error>> {
        let mut answers: Vec<_> = searches.iter().map(|_| None).collect();
        self.batch_told(searches, |at, answer| answers[at] = Some(answer)).await;
        answers.into_iter().map(|answer| answer.expect("each search is answered")).collect()
    }

    /// The same, where each answer is told as it comes, with the place of its search: one that is slow holds up no other,
    /// but for what the server answers all at once.
    pub async fn batch_told(&self, searches: &[Search], mut tell: impl FnMut(usize, Result<Found, Error>)) {
        let mut fail_all = |error: &Error| (0..searches.len()).for_each(|at| tell(at, Err(error.clone())));
        if let Err(error) = self.get_to_know().await {
            return fail_all(&error);
        }
        if searches.len() < 2 || !self.takes_batch() {
            return self.side_by_side(searches, tell).await;
        }
        let asked: Vec<_> =
            searches.iter().map(|search| self.check_kept(search).map(|()| self.adapt(search))).collect();
        match self.send_batch(&asked).await {
            Ok(text) => self.complete(searches, asked, &text, tell).await,
            Err(
                error @ (Error::Unreachable
                | Error::TimedOut
                | Error::Unauthorized
                | Error::TooManyRequests { .. }),
            ) => fail_all(&error),
            Err(error) => {
                if is_refusal_of_batches(&error) {
                    self.inner.learned.remember_no_batch();
                }
                tracing::info!(error = %error, "the record system takes no batch");
                self.side_by_side(searches, tell).await;
            }
        }
    }

    fn takes_batch(&self) -> bool {
        let is_listed = self.inner.capabilities.get().is_none_or(|known| known.supports_batch());
        is_listed && !self.inner.learned.refuses_batch()
    }

    async fn side_by_side(&self, searches: &[Search], tell: impl FnMut(usize, Result<Found, Error>)) {
        self.told_as_they_come(searches.iter().map(|search| self.search_known(search)).collect(), tell).await;
    }

    async fn told_as_they_come(
        &self,
        searches: Vec<impl Future<Output = Result<Found, Error>>>,
        mut tell: impl FnMut(usize, Result<Found, Error>),
    ) {
        let running =
            searches.into_iter().enumerate().map(|(at, search)| search.map(move |answer| (at, answer)));
        let mut landing = stream::iter(running).buffer_unordered(self.inner.endpoint.concurrency.max(1));
        while let Some((at, answer)) = landing.next().await {
            tell(at, answer);
        }
    }

    async fn send_batch(&self, asked: &[Result<Asked, Error>]) -> Result<String, Error> {
        let entries: Vec<_> = asked
            .iter()
            .flatten()
            .map(|asked| json!({"request": {"method": "GET", "url": asked.search.relative_url()}}))
            .collect();
        let bundle = json!({"resourceType": "Bundle", "type": "batch", "entry": &entries});
        let ask = Ask::post("batch", self.inner.endpoint.base.clone(), Bytes::from(bundle.to_string()));
        let reply = self.send(&ask.strictly()).await?;
        let text = reply.text()?;
        if batch_answers(text)?.len() != entries.len() {
            return Err(Error::malformed("it does not answer each search"));
        }
        Ok(text.to_owned())
    }

    /// Turns the batch's answer into one answer for each search, reading further pages where there are any.
    async fn complete(
        &self,
        searches: &[Search],
        asked: Vec<Result<Asked, Error>>,
        text: &str,
        tell: impl FnMut(usize, Result<Found, Error>),
    ) {
        let mut answers = batch_answers(text).unwrap_or_default().into_iter();
        let running = searches.iter().zip(asked).map(|(search, asked)| {
            let answer = asked.map(|asked| (asked, answers.next().unwrap_or_default()));
            async move {
                let (mut asked, answer) = answer?;
                let heeded = self
                    .judged(&answer, search)
                    .and_then(|page| asked.heed(&page, self.base()).map(|()| page));
                match heeded {
                    Ok(page) => self.follow(page, asked).await,
                    Err(error) if deserves_own_try(&error) => self.search_known(search).await,
                    Err(error) => Err(error),
                }
            }
        });
        self.told_as_they_come(running.collect(), tell).await;
    }
}

fn is_refusal_of_batches(error: &Error) -> bool {
    matches!(error, Error::NotFound | Error::Refused { status: 400 | 403 | 405 | 406 | 415 | 422 | 501, .. })
}

/// A passing failure, a parameter that is refused, or no answer at all: the plain search knows what to do.
fn deserves_own_try(error: &Error) -> bool {
    error.is_transient()
        || matches!(error, Error::Malformed { .. } | Error::Refused { status: 400 | 422, .. })
}

impl Client {
    /// What one entry of a batch's answer means.
    fn judged(&self, answer: &Answer<'_>, search: &Search) -> Result<Page, Error> {
        let response = answer.response.as_ref();
        let status = response.and_then(|response| response.status.as_deref()?.get(..3)?.parse().ok());
        match status {
            None | Some(200..=299) => {
                let text = answer.resource.ok_or(Error::malformed("an entry without an answer"))?;
                let mut page = Page::from_text(text, search.resource_type)?;
                page.localize(&self.inner.names);
                if page.answers(search.resource_type) {
                    Ok(page)
                } else {
                    Err(Error::malformed("an answer to another search"))
                }
            }
            Some(401) => Err(Error::Unauthorized),
            Some(404 | 410) => Err(Error::NotFound),
            Some(429) => Err(Error::TooManyRequests { retry_after: None }),
            Some(status) => {
                let outcome = response.and_then(|response| response.outcome.as_ref());
                Err(Error::Refused {
                    status,
                    outcome: outcome.map(|raw| Box::new(raw.parse::<OperationOutcome>().shape)),
                })
            }
        }
    }
}
