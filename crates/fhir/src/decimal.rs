use std::fmt;

use crate::reader::Reader;
use crate::shape::Read;

/// A FHIR decimal, kept as the very text that was sent: `5.40` stays `5.40` and `1e2` stays `1e2`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Decimal(Box<str>);

impl Decimal {
    /// Takes the text of a JSON number; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let is_number = text.starts_with(|c: char| c == '-' || c.is_ascii_digit())
            && text.ends_with(|c: char| c.is_ascii_digit())
            && serde_json::from_str::<serde_json::Number>(text).is_ok();
        is_number.then(|| Self(text.into()))
    }

    /// The number as it was written.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The exact number for arithmetic; `None` where 28 digits cannot hold it.
    pub fn exact(&self) -> Option<rust_decimal::Decimal> {
        if self.0.contains(['e', 'E']) {
            return rust_decimal::Decimal::from_scientific(&self.0).ok();
        }
        rust_decimal::Decimal::from_str_exact(&self.0).ok()
    }
}

impl Read for Decimal {
    /// A number written as a string is taken too: some record systems send `"5.4"`.
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        if reader.peek() == b'"' {
            return reader.plain(|text| Self::parse(text.trim_matches('"')));
        }
        // What starts like a number in valid JSON is one.
        reader.plain(|text| {
            text.starts_with(['-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
                .then(|| Self(text.into()))
        })
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}
