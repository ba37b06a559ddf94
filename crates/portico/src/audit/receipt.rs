//! A receipt checked by itself, as somebody does who has nothing of the portal but the file.

use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use base64::prelude::{BASE64_STANDARD, Engine};
use portico_audit::verify::{self, Mismatch};
use portico_audit::{SignedReceipt, TreeHead};

/// What the receipt proves, in sentences; an error if it proves nothing.
pub fn verify(file: &Path, kept: Option<&TreeHead>, public_key: Option<&str>) -> Result<String> {
    let receipt = read(file)?;
    let given = public_key.map(key).transpose()?;
    if let Some(head) = kept {
        ensure!(head.is_signed(), "--head: the kept tree head is not signed by the key that it names");
        ensure!(head.log_id == receipt.head.log_id, "the receipt is of another log than the kept tree head");
    }
    let trusted = given.or(kept.map(|head| head.public_key));
    verify::receipt(&receipt, trusted.unwrap_or(receipt.head.public_key)).map_err(
        |mismatch| match mismatch {
            Mismatch::Path => {
                anyhow!("the receipt proves nothing: its entry is not in the log that was signed")
            }
            Mismatch::Signature => anyhow!("the receipt proves nothing: it is not signed by the log's key"),
        },
    )?;
    Ok(told(&receipt, trusted.is_some()))
}

fn read(file: &Path) -> Result<SignedReceipt> {
    let place = file.display();
    let text = std::fs::read_to_string(file).with_context(|| format!("--receipt: {place} cannot be read"))?;
    serde_json::from_str(&text).with_context(|| format!("--receipt: {place} is no receipt of a portal"))
}

fn key(text: &str) -> Result<[u8; 32]> {
    let bytes = BASE64_STANDARD.decode(text.trim()).ok().and_then(|bytes| bytes.try_into().ok());
    bytes.context("--public-key: write the 32 bytes of an Ed25519 key in base64")
}

fn told(receipt: &SignedReceipt, is_trusted: bool) -> String {
    let SignedReceipt { head, index, .. } = receipt;
    let key = BASE64_STANDARD.encode(head.public_key);
    let mut lines = vec![format!(
        "The receipt is right: entry {index} is in log {}, which had {} entries when it was signed, {:.0}.",
        head.log_id, head.size, head.timestamp
    )];
    lines.extend(receipt.in_the_open().map(|entry| {
        format!("It says: {} ({}) by a {}, {:.0}.", entry.action, entry.outcome, entry.role, entry.at)
    }));
    lines.push(if is_trusted {
        "It is signed by the key that you trust.".to_owned()
    } else {
        format!("It is signed by the key {key}. Compare that with the key that the portal's people tell you.")
    });
    lines.join("\n") + "\n"
}
