//! The key pair (P-384) by which the portal signs in to the record system next door, as it would to a real one.

use std::path::Path;

use anyhow::{Context, Result, anyhow};
use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::signature::{ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::prelude::{BASE64_STANDARD, Engine};
use portico_chart::{Algorithm, Auth};

use crate::files;

/// As the record system knows the portal.
pub const CLIENT_ID: &str = "portico";
const KEY_ID: &str = "portico-demo";

pub struct ClientKey {
    private_pem: String,
    /// `BEGIN PUBLIC KEY` (RFC 7468 § 13).
    pub public_pem: String,
}

/// The key of the file `path`, which is made at the first start.
pub fn open(path: &Path) -> Result<ClientKey> {
    if !path.exists() {
        path.parent().map_or(Ok(()), files::make_private_folder)?;
        files::write_private(path, new_key()?.as_bytes())?;
    }
    let private_pem = files::read_secret(path)?;
    let public_pem = public_half(&private_pem).with_context(|| {
        format!("{} is no key of a demo: remove it, and a new one is made", path.display())
    })?;
    Ok(ClientKey { private_pem, public_pem })
}

impl ClientKey {
    pub fn auth(&self) -> Auth {
        Auth::BackendServices {
            client_id: CLIENT_ID.to_owned(),
            token_url: None,
            key_pem: self.private_pem.as_str().into(),
            key_id: KEY_ID.to_owned(),
            algorithm: Algorithm::ES384,
            scope: "system/*.rs system/Consent.cu".to_owned(),
        }
    }
}

fn new_key() -> Result<String> {
    let key = EcdsaKeyPair::generate(&ECDSA_P384_SHA384_FIXED_SIGNING)
        .and_then(|pair| pair.to_pkcs8v1())
        .map_err(|_| anyhow!("a key pair cannot be made"))?;
    Ok(pem("PRIVATE KEY", key.as_ref()))
}

fn public_half(private_pem: &str) -> Result<String> {
    let base64: String = private_pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let der = BASE64_STANDARD.decode(base64.trim()).context("not PEM")?;
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P384_SHA384_FIXED_SIGNING, &der)
        .map_err(|error| anyhow!("not a P-384 private key: {error}"))?;
    let public: PublicKeyX509Der<'_> =
        pair.public_key().as_der().map_err(|_| anyhow!("its public half cannot be had"))?;
    Ok(pem("PUBLIC KEY", public.as_ref()))
}

fn pem(label: &str, der: &[u8]) -> String {
    let base64 = BASE64_STANDARD.encode(der);
    let lines: Vec<&str> =
        (0..base64.len()).step_by(64).map(|at| &base64[at..base64.len().min(at + 64)]).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys/record-system.pem");

        let first = open(&path).unwrap();
        let second = open(&path).unwrap();

        assert!(first.public_pem.starts_with("-----BEGIN PUBLIC KEY-----\n"));
        assert_eq!(first.public_pem, second.public_pem);
        assert!(!first.public_pem.contains(first.private_pem.lines().nth(1).unwrap()));
    }

    #[test]
    fn a_file_that_is_no_key_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("record-system.pem");
        files::write_private(&path, b"nonsense").unwrap();

        let error = open(&path).err().unwrap();

        assert!(format!("{error:#}").contains("record-system.pem"), "{error:#}");
    }
}
