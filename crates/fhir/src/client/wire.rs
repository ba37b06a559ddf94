//! One request on the wire: tries, pauses, sign-in, size limit, and what a status means.

use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use bytes::{Bytes, BytesMut};
use reqwest::header::{
    ACCEPT, AUTHORIZATION, CONTENT_TYPE, DATE, ETAG, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER,
};
use reqwest::{Method, Response, StatusCode, redirect};
use secrecy::{ExposeSecret, SecretString};
use tokio::time::Instant;
use url::Url;

use super::Client;
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::raw::Raw;
use crate::shapes::OperationOutcome;

pub(super) const FHIR_JSON: &str = "application/fhir+json";
pub(super) const PROBE_EVERY: Duration = Duration::from_secs(60);
const MOST_REDIRECTS: usize = 3;

pub(super) struct Ask {
    /// What is asked for, for logs: a resource type or the name of an operation.
    pub about: String,
    pub method: Method,
    pub url: Url,
    pub headers: HeaderMap,
    pub body: Option<Bytes>,
    pub is_signed: bool,
}

pub(super) struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Ask {
    pub fn get(about: impl Into<String>, url: Url) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static(FHIR_JSON));
        Self { about: about.into(), method: Method::GET, url, headers, body: None, is_signed: true }
    }

    pub fn post(about: impl Into<String>, url: Url, body: Bytes) -> Self {
        let mut ask = Self::get(about, url);
        ask.headers.insert(CONTENT_TYPE, HeaderValue::from_static(FHIR_JSON));
        Self { method: Method::POST, body: Some(body), ..ask }
    }

    /// FHIR R4 3.1.1.4: unknown parameters are an error instead of being passed over in silence.
    pub fn strictly(mut self) -> Self {
        self.headers.insert(HeaderName::from_static("prefer"), HeaderValue::from_static("handling=strict"));
        self
    }
}

impl Reply {
    pub fn text(&self) -> Result<&str, Error> {
        str::from_utf8(&self.body).map_err(|_| Error::malformed("it is not UTF-8"))
    }

