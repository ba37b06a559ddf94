//! Where the audit log is sent as it grows, and when it alerts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use portico_account::SecretString;
use portico_oversight::rules::{Change, Rules};
use portico_oversight::siem::{Collector, Hec, SyslogTarget, SyslogTls};
use serde::Deserialize;
use url::Url;

use super::record_system::is_safe;
use crate::files;

/// Collectors of security events. Patients go by pseudonyms there.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Siem {
    /// An HTTP event collector, in the shape of Splunk's. Default: none.
    pub http: Option<HttpCollector>,
    /// A receiver of syslog (RFC 5424) over TLS (RFC 5425). Default: none.
    pub syslog: Option<SyslogReceiver>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HttpCollector {
    /// The whole address, such as `https://siem.example.org:8088/services/collector/event`. https only, or loopback.
    pub url: Url,
    /// The file with the token (mode 600).
    pub token_file: PathBuf,
    /// The index to write to. Default: as the collector decides.
    pub index: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SyslogReceiver {
    /// The receiver, by the name in its certificate.
    pub host: String,
    /// Its port. Default: 6514.
    #[serde(default = "usual_port")]
    pub port: u16,
    /// The certificates (PEM) of whoever certifies the receiver. No other is trusted.
    pub ca_file: PathBuf,
    /// What messages call this machine. Default: `portico`.
    #[serde(default = "usual_hostname")]
    pub hostname: String,
}

impl Siem {
    pub fn resolve(&mut self, folder: &Path) {
        let token = self.http.as_mut().map(|http| &mut http.token_file);
        let ca = self.syslog.as_mut().map(|syslog| &mut syslog.ca_file);
        for path in token.into_iter().chain(ca) {
            *path = folder.join(&*path);
        }
    }

    pub fn collectors(&self) -> Result<Vec<Collector>> {
        let http = self.http.as_ref().map(HttpCollector::collector).transpose()?;
        let syslog = self.syslog.as_ref().map(SyslogReceiver::collector).transpose()?;
        Ok(http.into_iter().chain(syslog).collect())
    }
}

impl HttpCollector {
    fn collector(&self) -> Result<Collector> {
        ensure!(
            is_safe(&self.url),
            "siem.http.url: who did what travels over https:// only (http:// for loopback)"
        );
        let token = files::read_secret(&self.token_file).context("siem.http.token_file")?;
        let token = SecretString::from(token.trim().to_owned());
        let hec = Hec::new(self.url.clone(), token, self.index.clone()).context("siem.http")?;
        Ok(Collector::Hec(hec))
    }
}

impl SyslogReceiver {
    fn collector(&self) -> Result<Collector> {
        let is_name = |c: char| c.is_ascii_graphic();
        ensure!(
            !self.hostname.is_empty() && self.hostname.len() <= 255 && self.hostname.chars().all(is_name),
            "siem.syslog.hostname: write a name without blanks"
        );
        let unreadable = || format!("siem.syslog.ca_file: {} cannot be read", self.ca_file.display());
        let ca_pem = std::fs::read_to_string(&self.ca_file).with_context(unreadable)?;
        let (host, port, hostname) = (self.host.clone(), self.port, self.hostname.clone());
        let syslog = SyslogTls::new(SyslogTarget { host, port, ca_pem, hostname }).context("siem.syslog")?;
        Ok(Collector::Syslog(syslog))
    }
}

/// The rules for alerts with what the installation changes of them.
pub fn rules(changes: &BTreeMap<String, Change>) -> Result<Rules> {
    Rules::usual().changed(changes).context("alerts")
}

fn usual_port() -> u16 {
    6514
}

fn usual_hostname() -> String {
    "portico".to_owned()
}
