//! The public keys that a client has registered.

use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, DecodingKey};

use crate::config::ClientKeys;

/// Keys to check a signature with.
#[derive(Debug, Clone)]
pub enum VerifyingKeys {
    One(Algorithm, Box<DecodingKey>),
    Set(JwkSet),
}

/// The registered keys cannot be read, or are of a kind that the standard does not ask for.
#[derive(Debug, thiserror::Error)]
#[error("the public keys of client {0} are neither an RSA nor a P-384 key nor a set of such")]
pub struct InvalidKeys(pub String);

impl VerifyingKeys {
    pub fn read(client: &str, keys: &ClientKeys) -> Result<Self, InvalidKeys> {
        let invalid = || InvalidKeys(client.to_owned());
        match keys {
            ClientKeys::Jwks(text) => serde_json::from_str(text).map(Self::Set).map_err(|_| invalid()),
            ClientKeys::Pem(pem) => {
                let elliptic = DecodingKey::from_ec_pem(pem.as_bytes()).map(|key| (Algorithm::ES384, key));
                let rsa = || DecodingKey::from_rsa_pem(pem.as_bytes()).map(|key| (Algorithm::RS384, key));
                let (algorithm, key) = elliptic.or_else(|_| rsa()).map_err(|_| invalid())?;
                Ok(Self::One(algorithm, Box::new(key)))
            }
        }
    }

    /// The keys that may have signed a token of this algorithm and key id.
    pub fn candidates(&self, algorithm: Algorithm, key_id: Option<&str>) -> Vec<DecodingKey> {
        match self {
            Self::One(own, key) if *own == algorithm => vec![(**key).clone()],
            Self::One(..) => Vec::new(),
            Self::Set(set) => set
                .keys
                .iter()
                .filter(|key| key_id.is_none_or(|id| key.common.key_id.as_deref() == Some(id)))
                .filter_map(|key: &Jwk| DecodingKey::from_jwk(key).ok())
                .collect(),
        }
    }
}