    pub fn header(&self, name: &HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    pub fn etag(&self) -> Option<String> {
        self.header(&ETAG).map(str::to_owned)
    }

    fn outcome(&self) -> Option<Box<OperationOutcome>> {
        let raw = Raw::from_text(self.text().ok()?).ok()?;
        (raw.head().resource_type == "OperationOutcome").then(|| Box::new(raw.parse().shape))
    }

    /// `Retry-After` in seconds, or as a date measured against the server's own `Date`.
    fn retry_after(&self) -> Option<Duration> {
        let text = self.header(&RETRY_AFTER)?;
        if let Ok(seconds) = text.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let parse = |text: &str| jiff::fmt::rfc2822::parse(text).ok();
        let wait = parse(text)?.timestamp().as_second() - parse(self.header(&DATE)?)?.timestamp().as_second();
        Some(Duration::from_secs(wait.try_into().unwrap_or(0)))
    }

    /// A success, or what its status means.
    fn judged(self) -> Result<Self, Error> {
        match self.status.as_u16() {
            200..=299 | 304 => Ok(self),
            300..=399 => Err(Error::ForeignLink),
            401 => Err(Error::Unauthorized),
            404 | 410 => Err(Error::NotFound),
            429 => Err(Error::TooManyRequests { retry_after: self.retry_after() }),
            503 if self.retry_after().is_some() => {
                Err(Error::TooManyRequests { retry_after: self.retry_after() })
            }
            status => Err(Error::Refused { status, outcome: self.outcome() }),
        }
    }
}

/// A client that never follows a redirect to another origin.
pub(super) fn http(endpoint: &Endpoint) -> Result<reqwest::Client, Error> {
    let within_origin = redirect::Policy::custom(|attempt| {
        let is_ours =
            attempt.previous().first().is_some_and(|first| first.origin() == attempt.url().origin());
        if is_ours && attempt.previous().len() <= MOST_REDIRECTS { attempt.follow() } else { attempt.stop() }
    });
    reqwest::Client::builder()
        .redirect(within_origin)
        .connect_timeout(endpoint.timeout)
        .timeout(endpoint.timeout)
        .user_agent(concat!("portico/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|_| Error::Setup { what: "no TLS" })
}

impl Client {
    /// Sends with retries for what passes by itself.
    pub(super) async fn send(&self, ask: &Ask) -> Result<Reply, Error> {
        let endpoint = &self.inner.endpoint;
        let pauses = ExponentialBuilder::default()
            .with_min_delay(endpoint.backoff)
            .with_max_delay(endpoint.longest_wait)
            .with_max_times(endpoint.retries)
            .with_jitter();
        (|| self.send_signed(ask))
            .retry(pauses)
            .when(Error::is_transient)
            .adjust(|error, pause| match error {
                Error::TooManyRequests { retry_after: Some(asked) } => {
                    pause.filter(|_| *asked <= endpoint.longest_wait).map(|pause| pause.max(*asked))
                }
                _ => pause,
            })
            .notify(|error, pause| {
                tracing::debug!(ehr.about = ask.about, error = %error, pause_ms = pause.as_millis(), "asks again");
            })
            .await
    }

    /// One try; where the token is not accepted, once more with a new one.
    async fn send_signed(&self, ask: &Ask) -> Result<Reply, Error> {
        if !ask.is_signed {
            return self.transmit(ask, None).await?.judged();
        }
        let Some(token) = self.token().await? else { return self.transmit(ask, None).await?.judged() };
        let reply = self.transmit(ask, Some(&token)).await?;
        if reply.status != StatusCode::UNAUTHORIZED {
            return reply.judged();
        }
        self.inner.tokens.forget(&token).await;
        let fresh = self.token().await?;
        self.transmit(ask, fresh.as_ref()).await?.judged()
    }

    async fn token(&self) -> Result<Option<SecretString>, Error> {
        self.inner.tokens.current(&self.inner.http).await
    }

    async fn transmit(&self, ask: &Ask, token: Option<&SecretString>) -> Result<Reply, Error> {
        let started = Instant::now();
        let mut request =
            self.inner.http.request(ask.method.clone(), ask.url.clone()).headers(ask.headers.clone());
        if let Some(token) = token {
            request = request.header(AUTHORIZATION, bearer(token)?);
        }
        if let Some(body) = &ask.body {
            request = request.body(body.clone());
        }
        let response = request.send().await.map_err(|error| unsent(&error))?;
        let (status, headers) = (response.status(), response.headers().clone());
        let body = limited_body(response, self.inner.endpoint.max_body_bytes).await?;
        tracing::debug!(
            ehr.about = ask.about,
            ehr.status = status.as_u16(),
            ehr.bytes = body.len(),
            duration_ms = started.elapsed().as_millis(),
            "the record system answered"
        );
        Ok(Reply { status, headers, body })
    }
}

fn bearer(token: &SecretString) -> Result<HeaderValue, Error> {
    let mut value = HeaderValue::from_str(&format!("Bearer {}", token.expose_secret()))
        .map_err(|_| Error::malformed("a token that is no token"))?;
    value.set_sensitive(true);
    Ok(value)
}

pub(super) fn unsent(error: &reqwest::Error) -> Error {
    if error.is_timeout() { Error::TimedOut } else { Error::Unreachable }
}

/// The whole body, given up as soon as it passes the limit.
pub(super) async fn limited_body(mut response: Response, limit: usize) -> Result<Bytes, Error> {
    let announced = response.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
    if announced > limit {
        return Err(Error::TooLarge { limit });
    }
    let mut body = BytesMut::with_capacity(announced);
    loop {
        let chunk = response.chunk().await.map_err(|error| match unsent(&error) {
            Error::TimedOut => Error::TimedOut,
            _ => Error::malformed("it breaks off"),
        })?;
        let Some(chunk) = chunk else { return Ok(body.freeze()) };
        if body.len() + chunk.len() > limit {
            return Err(Error::TooLarge { limit });
        }
        body.extend_from_slice(&chunk);
    }
}
