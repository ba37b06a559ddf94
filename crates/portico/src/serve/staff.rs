//! The identity provider of staff, as the configuration names it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use jiff::SignedDuration;
use portico_account::staff::{ClientKey, StaffSettings};
use portico_account::{ExposeSecret, SecretString};
use portico_model::Role;
use serde::Deserialize;
use url::Url;

use super::faults::Faults;
use super::record_system::is_safe;
use crate::files;

/// Who says who works here (OpenID Connect), and who announces it (SCIM). Without it there is no sign-in for staff.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffConfig {
    /// The issuer, as the provider's discovery document has it. https only, or loopback.
    pub issuer: Url,
    /// The client id that the provider gave the portal.
    pub client_id: String,
    /// The file with the client's secret (mode 600). Default: none, which needs `key_file`.
    pub client_secret_file: Option<PathBuf>,
    /// The file with the client's private key (P-256, PEM, mode 600), for `private_key_jwt`. Default: none.
    pub key_file: Option<PathBuf>,
    /// The id (kid) of that key at the provider. Default: none.
    pub key_id: Option<String>,
    /// Which group of the directory has which role; the first that fits counts, and whoever is in none is not let in.
    pub roles: Vec<GroupRole>,
    /// Values of `acr` for factors that cannot be phished. Default: `phr`, `phrh`.
    pub phishing_resistant: Option<Vec<String>>,
    /// Values of `acr` for two factors. Default: none.
    pub two_factors: Option<Vec<String>>,
    /// Values of `amr` that stand for a second factor. Default: `mfa`, `otp`, `hwk`, `fido`, `sc`, `swk`, `pop`.
    pub second_factors: Option<Vec<String>>,
    /// Whether somebody whom SCIM did not announce may sign in. Default: true.
    #[serde(default = "usual")]
    pub takes_unannounced: bool,
    /// The file with the token that SCIM must show (mode 600). Default: none, and there is no SCIM.
    pub scim_token_file: Option<PathBuf>,
    /// Whether signing out here ends the session at the provider too, where it has a place for that. Default: true.
    #[serde(default = "usual")]
    pub signs_out_at_provider: bool,
    /// Sign-ins that may begin from one network address in a minute; a whole hospital may share one. Default: 300.
    #[serde(default = "usual_sign_ins")]
    pub sign_ins_per_minute: u32,
    /// How long broken glass opens a record, in minutes. Default: 30.
    #[serde(default = "usual_minutes")]
    pub break_glass_minutes: u32,
    /// Records that one person may have open by broken glass at a time. Default: 3.
    #[serde(default = "usual_open")]
    pub break_glass_open: u32,
    /// How often one person may break the glass within an hour. Default: 6.
    #[serde(default = "usual_an_hour")]
    pub break_glass_an_hour: u32,
    /// The privacy officer's telephone number, for whoever needs more than that. Default: none.
    pub privacy_phone: Option<String>,
}

/// Characters of a SCIM token at least.
const SHORTEST_TOKEN: usize = 20;
/// What no provider means by a second factor: what somebody knows, and what is guessed about them (RFC 8176 § 2).
const FIRST_FACTORS: [&str; 6] = ["pwd", "pin", "kba", "rba", "wia", "user"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupRole {
    pub group: String,
    pub role: StaffRole,
}

/// The roles that a directory may give.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffRole {
    Clinician,
    Scheduler,
    Support,
    Administrator,
    PrivacyOfficer,
}

impl StaffConfig {
    pub fn resolve(&mut self, folder: &Path) {
        let files = [&mut self.client_secret_file, &mut self.key_file, &mut self.scim_token_file];
        for file in files.into_iter().flatten() {
            *file = folder.join(&*file);
        }
    }

    pub fn check(&self, faults: &mut Faults) {
        faults.unless(is_safe(&self.issuer), "staff.issuer: https only, or loopback");
        faults.unless(
            self.client_secret_file.is_some() != self.key_file.is_some(),
            "staff.client_secret_file or staff.key_file: name one of them",
        );
        faults.unless(
            self.key_file.is_some() == self.key_id.is_some(),
            "staff.key_id: name the key of staff.key_file as the provider knows it",
        );
        faults.unless(!self.roles.is_empty(), "staff.roles: name at least one group and its role");
        faults.unless(
            (1..=100_000).contains(&self.sign_ins_per_minute),
            "staff.sign_ins_per_minute: write 1 to 100000",
        );
        faults.unless(
            self.roles.iter().all(|own| !own.group.trim().is_empty()),
            "staff.roles: name each group; an empty name is everybody's",
        );
        faults.unless(!self.client_id.trim().is_empty(), "staff.client_id: write it; it is empty");
        self.check_factors(faults);
        faults.unless((1..=10).contains(&self.break_glass_open), "staff.break_glass_open: write 1 to 10");
        faults
            .unless((1..=30).contains(&self.break_glass_an_hour), "staff.break_glass_an_hour: write 1 to 30");
        faults.unless(
            (1..=240).contains(&self.break_glass_minutes),
            "staff.break_glass_minutes: write 1 to 240",
        );
    }

