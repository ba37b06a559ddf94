//! Gives out access tokens and knows them again.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::assertion::Assertion;
use super::keys::{InvalidKeys, VerifyingKeys};
use super::scopes::Scopes;
use crate::config::RegisteredClient;
use crate::fhir::Refusal;

const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// The token endpoint's memory: clients, tokens and the assertions already used.
#[derive(Debug)]
pub struct TokenDesk {
    url: String,
    clients: HashMap<String, VerifyingKeys>,
    lifetime: SignedDuration,
    given: Mutex<Given>,
}

#[derive(Debug, Default)]
struct Given {
    tokens: HashMap<String, (Timestamp, Scopes)>,
    /// By client and `jti`, until the assertion expires.
    used: HashMap<(String, String), Timestamp>,
}

/// The form of a token request.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TokenRequest {
    grant_type: String,
    scope: String,
    client_assertion_type: String,
    client_assertion: String,
}

/// A token, as RFC 6749 § 5.1 answers it.
#[derive(Debug, Serialize)]
pub struct GivenToken {
    access_token: String,
    token_type: &'static str,
    /// In seconds.
    expires_in: i64,
    scope: String,
}

/// A refusal, as RFC 6749 § 5.2 answers it.
#[derive(Debug, Serialize)]
pub struct Refused {
    pub error: &'static str,
    pub error_description: &'static str,
}

impl TokenDesk {
    /// # Errors
    /// A client's keys cannot be read.
    pub fn new(url: String, clients: &[RegisteredClient], lifetime: Duration) -> Result<Self, InvalidKeys> {
        let read = |client: &RegisteredClient| {
            VerifyingKeys::read(&client.id, &client.keys).map(|keys| (client.id.clone(), keys))
        };
        let clients = clients.iter().map(read).collect::<Result<_, _>>()?;
        let longest = SignedDuration::from_mins(5);
        let lifetime = SignedDuration::try_from(lifetime).unwrap_or(longest).min(longest);
        Ok(Self { url, clients, lifetime, given: Mutex::default() })
    }

    /// The address of the token endpoint, which an assertion must name as its audience.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Gives a token to a client that proves who it is.
    ///
    /// # Errors
    /// What is wrong, as OAuth names it.
    pub fn give(&self, request: &TokenRequest, now: Timestamp) -> Result<GivenToken, Refused> {
        if request.grant_type != "client_credentials" {
            return Err(refused("unsupported_grant_type", "only client_credentials is offered"));
        }
        if request.client_assertion_type != ASSERTION_TYPE {
            return Err(refused("invalid_request", "client_assertion_type must name a JWT bearer assertion"));
        }
        let assertion = self.verified(&request.client_assertion, now)?;
        let scopes = Scopes::read(&request.scope)
            .ok_or_else(|| refused("invalid_scope", "ask for system scopes, such as system/*.rs"))?;
        let mut given = self.given();
        given.forget_expired(now);
        given.use_once(assertion)?;
        let token = Uuid::new_v4().simple().to_string();
        given.tokens.insert(token.clone(), (now + self.lifetime, scopes));
        let scope = request.scope.clone();
        Ok(GivenToken {
            access_token: token,
            token_type: "bearer",
            expires_in: self.lifetime.as_secs(),
            scope,
        })
    }

    /// What the bearer of this `Authorization` header may do.
    ///
    /// # Errors
    /// No token, one that was never given, or one that has expired.
    pub fn scopes(&self, authorization: Option<&str>, now: Timestamp) -> Result<Scopes, Refusal> {
        let token = authorization
            .and_then(|text| text.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, token)| token.trim())
            .ok_or(Refusal::SignInNeeded("a bearer token is needed"))?;
        match self.given().tokens.get(token) {
            Some((until, scopes)) if *until > now => Ok(scopes.clone()),
            Some(_) => Err(Refusal::SignInNeeded("the token has expired")),
            None => Err(Refusal::SignInNeeded("the token is not known")),
        }
    }

    fn verified(&self, text: &str, now: Timestamp) -> Result<Assertion, Refused> {
        let invalid = |why| refused("invalid_client", why);
        let claimed = Assertion::claimed_client(text).ok_or(invalid("the assertion is no signed JWT"))?;
        let keys = self.clients.get(&claimed).ok_or(invalid("the client is not registered"))?;
        Assertion::verify(text, keys, &self.url, now).map_err(invalid)
    }

    fn given(&self) -> MutexGuard<'_, Given> {
        self.given.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Given {
    fn forget_expired(&mut self, now: Timestamp) {
        self.tokens.retain(|_, (until, _)| *until > now);
        self.used.retain(|_, until| *until > now);
    }

    fn use_once(&mut self, assertion: Assertion) -> Result<(), Refused> {
        let until = Timestamp::from_second(assertion.exp).unwrap_or(Timestamp::MAX);
        match self.used.insert((assertion.iss, assertion.jti), until) {
            None => Ok(()),
            Some(_) => Err(refused("invalid_client", "the assertion was used before")),
        }
    }
}

fn refused(error: &'static str, error_description: &'static str) -> Refused {
    Refused { error, error_description }
}
