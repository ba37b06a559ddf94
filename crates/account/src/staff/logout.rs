//! Back-channel logout (OpenID Connect Back-Channel Logout 1.0): the provider says that somebody's session is over.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use portico_audit::{Action, Outcome};
use portico_model::{AccountId, Timestamp};
use portico_store::ProviderLogout;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::provider::Known;
use super::{StaffDoor, StaffError};
use crate::Visit;

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// A token is not taken longer than so after it was issued, and its id is remembered as long.
const GOOD_FOR: SignedDuration = SignedDuration::from_mins(5);
const LEEWAY: SignedDuration = SignedDuration::from_secs(60);

#[derive(Deserialize)]
struct LogoutToken {
    iat: i64,
    jti: String,
    #[serde(default)]
    sub: Option<String>,
    #[serde(default)]
    sid: Option<String>,
    #[serde(default)]
    events: Map<String, Value>,
    /// Must not be there, so that an ID token is no logout token (§ 2.4).
    #[serde(default)]
    nonce: Option<Value>,
}

impl StaffDoor {
    /// Ends the sessions that a logout token names, at once. A token is taken once.
    pub async fn end_by_provider(&self, token: &str, visit: &Visit) -> Result<(), StaffError> {
        let ended = self.try_to_end(token).await;
        let whose = match ended {
            Ok(whose) => whose,
            Err(error) => {
                let reason = error.reason().unwrap_or("store_failed");
                self.accounts().note(visit, None, (Action::EndSession, Outcome::Refused), reason)?;
                return Err(error);
            }
        };
        let permitted = (Action::EndSession, Outcome::Permitted);
        for account in &whose {
            let role = self.store().find_account(*account).await?.map(|it| (it.id, it.role));
            self.accounts().tell_of_visitor(visit, role, permitted, "by_provider").await?;
        }
        if whose.is_empty() {
            self.accounts().tell_of_visitor(visit, None, permitted, "by_provider").await?;
        }
        Ok(())
    }

    async fn try_to_end(&self, token: &str) -> Result<BTreeSet<AccountId>, StaffError> {
        // The provider is not asked for its keys because of what cannot be a token.
        jsonwebtoken::decode_header(token).map_err(|_| StaffError::Untrusted("logout_token_unreadable"))?;
        let known = self.provider().known().await?;
        let claims = match self.logout_claims(&known, token) {
            Err(StaffError::Untrusted(UNKNOWN_KEY)) => {
                self.logout_claims(&*self.provider().renewed().await?, token)?
            }
            other => other?,
        };
        if claims.sid.is_none() && claims.sub.is_none() {
            return Err(StaffError::Untrusted("logout_token_names_nobody"));
        }
        let subject = claims.sub.as_deref().map(|sub| self.subject(sub));
        let logout = ProviderLogout {
            issuer: self.issuer(),
            token_id: &claims.jti,
            expires_at: self.now() + GOOD_FOR + LEEWAY,
            session: claims.sid.as_deref(),
            subject: subject.as_ref(),
        };
        let ended = self.store().end_by_provider(&logout).await?;
        ended.ok_or(StaffError::Untrusted("logout_token_used_before"))
    }

    fn logout_claims(&self, known: &Known, token: &str) -> Result<LogoutToken, StaffError> {
        let unreadable = |_| StaffError::Untrusted("logout_token_unreadable");
        let header = jsonwebtoken::decode_header(token).map_err(unreadable)?;
        if !header.typ.as_deref().is_some_and(is_logout_token) {
            return Err(StaffError::Untrusted("no_logout_token"));
        }
        if !ALGORITHMS.contains(&header.alg) {
            return Err(StaffError::Untrusted("logout_token_algorithm"));
        }
        let keys: JwkSet =
            serde_json::from_slice(&known.keys).map_err(|_| StaffError::Untrusted("keys_unreadable"))?;
        let kid = header.kid.ok_or(StaffError::Untrusted("logout_token_without_key"))?;
        let key = keys.find(&kid).ok_or(StaffError::Untrusted(UNKNOWN_KEY))?;
        let key = DecodingKey::from_jwk(key).map_err(|_| StaffError::Untrusted("keys_unreadable"))?;
        let mut validation = Validation::new(header.alg);
        validation.set_issuer(&[known.metadata.issuer().as_str()]);
        validation.set_audience(&[&self.settings().client_id]);
        validation.set_required_spec_claims(&["iss", "aud"]);
        // By our own clock, below.
        validation.validate_exp = false;
        let token = jsonwebtoken::decode::<LogoutToken>(token, &key, &validation)
            .map_err(|_| StaffError::Untrusted("logout_token_not_good"))?;
        self.checked(token.claims)
    }

    fn checked(&self, claims: LogoutToken) -> Result<LogoutToken, StaffError> {
        let issued = Timestamp::from_second(claims.iat).unwrap_or(Timestamp::MIN);
        let now = self.now();
        if issued > now + LEEWAY || issued < now - GOOD_FOR {
            return Err(StaffError::Untrusted("logout_token_too_old"));
        }
        if claims.nonce.is_some() || !claims.events.contains_key(EVENT) {
            return Err(StaffError::Untrusted("no_logout_token"));
        }
        Ok(claims)
    }
}

/// Back-Channel Logout § 2.4: a token of another kind that happens to fit is none. Media types compare without regard to case
/// (RFC 7515 § 4.1.9).
fn is_logout_token(kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    matches!(kind.strip_prefix("application/").unwrap_or(&kind), "logout+jwt")
}

const UNKNOWN_KEY: &str = "logout_token_key_unknown";

const ALGORITHMS: [Algorithm; 9] = [
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::EdDSA,
];
