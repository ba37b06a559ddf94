//! How a sandbox is set up.

use std::time::Duration;

use portico_model::Clock;

use crate::sample_person::SamplePerson;

/// What a sandbox needs to know at its start. The default is an open server on a free port.
#[derive(Debug, Clone)]
pub struct SandboxConfig {
    /// The loopback port; 0 takes a free one. Default 0.
    pub port: u16,
    /// The loopback port of the mail server; 0 takes a free one. Default 0.
    pub smtp_port: u16,
    /// Who may ask. Default: everybody.
    pub sign_in: SignIn,
    /// The people on the neighbourhood's page. Default none.
    pub people: Vec<SamplePerson>,
    /// The portal that the page leads to. Default none.
    pub portal_url: Option<String>,
    /// Matches on a page of search results if the client does not say. Default 50.
    pub page_size: usize,
    /// Base addresses that absolute references may use for this server, beside its own. Default none.
    pub other_addresses: Vec<String>,
    pub clock: Clock,
}

/// Who may ask the record system.
#[derive(Debug, Clone)]
pub enum SignIn {
    /// Everybody: for simple tests.
    Open,
    /// Registered clients with a token (SMART App Launch 2.2, Backend Services).
    BackendServices {
        clients: Vec<RegisteredClient>,
        /// How long a token is good for: at most five minutes, by the standard.
        token_lifetime: Duration,
    },
}

impl SignIn {
    /// One client, with tokens of five minutes.
    pub fn one_client(id: impl Into<String>, keys: ClientKeys) -> Self {
        let client = RegisteredClient { id: id.into(), keys };
        Self::BackendServices { clients: vec![client], token_lifetime: Duration::from_secs(300) }
    }
}

/// A client that has registered its public keys.
#[derive(Debug, Clone)]
pub struct RegisteredClient {
    pub id: String,
    pub keys: ClientKeys,
}

/// The public keys of a client.
#[derive(Debug, Clone)]
pub enum ClientKeys {
    /// One public key (`BEGIN PUBLIC KEY`), P-384 or RSA.
    Pem(String),
    /// A JSON Web Key Set (RFC 7517 § 5) as text.
    Jwks(String),
}

impl Default for SandboxConfig {
    fn default() -> Self {
        Self {
            port: 0,
            smtp_port: 0,
            sign_in: SignIn::Open,
            people: Vec::new(),
            portal_url: None,
            page_size: 50,
            other_addresses: Vec::new(),
            clock: Clock::system(),
        }
    }
}
