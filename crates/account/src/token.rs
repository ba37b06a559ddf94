use std::fmt;

use aws_lc_rs::{digest, rand};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use portico_store::TokenHash;
use zeroize::Zeroizing;

const LENGTH: usize = 32;

/// The secret that a browser holds for its session: 256 random bits that mean nothing. Only its hash is
/// kept. It does not print itself in `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken(Zeroizing<[u8; LENGTH]>);

impl SessionToken {
    pub(crate) fn new() -> Self {
        let mut bytes = Zeroizing::new([0; LENGTH]);
        rand::fill(bytes.as_mut()).expect("the system has randomness");
        Self(bytes)
    }

    /// `None` if `text` cannot be a token.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = Zeroizing::new([0; LENGTH]);
        let length = BASE64_URL_SAFE_NO_PAD.decode_slice(text, bytes.as_mut()).ok()?;
        (length == LENGTH).then_some(Self(bytes))
    }

    /// The 43 characters for the cookie.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE64_URL_SAFE_NO_PAD.encode(self.0.as_ref()))
    }

    pub(crate) fn hash(&self) -> TokenHash {
        let hash = digest::digest(&digest::SHA256, self.0.as_ref());
        hash.as_ref().try_into().expect("SHA-256 has 32 bytes")
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken(…)")
    }
}
