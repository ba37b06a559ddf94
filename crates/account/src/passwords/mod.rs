//! Passwords: which ones are accepted (NIST SP 800-63B § 3.1.1.2) and how they are kept (Argon2id).

mod blocks;
mod common;
mod guessable;
mod hasher;

pub(crate) use hasher::Hasher;

use portico_store::Email;
use secrecy::{ExposeSecret, SecretString};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

const LEAST_CHARACTERS: usize = 12;
const MOST_CHARACTERS: usize = 256;
/// Long before this, a text has more than 256 characters in any script.
const MOST_BYTES: usize = 4096;

/// Why a new password is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFlaw {
    #[error("it has fewer than 12 characters")]
    TooShort,
    #[error("it has more than 256 characters")]
    TooLong,
    /// It is, or is made of, what very many people choose.
    #[error("it is among the most common ones")]
    Common,
    /// `aaaaaaaaaaaa`, `123456789012`, `qwertyuiop[]` and the like.
    #[error("it repeats itself or follows the keyboard")]
    Repetitive,
    /// Little is left of it without the person's name and address, the organisation's, and words for a portal.
    #[error("it is made of the name, the e-mail address or the organisation")]
    Personal,
}

/// What anybody knows of the person whose password it is to be.
pub(crate) struct Known<'a> {
    pub(crate) email: &'a Email,
    pub(crate) name: &'a str,
    /// The organisation's name, its address, and whatever else stands on its door.
    pub(crate) house: &'a [String],
}

pub(crate) fn check(password: &SecretString, known: &Known<'_>) -> Result<(), PasswordFlaw> {
    if password.expose_secret().len() > MOST_BYTES {
        return Err(PasswordFlaw::TooLong);
    }
    let password = normalised(password);
    match password.chars().count() {
        ..LEAST_CHARACTERS => return Err(PasswordFlaw::TooShort),
        LEAST_CHARACTERS..=MOST_CHARACTERS => {}
        _ => return Err(PasswordFlaw::TooLong),
    }
    let folded = Zeroizing::new(password.to_lowercase());
    if guessable::is_repetitive(&folded) {
        return Err(PasswordFlaw::Repetitive);
    }
    if guessable::is_personal(&folded, known) {
        return Err(PasswordFlaw::Personal);
    }
    if common::is_common(&folded) {
        return Err(PasswordFlaw::Common);
    }
    Ok(())
}

/// The same text however it was typed (Unicode NFKC).
fn normalised(password: &SecretString) -> Zeroizing<String> {
    Zeroizing::new(password.expose_secret().nfkc().collect())
}
