//! Time-based one-time codes (RFC 6238): SHA-1, six digits, thirty seconds, as every authenticator app has them.

use portico_model::Timestamp;
use portico_store::{Totp as StoredTotp, TotpMiss};
use portico_vault::Zeroizing;
use secrecy::SecretString;
use totp_rs::{Builder, Secret, Totp};
use uuid::Uuid;

/// Steps that a phone may be off.
const SKEW: u16 = 1;
/// Steps within which a code that is not taken tells that the phone's clock is wrong.
const DRIFT: u16 = 10;
const STEP_SECONDS: u64 = 30;

/// A secret shared with a person's authenticator app.
#[derive(Clone)]
pub struct Authenticator {
    /// The person's own name for it.
    pub label: String,
    /// 20 random bytes (RFC 4226 § 4, R6).
    pub secret: Zeroizing<Vec<u8>>,
}

/// An authenticator that waits for its first code. Show it once and only to its person.
pub struct Enrolment {
    pub id: Uuid,
    /// To be typed in, in Base32.
    pub secret: SecretString,
    /// The `otpauth://` address to be scanned.
    pub uri: SecretString,
}

impl Authenticator {
    /// With a new secret.
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), secret: Zeroizing::new(Secret::generate().as_ref().to_vec()) }
    }

    /// From a secret in Base32; `None` if it is none, or shorter than 16 bytes.
    pub fn from_base32(label: impl Into<String>, secret: &str) -> Option<Self> {
        let secret = Secret::try_from_base32(secret).ok()?;
        let bytes: &[u8] = secret.as_ref();
        (bytes.len() >= 16).then(|| Self { label: label.into(), secret: Zeroizing::new(bytes.to_vec()) })
    }

    /// The secret in Base32.
    pub fn secret_base32(&self) -> SecretString {
        Secret::from(self.secret.to_vec()).to_base32().into()
    }

    /// The code that an app shows at `now`.
    pub fn code_at(&self, now: Timestamp) -> String {
        totp(&self.secret).generate(seconds(now)).to_string()
    }
}

/// The step whose code this is: the one at `now`, the one before or the one after (RFC 6238 § 5.2). `code` is plain.
pub(crate) fn step_of(authenticator: &StoredTotp, code: &str, now: Timestamp) -> Option<i64> {
    step_within(SKEW, authenticator, code, now)
}

/// The code of a step that is too far off to be taken, but that an app shows whose phone has a wrong clock. What is taken stays
/// as it is, and no offset is learned (RFC 6238 § 6): a code that somebody saw minutes ago would open again, and a
/// phone is put right with one switch, of which its owner is told.
pub(crate) fn miss_of(authenticator: &StoredTotp, code: &str, now: Timestamp) -> Option<TotpMiss> {
    let step = step_within(DRIFT, authenticator, code, now)?;
    Some(TotpMiss { step, steps_off: step - i64::try_from(seconds(now) / STEP_SECONDS).ok()? })
}

/// Whether two misses tell of one wrong clock. A code of the future is believed with another one alone: whoever guesses
/// must not learn from a single guess that it will be right.
pub(crate) fn is_clock_off(before: TotpMiss, now: TotpMiss) -> bool {
    let is_same_clock = (before.steps_off - now.steps_off).abs() <= 1;
    is_same_clock && (now.steps_off < 0 || now.step > before.step)
}

fn step_within(steps: u16, authenticator: &StoredTotp, code: &str, now: Timestamp) -> Option<i64> {
    let totp = Builder::new().with_secret(authenticator.secret.to_vec()).with_skew(steps);
    i64::try_from(totp.build_noncompliant().check(code, seconds(now))?).ok()
}

pub(crate) fn enrolment(waiting: &StoredTotp, issuer: &str, email: &str) -> Enrolment {
    let shown = Builder::new()
        .with_secret(waiting.secret.to_vec())
        .with_issuer(Some(issuer.replace(':', " ")))
        .with_account_name(email.replace(':', " "))
        .build_noncompliant();
    let uri = shown.to_url().expect("names without colons fit into the address");
    let secret = shown.secret().to_base32().into();
    Enrolment { id: waiting.id, secret, uri: uri.into() }
}

fn totp(secret: &[u8]) -> Totp {
    Builder::new().with_secret(secret).with_skew(SKEW).build_noncompliant()
}

fn seconds(now: Timestamp) -> u64 {
    u64::try_from(now.as_second()).unwrap_or(0)
}
