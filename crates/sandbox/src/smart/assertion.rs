//! The signed statement by which a client says who it is (RFC 7523; SMART App Launch 2.2, `private_key_jwt`).

use jiff::Timestamp;
use jsonwebtoken::{Algorithm, Validation, decode, decode_header};
use serde::Deserialize;
use serde_json::Value;

use super::keys::VerifyingKeys;

/// The longest that an assertion may be good for, in seconds.
const LONGEST: i64 = 300;

#[derive(Debug, Deserialize)]
pub struct Assertion {
    pub iss: String,
    pub sub: String,
    aud: Value,
    pub exp: i64,
    pub jti: String,
}

impl Assertion {
    /// Who says it, before anything is believed.
    pub fn claimed_client(text: &str) -> Option<String> {
        let claims = jsonwebtoken::dangerous::insecure_decode::<Assertion>(text).ok()?.claims;
        Some(claims.iss)
    }

    /// Checks signature, audience, subject and times.
    ///
    /// # Errors
    /// A sentence for the client's developer; it repeats nothing of the assertion.
    pub fn verify(
        text: &str,
        keys: &VerifyingKeys,
        audience: &str,
        now: Timestamp,
    ) -> Result<Self, &'static str> {
        let header = decode_header(text).map_err(|_| "the assertion is no signed JWT")?;
        if !matches!(header.alg, Algorithm::ES384 | Algorithm::RS384) {
            return Err("the assertion must be signed with ES384 or RS384");
        }
        let mut only_signature = Validation::new(header.alg);
        only_signature.required_spec_claims.clear();
        only_signature.validate_exp = false;
        only_signature.validate_aud = false;
        let assertion = keys
            .candidates(header.alg, header.kid.as_deref())
            .iter()
            .find_map(|key| decode::<Assertion>(text, key, &only_signature).ok())
            .ok_or("no registered key signed this assertion")?
            .claims;
        assertion.check(audience, now.as_second())?;
        Ok(assertion)
    }

    fn check(&self, audience: &str, now: i64) -> Result<(), &'static str> {
        if self.iss != self.sub {
            return Err("iss and sub must both be the client's id");
        }
        let is_meant = match &self.aud {
            Value::Array(all) => all.iter().any(|one| one == audience),
            one => one == audience,
        };
        if !is_meant {
            return Err("aud must be the address of this token endpoint");
        }
        if self.exp <= now {
            return Err("the assertion has expired");
        }
        if self.exp > now + LONGEST {
            return Err("the assertion is good for more than five minutes");
        }
        if self.jti.is_empty() { Err("jti is missing") } else { Ok(()) }
    }
}
