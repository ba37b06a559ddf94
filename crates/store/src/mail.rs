//! Letters that the house writes. They are put into words when they leave, and say in general words what happened;
//! whoever wants to know more signs in. Nothing of a record is ever in one, and no name.

use portico_model::{AccountId, Language, Role, Timestamp};
use serde::{Deserialize, Serialize};

use crate::Email;

/// One letter to one person, or to everybody of a pool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    pub to: Recipient,
    pub letter: Letter,
    /// The page of the portal that the letter leads to, such as `/account/requests`. A single-use secret may be in it.
    pub path: String,
    /// To be typed in, where the letter has one.
    #[serde(default)]
    pub code: Option<String>,
    /// When the link or code ends.
    #[serde(default)]
    pub good_until: Option<Timestamp>,
}

/// Where a letter goes. Addresses and languages of accounts are looked up when it leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    Account(AccountId),
    /// Everybody of this role who may sign in: each gets a letter of their own.
    Pool(Role),
    /// Somebody who may have no account yet.
    Address {
        email: Email,
        language: Language,
    },
}

/// What a letter says: `mail-{key}-subject`, `mail-{key}-text` and `mail-{key}-link` in the catalogue `letters.ftl`. Names are
/// stored until the letter has left; add, never rename.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Letter {
    /// To a pool: there is a new case.
    CaseArrived,
    /// To a pool: a case is overdue.
    CaseOverdue,
    /// To whoever asked: it takes longer than was promised.
    RequestLate,
    /// To whoever asked: there is an answer.
    RequestAnswered,
    /// To whoever asked: it did not go through.
    RequestFailed,
    /// To somebody by address: a patient asks them to help with a record.
    ProxyInvited,
    /// To a patient: the person they invited said yes or no.
    InvitationAnswered,
    /// To whoever asked for access: staff said yes.
    AccessGranted,
    /// To whoever asked for access: staff said no.
    AccessRefused,
    /// To a patient: staff gave somebody access to the record.
    AccessAdded,
    /// To the other side: somebody's access has ended.
    AccessEnded,
    /// To both sides: a birthday will change what a parent sees.
    AgeChange,
    /// To somebody who signs up: the code that proves the address.
    SignUpCode,
    /// To somebody who signs up with an address that has an account.
    AccountExists,
    /// To a patient, at the address of the record: the code with which they can sign up.
    ActivationCode,
    /// To a patient, at the address of the record: an account was made with another one.
    AccountMade,
    /// To a parent or guardian: somebody else may act for the same child now.
    GuardianAdded,
    /// To the owner of an account: its password was changed.
    PasswordChanged,
    /// To the owner of an account: an authenticator was added or removed, or there are new recovery codes.
    FactorsChanged,
    /// To the owner of an account: a recovery code was used in place of the authenticator.
    RecoveryCodeUsed,
    /// To the owner of an account: it was used in a browser in which it never was before.
    NewDevice,
    /// To the owner of an account: attempts to get in failed so often that further ones have to wait.
    AttemptsHeldOff,
}

impl Letter {
    /// Each of them, for tests that look at each.
    pub const ALL: &'static [Letter] = &[
        Letter::CaseArrived,
        Letter::CaseOverdue,
        Letter::RequestLate,
        Letter::RequestAnswered,
        Letter::RequestFailed,
        Letter::ProxyInvited,
        Letter::InvitationAnswered,
        Letter::AccessGranted,
        Letter::AccessRefused,
        Letter::AccessAdded,
        Letter::AccessEnded,
        Letter::AgeChange,
        Letter::SignUpCode,
        Letter::AccountExists,
        Letter::ActivationCode,
        Letter::AccountMade,
        Letter::GuardianAdded,
        Letter::PasswordChanged,
        Letter::FactorsChanged,
        Letter::RecoveryCodeUsed,
        Letter::NewDevice,
        Letter::AttemptsHeldOff,
    ];

    /// The middle of its text keys.
    pub fn key(self) -> &'static str {
        match self {
            Letter::CaseArrived => "case-arrived",
            Letter::CaseOverdue => "case-overdue",
            Letter::RequestLate => "request-late",
            Letter::RequestAnswered => "request-answered",
            Letter::RequestFailed => "request-failed",
            Letter::ProxyInvited => "proxy-invited",
            Letter::InvitationAnswered => "invitation-answered",
            Letter::AccessGranted => "access-granted",
            Letter::AccessRefused => "access-refused",
            Letter::AccessAdded => "access-added",
            Letter::AccessEnded => "access-ended",
            Letter::AgeChange => "age-change",
            Letter::SignUpCode => "sign-up-code",
            Letter::AccountExists => "account-exists",
            Letter::ActivationCode => "activation-code",
            Letter::AccountMade => "account-made",
            Letter::GuardianAdded => "guardian-added",
            Letter::PasswordChanged => "password-changed",
            Letter::FactorsChanged => "factors-changed",
            Letter::RecoveryCodeUsed => "recovery-code-used",
            Letter::NewDevice => "new-device",
            Letter::AttemptsHeldOff => "attempts-held-off",
        }
    }
}

impl Mail {
    /// A letter without a code or an end, as most are.
    pub fn new(to: Recipient, letter: Letter, path: impl Into<String>) -> Self {
        Self { to, letter, path: path.into(), code: None, good_until: None }
    }
}
