//! A patient with a code of staff's. Code, name and birth date must belong together, the address must be proved by a code
//! in a letter, and only then is there an account.

use aws_lc_rs::{constant_time, rand};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use jiff::{SignedDuration, civil::Date};
use portico_audit::{Action, Outcome};
use portico_model::{Language, PatientId, Timestamp, When};
use portico_policy::ParentalAccess;
use portico_store::{Email, Letter, Mail, NewOutgoing, NewSignUp, Quota, Recipient, StoreError};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::{Arrival, SignUpFault};
use crate::grants::public_address;
use crate::hold_off::{Counted, Subject};
use crate::typed_code::plain;
use crate::{AccountError, Accounts, LinkToken, SignedIn, Visit};

/// The code in the letter is good for so long.
const LASTS: SignedDuration = SignedDuration::from_mins(30);
/// Letters for one activation code in a day, and letters of sign-ups to one address.
const LETTERS_A_DAY: u32 = 5;

/// A code that is good; whether it is this person's is asked next.
#[must_use = "the attempt is counted until the sign-up has begun"]
pub struct Activation {
    pub patient: PatientId,
    code_hash: [u8; 32],
    counted: Counted,
}

/// The person of the record, as the record system has them.
#[derive(Clone)]
pub struct ProvedPerson {
    pub name: String,
    pub born: Date,
    /// E-mail addresses of the record.
    pub emails: Vec<String>,
    /// Addresses and numbers of parents and guardians.
    pub guardians: Vec<String>,
}

/// How the person wants to be reached.
#[derive(Clone)]
pub struct Claimed {
    pub email: String,
    pub phone: Option<String>,
    pub language: Language,
    /// The browser's long-lived secret, where it has one.
    pub device: Option<LinkToken>,
    /// A teenager has read what it means that a parent uses this browser too.
    pub knows_device: bool,
}

/// A sign-up that waits for the code in the letter.
pub struct SignUpBegun {
    pub token: LinkToken,
    pub expires_at: Timestamp,
}

/// What a sign-up remembers between its two steps.
#[derive(Serialize, Deserialize)]
struct Content {
    patient: PatientId,
    name: String,
    email: String,
    phone: Option<String>,
    language: Language,
    code_hash: [u8; 32],
    mail_code: String,
    /// The address has an account already. A stranger is not told; its owner gets another letter.
    is_taken: bool,
    /// The record's own addresses beside this one: they are told of the account.
    #[serde(default)]
    known_emails: Vec<Email>,
}

impl Accounts {
    /// The first look at a code. Each attempt counts, against the network address and a code that there is, until the
    /// sign-up has begun.
    pub async fn open_activation(&self, code: &str, visit: &Visit) -> Result<Activation, AccountError> {
        let code_hash = self.activation_hash(code);
        let of_network = visit.origin.address.map(|_| self.of_network(visit));
        let mut counted = self.count_sign_up(of_network, visit).await?;
        let found = self.store().find_activation_code(&code_hash, self.now()).await?;
        let Some(patient) = found else {
            return Err(self.refuse_sign_up(visit, "unknown_code", SignUpFault::NoMatch));
        };
        counted.join(self.count_sign_up(Some(self.of_sign_up(&code_hash)), visit).await?);
        Ok(Activation { patient, code_hash, counted })
    }

    async fn count_sign_up(&self, subject: Option<Subject>, visit: &Visit) -> Result<Counted, AccountError> {
        match self.count_attempt(subject).await {
            Ok(counted) => Ok(counted),
            Err(error @ AccountError::HeldOff { .. }) => {
                self.note(visit, None, (Action::SignUp, Outcome::Refused), "held_off")?;
                Err(error)
            }
            Err(error) => Err(error),
        }
    }

    /// Begins the sign-up, if the record system knew the person; a letter with a code is on its way then.
    ///
    /// An address that has an account is not told of: its owner gets a letter that says so.
    pub async fn begin_sign_up(
        &self,
        activation: Activation,
        person: Option<ProvedPerson>,
        claimed: Claimed,
        visit: &Visit,
    ) -> Result<SignUpBegun, AccountError> {
        let Some(person) = person else {
            return Err(self.refuse_sign_up(visit, "no_match", SignUpFault::NoMatch));
        };
        self.forgive(&activation.counted).await?;
        let email = public_address(&claimed.email)?;
        if self.store().find_account_by_record(&activation.patient).await?.is_some() {
            return Err(self.refuse_sign_up(visit, "has_account", SignUpFault::HasAccount));
        }
        match self.parental_access(person.born) {
            ParentalAccess::None => {}
            ParentalAccess::Limited => {
                self.check_guardians(&activation.patient, &person, &claimed, visit).await?;
            }
            // As long as a parent sees everything, there is nothing that is the child's own.
            ParentalAccess::Full | ParentalAccess::Unknown => {
                return Err(self.refuse_sign_up(visit, "too_young", SignUpFault::TooYoung));
            }
        }
        self.keep_sign_up(activation, person, claimed, email, visit).await
    }

