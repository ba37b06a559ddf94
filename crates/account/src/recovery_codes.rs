//! Look-up secrets for somebody who lost the authenticator (NIST SP 800-63B § 3.1.2): each opens once.

use std::fmt;

use aws_lc_rs::rand;
use zeroize::Zeroizing;

use crate::typed_code::plain_base32;

/// Crockford's Base32: no letter looks like a digit.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 10;
const HOW_MANY: usize = 10;

/// One code of 50 random bits, shown once. It does not print itself in `Debug`.
#[derive(Clone)]
pub struct RecoveryCode(Zeroizing<String>);

impl RecoveryCode {
    /// As shown to the person: `ABCDE-FGHJK`.
    pub fn to_text(&self) -> Zeroizing<String> {
        let (first, second) = self.0.split_at(LENGTH / 2);
        Zeroizing::new(format!("{first}-{second}"))
    }

    pub(crate) fn ten() -> Vec<Self> {
        (0..HOW_MANY).map(|_| Self::random()).collect()
    }

    /// The code as somebody typed it; `None` if it cannot be one.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let code = plain_base32(text);
        let is_code = code.len() == LENGTH && code.bytes().all(|byte| ALPHABET.contains(&byte));
        is_code.then_some(Self(code))
    }

    fn random() -> Self {
        let mut bytes = Zeroizing::new([0_u8; LENGTH]);
        rand::fill(bytes.as_mut()).expect("the system has randomness");
        Self(Zeroizing::new(bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()))
    }
}

impl AsRef<str> for RecoveryCode {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_a_hurried_person_types_it() {
        let code = RecoveryCode::parse("0O1iL-VWXYZ").unwrap();

        assert_eq!(*code.to_text(), "00111-VWXYZ");
        assert_eq!(RecoveryCode::parse(" oo11 l vwxyz ").unwrap().as_ref(), code.as_ref());
    }

    #[test]
    fn what_cannot_be_a_code_is_none() {
        for bad in ["", "ABCDE-FGHJ", "ABCDE-FGHJKM", "ABCDE-FGHJU", "ABCDE-FGHJé"] {
            assert!(RecoveryCode::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn ten_codes_are_ten_different_codes() {
        let mut codes: Vec<String> =
            RecoveryCode::ten().iter().map(|code| code.to_text().to_string()).collect();
        codes.sort();
        codes.dedup();

        assert_eq!(codes.len(), 10);
        assert!(codes.iter().all(|code| RecoveryCode::parse(code).is_some()));
    }
}
