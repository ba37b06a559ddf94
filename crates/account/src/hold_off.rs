//! Guessing costs time: after some failures each further attempt must wait, twice as long every time (NIST SP
//! 800-63B § 3.2.2). An attempt is counted before it is looked at, so that many at once win nothing.
//!
//! Whoever knows an address must not be able to keep its owner out. Failures are counted for the account and the network
//! that they come from, and more loosely for the account alone. A browser in which the person has proved two factors before
//! is counted by itself: what others do from elsewhere does not hold it off.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use jiff::SignedDuration;
use portico_model::{AccountId, Timestamp};
use portico_store::Attempts;
use portico_vault::Class;

use crate::{AccountError, Accounts, LinkToken, Settings, Visit};

/// Whose failures are counted together.
#[derive(Clone, Copy)]
pub(crate) struct Subject {
    hash: [u8; 32],
    free_failures: u32,
    /// Of one account, address or code, which starts afresh after a good attempt. A network gets the attempt back.
    is_one_persons: bool,
}

/// An attempt that may be looked at.
#[must_use]
#[derive(Default)]
pub(crate) struct Counted {
    subjects: Vec<Subject>,
    /// Whether the next attempt will have to wait, should this one fail.
    pub(crate) holds_off: bool,
    /// The same because of the person whom it is about, and not of the network that it comes from.
    pub(crate) holds_off_person: bool,
}

impl Counted {
    /// One attempt that is counted against more than was known at first.
    pub(crate) fn join(&mut self, other: Counted) {
        self.holds_off |= other.holds_off;
        self.holds_off_person |= other.holds_off_person;
        self.subjects.extend(other.subjects);
    }
}

impl Accounts {
    /// Attempts on the password of an address, whether or not it has an account. `known` is the browser, where it is one in
    /// which its owner proved two factors.
    pub(crate) fn of_sign_in(&self, email: &str, known: Option<&LinkToken>, visit: &Visit) -> Vec<Subject> {
        if let Some(device) = known {
            return vec![self.of_device("email", email, device)];
        }
        let network = visit.network();
        let of_pair =
            self.subject("email_network", &format!("{network}/{email}"), self.settings().free_failures);
        let of_email = self.subject("email", email, self.settings().free_failures_of_account);
        let of_network = visit.origin.address.map(|_| self.of_network(visit));
        of_network.into_iter().chain([of_pair, of_email]).collect()
    }

    /// Attempts on the factors of an account. `known` as above.
    pub(crate) fn of_factors(&self, account: AccountId, known: Option<&LinkToken>) -> Subject {
        match known {
            Some(device) => self.of_device("factors", &account.to_string(), device),
            None => self.subject("factors", &account.to_string(), self.settings().free_failures),
        }
    }

    /// Attempts of somebody who is signed in on their own password.
    pub(crate) fn of_own_password(&self, account: AccountId) -> Subject {
        self.subject("own_password", &account.to_string(), self.settings().free_failures)
    }

    /// Attempts on an activation code, or on the code of one sign-up.
    pub(crate) fn of_sign_up(&self, hash: &[u8; 32]) -> Subject {
        self.subject("sign_up", &BASE64_URL_SAFE_NO_PAD.encode(hash), self.settings().free_failures)
    }

    /// Attempts from a network.
    pub(crate) fn of_network(&self, visit: &Visit) -> Subject {
        let free_failures = self.settings().free_failures_of_address;
        let subject = self.subject("address", &visit.network().to_string(), free_failures);
        Subject { is_one_persons: false, ..subject }
    }

    fn of_device(&self, kind: &str, whose: &str, device: &LinkToken) -> Subject {
        let device = BASE64_URL_SAFE_NO_PAD.encode(device.hash());
        self.subject(&format!("{kind}_device"), &format!("{device}/{whose}"), self.settings().free_failures)
    }

    fn subject(&self, kind: &str, name: &str, free_failures: u32) -> Subject {
        let hash = self.inner().vault.blind_index(Class::Identity, "attempts", &format!("{kind}/{name}"));
        Subject { hash, free_failures, is_one_persons: true }
    }

    /// Counts one attempt against each of `subjects`, or refuses it if one of them has to wait.
    pub(crate) async fn count_attempt(
        &self,
        subjects: impl IntoIterator<Item = Subject>,
    ) -> Result<Counted, AccountError> {
        let mut counted = Counted::default();
        for subject in subjects {
            match self.count_one(subject).await {
                Ok(holds_off) => {
                    counted.holds_off |= holds_off;
                    counted.holds_off_person |= holds_off && subject.is_one_persons;
                }
                Err(refused) => {
                    self.take_back(&counted).await?;
                    return Err(refused);
                }
            }
            counted.subjects.push(subject);
        }
        Ok(counted)
    }

    /// The attempt was a good one: its account starts afresh, its network gets it back.
    pub(crate) async fn forgive(&self, counted: &Counted) -> Result<(), AccountError> {
        for subject in &counted.subjects {
            if subject.is_one_persons {
                self.store().forget_attempts(subject.hash).await?;
            } else {
                self.store().forgive_attempt(subject.hash, self.now()).await?;
            }
        }
        Ok(())
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
