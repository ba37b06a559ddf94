//! Asks one record system, and learns what it can do.

mod batch;
mod content;
mod learned;
mod matching;
mod other_hosts;
mod pages;
mod token;
mod wire;
mod write;

use std::sync::{Arc, OnceLock};

use tokio::sync::Mutex;
use tokio::time::Instant;
use url::Url;

pub use content::{Attachment, Revision, base64_bytes};
pub use matching::Likeness;
pub use write::Created;

use crate::capabilities::Capabilities;
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::names::Names;
use crate::raw::Raw;
use crate::shapes::CapabilityStatement;
use learned::Learned;
use other_hosts::OtherHosts;
use token::Tokens;
use wire::Ask;

/// A record system that is asked over FHIR R4. Cheap to clone; clones share the token and what was learned.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    endpoint: Endpoint,
    names: Names,
    /// Hosts by which the record system called itself although the configuration does not have them.
    other_hosts: OtherHosts,
    http: reqwest::Client,
    tokens: Tokens,
    capabilities: OnceLock<Arc<Capabilities>>,
    last_probe: Mutex<Option<Probe>>,
    learned: Learned,
}

/// A probe that brought no capabilities.
struct Probe {
    ended_at: Instant,
    error: Error,
}

impl Client {
    /// Sets up a client without asking anything; the record system is probed at first use. Needs a process-wide
    /// rustls provider.
    ///
    /// # Errors
    /// [`Error::Setup`] where the base or the key cannot be used.
    pub fn new(endpoint: Endpoint) -> Result<Self, Error> {
        let names = Names::new(&endpoint.base, &endpoint.aliases)?;
        let inner = Inner {
            http: wire::http(&endpoint)?,
            tokens: Tokens::new(&endpoint.auth, names.base())?,
            capabilities: OnceLock::new(),
            last_probe: Mutex::new(None),
            learned: Learned::default(),
            other_hosts: OtherHosts::default(),
            names,
            endpoint,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Sets up a client and reads what the record system can do.
    ///
    /// # Errors
    /// As [`Client::new`], and where the record system cannot be reached now.
    pub async fn connect(endpoint: Endpoint) -> Result<Self, Error> {
        let client = Self::new(endpoint)?;
        let capabilities = client.probe().await?;
        client.inner.keep(capabilities);
        Ok(client)
    }

    /// What the record system said of itself; `None` until it was reached.
    pub fn capabilities(&self) -> Option<Arc<Capabilities>> {
        self.inner.capabilities.get().cloned()
    }

    /// The FHIR base, with a slash at its end.
    pub fn base(&self) -> &Url {
        self.inner.names.base()
    }

    /// By which addresses the record system goes.
    pub fn names(&self) -> &Names {
        &self.inner.names
    }

    /// What the record system says of itself, asked for unless it is known.
    ///
    /// # Errors
    /// Where it does not say it now.
    pub async fn introduced(&self) -> Result<Arc<Capabilities>, Error> {
        self.get_to_know().await?;
        match self.capabilities() {
            Some(known) => Ok(known),
            None => Err(self.last_failure().await.unwrap_or(Error::NotFound)),
        }
    }

    /// Probes at first use, one caller for all who wait. A server that answers but has no readable
    /// CapabilityStatement is asked anyway, and probed again after a minute.
    async fn get_to_know(&self) -> Result<(), Error> {
        if self.inner.capabilities.get().is_some() {
            return Ok(());
        }
        let waiting_since = Instant::now();
        let mut last_probe = self.inner.last_probe.lock().await;
        if self.inner.capabilities.get().is_some() {
            return Ok(());
        }
        if let Some(probe) = last_probe.as_ref().filter(|probe| probe.still_counts(waiting_since)) {
            return probe.verdict();
        }
        match self.probe().await {
            Ok(capabilities) => self.inner.keep(capabilities),
            Err(error) => {
                tracing::warn!(error = %error, "the record system does not say what it can do");
                return last_probe.insert(Probe { ended_at: Instant::now(), error }).verdict();
            }
        }
        Ok(())
    }

    /// Why the last probe brought no capabilities.
    async fn last_failure(&self) -> Option<Error> {
        self.inner.last_probe.lock().await.as_ref().map(|probe| probe.error.clone())
    }

    async fn probe(&self) -> Result<Capabilities, Error> {
        let url = self.below("metadata")?;
        let mut ask = Ask::get("metadata", url);
        ask.is_signed = false;
        let reply = match self.send(&ask).await {
            Err(Error::Unauthorized) => {
                ask.is_signed = true;
                self.send(&ask).await?
            }
            reply => reply?,
        };
        let statement =
            Raw::from_text(reply.text()?).map_err(|_| Error::malformed("it is not a resource"))?;
        if statement.head().resource_type != "CapabilityStatement" {
            return Err(Error::malformed("it is not a CapabilityStatement"));
        }
        Ok(Capabilities::from(&statement.parse::<CapabilityStatement>().shape))
    }

    fn below(&self, relative: &str) -> Result<Url, Error> {
        self.base().join(relative).map_err(|_| Error::NotFound)
    }
}

impl Probe {
    fn is_down(&self) -> bool {
        matches!(self.error, Error::Unreachable | Error::TimedOut | Error::TooManyRequests { .. })
    }

    /// An outage counts for those who waited while it was found out; a missing statement for a minute.
    fn still_counts(&self, waiting_since: Instant) -> bool {
        self.ended_at >= waiting_since || (!self.is_down() && self.ended_at.elapsed() < wire::PROBE_EVERY)
    }

    fn verdict(&self) -> Result<(), Error> {
        if self.is_down() { Err(self.error.clone()) } else { Ok(()) }
    }
}

impl Inner {
    fn keep(&self, capabilities: Capabilities) {
        tracing::info!(
            ehr.software = capabilities.software.as_deref().unwrap_or("unnamed"),
            ehr.fhir_version = capabilities.fhir_version.as_deref().unwrap_or("unnamed"),
            "the record system says what it can do"
        );
        // A second probe that raced with the first changes nothing.
        let _ = self.capabilities.set(Arc::new(capabilities));
    }
}
