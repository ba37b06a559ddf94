//! A person that visitors of the demo can be.

use serde::{Deserialize, Serialize};

/// Somebody who can sign in to the demo's portal, and what they are a good example of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SamplePerson {
    pub role: String,
    pub name: String,
    pub email: String,
    pub password: String,
    /// The secret of the second factor, in base32 (RFC 6238: SHA-1, six digits, 30 seconds).
    pub totp_secret: String,
    /// The id of the person's own `Patient`; empty if they have none.
    pub patient: String,
    /// What this person is a good example of, in one sentence.
    pub about: String,
}
