//! A receiver of syslog over TLS (RFC 5425) with a certificate of its own making.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use rcgen::CertifiedKey;
use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs::default_provider;
use rustls::pki_types::PrivateKeyDer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

use super::Taken;

/// The longest batch taken, in bytes.
const LONGEST: u64 = 64 * 1024 * 1024;

/// A receiver that listens; it stops when this is dropped.
#[derive(Debug)]
pub struct SyslogServer {
    pub address: SocketAddr,
    /// By which senders know it: it certifies itself, as `localhost`.
    pub ca_pem: String,
    listening: JoinHandle<()>,
}

impl SyslogServer {
    pub async fn start(taken: Taken) -> io::Result<Self> {
        let CertifiedKey { cert, signing_key } =
            rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).map_err(io::Error::other)?;
        let key = PrivateKeyDer::try_from(signing_key.serialize_der()).map_err(io::Error::other)?;
        let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(io::Error::other)?
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)
            .map_err(io::Error::other)?;
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let listening = tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                tokio::spawn(receive(acceptor.clone(), socket, taken.clone()));
            }
        });
        Ok(Self { address, ca_pem: cert.pem(), listening })
    }
}

impl Drop for SyslogServer {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// Reads a batch to its end; the orderly close says that it was taken.
async fn receive(acceptor: TlsAcceptor, socket: TcpStream, taken: Taken) {
    let Ok(stream) = acceptor.accept(socket).await else { return };
    let mut stream = stream.take(LONGEST);
    let mut batch = Vec::new();
    if stream.read_to_end(&mut batch).await.is_err() {
        return;
    }
    let Some(lines) = messages(&batch) else { return };
    if taken.take(&lines, |taken| &mut taken.by_syslog) {
        // The sender may be gone; it then sends again.
        let _ = stream.get_mut().shutdown().await;
    }
}

/// The messages of a batch, each behind its length in octets.
fn messages(mut batch: &[u8]) -> Option<Vec<&str>> {
    let mut found = Vec::new();
    while !batch.is_empty() {
        let space = batch.iter().position(|byte| *byte == b' ')?;
        let length: usize = std::str::from_utf8(&batch[..space]).ok()?.parse().ok()?;
        let (message, rest) = batch[space + 1..].split_at_checked(length)?;
        found.push(std::str::from_utf8(message).ok()?);
        batch = rest;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::messages;

    #[test]
    fn a_batch_is_read_by_its_lengths() {
        assert_eq!(messages(b"3 a b2 cd"), Some(vec!["a b", "cd"]));
        assert_eq!(messages(b""), Some(Vec::new()));
        for broken in [&b"5 abc"[..], b"abc", b"x abc"] {
            assert_eq!(messages(broken), None);
        }
    }
}
