//! Codes with which staff let a patient sign up, and the look at an account that goes before.

use std::fmt;

use aws_lc_rs::rand;
use jiff::SignedDuration;
use portico_audit::{Action, Outcome};
use portico_model::{AccountId, PatientId, Role, Timestamp};
use portico_policy::Act;
use portico_store::{AccountState, Email, NewActivationCode};
use portico_vault::Class;
use zeroize::Zeroizing;

use crate::{AccountError, Accounts, CurrentSession, Visit};

/// A code lasts so long.
const LASTS: SignedDuration = SignedDuration::from_hours(14 * 24);
/// Figures and letters that nobody takes for others (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 12;

/// A code as it is handed to a patient: twelve letters in three groups, 60 random bits.
#[derive(Clone)]
pub struct ActivationCode(Zeroizing<String>);

/// What staff see of an account: enough to help, nothing of health.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountCard {
    pub id: AccountId,
    pub name: String,
    pub email: String,
    pub state: AccountState,
    pub is_staff: bool,
    pub has_own_record: bool,
    pub has_second_factor: bool,
    pub created_at: Timestamp,
}

impl ActivationCode {
    fn new() -> Self {
        let mut bytes = Zeroizing::new([0_u8; LENGTH]);
        rand::fill(bytes.as_mut()).expect("the system has randomness");
        let letters: Vec<u8> = bytes.iter().map(|byte| LETTERS[usize::from(byte % 32)]).collect();
        let groups = letters.chunks(4).map(|group| String::from_utf8_lossy(group).into_owned());
        Self(Zeroizing::new(groups.collect::<Vec<_>>().join("-")))
    }

    /// `K7MQ-4T9X-2RWD`, for the person alone.
    pub fn to_text(&self) -> Zeroizing<String> {
        self.0.clone()
    }
}

impl fmt::Debug for ActivationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ActivationCode(…)")
    }
}

/// As it was typed: without blanks and dashes, and with the letters that are taken for others put right.
pub(crate) fn typed(code: &str) -> Zeroizing<String> {
    let letters = code.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    });
    Zeroizing::new(letters.take(2 * LENGTH).collect())
}

impl Accounts {
    /// A new code for a patient; earlier ones open nothing any more. It is shown once.
    ///
    /// Fails with [`AccountError::Taken`] where the patient has an account already.
    pub async fn make_activation_code(
        &self,
        session: &CurrentSession,
        patient: &PatientId,
        visit: &Visit,
    ) -> Result<(ActivationCode, Timestamp), AccountError> {
        let act = (Act::HelpAccounts, Action::MakeActivationCode);
        let permitted = self.may((session, visit), act, Some(patient)).await?;
        if self.store().find_account_by_record(patient).await?.is_some() {
            self.tell_of(&permitted, Outcome::Failed, "taken").await?;
            return Err(AccountError::Taken);
        }
        self.tell_of(&permitted, Outcome::Permitted, "").await?;
        let code = ActivationCode::new();
        let at = self.now();
        let new = NewActivationCode {
            code_hash: self.activation_hash(&code.to_text()),
            patient: patient.clone(),
            made_by: session.account(),
            at,
            expires_at: at + LASTS,
        };
        self.store().create_activation_code(&new).await?;
        Ok((code, new.expires_at))
    }

    /// The account of an address, for staff who help.
    pub async fn find_account_to_help(
        &self,
        session: &CurrentSession,
        email: &str,
        visit: &Visit,
    ) -> Result<Option<AccountCard>, AccountError> {
        let act = (Act::HelpAccounts, Action::FindAccount);
        let mut permitted = self.may((session, visit), act, None).await?;
        let email: Email = email.parse().map_err(|_| AccountError::InvalidEmail)?;
        let found = self.store().find_account_by_email(&email).await?;
        permitted.patient = found.as_ref().and_then(|account| account.own_record.clone());
        let reason = if found.is_some() { "found" } else { "unknown_address" };
        self.tell_of(&permitted, Outcome::Permitted, reason).await?;
        let Some(account) = found else { return Ok(None) };
        let factors = self.store().list_totp(account.id).await?;
        Ok(Some(AccountCard {
            id: account.id,
            name: account.name,
            email: account.email.to_string(),
            state: account.state,
            is_staff: account.role != Role::Patient,
            has_own_record: account.own_record.is_some(),
            has_second_factor: factors.iter().any(|totp| totp.confirmed_at.is_some()),
            created_at: account.created_at,
        }))
    }

    pub(crate) fn activation_hash(&self, code: &str) -> [u8; 32] {
        self.inner().vault.blind_index(Class::Identity, "activation_code", &typed(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        assert_eq!(*typed(" k7mq 4t9x-2rwd "), "K7MQ4T9X2RWD");
        assert_eq!(*typed("oil0-IL1O"), "01101110");
    }

    #[test]
    fn a_code_has_three_groups_of_four_letters() {
        let code = ActivationCode::new().to_text();

        assert_eq!(code.split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 4]);
        assert_eq!(typed(&code).len(), LENGTH);
        assert_ne!(*ActivationCode::new().to_text(), *code);
    }
}
