//! Signed tree heads: what the log commits itself to, and what others keep to hold it to that.

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use portico_model::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::base64_bytes;
use crate::merkle::Hash;

/// The state of the log at one moment, signed (Ed25519, RFC 8032). As JSON it is the file that others keep:
/// `{log_id, size, root, timestamp, signature, public_key}`, bytes in base64.
///
/// Signed are, one after the other: the ASCII text `portico tree head 1`, the log id (16 bytes), the size (8,
/// big-endian), the time in microseconds since 1970 (8, big-endian) and the root (32).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TreeHead {
    pub log_id: Uuid,
    /// The number of entries.
    pub size: u64,
    pub root: Hash,
    /// In whole microseconds.
    pub timestamp: Timestamp,
    #[serde(with = "base64_bytes")]
    pub signature: [u8; 64],
    /// The Ed25519 key that the signature is to be checked with.
    #[serde(with = "base64_bytes")]
    pub public_key: [u8; 32],
}

impl TreeHead {
    pub(crate) fn sign(key: &Ed25519KeyPair, log_id: Uuid, size: u64, root: Hash, at: Timestamp) -> Self {
        let signature = key.sign(&signed_bytes(log_id, size, root, at));
        Self {
            log_id,
            size,
            root,
            timestamp: Timestamp::from_microsecond(at.as_microsecond()).expect("it was a time before"),
            signature: signature.as_ref().try_into().expect("an Ed25519 signature has 64 bytes"),
            public_key: public_key(key),
        }
    }

    /// Whether the signature is the one of `public_key` over this head. Whether that key is the log's is for the
    /// caller to know.
    pub fn is_signed(&self) -> bool {
        let message = signed_bytes(self.log_id, self.size, self.root, self.timestamp);
        UnparsedPublicKey::new(&ED25519, self.public_key).verify(&message, &self.signature).is_ok()
    }
}

/// The public half of a signing key.
pub(crate) fn public_key(key: &Ed25519KeyPair) -> [u8; 32] {
    key.public_key().as_ref().try_into().expect("an Ed25519 public key has 32 bytes")
}

fn signed_bytes(log_id: Uuid, size: u64, root: Hash, at: Timestamp) -> Vec<u8> {
    let mut bytes = b"portico tree head 1".to_vec();
    bytes.extend_from_slice(log_id.as_bytes());
    bytes.extend_from_slice(&size.to_be_bytes());
    bytes.extend_from_slice(&at.as_microsecond().to_be_bytes());
    bytes.extend_from_slice(&root.0);
    bytes
}
