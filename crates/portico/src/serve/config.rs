//! The configuration file of `portico serve`. Paths in it are relative to its own folder.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use portico_oversight::rules::Change;
use portico_policy::ages::AgeTable;
use portico_portal::origin::{ForwardingHeader, Proxies};
use serde::{Deserialize, Deserializer};
use url::Url;

use super::faults::Faults;
pub use super::mail::MailConfig;
use super::safety;
use super::siem::Siem;
use super::staff::StaffConfig;
use super::tls::CertificateFiles;
use crate::data_folder::DataFolder;
use crate::storage::{self, PostgresUrl, Storage};

/// Everything that an installation decides.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub listen: Listen,
    pub storage: StorageConfig,
    pub record_system: RecordSystem,
    pub organization: Organization,
    /// The mail server. Default: none, and letters wait.
    pub mail: Option<MailConfig>,
    /// The identity provider of staff. Default: none, and staff cannot sign in.
    pub staff: Option<StaffConfig>,
    #[serde(default)]
    pub sessions: Sessions,
    #[serde(default)]
    pub siem: Siem,
    /// What is changed of the rules for alerts, by the name of the rule. Default: nothing.
    #[serde(default)]
    pub alerts: BTreeMap<String, Change>,
}

/// Where browsers come in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listen {
    /// Address and port. Default: `127.0.0.1:8080`.
    #[serde(default = "usual_address")]
    pub address: SocketAddr,
    /// The TLS certificate chain (PEM). Default: none, which is for loopback only.
    pub certificate: Option<PathBuf>,
    /// The certificate's private key (PEM, mode 600). Default: none.
    pub key: Option<PathBuf>,
    /// The reverse proxies in front of the portal, as addresses or networks such as `10.0.0.0/8`. They are believed when
    /// they say whom they speak for; nobody else is. Default: none.
    #[serde(default)]
    pub trusted_proxies: Vec<String>,
    /// The header in which they say it, `x-forwarded-for` or `forwarded`. They must write it themselves on every request.
    /// Default: `x-forwarded-for`.
    #[serde(default)]
    pub forwarding_header: Forwarding,
}

/// How proxies say whom they speak for.
#[derive(Default, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Forwarding {
    #[default]
    XForwardedFor,
    /// RFC 7239.
    Forwarded,
}

/// Where keys, tables and audit log are kept.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StorageConfig {
    /// The folder for keys, and for the databases if they are embedded.
    pub data_dir: PathBuf,
    /// The PostgreSQL database for tables and audit log, as
    /// `postgres://USER:PASSWORD@HOST/DATABASE?sslmode=verify-full`: over TLS, from a server whose certificate is checked, or
    /// by a socket or loopback. Default: none, which means encrypted SQLite files in `data_dir`.
    #[serde(default, deserialize_with = "optional_database")]
    pub database: Option<PostgresUrl>,
    /// The file of the key that wraps all other keys (mode 600); best on another disk than `data_dir`, and in another
    /// backup. It is made at the first start. Default: `keys/kek.json` in `data_dir`.
    pub key_encryption_key: Option<PathBuf>,
}

/// The FHIR R4 server that has the records, and how the portal signs in to it (SMART Backend Services).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordSystem {
    /// The FHIR base, such as `https://ehr.example.org/fhir/r4`.
    pub base_url: Url,
    /// Other FHIR bases by which the record system calls itself in links and references, such as its inner address behind a
    /// proxy that rewrites nothing. They mean `base_url` and are never asked. Default: none.
    #[serde(default)]
    pub aliases: Vec<Url>,
    /// The client id that the record system gave the portal.
    pub client_id: String,
    /// The private key (PEM, mode 600) whose public half the record system knows.
    pub key_file: PathBuf,
    /// The id (`kid`) under which the record system knows that key.
    pub key_id: String,
    /// `ES384` or `RS384`. Default: `ES384`.
    #[serde(default)]
    pub algorithm: Algorithm,
    /// The scopes to ask for; `system/Consent.cu` besides lets patients' choices be written back. Default: `system/*.rs`.
    #[serde(default = "usual_scope")]
    pub scope: String,
    /// Where tokens are given out. Default: as the record system's `.well-known/smart-configuration` says.
    pub token_url: Option<Url>,
    /// The longest wait for one answer, in seconds. Default: 10.
    #[serde(default = "usual_timeout")]
    pub timeout_seconds: u64,
    /// Tries after the first one, when it failed in passing. Default: 2.
    #[serde(default = "usual_retries")]
    pub retries: usize,
    /// The most requests a second, all together. Default: 500.
    #[serde(default = "usual_requests")]
    pub requests_per_second: NonZeroU32,
    /// The most requests a second for what nobody waits for yet. Default: 300.
    #[serde(default = "usual_warm_up")]
    pub warm_up_per_second: NonZeroU32,
}

