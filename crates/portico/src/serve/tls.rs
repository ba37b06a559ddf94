//! TLS 1.3 and nothing older (RFC 8446), with a certificate that may be renewed while the portal runs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use axum_server::tls_rustls::RustlsConfig;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::version::TLS13;

use crate::files;

/// Where the certificate chain and its private key lie, in PEM.
#[derive(Debug, Clone)]
pub struct CertificateFiles {
    pub certificate: PathBuf,
    pub key: PathBuf,
}

/// A certificate at work, and where newer ones appear.
#[derive(Clone)]
pub struct Tls {
    pub files: CertificateFiles,
    pub config: RustlsConfig,
}

impl Tls {
    pub fn read(files: CertificateFiles) -> Result<Self> {
        let config = RustlsConfig::from_config(Arc::new(server_config(&files)?));
        Ok(Self { files, config })
    }

    /// Reads the files again. New connections get the new certificate.
    pub fn renew(&self) -> Result<()> {
        self.config.reload_from_config(Arc::new(server_config(&self.files)?));
        Ok(())
    }
}

fn server_config(files: &CertificateFiles) -> Result<ServerConfig> {
    let chain = chain(&files.certificate)?;
    let key = files::read_secret(&files.key).context("listen.key")?;
    let key = PrivateKeyDer::from_pem_slice(key.as_bytes())
        .with_context(|| format!("listen.key: {} is no private key in PEM", files.key.display()))?;
    let mut config = ServerConfig::builder_with_protocol_versions(&[&TLS13])
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .context("listen.certificate and listen.key do not belong together")?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

fn chain(file: &Path) -> Result<Vec<CertificateDer<'static>>> {
    let unreadable = || format!("listen.certificate: {} is no certificate chain in PEM", file.display());
    let chain = CertificateDer::pem_file_iter(file).with_context(unreadable)?;
    let chain: Vec<_> = chain.collect::<Result<_, _>>().with_context(unreadable)?;
    anyhow::ensure!(!chain.is_empty(), unreadable());
    Ok(chain)
}