    /// What counts as a second factor is one.
    fn check_factors(&self, faults: &mut Faults) {
        let none = |values: &Option<Vec<String>>| values.as_ref().is_some_and(Vec::is_empty);
        let two = self.two_factors.as_ref().is_none_or(Vec::is_empty);
        faults.unless(
            !(none(&self.phishing_resistant) && none(&self.second_factors) && two),
            "staff.second_factors: name at least one value there, in two_factors or in phishing_resistant; nobody gets in",
        );
        let second = self.second_factors.iter().flatten();
        faults.unless(
            second.clone().all(|value| !FIRST_FACTORS.contains(&value.as_str()) && !value.trim().is_empty()),
            format!("staff.second_factors: none of {} is a second factor", FIRST_FACTORS.join(", ")),
        );
        let acr = self.two_factors.iter().chain(&self.phishing_resistant).flatten();
        faults.unless(
            acr.clone().all(|value| !matches!(value.trim(), "" | "0")),
            "staff.two_factors and staff.phishing_resistant: `0` and nothing stand for no factor at all",
        );
    }

    /// Reads the files. `portal` is where people reach the portal.
    pub fn settings(&self, portal: &Url) -> Result<StaffSettings> {
        let usual = StaffSettings::new(self.issuer.clone(), &self.client_id, self.client_key()?, portal);
        let token = self.scim_token_file.as_deref().map(scim_token).transpose();
        Ok(StaffSettings {
            roles: self.roles.iter().map(|own| (own.group.clone(), own.role.into())).collect(),
            phishing_resistant: self.phishing_resistant.clone().unwrap_or(usual.phishing_resistant),
            two_factors: self.two_factors.clone().unwrap_or(usual.two_factors),
            second_factors: self.second_factors.clone().unwrap_or(usual.second_factors),
            takes_unannounced: self.takes_unannounced,
            signs_out_at_provider: self.signs_out_at_provider,
            sign_ins_per_minute: self.sign_ins_per_minute,
            provisioning_token: token.context("staff.scim_token_file")?,
            glass_lasts: SignedDuration::from_mins(self.break_glass_minutes.into()),
            most_glass_open: self.break_glass_open,
            most_glass_an_hour: self.break_glass_an_hour,
            privacy_phone: self.privacy_phone.clone().filter(|phone| !phone.trim().is_empty()),
            ..usual
        })
    }

    fn client_key(&self) -> Result<ClientKey> {
        if let Some(file) = &self.client_secret_file {
            return Ok(ClientKey::Secret(secret(file).context("staff.client_secret_file")?));
        }
        let file = self.key_file.as_deref().context("staff.key_file")?;
        let pem = secret(file).context("staff.key_file")?;
        Ok(ClientKey::PrivateKey { pem, key_id: self.key_id.clone().unwrap_or_default() })
    }
}

/// Whoever has it makes and removes accounts of staff: it is not to be guessed.
fn scim_token(file: &Path) -> Result<SecretString> {
    let token = secret(file)?;
    let is_long = token.expose_secret().chars().count() >= SHORTEST_TOKEN;
    ensure!(is_long, "{} is guessable: write {SHORTEST_TOKEN} characters or more, by chance", file.display());
    Ok(token)
}

fn secret(file: &Path) -> Result<SecretString> {
    Ok(files::read_secret(file)?.trim().to_owned().into())
}

fn usual() -> bool {
    true
}

fn usual_sign_ins() -> u32 {
    300
}

fn usual_minutes() -> u32 {
    30
}

fn usual_open() -> u32 {
    3
}

fn usual_an_hour() -> u32 {
    6
}

impl From<StaffRole> for Role {
    fn from(role: StaffRole) -> Self {
        match role {
            StaffRole::Clinician => Role::Clinician,
            StaffRole::Scheduler => Role::Scheduler,
            StaffRole::Support => Role::Support,
            StaffRole::Administrator => Role::Administrator,
            StaffRole::PrivacyOfficer => Role::PrivacyOfficer,
        }
    }
}
