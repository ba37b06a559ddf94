use serde::{Deserialize, Serialize};

/// Ways in which the provider's tokens lie. The default is an honest one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct IdpDials {
    /// The nonce of another sign-in.
    pub wrong_nonce: bool,
    /// Another issuer.
    pub wrong_issuer: bool,
    /// For another client.
    pub wrong_audience: bool,
    /// Over for an hour.
    pub expired: bool,
    /// Signed by a key that nobody published.
    pub unknown_key: bool,
    /// Signed by such a key under the name of a published one.
    pub forged_key: bool,
    /// Not signed at all.
    pub not_signed: bool,
    /// No second factor in `amr` and `acr`, whatever was proved.
    pub no_factor: bool,
    /// Factors were proved an hour ago, whatever was asked for.
    pub old_proof: bool,
    /// The same a day ago.
    pub very_old_proof: bool,
    /// Does not say when factors were proved.
    pub no_auth_time: bool,
    /// Names no place to sign out.
    pub no_way_out: bool,
    /// Nothing is answered but 503.
    pub down: bool,
}
