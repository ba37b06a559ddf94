use portico_audit::Entry;
use portico_vault::Vault;
use uuid::Uuid;

use super::record::Record;
use super::{Hec, SyslogTls};

/// Why a collector did not take entries. They are sent again.
#[derive(Debug, thiserror::Error)]
pub enum SiemError {
    #[error("the collector does not answer")]
    Unreachable(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error("the collector answered {0}")]
    Refused(u16),
    #[error("the collector cannot be used as it is set up")]
    SetUp(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Where entries are sent.
pub enum Collector {
    /// An HTTP event collector, in the shape of Splunk's.
    Hec(Hec),
    /// Syslog (RFC 5424) over TLS (RFC 5425).
    Syslog(SyslogTls),
}

impl Collector {
    /// The name of its cursor.
    pub(super) fn cursor(&self) -> &'static str {
        match self {
            Collector::Hec(_) => "siem-http",
            Collector::Syslog(_) => "siem-syslog",
        }
    }

    /// Sends entries in their order; succeeds when the collector has taken all of them.
    pub(super) async fn send(&self, log: Uuid, vault: &Vault, entries: &[Entry]) -> Result<(), SiemError> {
        let records: Vec<Record<'_>> = entries.iter().map(|entry| Record::of(log, vault, entry)).collect();
        match self {
            Collector::Hec(hec) => hec.send(&records).await,
            Collector::Syslog(syslog) => syslog.send(&records).await,
        }
    }
}
