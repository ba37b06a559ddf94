//! The record system as the configuration names it.

use std::time::Duration;

use anyhow::{Context, Result};
use portico_chart::{Auth, Endpoint, Limits};
use url::{Host, Url};

use super::config::{Algorithm, RecordSystem};
use super::faults::Faults;
use crate::files;

impl RecordSystem {
    /// Reads the key file.
    pub fn endpoint(&self) -> Result<Endpoint> {
        let key = files::read_secret(&self.key_file).context("record_system.key_file")?;
        Ok(Endpoint {
            auth: Auth::BackendServices {
                client_id: self.client_id.clone(),
                token_url: self.token_url.clone(),
                key_pem: key.into(),
                key_id: self.key_id.clone(),
                algorithm: match self.algorithm {
                    Algorithm::ES384 => portico_chart::Algorithm::ES384,
                    Algorithm::RS384 => portico_chart::Algorithm::RS384,
                },
                scope: self.scope.clone(),
            },
            timeout: Duration::from_secs(self.timeout_seconds),
            retries: self.retries,
            aliases: self.aliases.clone(),
            ..Endpoint::at(self.base_url.clone())
        })
    }

    pub fn limits(&self) -> Limits {
        Limits { all: self.requests_per_second, warm_up: self.warm_up_per_second, ..Limits::default() }
    }

    pub fn check(&self, faults: &mut Faults) {
        faults.unless(
            (1..=120).contains(&self.timeout_seconds),
            "record_system.timeout_seconds: write 1 to 120",
        );
        faults.unless(self.retries <= 5, "record_system.retries: write 0 to 5");
        faults.unless(
            self.warm_up_per_second <= self.requests_per_second,
            format!(
                "record_system.warm_up_per_second: write at most requests_per_second ({})",
                self.requests_per_second
            ),
        );
        faults.unless(
            self.requests_per_second.get() <= 10_000,
            "record_system.requests_per_second: write 1 to 10000; more would take the record system down",
        );
        for (setting, text) in
            [("client_id", &self.client_id), ("key_id", &self.key_id), ("scope", &self.scope)]
        {
            faults.unless(!text.trim().is_empty(), format!("record_system.{setting}: write it; it is empty"));
        }
        for (setting, url) in [("base_url", Some(&self.base_url)), ("token_url", self.token_url.as_ref())] {
            faults.unless(
                url.is_none_or(is_safe),
                format!("record_system.{setting}: records travel over https:// only (http:// for loopback)"),
            );
        }
        let is_base = |url: &Url| {
            matches!(url.scheme(), "http" | "https") && url.query().is_none() && url.fragment().is_none()
        };
        faults.unless(
            self.aliases.iter().all(is_base),
            "record_system.aliases: write FHIR bases, such as http://ehr-inner:8080/fhir",
        );
    }
}

/// Whether what is sent there stays between two machines.
pub(super) fn is_safe(url: &Url) -> bool {
    let is_loopback = match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    url.scheme() == "https" || url.scheme() == "http" && is_loopback
}