/// How the portal signs its assertions (RFC 7518 § 3.1).
#[derive(Default, Clone, Copy, Deserialize)]
pub enum Algorithm {
    #[default]
    ES384,
    RS384,
}

/// Whose portal it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organization {
    /// The health system's name, as patients know it.
    pub name: String,
    /// The zone of the house, as an IANA name such as `America/New_York`: dates on pages are in it, and its day decides when
    /// somebody has a birthday.
    #[serde(deserialize_with = "zone")]
    pub zone: TimeZone,
    /// The dated table of what a minor's age leaves to a parent, by state. Default: the one that comes with Portico.
    pub age_table: Option<PathBuf>,
    /// Where people reach the portal, such as `https://portal.example.org`: letters lead there. With `https` cookies are for
    /// TLS alone, also where a proxy in front of the portal ends it. Default: none, which does without `[mail]` only.
    pub address: Option<Url>,
}

/// How long people stay signed in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sessions {
    /// A session ends when it was not used for so many minutes. Default: 15.
    pub idle_minutes: u32,
    /// A session ends after so many hours, however much it is used. Default: 12.
    pub absolute_hours: u32,
    /// For so many minutes after a factor was proved, factors may be changed. Default: 10.
    pub fresh_minutes: u32,
}

impl Config {
    /// Reads and checks `file`. An error names the line, or every setting that is not right, and what to write there.
    pub fn read(file: &Path) -> Result<Self> {
        let (config, faults) = Self::read_with_faults(file)?;
        faults.settle().with_context(|| file.display().to_string())?;
        Ok(config)
    }

    /// The same, with what is not right: for whoever goes on to look at the files that it names.
    pub fn read_with_faults(file: &Path) -> Result<(Self, Faults)> {
        let place = file.display();
        let text =
            std::fs::read_to_string(file).with_context(|| format!("--config: {place} cannot be read"))?;
        let mut config: Self = toml::from_str(&text).with_context(|| place.to_string())?;
        config.resolve(file.parent().unwrap_or(Path::new("")));
        let mut faults = Faults::default();
        config.check(&mut faults);
        safety::check(&config, file, &mut faults);
        Ok((config, faults))
    }

    /// Whether readers come over TLS: to the portal itself, or to a proxy in front of it that ends it.
    pub fn is_tls(&self) -> bool {
        let address = self.organization.address.as_ref();
        self.listen.tls().is_some() || address.is_some_and(|address| address.scheme() == "https")
    }

    pub fn storage(&self) -> Storage {
        let folder = DataFolder::at(&self.storage.data_dir);
        let mut storage = Storage::new(folder, self.storage.database.clone());
        if let Some(file) = &self.storage.key_encryption_key {
            storage.key_encryption_key.clone_from(file);
        }
        storage
    }

    fn resolve(&mut self, folder: &Path) {
        self.siem.resolve(folder);
        if let Some(staff) = &mut self.staff {
            staff.resolve(folder);
        }
        let paths = [&mut self.storage.data_dir, &mut self.record_system.key_file];
        let optional = [
            &mut self.listen.certificate,
            &mut self.listen.key,
            &mut self.storage.key_encryption_key,
            &mut self.organization.age_table,
        ];
        if let Some(file) = self.mail.as_mut().and_then(|mail| mail.password_file.as_mut()) {
            *file = folder.join(&*file);
        }
        for path in paths.into_iter().chain(optional.into_iter().flatten()) {
            *path = folder.join(&*path);
        }
    }

    fn check(&self, faults: &mut Faults) {
        self.listen.check(faults);
        self.record_system.check(faults);
        self.sessions.check(faults);
        if let Some(mail) = &self.mail {
            mail.check(faults);
        }
        if let Some(staff) = &self.staff {
            staff.check(faults);
        }
        faults.unless(
            self.staff.is_none() || self.organization.address.is_some(),
            "organization.address: write where people reach the portal; the identity provider sends staff back there",
        );
        faults.unless(
            self.mail.is_none() || self.organization.address.is_some(),
            "organization.address: write where people reach the portal; letters lead there",
        );
    }
}