    async fn keep_sign_up(
        &self,
        activation: Activation,
        person: ProvedPerson,
        claimed: Claimed,
        email: Email,
        visit: &Visit,
    ) -> Result<SignUpBegun, AccountError> {
        let is_taken = self.store().find_account_by_email(&email).await?.is_some();
        let mut known_emails = self.own_emails(&activation.patient, &person).await?;
        known_emails.retain(|known| *known != email);
        let mail_code = six_figures();
        let expires_at = self.now() + LASTS;
        let mail = self.sign_up_letter(email.clone(), claimed.language, &mail_code, is_taken);
        let content = Content {
            patient: activation.patient,
            name: person.name,
            email: email.to_string(),
            phone: claimed.phone.filter(|phone| !phone.trim().is_empty()),
            language: claimed.language,
            code_hash: activation.code_hash,
            mail_code,
            is_taken,
            known_emails,
        };
        let quotas = [
            Quota::a_day("sign_up_code", BASE64_URL_SAFE_NO_PAD.encode(content.code_hash), LETTERS_A_DAY),
            Quota::a_day("sign_up_address", email, LETTERS_A_DAY),
        ];
        let token = LinkToken::new();
        let content = serde_json::to_vec(&content).expect("a sign-up becomes JSON");
        let new = NewSignUp { token_hash: token.hash(), content, expires_at };
        self.tell_of_visitor(visit, None, (Action::SignUp, Outcome::Permitted), "begun").await?;
        let letter = NewOutgoing::mail(&mail, None, self.now());
        match self.store().begin_sign_up(&new, (&quotas, self.now()), &[letter]).await {
            Ok(()) => Ok(SignUpBegun { token, expires_at }),
            Err(StoreError::UsedUp) => {
                let used_up = (Action::SignUp, Outcome::Refused);
                self.tell_of_visitor(visit, None, used_up, "letters_used_up").await?;
                Err(AccountError::HeldOff { until: self.now() + quotas[0].within })
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Makes the account, by the code in the letter and a password. The session can set up a second factor, and nothing
    /// else.
    pub async fn finish_sign_up(
        &self,
        token: &LinkToken,
        mail_code: &str,
        password: &SecretString,
        visit: &Visit,
    ) -> Result<SignedIn, AccountError> {
        let token_hash = token.hash();
        let found = self.store().find_sign_up(&token_hash, self.now()).await?;
        let Some((content, _)) = found else {
            return Err(self.refuse_sign_up(visit, "over", SignUpFault::Over));
        };
        let content: Content = serde_json::from_slice(&content)
            .map_err(|_| StoreError::Unreadable { column: "sign_up.content" })?;
        let counted = self.count_sign_up(Some(self.of_sign_up(&token_hash)), visit).await?;
        if content.is_taken || !is_same_code(mail_code, &content.mail_code) {
            return Err(self.refuse_sign_up(visit, "wrong_mail_code", SignUpFault::WrongMailCode));
        }
        self.forgive(&counted).await?;
        let email = content.email.parse();
        let account = self
            .new_account(
                Arrival {
                    email: email.map_err(|_| StoreError::Unreadable { column: "sign_up.content" })?,
                    phone: content.phone,
                    name: content.name,
                    language: content.language,
                    own_record: Some(content.patient.clone()),
                    password,
                },
                visit,
            )
            .await?;
        let letters = self.account_letters(content.known_emails, content.language);
        self.tell_of_own_account(visit, &account, &content.patient).await?;
        match self.store().finish_sign_up(&token_hash, &content.code_hash, &account, &letters).await {
            Ok(true) => self.enter(account.id, visit).await,
            Ok(false) => Err(self.refuse_sign_up(visit, "code_used", SignUpFault::Over)),
            Err(StoreError::Taken) => Err(self.refuse_sign_up(visit, "taken", SignUpFault::HasAccount)),
            Err(error) => Err(error.into()),
        }
    }

    fn sign_up_letter(&self, email: Email, language: Language, code: &str, is_taken: bool) -> Mail {
        let to = Recipient::Address { email, language };
        if is_taken {
            return Mail::new(to, Letter::AccountExists, "/sign-in");
        }
        Mail {
            code: Some(code.to_owned()),
            good_until: Some(self.now() + LASTS),
            ..Mail::new(to, Letter::SignUpCode, "/sign-up")
        }
    }
}

impl Accounts {
    /// Tells the addresses that the record has of an account that was made with another one.
    fn account_letters(&self, known: Vec<Email>, language: Language) -> Vec<NewOutgoing> {
        let to = known.into_iter().map(|email| Recipient::Address { email, language });
        let mail = to.map(|to| Mail::new(to, Letter::AccountMade, "/sign-in"));
        mail.map(|mail| NewOutgoing::mail(&mail, None, self.now())).collect()
    }

    /// What the age of somebody born on this day leaves to parents.
    pub(super) fn parental_access(&self, born: Date) -> ParentalAccess {
        self.inner().ages.facts(None, Some(When::Day(born)), self.today()).parental_access
    }
}

fn is_same_code(typed: &str, code: &str) -> bool {
    constant_time::verify_slices_are_equal(plain(typed).as_bytes(), code.as_bytes()).is_ok()
}

fn six_figures() -> String {
    let mut bytes = [0; 8];
    rand::fill(&mut bytes).expect("the system has randomness");
    format!("{:06}", u64::from_be_bytes(bytes) % 1_000_000)
}
