//! Codes with which a patient signs up, and the look at an account that goes before. Staff have a code made and do not see
//! it: it goes to the address that the record system has. Where it has none, staff hand the code over themselves, and the
//! privacy officer is told of it.

use std::fmt;

use aws_lc_rs::rand;
use jiff::SignedDuration;
use portico_audit::{Action, Outcome};
use portico_model::{AccountId, Language, PatientId, Role, Timestamp};
use portico_policy::Act;
use portico_store::{AccountState, Email, Letter, Mail, NewActivationCode, NewOutgoing, Recipient};
use portico_vault::Class;
use zeroize::Zeroizing;

use crate::sign_up::ProvedPerson;
use crate::typed_code::plain_base32;
use crate::{AccountError, Accounts, CurrentSession, Visit};

/// A code lasts so long.
const LASTS: SignedDuration = SignedDuration::from_hours(14 * 24);
/// Figures and letters that nobody takes for others (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 12;
/// The mark of a code that an employee has seen.
const BY_HAND: &str = "by_hand";

/// A code as it is handed to a patient: twelve letters in three groups, 60 random bits.
#[derive(Clone)]
pub struct ActivationCode(Zeroizing<String>);

/// A patient who may have a first account.
#[derive(Clone)]
pub struct Newcomer {
    pub patient: PatientId,
    pub person: ProvedPerson,
    /// In which they are written to.
    pub language: Language,
}

/// How a code comes to its patient.
#[derive(Debug, Clone)]
pub enum CodeOnItsWay {
    /// By letter, to an address of the record; the address is shown in part.
    ByLetter { to: String },
    /// By the hand of staff: the record has no address that is the patient's alone.
    ByHand(ActivationCode),
}

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

impl Accounts {
    /// A new code for a patient, on its way to them; earlier ones open nothing any more. Wants a fresh factor.
    ///
    /// Fails with [`AccountError::Taken`] where the patient has an account already.
    pub async fn make_activation_code(
        &self,
        session: &CurrentSession,
        newcomer: &Newcomer,
        visit: &Visit,
    ) -> Result<(CodeOnItsWay, Timestamp), AccountError> {
        let act = (Act::MakeCode, Action::MakeActivationCode);
        let Newcomer { patient, person, language } = newcomer;
        let mut permitted = self.may((session, visit), act, Some(patient)).await?;
        if self.store().find_account_by_record(patient).await?.is_some() {
            self.tell_of(&permitted, Outcome::Failed, "taken").await?;
            return Err(AccountError::Taken);
        }
        let (code, at) = (ActivationCode::new(), self.now());
        let to = self.own_emails(patient, person).await?.into_iter().next();
        let letters: Vec<_> = to.iter().map(|to| self.code_letter(&code, to.clone(), *language)).collect();
        permitted.marks = to.is_none().then_some(BY_HAND).into_iter().collect();
        self.tell_of(&permitted, Outcome::Permitted, if to.is_some() { "by_letter" } else { BY_HAND })
            .await?;
        let new = NewActivationCode {
            code_hash: self.activation_hash(&code.to_text()),
            patient: patient.clone(),
            made_by: session.account(),
            at,
            expires_at: at + LASTS,
        };
        self.store().create_activation_code(&new, &letters).await?;
        let way = match to {
            Some(to) => CodeOnItsWay::ByLetter { to: in_part(to.as_str()) },
            None => CodeOnItsWay::ByHand(code),
        };
        Ok((way, new.expires_at))
    }

    fn code_letter(&self, code: &ActivationCode, email: Email, language: Language) -> NewOutgoing {
        let mail = Mail {
            code: Some(code.to_text().to_string()),
            good_until: Some(self.now() + LASTS),
            ..Mail::new(Recipient::Address { email, language }, Letter::ActivationCode, "/sign-up")
        };
        NewOutgoing::mail(&mail, None, self.now())
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
        self.inner().vault.blind_index(Class::Identity, "activation_code", &plain_base32(code))
    }
}

/// `a…@example.org`: enough to ask the person in front of one whether it is theirs.
fn in_part(email: &str) -> String {
    let (mailbox, host) = email.rsplit_once('@').unwrap_or((email, ""));
    format!("{}…@{host}", mailbox.chars().next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        assert_eq!(*plain_base32(" k7mq 4t9x-2rwd "), "K7MQ4T9X2RWD");
        assert_eq!(*plain_base32("oil0-IL1O"), "01101110");
    }

    #[test]
    fn an_address_is_shown_in_part() {
        assert_eq!(in_part("arthur.young@example.org"), "a…@example.org");
    }

    #[test]
    fn a_code_has_three_groups_of_four_letters() {
        let code = ActivationCode::new().to_text();

        assert_eq!(code.split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 4]);
        assert_eq!(plain_base32(&code).len(), LENGTH);
        assert_ne!(*ActivationCode::new().to_text(), *code);
    }
}
