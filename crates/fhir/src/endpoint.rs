use std::time::Duration;

use secrecy::SecretString;
use url::Url;

/// A record system and how it is to be asked.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// The FHIR base, as in `https://ehr.example.org/fhir`.
    pub base: Url,
    /// Other bases by which the record system calls itself in links and references, such as the inner address behind a
    /// proxy that rewrites nothing. They mean `base`, and are never asked. Default: none.
    pub aliases: Vec<Url>,
    pub auth: Auth,
    /// Longest wait for one try, its whole body included. Default: 10 s.
    pub timeout: Duration,
    /// Tries after the first for a passing failure. Default: 2.
    pub retries: usize,
    /// Pause before the first retry; it doubles and is jittered. Default: 100 ms.
    pub backoff: Duration,
    /// Longest `Retry-After` that is waited for; a longer one is an error at once. Default: 2 s.
    pub longest_wait: Duration,
    /// Most pages of one search. Default: 20.
    pub max_pages: usize,
    /// `_count` for searches that name none. Default: 200.
    pub page_size: usize,
    /// Most bytes of one answer after decompression. Default: 32 MiB.
    pub max_body_bytes: usize,
    /// Most searches of one batch that run at the same time where the server takes no batch. Default: 6.
    pub concurrency: usize,
}

/// How the client signs in.
#[derive(Clone, Debug, Default)]
pub enum Auth {
    #[default]
    None,
    /// SMART App Launch 2.2, Backend Services: a signed client assertion is exchanged for a short-lived token.
    BackendServices {
        client_id: String,
        /// `None`: discovered from `.well-known/smart-configuration`.
        token_url: Option<Url>,
        key_pem: SecretString,
        key_id: String,
        algorithm: Algorithm,
        scope: String,
    },
}

/// The two algorithms that SMART asks servers to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    ES384,
    RS384,
}

impl Endpoint {
    /// An open record system at `base`, with the defaults above.
    pub fn at(base: Url) -> Self {
        Self { base, ..Self::default() }
    }
}

impl Default for Endpoint {
    /// As documented on each field, at `http://127.0.0.1:8080/fhir`.
    fn default() -> Self {
        Self {
            base: Url::parse("http://127.0.0.1:8080/fhir").expect("a constant address"),
            aliases: Vec::new(),
            auth: Auth::None,
            timeout: Duration::from_secs(10),
            retries: 2,
            backoff: Duration::from_millis(100),
            longest_wait: Duration::from_secs(2),
            max_pages: 20,
            page_size: 200,
            max_body_bytes: 32 << 20,
            concurrency: 6,
        }
    }
}
