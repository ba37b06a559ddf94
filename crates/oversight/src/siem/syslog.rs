//! Syslog messages (RFC 5424) over TLS (RFC 5425): each behind its length in octets. The protocol has no receipts, so a
//! connection carries one batch and is then closed in order (RFC 5425 § 4.4): the other side's own close says that it has
//! read everything. A receiver that just vanishes gets the batch again.

use std::sync::Arc;
use std::time::Duration;

use portico_audit::Outcome;
use rustls::pki_types::{CertificateDer, ServerName, pem::PemObject};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use super::SiemError;
use super::record::Record;

const TIMEOUT: Duration = Duration::from_secs(20);
/// Log audit (RFC 5424 table 1).
const FACILITY: u8 = 13;

/// A receiver of syslog over TLS.
#[derive(Debug, Clone)]
pub struct SyslogTarget {
    pub host: String,
    /// By default 6514 (RFC 5425 § 4.1).
    pub port: u16,
    /// The certificates (PEM) of whoever certifies the receiver. No other is trusted.
    pub ca_pem: String,
    /// This machine, as messages name it.
    pub hostname: String,
}

/// The way to a receiver.
pub struct SyslogTls {
    target: SyslogTarget,
    server: ServerName<'static>,
    tls: TlsConnector,
}

impl SyslogTls {
    pub fn new(target: SyslogTarget) -> Result<Self, SiemError> {
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(target.ca_pem.as_bytes()) {
            let certificate = certificate.map_err(|error| SiemError::SetUp(error.to_string().into()))?;
            roots.add(certificate).map_err(|error| SiemError::SetUp(error.into()))?;
        }
        if roots.is_empty() {
            return Err(SiemError::SetUp("no certificate is in the file of the certifier".into()));
        }
        let server = ServerName::try_from(target.host.clone());
        let server = server.map_err(|error| SiemError::SetUp(error.into()))?;
        let config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
        Ok(Self { target, server, tls: TlsConnector::from(Arc::new(config)) })
    }

    pub(super) async fn send(&self, records: &[Record<'_>]) -> Result<(), SiemError> {
        let mut batch = Vec::with_capacity(records.len() * 768);
        for record in records {
            let message = self.message(record);
            batch.extend_from_slice(format!("{} ", message.len()).as_bytes());
            batch.extend_from_slice(message.as_bytes());
        }
        match tokio::time::timeout(TIMEOUT, self.deliver(&batch)).await {
            Ok(delivered) => delivered.map_err(|error| SiemError::Unreachable(error.into())),
            Err(late) => Err(SiemError::Unreachable(late.into())),
        }
    }

    async fn deliver(&self, batch: &[u8]) -> std::io::Result<()> {
        let socket = TcpStream::connect((self.target.host.as_str(), self.target.port)).await?;
        let mut stream = self.tls.connect(self.server.clone(), socket).await?;
        stream.write_all(batch).await?;
        stream.shutdown().await?;
        let mut rest = Vec::new();
        // Ends well only with the other side's close_notify, which comes after it has read ours.
        stream.read_to_end(&mut rest).await?;
        Ok(())
    }

    /// `<PRI>1 TIME HOST APP - MSGID - MSG`, where the message is JSON behind the mark of UTF-8.
    fn message(&self, record: &Record<'_>) -> String {
        let severity = match record.outcome {
            Outcome::Permitted => 6,
            Outcome::Refused => 5,
            Outcome::Failed => 4,
        };
        let priority = FACILITY * 8 + severity;
        let (host, action) = (&self.target.hostname, record.action.as_str());
        // MSGID has 32 characters at most.
        let action = &action[..action.len().min(32)];
        format!("<{priority}>1 {:.6} {host} portico - {action} - \u{feff}{}", record.at, record.json())
    }
}
