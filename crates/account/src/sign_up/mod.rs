//! Sign-up: by a code that staff made, for patients; by the link of an invitation, for those who will act for somebody.
//! Neither shows anything: both end where a second factor is set up.

mod by_code;
mod by_invitation;
mod guardians;

use portico_audit::{Action, Outcome};
use portico_model::{AccountId, Language, PatientId, Role};
use portico_store::{Email, NewAccount};
use secrecy::SecretString;
use uuid::Uuid;

pub use by_code::{Activation, Claimed, ProvedPerson, SignUpBegun};
pub use by_invitation::InvitedPerson;

use crate::turns::Lane;
use crate::{AccountError, Accounts, Visit};

/// Why somebody could not sign up. Each is told to the person in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum SignUpFault {
    /// Code, name and birth date do not belong together; which of them, is for the log alone.
    #[error("code, name and birth date do not belong together")]
    NoMatch,
    #[error("the code from the mail is not right")]
    WrongMailCode,
    /// It took too long, or it is finished.
    #[error("the sign-up is over")]
    Over,
    #[error("the person has an account already")]
    HasAccount,
    #[error("a child has no account of their own")]
    TooYoung,
    #[error("the e-mail address is a guardian's")]
    GuardiansEmail,
    #[error("the telephone number is a guardian's")]
    GuardiansPhone,
    /// A guardian was signed in in this browser. The teenager is told what that means, and may go on.
    #[error("the browser is a guardian's")]
    GuardiansDevice,
    #[error("a name is needed")]
    NameMissing,
    #[error("only an adult can act for somebody else")]
    AdultsOnly,
}

/// An account that a sign-up makes.
struct Arrival<'a> {
    email: Email,
    phone: Option<String>,
    name: String,
    language: Language,
    own_record: Option<PatientId>,
    password: &'a SecretString,
}

impl Accounts {
    async fn new_account(&self, arrival: Arrival<'_>, visit: &Visit) -> Result<NewAccount, AccountError> {
        self.check_password(arrival.password, &arrival.email, &arrival.name)?;
        let lane = Lane::Of(visit.network());
        let password_hash = self.inner().hasher.hash(arrival.password, lane).await?;
        Ok(NewAccount {
            id: AccountId(Uuid::now_v7()),
            role: Role::Patient,
            email: arrival.email,
            phone: arrival.phone,
            name: arrival.name,
            language: arrival.language,
            own_record: arrival.own_record,
            password_hash: Some(password_hash),
            created_at: self.now(),
        })
    }

    /// The password was just chosen by the person themselves: they are in, as far as a password goes.
    async fn enter(&self, account: AccountId, visit: &Visit) -> Result<crate::SignedIn, AccountError> {
        let account = self.store().find_account(account).await?.ok_or(AccountError::Ended)?;
        self.begin_session(account, visit).await
    }

    /// Tells the log, now or with others like it.
    fn refuse_sign_up(&self, visit: &Visit, reason: &'static str, fault: SignUpFault) -> AccountError {
        let told = self.note(visit, None, (Action::SignUp, Outcome::Refused), reason);
        told.err().unwrap_or_else(|| fault.into())
    }
}