impl Listen {
    /// The certificate, where readers come over TLS.
    pub fn tls(&self) -> Option<CertificateFiles> {
        let (certificate, key) = self.certificate.clone().zip(self.key.clone())?;
        Some(CertificateFiles { certificate, key })
    }

    /// The proxies in front of the portal.
    pub fn proxies(&self) -> Result<Proxies> {
        let header = match self.forwarding_header {
            Forwarding::XForwardedFor => ForwardingHeader::XForwardedFor,
            Forwarding::Forwarded => ForwardingHeader::Forwarded,
        };
        let proxies = Proxies::at(self.trusted_proxies.iter().map(String::as_str), header);
        proxies.context("listen.trusted_proxies")
    }

    fn check(&self, faults: &mut Faults) {
        faults.of(self.proxies());
        match (&self.certificate, &self.key) {
            (Some(_), None) => {
                faults.unless(false, "listen.key: name the file with the certificate's private key");
            }
            (None, Some(_)) => {
                faults.unless(false, "listen.certificate: name the file with the key's certificate chain");
            }
            (None, None) => faults.unless(
                self.address.ip().is_loopback(),
                format!(
                    "listen.address: {} is more than loopback, and there is no TLS: name listen.certificate and \
                     listen.key, or listen on 127.0.0.1",
                    self.address
                ),
            ),
            (Some(_), Some(_)) => {}
        }
    }
}

impl Sessions {
    fn check(&self, faults: &mut Faults) {
        faults.unless((1..=60).contains(&self.idle_minutes), "sessions.idle_minutes: write 1 to 60");
        faults.unless((1..=24).contains(&self.absolute_hours), "sessions.absolute_hours: write 1 to 24");
        faults.unless((1..=60).contains(&self.fresh_minutes), "sessions.fresh_minutes: write 1 to 60");
    }

    pub fn settings(&self, organization: &Organization) -> portico_account::Settings {
        portico_account::Settings {
            issuer: organization.name.clone(),
            house_words: organization.words(),
            idle: SignedDuration::from_mins(self.idle_minutes.into()),
            absolute: SignedDuration::from_hours(self.absolute_hours.into()),
            fresh: SignedDuration::from_mins(self.fresh_minutes.into()),
            ..portico_account::Settings::default()
        }
    }
}

impl Default for Sessions {
    fn default() -> Self {
        Self { idle_minutes: 15, absolute_hours: 12, fresh_minutes: 10 }
    }
}

impl Organization {
    /// What anybody knows of the house: no password may be made of it.
    fn words(&self) -> Vec<String> {
        let host = self.address.as_ref().and_then(Url::host_str).map(str::to_owned);
        [self.name.clone()].into_iter().chain(host).collect()
    }

    pub fn ages(&self) -> Result<AgeTable> {
        let Some(file) = &self.age_table else { return Ok(AgeTable::usual()) };
        let place = || format!("organization.age_table: {}", file.display());
        let text = std::fs::read_to_string(file).with_context(place)?;
        AgeTable::read(&text).with_context(place)
    }

    pub fn pages(&self, is_tls: bool, proxies: Proxies) -> portico_portal::settings::Settings {
        portico_portal::settings::Settings {
            organization: self.name.clone(),
            zone: self.zone.clone(),
            address: self
                .address
                .as_ref()
                .map_or_else(String::new, |url| url.as_str().trim_end_matches('/').to_owned()),
            is_tls,
            has_design_page: false,
            proxies,
            ..portico_portal::settings::Settings::default()
        }
    }
}

fn usual_address() -> SocketAddr {
    (IpAddr::V4(Ipv4Addr::LOCALHOST), 8080).into()
}

fn usual_scope() -> String {
    "system/*.rs".to_owned()
}

fn usual_timeout() -> u64 {
    10
}

fn usual_retries() -> usize {
    2
}

fn usual_requests() -> NonZeroU32 {
    portico_chart::Limits::default().all
}

fn usual_warm_up() -> NonZeroU32 {
    portico_chart::Limits::default().warm_up
}

fn optional_database<'de, D: Deserializer<'de>>(from: D) -> Result<Option<PostgresUrl>, D::Error> {
    let text = String::deserialize(from)?;
    storage::postgres_url(&text).map(Some).map_err(serde::de::Error::custom)
}

fn zone<'de, D: Deserializer<'de>>(from: D) -> Result<TimeZone, D::Error> {
    let name = String::deserialize(from)?;
    TimeZone::get(&name).map_err(|_| {
        serde::de::Error::custom(format!(
            "`{name}` is no time zone: write an IANA name such as America/New_York"
        ))
    })
}
