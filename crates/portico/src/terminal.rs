//! What goes to the terminal, or to whatever reads along and may stop reading.

use std::io::{ErrorKind, Write};

use anyhow::{Context, Result};

/// Prints `text`. That nobody reads it any more (`| head`) is no failure.
pub fn print(text: impl AsRef<str>) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_ref().as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.context("the standard output cannot be written"),
    }
}
