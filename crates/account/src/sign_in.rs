use std::sync::Arc;

use portico_audit::{Action, Outcome};
use portico_model::{AccountId, Assurance, Role, SessionId};
use portico_store::{Account, AccountState, Email, Letter, NewSession, OpenSession, Session};
use secrecy::SecretString;
use uuid::Uuid;

use crate::SignedIn;
use crate::hold_off::Counted;
use crate::turns::Lane;
use crate::{AccountError, Accounts, SessionToken, Visit};

/// What stands between a session and the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextStep {
    /// A code from the authenticator, or a recovery code.
    ProveFactor,
    /// The account has no second factor yet: set one up.
    EnrolFactor,
    /// Nothing.
    Enter,
}

impl Accounts {
    /// The first step: an address and a password. The session that it gives can prove or enrol a second
    /// factor, and nothing else.
    ///
    /// [`AccountError::Refused`] and [`AccountError::HeldOff`] are the same, and the same was done for them, whether or not
    /// there is such an account: neither waits for the log, which tells it.
    pub async fn sign_in(
        &self,
        email: &str,
        password: &SecretString,
        visit: &Visit,
    ) -> Result<SignedIn, AccountError> {
        let address = email.parse::<Email>().ok();
        let name = address.as_ref().map_or("", Email::as_str);
        // Nobody is looked up for somebody who has to wait, unless they bring a browser that may be known.
        let early = match &visit.device {
            Some(_) => Some(self.find_by_address(address.as_ref()).await?),
            None => None,
        };
        let known = match &early {
            Some(account) => self.known_device(account.as_ref(), visit).await?,
            None => None,
        };
        let counted = match self.count_attempt(self.of_sign_in(name, known, visit)).await {
            Ok(counted) => counted,
            Err(error) => return Err(self.refuse_held_off(error, visit)),
        };
        let account = match early {
            Some(account) => account,
            None => self.find_by_address(address.as_ref()).await?,
        };
        let lane = known.map_or(Lane::Of(visit.network()), |_| Lane::Known);
        let hash = account.as_ref().and_then(|account| account.password_hash.as_deref());
        let is_right = match self.inner().hasher.verify(password, hash, lane).await {
            Ok(is_right) => is_right,
            Err(busy) => {
                self.take_back(&counted).await?;
                return Err(busy);
            }
        };
        match account {
            Some(account) if is_right && account.state == AccountState::Active => {
                self.forgive(&counted).await?;
                self.strengthen(&account, password).await?;
                self.begin_session(account, visit).await
            }
            account => Err(self.refuse_sign_in(account, is_right, &counted, visit)),
        }
    }

    /// Without an address as well: what is done must be the same.
    async fn find_by_address(&self, address: Option<&Email>) -> Result<Option<Account>, AccountError> {
        Ok(match address {
            Some(address) => self.store().find_account_by_email(address).await?,
            None => None,
        })
    }

    fn refuse_sign_in(
        &self,
        account: Option<Account>,
        is_right: bool,
        counted: &Counted,
        visit: &Visit,
    ) -> AccountError {
        let reason = match &account {
            Some(_) if is_right => "account_not_active",
            Some(_) => "wrong_password",
            None => "unknown_address",
        };
        let whose = account.as_ref().map(|account| (account.id, account.role));
        if let Err(error) = self.note_refusal(visit, whose, reason) {
            return error;
        }
        if let Err(error) = self.note_hold_off(counted, whose, visit) {
            return error;
        }
        AccountError::Refused
    }

    /// Keeps a password that was hashed by weaker rules than today's by today's. The password stays the same.
    async fn strengthen(&self, account: &Account, password: &SecretString) -> Result<(), AccountError> {
        let hash = account.password_hash.as_deref().filter(|hash| self.inner().hasher.is_weak(hash));
        if hash.is_none() {
            return Ok(());
        }
        match self.inner().hasher.hash(password, Lane::Known).await {
            Ok(stronger) => {
                self.store().strengthen_password(account.id, &stronger, account.password_changed_at).await?;
                Ok(())
            }
            // There is another day for it.
            Err(AccountError::Busy) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Tells that from now on attempts have to wait, if so: the log, and once a day the owner of the account.
    pub(crate) fn note_hold_off(
        &self,
        counted: &Counted,
        whose: Option<(AccountId, Role)>,
        visit: &Visit,
    ) -> Result<(), AccountError> {
        if !counted.holds_off {
            return Ok(());
        }
        self.note(visit, whose, (Action::LockOut, Outcome::Permitted), "too_many_failures")?;
        if let Some((account, Role::Patient)) = whose.filter(|_| counted.holds_off_person) {
            self.note_letter(self.security_letter_of_the_day(account, Letter::AttemptsHeldOff));
        }
        Ok(())
    }

    /// The log is not told whose account it would be: nobody has looked.
    fn refuse_held_off(&self, error: AccountError, visit: &Visit) -> AccountError {
        if !matches!(error, AccountError::HeldOff { .. }) {
            return error;
        }
        self.note_refusal(visit, None, "held_off").err().unwrap_or(error)
    }

    pub(crate) async fn begin_session(
        &self,
        account: Account,
        visit: &Visit,
    ) -> Result<SignedIn, AccountError> {
        let has_factor =
            self.store().list_totp(account.id).await?.iter().any(|totp| totp.confirmed_at.is_some());
        let now = self.now();
        let token = SessionToken::new();
        let new = NewSession {
            token_hash: token.hash(),
            id: SessionId(Uuid::new_v4()),
            account: account.id,
            assurance: Assurance::Password,
            started_at: now,
            expires_at: now + self.settings().absolute,
            origin: visit.origin.clone(),
        };
        let session = self.current(token.hash(), Arc::new(opened(&new, account)));
        self.tell(&session, visit, (Action::SignIn, Outcome::Permitted), "").await?;
        if let Err(error) = self.store().create_session(&new).await {
            self.tell(&session, visit, (Action::SignIn, Outcome::Failed), "store_failed").await?;
            return Err(error.into());
        }
        self.make_room(&session, visit).await?;
        let next = if has_factor { NextStep::ProveFactor } else { NextStep::EnrolFactor };
        Ok(SignedIn { token, session, next })
    }
}

fn opened(new: &NewSession, account: Account) -> OpenSession {
    let session = Session {
        id: new.id,
        account: new.account,
        assurance: new.assurance,
        created_at: new.started_at,
        authenticated_at: new.started_at,
        last_seen_at: new.started_at,
        expires_at: new.expires_at,
        origin: new.origin.clone(),
    };
    OpenSession {
        session,
        role: account.role,
        state: account.state,
        language: account.language,
        name: account.name,
        own_record: account.own_record,
        staff: None,
    }
}
