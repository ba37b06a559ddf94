//! Guessing costs time: after some failures each further attempt must wait, twice as long every time (NIST SP
//! 800-63B § 3.2.2). An attempt is counted before it is looked at, so that many at once win nothing.

use std::net::IpAddr;

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use jiff::SignedDuration;
use portico_model::{AccountId, Timestamp};
use portico_store::Attempts;
use portico_vault::Class;

use crate::{AccountError, Accounts, Settings};

/// Whose failures are counted together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Subject {
    hash: [u8; 32],
    free_failures: u32,
}

/// An attempt that may be looked at.
#[must_use]
pub(crate) struct Counted {
    subjects: Vec<Subject>,
    /// Whether the next attempt will have to wait, should this one fail.
    pub(crate) holds_off: bool,
}

impl Counted {
    /// One attempt that is counted against more than was known at first.
    pub(crate) fn join(&mut self, other: Counted) {
        self.holds_off |= other.holds_off;
        self.subjects.extend(other.subjects);
    }
}

impl Accounts {
    /// Attempts on the password of an address, whether or not it has an account.
    pub(crate) fn of_email(&self, normalised: &str) -> Subject {
        self.subject("email", normalised, self.settings().free_failures)
    }

    /// Attempts on the factors of an account.
    pub(crate) fn of_factors(&self, account: AccountId) -> Subject {
        self.subject("factors", &account.to_string(), self.settings().free_failures)
    }

    /// Attempts on an activation code, or on the code of one sign-up.
    pub(crate) fn of_sign_up(&self, hash: &[u8; 32]) -> Subject {
        self.subject("sign_up", &BASE64_URL_SAFE_NO_PAD.encode(hash), self.settings().free_failures)
    }

    /// Attempts from a network address; an IPv6 one counts with its neighbours in the same /64.
    pub(crate) fn of_address(&self, address: IpAddr) -> Subject {
        self.subject("address", &network_of(address), self.settings().free_failures_of_address)
    }

    fn subject(&self, kind: &str, name: &str, free_failures: u32) -> Subject {
        let hash = self.inner().vault.blind_index(Class::Identity, "attempts", &format!("{kind}/{name}"));
        Subject { hash, free_failures }
    }

    /// Counts one attempt against each of `subjects`, or refuses it if one of them has to wait.
    pub(crate) async fn count_attempt(
        &self,
        subjects: impl IntoIterator<Item = Subject>,
    ) -> Result<Counted, AccountError> {
        let mut counted = Counted { subjects: Vec::new(), holds_off: false };
        for subject in subjects {
            match self.count_one(subject).await {
                Ok(holds_off) => counted.holds_off |= holds_off,
                Err(refused) => {
                    self.take_back(&counted).await?;
                    return Err(refused);
                }
            }
            counted.subjects.push(subject);
        }
        Ok(counted)
    }

    /// The attempt was a good one: its account starts afresh, its network address gets it back.
    pub(crate) async fn forgive(&self, counted: &Counted, afresh: Subject) -> Result<(), AccountError> {
        let others = counted.subjects.iter().copied().filter(|subject| *subject != afresh).collect();
        self.store().forget_attempts(afresh.hash).await?;
        self.take_back(&Counted { subjects: others, holds_off: false }).await
    }

    /// The attempt was not looked at after all.
    pub(crate) async fn take_back(&self, counted: &Counted) -> Result<(), AccountError> {
        for subject in &counted.subjects {
            self.store().forgive_attempt(subject.hash, self.now()).await?;
        }
        Ok(())
    }

    async fn count_one(&self, subject: Subject) -> Result<bool, AccountError> {
        loop {
            let before = self.store().find_attempts(subject.hash).await?;
            // Only now: an attempt that was counted a moment ago is not held off until a later moment.
            let now = self.now();
            if let Some(before) = before
                && before.held_until > now
            {
                return Err(AccountError::HeldOff { until: before.held_until });
            }
            let after = one_more(before, now, subject.free_failures, self.settings());
            if self.store().count_attempt(subject.hash, before, after).await? {
                return Ok(after.held_until > now);
            }
        }
    }
}

/// Whom an address counts as.
pub(crate) fn network_of(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("{:x?}", &address.segments()[..4]),
    }
}

fn one_more(before: Option<Attempts>, now: Timestamp, free_failures: u32, settings: &Settings) -> Attempts {
    let remembered = before.filter(|before| now - settings.failures_forgotten_after < before.last_at);
    let failures = remembered.map_or(0, |before| before.failures).saturating_add(1);
    let held_until = now + wait(failures, free_failures, settings);
    Attempts { failures, last_at: now, held_until }
}

fn wait(failures: u32, free_failures: u32, settings: &Settings) -> SignedDuration {
    let Some(doublings) = failures.checked_sub(free_failures) else {
        return SignedDuration::ZERO;
    };
    let factor = 1_i32.checked_shl(doublings.min(30)).unwrap_or(i32::MAX);
    settings.first_wait.checked_mul(factor).map_or(settings.longest_wait, |it| it.min(settings.longest_wait))
}
