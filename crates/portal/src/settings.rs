//! What an installation decides about its pages.

use std::time::Duration;

use jiff::tz::TimeZone;

use crate::origin::Proxies;

/// How the portal presents itself.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The health system's name, as patients know it. Default: "Riverside Health".
    pub organization: String,
    /// The zone of the house: dates on pages are in it, and its day decides when somebody has a birthday. Default: America/New_York.
    pub zone: TimeZone,
    /// Whether readers come over TLS: cookies are `__Host-` and `Secure`, and HSTS is sent. Default: true; false
    /// only for plain HTTP on loopback.
    pub is_tls: bool,
    /// Where readers reach the portal, such as `https://portal.example.org`, without a slash at the end: letters lead there.
    /// Default: `http://localhost`.
    pub address: String,
    /// Whether the style page at `/design` is served. Default: false.
    pub has_design_page: bool,
    /// The reverse proxies in front of the portal. Default: none.
    pub proxies: Proxies,
    /// The longest time for one answer. Default: 30 s.
    pub answer_within: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            organization: "Riverside Health".to_owned(),
            zone: TimeZone::get("America/New_York").unwrap_or(TimeZone::UTC),
            is_tls: true,
            address: "http://localhost".to_owned(),
            has_design_page: false,
            proxies: Proxies::default(),
            answer_within: Duration::from_secs(30),
        }
    }
}

impl Settings {
    /// The name of the cookie that keeps the page to go back to after sign-in.
    pub fn way_back_cookie(&self) -> &'static str {
        if self.is_tls { "__Host-portico-way-back" } else { "portico-way-back" }
    }

    /// The name of the session cookie. The `__Host-` prefix (RFC 6265bis § 4.1.3.2) needs TLS.
    pub fn session_cookie(&self) -> &'static str {
        if self.is_tls { "__Host-portico-session" } else { "portico-session" }
    }

    /// The name of the cookie that remembers a language before anybody is signed in.
    pub fn language_cookie(&self) -> &'static str {
        if self.is_tls { "__Host-portico-language" } else { "portico-language" }
    }

    /// The name of the cookie of staff: somebody may be a patient and a clinician in one browser.
    pub fn staff_cookie(&self) -> &'static str {
        if self.is_tls { "__Host-portico-staff" } else { "portico-staff" }
    }
}
