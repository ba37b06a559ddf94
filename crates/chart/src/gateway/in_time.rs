//! What a reader waits for goes through here: no question outlasts their patience, however many tries the client would
//! still have. The parts of a chart are fetched in tasks of their own (`fetch.rs`), which nobody waits for longer either.

use portico_fhir::{Attachment, Error, Found, Likeness, Search};

use super::Gateway;

impl Gateway {
    pub(super) async fn batch(&self, searches: &[Search]) -> Vec<Result<Found, Error>> {
        let answers = self.in_time(self.inner.client.batch(searches)).await;
        answers.unwrap_or_else(|late| searches.iter().map(|_| Err(late.clone())).collect())
    }

    pub(super) async fn search(&self, search: &Search) -> Result<Found, Error> {
        self.in_time(self.inner.client.search(search)).await?
    }

    pub(super) async fn match_patient(&self, likeness: &Likeness<'_>) -> Result<Option<Found>, Error> {
        self.in_time(self.inner.client.match_patient(likeness)).await?
    }

    pub(super) async fn fetch_url(&self, url: &str) -> Result<Attachment, Error> {
        self.in_time(self.inner.client.fetch_url(url)).await?
    }

    async fn in_time<T>(&self, asking: impl Future<Output = T>) -> Result<T, Error> {
        tokio::time::timeout(self.inner.answer_within, asking).await.map_err(|_| Error::TimedOut)
    }
}
