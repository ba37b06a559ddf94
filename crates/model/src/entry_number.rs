//! The number of an entry of the audit log, as somebody names it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Decimal figures without a sign and without zeros before them, below 2^53, which every reader of JSON keeps exactly. No
/// log gets that long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "u64")]
pub struct EntryNumber(u64);

/// The text is no number of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the number of an entry")]
pub struct NotAnEntry;

const END: u64 = 1 << 53;

impl EntryNumber {
    /// `None` beyond what a log can hold.
    pub fn new(number: u64) -> Option<Self> {
        (number < END).then_some(Self(number))
    }

    pub fn get(self) -> u64 {
        self.0
    }
}

impl FromStr for EntryNumber {
    type Err = NotAnEntry;

    fn from_str(text: &str) -> Result<Self, NotAnEntry> {
        let number = plain_number::<u64>(text).ok_or(NotAnEntry)?;
        Self::new(number).ok_or(NotAnEntry)
    }
}

/// The number that the text is, if it is written in the one way in which we write it: so that no two addresses name one
/// thing.
pub fn plain_number<N: FromStr>(text: &str) -> Option<N> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    text.parse().ok().filter(|_| is_plain)
}

impl TryFrom<String> for EntryNumber {
    type Error = NotAnEntry;

    fn try_from(text: String) -> Result<Self, NotAnEntry> {
        text.parse()
    }
}

impl From<EntryNumber> for u64 {
    fn from(number: EntryNumber) -> u64 {
        number.0
    }
}

impl fmt::Display for EntryNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_in_one_way_and_is_no_larger_than_a_log() {
        for (text, number) in [("0", 0), ("7", 7), ("9007199254740991", END - 1)] {
            assert_eq!(text.parse::<EntryNumber>().map(EntryNumber::get), Ok(number));
        }
        for odd in [
            "",
            "00",
            "+0",
            "-0",
            "-1",
            "01",
            " 1",
            "1 ",
            "1e3",
            "1.0",
            "0x1",
            "\u{661}",
            "9007199254740992",
            "9223372036854775807",
            "18446744073709551615",
            "18446744073709551616",
        ] {
            assert_eq!(odd.parse::<EntryNumber>(), Err(NotAnEntry), "{odd:?}");
        }
        assert_eq!(plain_number::<u16>("65535"), Some(65_535));
        assert_eq!(plain_number::<u16>("65536"), None);
    }
}
