//! SMART App Launch 2.2, Backend Services: a signed assertion is exchanged for a short-lived token.

use std::time::Duration;

use jsonwebtoken::{Algorithm as Jws, EncodingKey, Header};
use reqwest::StatusCode;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;
use tokio::time::Instant;
use url::Url;

use super::wire::{limited_body, unsent};
use crate::endpoint::{Algorithm, Auth};
use crate::error::Error;

const MOST_BYTES: usize = 256 * 1024;
/// SMART allows five minutes; one less leaves room for clocks that differ.
const ASSERTION_SECONDS: i64 = 240;
/// Assumed where the server does not say how long a token lives.
const USUAL_SECONDS: u64 = 300;

/// The current token, renewed by one caller at a time.
pub(super) struct Tokens {
    signer: Option<Signer>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    token: Option<Token>,
    /// When the last sign-in failed, and why: the answer for all who waited for it.
    failure: Option<(Instant, Error)>,
}

struct Token {
    value: SecretString,
    renew_at: Instant,
}

struct Signer {
    client_id: String,
    scope: String,
    token_url: Option<Url>,
    discovery_url: Url,
    header: Header,
    key: EncodingKey,
}

#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    jti: String,
    iat: i64,
    exp: i64,
}

#[derive(Serialize)]
struct TokenRequest<'a> {
    grant_type: &'a str,
    scope: &'a str,
    client_assertion_type: &'a str,
    client_assertion: &'a str,
}

#[derive(Deserialize)]
struct TokenAnswer {
    access_token: SecretString,
    expires_in: Option<u64>,
}

#[derive(Deserialize)]
struct SmartConfiguration {
    token_endpoint: Url,
}

impl Tokens {
    pub fn new(auth: &Auth, base: &Url) -> Result<Self, Error> {
        Ok(Self { signer: Signer::of(auth, base)?, state: Mutex::default() })
    }

    /// A token that is good for a while, or `None` where the record system is open.
    pub async fn current(&self, http: &reqwest::Client) -> Result<Option<SecretString>, Error> {
        let Some(signer) = &self.signer else { return Ok(None) };
        let waiting_since = Instant::now();
        let mut state = self.state.lock().await;
        if let Some(token) = state.token.as_ref().filter(|token| Instant::now() < token.renew_at) {
            return Ok(Some(token.value.clone()));
        }
        if let Some((_, error)) = state.failure.as_ref().filter(|(failed_at, _)| *failed_at >= waiting_since)
        {
            return Err(error.clone());
        }
        match signer.request(http).await {
            Ok(token) => Ok(Some(state.token.insert(token).value.clone())),
            Err(error) => {
                state.failure = Some((Instant::now(), error.clone()));
                Err(error)
            }
        }
    }

    /// Lets go of a token that was not accepted, unless another caller has renewed it already.
    pub async fn forget(&self, refused: &SecretString) {
        let mut state = self.state.lock().await;
        if state.token.as_ref().is_some_and(|token| token.value.expose_secret() == refused.expose_secret()) {
            state.token = None;
        }
    }
}

impl Signer {
    fn of(auth: &Auth, base: &Url) -> Result<Option<Self>, Error> {
        let Auth::BackendServices { client_id, token_url, key_pem, key_id, algorithm, scope } = auth else {
            return Ok(None);
        };
        let pem = key_pem.expose_secret().as_bytes();
        let (jws, key) = match algorithm {
            Algorithm::ES384 => (Jws::ES384, EncodingKey::from_ec_pem(pem)),
            Algorithm::RS384 => (Jws::RS384, EncodingKey::from_rsa_pem(pem)),
        };
        let mut header = Header::new(jws);
        header.kid = Some(key_id.clone());
        Ok(Some(Self {
            client_id: client_id.clone(),
            scope: scope.clone(),
            token_url: token_url.clone(),
            discovery_url: base
                .join(".well-known/smart-configuration")
                .map_err(|_| Error::Setup { what: "base" })?,
            header,
            key: key.map_err(|_| Error::Setup {
                what: "the signing key is not a private key for its algorithm",
            })?,
        }))
    }

    async fn request(&self, http: &reqwest::Client) -> Result<Token, Error> {
        let token_url = match &self.token_url {
            Some(url) => url.clone(),
            None => self.discover(http).await?,
        };
        let assertion = self.assertion(&token_url)?;
        let form = TokenRequest {
            grant_type: "client_credentials",
            scope: &self.scope,
            client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            client_assertion: &assertion,
        };
        let asked_at = Instant::now();
        let response = http.post(token_url).form(&form).send().await.map_err(|error| unsent(&error))?;
        let answer: TokenAnswer = json(response).await?;
        let lifetime = Duration::from_secs(answer.expires_in.unwrap_or(USUAL_SECONDS));
        let margin = (lifetime / 5).min(Duration::from_secs(30));
        tracing::debug!(ehr.token_seconds = lifetime.as_secs(), "signed in at the record system");
        Ok(Token { value: answer.access_token, renew_at: asked_at + lifetime - margin })
    }

    async fn discover(&self, http: &reqwest::Client) -> Result<Url, Error> {
        let response = http.get(self.discovery_url.clone()).header("accept", "application/json").send().await;
        let found: SmartConfiguration = json(response.map_err(|error| unsent(&error))?).await?;
        let is_weaker = self.discovery_url.scheme() == "https" && found.token_endpoint.scheme() != "https";
        if is_weaker { Err(Error::ForeignLink) } else { Ok(found.token_endpoint) }
    }

    fn assertion(&self, token_url: &Url) -> Result<String, Error> {
        let now = seconds_now();
        let claims = Claims {
            iss: &self.client_id,
            sub: &self.client_id,
            aud: token_url.as_str(),
            jti: uuid::Uuid::new_v4().to_string(),
            iat: now,
            exp: now + ASSERTION_SECONDS,
        };
        jsonwebtoken::encode(&self.header, &claims, &self.key)
            .map_err(|_| Error::Setup { what: "the signing key cannot sign" })
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the assertion is judged by another house's clock: only real time will do"
)]
fn seconds_now() -> i64 {
    jiff::Timestamp::now().as_second()
}

/// Reads a sign-in answer. A refusal means that we are not known, and is told apart from an outage.
async fn json<T: for<'de> Deserialize<'de>>(response: reqwest::Response) -> Result<T, Error> {
    let status = response.status();
    let body = limited_body(response, MOST_BYTES).await?;
    match status {
        StatusCode::TOO_MANY_REQUESTS => Err(Error::TooManyRequests { retry_after: None }),
        status if status.is_server_error() => Err(Error::Refused { status: status.as_u16(), outcome: None }),
        status if !status.is_success() => Err(Error::Unauthorized),
        _ => serde_json::from_slice(&body)
            .map_err(|_| Error::malformed("its sign-in answer is not understood")),
    }
}
