//! The mail server as the configuration names it.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use portico_desk::{Protection, Smtp};
use serde::Deserialize;

use super::faults::Faults;
use crate::files;

/// The server that letters to patients and staff are handed to. Without it they wait.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailConfig {
    /// The server's name, such as `email-smtp.us-east-1.amazonaws.com`.
    pub host: String,
    /// Its port. Default: 587.
    #[serde(default = "usual_port")]
    pub port: u16,
    /// `start-tls`, `tls` (from the first byte, usually port 465), or `none` (for loopback only). Default: `start-tls`.
    #[serde(default)]
    pub protection: ProtectionConfig,
    /// In whose name letters go, such as `Riverside Health <portal@riverside.example>`.
    pub from: String,
    /// The name to sign in with. Default: none.
    pub user: Option<String>,
    /// The file with the password (mode 600). Default: none.
    pub password_file: Option<PathBuf>,
    /// The longest wait for one letter, in seconds. Default: 30.
    #[serde(default = "usual_timeout")]
    pub timeout_seconds: u64,
}

#[derive(Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProtectionConfig {
    #[default]
    StartTls,
    Tls,
    None,
}

impl MailConfig {
    pub fn check(&self, faults: &mut Faults) {
        let is_loopback = matches!(self.host.as_str(), "localhost" | "127.0.0.1" | "::1");
        faults.unless(
            self.protection != ProtectionConfig::None || is_loopback,
            "mail.protection: letters travel over TLS only (none for loopback)",
        );
        faults.unless(
            self.user.is_some() == self.password_file.is_some(),
            "mail.user and mail.password_file: name both, or neither",
        );
        faults.unless(
            !self.host.trim().is_empty() && self.port != 0,
            "mail.host and mail.port: name the mail server",
        );
        faults.unless(self.from.contains('@'), "mail.from: write in whose name letters go, with an address");
        faults.unless(
            self.user.as_ref().is_none_or(|user| !user.trim().is_empty()),
            "mail.user: write the name, or leave it out",
        );
        faults.unless((1..=120).contains(&self.timeout_seconds), "mail.timeout_seconds: write 1 to 120");
    }

    /// Reads the password file.
    pub fn smtp(&self) -> Result<Smtp> {
        let password = self.password_file.as_deref().map(files::read_secret).transpose();
        let password = password.context("mail.password_file")?;
        let user = self.user.clone().zip(password.map(|text| text.trim().to_owned().into()));
        Ok(Smtp {
            host: self.host.clone(),
            port: self.port,
            protection: match self.protection {
                ProtectionConfig::StartTls => Protection::StartTls,
                ProtectionConfig::Tls => Protection::Tls,
                ProtectionConfig::None => Protection::None,
            },
            from: self.from.clone(),
            user,
            timeout: Duration::from_secs(self.timeout_seconds),
        })
    }
}

fn usual_port() -> u16 {
    587
}

fn usual_timeout() -> u64 {
    30
}
