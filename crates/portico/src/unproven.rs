//! What is neither right nor wrong as far as it could be looked at: an exit code of its own.

use std::fmt;

/// Nothing wrong was found, and nothing was proved either, for the reason that it prints.
#[derive(Debug)]
pub struct Unproven(pub &'static str);

impl Unproven {
    /// `0` says that all is right, `1` that something is not.
    pub const EXIT_CODE: u8 = 2;
}

impl fmt::Display for Unproven {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Unproven {}
