//! What the identity provider says of itself (OpenID Connect Discovery 1.0) and its keys: read when they are needed, kept
//! for an hour, and read again when a token names a key that is not known, but not more often than once in half a minute.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::SignedDuration;
use openidconnect::ProviderMetadataWithLogout;
use openidconnect::core::CoreJsonWebKeySet;
use portico_model::{Causes, Clock, Timestamp};
use reqwest::{Client, RequestBuilder};
use serde::de::DeserializeOwned;
use url::Url;

use super::StaffError;

const KEPT: SignedDuration = SignedDuration::from_hours(1);
const RENEWED_NOT_BEFORE: SignedDuration = SignedDuration::from_secs(30);
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
/// Somebody who signs out waits no longer.
const AT_ONCE: Duration = Duration::from_secs(2);
/// The longest answer that is read.
const LONGEST: usize = 512 * 1024;

/// The provider as it was last seen.
pub(super) struct Known {
    pub(super) metadata: ProviderMetadataWithLogout,
    /// The key set as it came, for the two readers that want it.
    pub(super) keys: Vec<u8>,
    read_at: Timestamp,
}

pub(super) struct Provider {
    pub(super) http: Client,
    issuer: Url,
    clock: Clock,
    known: Mutex<Option<Arc<Known>>>,
    /// One reading at a time.
    turn: tokio::sync::Mutex<()>,
}

impl Known {
    pub(super) fn key_set(&self) -> Result<CoreJsonWebKeySet, StaffError> {
        serde_json::from_slice(&self.keys).map_err(|_| StaffError::Untrusted("keys_unreadable"))
    }
}

impl Provider {
    pub(super) fn new(issuer: Url, clock: Clock) -> Result<Self, reqwest::Error> {
        // A redirect would carry codes and secrets to wherever it points.
        let http =
            Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(ANSWER_WITHIN).build()?;
        Ok(Self { http, issuer, clock, known: Mutex::default(), turn: tokio::sync::Mutex::default() })
    }

    pub(super) async fn known(&self) -> Result<Arc<Known>, StaffError> {
        self.no_older_than(self.clock.now() - KEPT).await
    }

    /// The provider with keys read anew, for a token that names none of the known ones.
    pub(super) async fn renewed(&self) -> Result<Arc<Known>, StaffError> {
        self.no_older_than(self.clock.now() - RENEWED_NOT_BEFORE).await
    }

    async fn no_older_than(&self, oldest: Timestamp) -> Result<Arc<Known>, StaffError> {
        let is_young = |known: &Arc<Known>| known.read_at > oldest;
        if let Some(known) = self.last_known().filter(is_young) {
            return Ok(known);
        }
        let _turn = self.turn.lock().await;
        if let Some(known) = self.last_known().filter(is_young) {
            return Ok(known);
        }
        let known = Arc::new(self.read().await?);
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some(known.clone());
        Ok(known)
    }

    /// As it was last seen, however long ago; asked for if it never was, but not waited for.
    pub(super) async fn known_at_once(&self) -> Option<Arc<Known>> {
        let read = || tokio::time::timeout(AT_ONCE, self.known());
        match self.last_known() {
            Some(known) => Some(known),
            None => read().await.ok()?.ok(),
        }
    }

    fn last_known(&self) -> Option<Arc<Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn read(&self) -> Result<Known, StaffError> {
        let read_at = self.clock.now();
        let base = self.issuer.as_str().trim_end_matches('/');
        let answer = self.get(&format!("{base}/.well-known/openid-configuration")).await?;
        let metadata: ProviderMetadataWithLogout = parse(&answer, "metadata_unreadable")?;
        if metadata.issuer().as_str().trim_end_matches('/') != base {
            return Err(StaffError::Untrusted("metadata_of_another_issuer"));
        }
        let keys = self.get(metadata.jwks_uri().as_str()).await?;
        Ok(Known { metadata, keys, read_at })
    }

    async fn get(&self, url: &str) -> Result<Vec<u8>, StaffError> {
        answer_to(self.http.get(url).header("accept", "application/json")).await
    }
}

/// The body of a good answer. What the provider says otherwise is nobody's business but the logs'.
pub(super) async fn answer_to(request: RequestBuilder) -> Result<Vec<u8>, StaffError> {
    let mut response = request.send().await.map_err(|error| unavailable(&error.without_url()))?;
    let status = response.status();
    if status.is_server_error() {
        tracing::warn!(provider.status = status.as_u16(), "the identity provider failed");
        return Err(StaffError::Unavailable);
    }
    if !status.is_success() {
        tracing::warn!(provider.status = status.as_u16(), "the identity provider refused a request");
        return Err(StaffError::Untrusted("provider_refused"));
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| unavailable(&error.without_url()))? {
        if body.len() + chunk.len() > LONGEST {
            return Err(StaffError::Untrusted("answer_too_long"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

pub(super) fn parse<T: DeserializeOwned>(body: &[u8], fault: &'static str) -> Result<T, StaffError> {
    serde_json::from_slice(body).map_err(|_| StaffError::Untrusted(fault))
}

fn unavailable(error: &reqwest::Error) -> StaffError {
    tracing::warn!(error = %Causes(error), "the identity provider cannot be reached");
    StaffError::Unavailable
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::*;

    /// What is read of an answer that does not say how long it is.
    async fn read_of(chunks: usize) -> Result<usize, StaffError> {
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let _ = stream.read(&mut [0; 1024]).await;
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").await;
            for _ in 0..chunks {
                let _ = stream.write_all(format!("10000\r\n{}\r\n", "x".repeat(0x10000)).as_bytes()).await;
            }
            let _ = stream.write_all(b"0\r\n\r\n").await;
        });
        answer_to(Client::new().get(url)).await.map(|body| body.len())
    }

    #[tokio::test]
    async fn no_more_is_read_than_the_longest_answer_whatever_it_says_of_itself() {
        assert_eq!(read_of(8).await.unwrap(), LONGEST);
        assert!(matches!(read_of(9).await, Err(StaffError::Untrusted("answer_too_long"))));
    }
}
