use aws_lc_rs::{digest, rand};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use jiff::SignedDuration;
use portico_model::{SessionId, Timestamp};
use portico_store::OidcAttempt;
use serde::{Deserialize, Serialize};
use url::Url;

use super::{StaffDoor, StaffError};
use crate::{CurrentSession, Visit};

/// For so long a sign-in may be under way.
const LASTS: SignedDuration = SignedDuration::from_mins(10);

/// A sign-in that has begun.
pub struct Begun {
    /// Where the browser goes: the identity provider.
    pub to: Url,
    /// What the browser keeps until it comes back. A sign-in that another browser began is not finished in this one.
    pub state: String,
}

/// What the portal alone knows of a sign-in that is under way.
#[derive(Serialize, Deserialize)]
pub(super) struct Attempt {
    pub(super) nonce: String,
    pub(super) verifier: String,
    /// The session that wants a fresh proof.
    pub(super) renews: Option<SessionId>,
    pub(super) begun_at: Timestamp,
}

impl StaffDoor {
    /// Begins a sign-in, or a fresh proof for `renews`, which the provider then asks the person for whatever session they
    /// have there (OpenID Connect Core § 3.1.2.1). [`StaffError::TooMany`] where too many began in the same place.
    pub async fn begin(&self, renews: Option<&CurrentSession>, visit: &Visit) -> Result<Begun, StaffError> {
        self.0.pace.begin(visit.network()).map_err(|wait| StaffError::TooMany { wait })?;
        let known = self.provider().known().await?;
        let (state, nonce, verifier) = (secret(), secret(), secret());
        let attempt = Attempt {
            nonce: nonce.clone(),
            verifier: verifier.clone(),
            renews: renews.map(CurrentSession::id),
            begun_at: self.now(),
        };
        let kept = OidcAttempt {
            state_hash: state_hash(&state),
            secrets: serde_json::to_vec(&attempt).expect("an attempt becomes JSON"),
            expires_at: attempt.begun_at + LASTS,
        };
        self.store().begin_oidc_attempt(&kept).await?;
        let settings = self.settings();
        let mut to = known.metadata.authorization_endpoint().url().clone();
        to.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &settings.client_id)
            .append_pair("redirect_uri", settings.redirect_uri.as_str())
            .append_pair("scope", "openid profile email groups")
            .append_pair("state", &state)
            .append_pair("nonce", &nonce)
            .append_pair("code_challenge", &challenge(&verifier))
            .append_pair("code_challenge_method", "S256");
        let acr: Vec<&str> =
            settings.phishing_resistant.iter().chain(&settings.two_factors).map(String::as_str).collect();
        to.query_pairs_mut().append_pair("acr_values", &acr.join(" "));
        // Whoever is asked for an age says when the factors were proved (OpenID Connect Core § 2, `auth_time`).
        let oldest = self.accounts().settings().absolute.as_secs().to_string();
        match renews {
            Some(_) => to.query_pairs_mut().append_pair("prompt", "login").append_pair("max_age", "0"),
            None => to.query_pairs_mut().append_pair("max_age", &oldest),
        };
        Ok(Begun { to, state })
    }
}

/// 256 random bits, as text.
fn secret() -> String {
    let mut bytes = [0; 32];
    rand::fill(&mut bytes).expect("the system has randomness");
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

pub(super) fn state_hash(state: &str) -> [u8; 32] {
    let hash = digest::digest(&digest::SHA256, state.as_bytes());
    hash.as_ref().try_into().expect("SHA-256 has 32 bytes")
}

/// RFC 7636 § 4.2.
fn challenge(verifier: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, verifier.as_bytes()))
}
