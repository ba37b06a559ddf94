use std::fmt;

use jiff::SignedDuration;
use portico_model::Role;
use secrecy::SecretString;
use url::Url;

/// The organisation's identity provider and directory, as an installation knows them.
#[derive(Clone)]
pub struct StaffSettings {
    /// The issuer, exactly as the provider writes it (OpenID Connect Discovery § 3).
    pub issuer: Url,
    pub client_id: String,
    pub client_key: ClientKey,
    /// Where the provider sends people back: the portal's `/staff/sign-in/callback`.
    pub redirect_uri: Url,
    /// Where the provider sends people back whose session it ended: the portal's `/staff/signed-out`.
    pub signed_out_uri: Url,
    /// Whether signing out here ends the session at the provider too, where it has a place for that. Default: true.
    pub signs_out_at_provider: bool,
    /// Sign-ins that may begin from one network address in a minute; a whole hospital may share one. Default: 300.
    pub sign_ins_per_minute: u32,
    /// Which group makes which role. The first that fits counts; whoever is in none of them is not let in.
    pub roles: Vec<(String, Role)>,
    /// Values of `acr` that stand for a factor that cannot be phished. Default: `phr`, `phrh`.
    pub phishing_resistant: Vec<String>,
    /// Values of `acr` that stand for two factors. Default: none; `amr` counts as well.
    pub two_factors: Vec<String>,
    /// Values of `amr` (RFC 8176) that stand for a second factor. Default: `mfa`, `otp`, `hwk`, `fido`, `sc`, `swk`, `pop`.
    pub second_factors: Vec<String>,
    /// Whether somebody whom provisioning did not announce gets an account at the first sign-in. Default: true.
    pub takes_unannounced: bool,
    /// What provisioning (SCIM) must present. Absent: there is no provisioning.
    pub provisioning_token: Option<SecretString>,
    /// How long broken glass opens a record. Default: 30 minutes.
    pub glass_lasts: SignedDuration,
    /// Records that one person may have open by broken glass at a time. Default: 3.
    pub most_glass_open: u32,
    /// How often one person may break the glass within an hour. Default: 6.
    pub most_glass_an_hour: u32,
    /// Whom to call where that is not enough: the privacy officer's number. Default: none.
    pub privacy_phone: Option<String>,
}

/// How the portal proves to the provider that it is the client.
#[derive(Clone)]
pub enum ClientKey {
    /// `client_secret_basic`.
    Secret(SecretString),
    /// `private_key_jwt` (OpenID Connect Core § 9): a P-256 key in PEM (PKCS #8), and its id.
    PrivateKey { pem: SecretString, key_id: String },
}

impl StaffSettings {
    /// With the defaults. `portal` is the portal's own public address.
    pub fn new(issuer: Url, client_id: impl Into<String>, client_key: ClientKey, portal: &Url) -> Self {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let redirect_uri = portal.join("/staff/sign-in/callback").expect("a path fits any address");
        Self {
            issuer,
            client_id: client_id.into(),
            client_key,
            redirect_uri,
            signed_out_uri: portal.join("/staff/signed-out").expect("a path fits any address"),
            signs_out_at_provider: true,
            sign_ins_per_minute: 300,
            roles: Vec::new(),
            phishing_resistant: words(&["phr", "phrh"]),
            two_factors: Vec::new(),
            second_factors: words(&["mfa", "otp", "hwk", "fido", "sc", "swk", "pop"]),
            takes_unannounced: true,
            provisioning_token: None,
            glass_lasts: SignedDuration::from_mins(30),
            most_glass_open: 3,
            most_glass_an_hour: 6,
            privacy_phone: None,
        }
    }
}

impl fmt::Debug for StaffSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StaffSettings").field("issuer", &self.issuer.as_str()).finish_non_exhaustive()
    }
}
