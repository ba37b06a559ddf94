//! What a configuration may say and must not, because somebody else could then read, pretend or guess.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use url::Url;

use super::config::{Config, Organization, RecordSystem};
use super::faults::Faults;
use super::record_system::is_safe;

/// Notes what is not safe. `file` is the configuration itself.
pub fn check(config: &Config, file: &Path, faults: &mut Faults) {
    check_file(config, file, faults);
    check_database(config, faults);
    check_proxies(config, faults);
    config.organization.check(faults);
    check_addresses(config, faults);
}

fn check_file(config: &Config, file: &Path, faults: &mut Faults) {
    let place = file.display();
    let Ok(meta) = std::fs::metadata(file) else { return };
    let mode = meta.permissions().mode();
    faults.unless(
        mode & 0o002 == 0,
        format!("--config: {place} may be changed by anybody: run `chmod o-w {place}`"),
    );
    let has_password = config.storage.database.as_ref().is_some_and(|database| database.has_password());
    faults.unless(
        !has_password || mode & 0o077 == 0,
        format!(
            "storage.database: it holds a password, and {place} may be read by others (mode {:03o}): run `chmod 600 {place}`",
            mode & 0o777
        ),
    );
}

fn check_database(config: &Config, faults: &mut Faults) {
    let Some(database) = &config.storage.database else { return };
    faults.unless(
        database.is_safe(),
        "storage.database: records travel over TLS to a server that is known only: write ?sslmode=verify-full \
         (and &sslrootcert=FILE for a house's own authority), or use a socket or loopback",
    );
}

fn check_proxies(config: &Config, faults: &mut Faults) {
    let Ok(proxies) = config.listen.proxies() else { return };
    faults.unless(
        !proxies.is_too_wide(),
        "listen.trusted_proxies: these networks are a large part of the Internet, and everybody in them could make up \
         where a request comes from: name the proxies alone, such as 10.0.0.0/8",
    );
    faults.unless(
        config.listen.trusted_proxies.is_empty() || config.organization.address.is_some(),
        "organization.address: write where people reach the proxy of listen.trusted_proxies; without it cookies do not \
         know that they are for TLS alone",
    );
}

impl Organization {
    fn check(&self, faults: &mut Faults) {
        faults.unless(!self.name.trim().is_empty(), "organization.name: write the health system's name");
        let Some(address) = &self.address else { return };
        faults.unless(
            is_safe(address),
            "organization.address: people come over https:// only (http:// for loopback)",
        );
        let is_plain = matches!(address.path(), "" | "/") && is_bare(address);
        faults.unless(
            is_plain,
            "organization.address: write scheme, host and port only, such as https://portal.example.org",
        );
    }
}

/// No address carries a name, a password or more than a place.
fn check_addresses(config: &Config, faults: &mut Faults) {
    let RecordSystem { base_url, token_url, .. } = &config.record_system;
    let issuer = config.staff.as_ref().map(|staff| &staff.issuer);
    let siem = config.siem.http.as_ref().map(|http| &http.url);
    for (place, url) in [
        ("record_system.base_url", Some(base_url)),
        ("record_system.token_url", token_url.as_ref()),
        ("staff.issuer", issuer),
        ("siem.http.url", siem),
    ] {
        faults.unless(
            url.is_none_or(is_bare),
            format!("{place}: write it without name, password, `?` and `#`: they would be sent and logged in the open"),
        );
    }
}

fn is_bare(url: &Url) -> bool {
    url.username().is_empty() && url.password().is_none() && url.query().is_none() && url.fragment().is_none()
}
