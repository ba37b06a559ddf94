//! A receipt checked by itself, as somebody does who has nothing of the portal but the file.

use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use base64::prelude::{BASE64_STANDARD, Engine};
use portico_audit::verify::{self, Mismatch};
use portico_audit::{SignedReceipt, TreeHead};

use crate::terminal;
use crate::unproven::Unproven;

/// Prints what the receipt proves, in sentences; an error if it proves nothing, which is [`Unproven`] where only a key is
/// missing by which it could.
pub fn verify(file: &Path, kept: Option<&TreeHead>, public_key: Option<[u8; 32]>) -> Result<()> {
    let receipt = read(file)?;
    if let Some(head) = kept {
        ensure!(head.is_signed(), "--head: the kept tree head is not signed by the key that it names");
        ensure!(head.log_id == receipt.head.log_id, "the receipt is of another log than the kept tree head");
    }
    let trusted = public_key.or(kept.map(|head| head.public_key));
    verify::receipt(&receipt, trusted.unwrap_or(receipt.head.public_key)).map_err(
        |mismatch| match mismatch {
            Mismatch::Path => {
                anyhow!("the receipt proves nothing: its entry is not in the log that was signed")
            }
            Mismatch::Signature => anyhow!("the receipt proves nothing: it is not signed by the log's key"),
        },
    )?;
    terminal::print(told(&receipt, trusted.is_some()))?;
    match trusted {
        Some(_) => Ok(()),
        None => {
            Err(Unproven("nothing is proved: anybody can make such a receipt with a key of their own").into())
        }
    }
}

fn read(file: &Path) -> Result<SignedReceipt> {
    let place = file.display();
    let text = std::fs::read_to_string(file).with_context(|| format!("--receipt: {place} cannot be read"))?;
    serde_json::from_str(&text).with_context(|| format!("--receipt: {place} is no receipt of a portal"))
}

/// The log's key as somebody was told it.
pub fn key(text: &str) -> Result<[u8; 32]> {
    let bytes = BASE64_STANDARD.decode(text.trim()).ok().and_then(|bytes| bytes.try_into().ok());
    bytes.context("--public-key: write the 32 bytes of an Ed25519 key in base64")
}

fn told(receipt: &SignedReceipt, is_trusted: bool) -> String {
    let SignedReceipt { head, index, .. } = receipt;
    let key = BASE64_STANDARD.encode(head.public_key);
    let what = if is_trusted { "The receipt is right" } else { "The receipt agrees with itself" };
    let mut lines = vec![format!(
        "{what}: entry {index} is in log {}, which had {} entries when it was signed, {:.0}.",
        head.log_id, head.size, head.timestamp
    )];
    lines.extend(receipt.in_the_open().map(|entry| {
        format!("It says: {} ({}) by a {}, {:.0}.", entry.action, entry.outcome, entry.role, entry.at)
    }));
    lines.push(if is_trusted {
        "It is signed by the key that you trust.".to_owned()
    } else {
        format!(
            "It is signed by the key {key}, which is not known here. Ask the portal's people for their log's key, and give \
             it with --public-key."
        )
    });
    lines.join("\n") + "\n"
}
