use std::sync::Arc;

use portico_audit::{Action, Outcome};
use portico_model::{AccountId, Assurance, Role, SessionId};
use portico_store::{Account, AccountState, Email, NewSession, OpenSession, Session};
use secrecy::SecretString;
use uuid::Uuid;

use crate::SignedIn;
use crate::hold_off::Counted;
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
    /// [`AccountError::Refused`] and [`AccountError::HeldOff`] are the same, and take as long, whether or not
    /// there is such an account.
    pub async fn sign_in(
        &self,
        email: &str,
        password: &SecretString,
        visit: &Visit,
    ) -> Result<SignedIn, AccountError> {
        let address = email.parse::<Email>().ok();
        let of_email = self.of_email(address.as_ref().map_or("", Email::as_str));
        let of_address = visit.origin.address.map(|address| self.of_address(address));
        let counted = match self.count_attempt(of_address.into_iter().chain([of_email])).await {
            Ok(counted) => counted,
            Err(error) => return Err(self.refuse_held_off(error, address.as_ref(), visit).await?),
        };
        let account = match &address {
            Some(address) => self.store().find_account_by_email(address).await?,
            None => None,
        };
        let hash = account.as_ref().and_then(|account| account.password_hash.as_deref());
        let is_right = match self.inner().hasher.verify(password, hash).await {
            Ok(is_right) => is_right,
            Err(busy) => {
                self.take_back(&counted).await?;
                return Err(busy);
            }
        };
        let (whose, reason) = match account {
            Some(account) if is_right && account.state == AccountState::Active => {
                self.forgive(&counted, of_email).await?;
                self.strengthen(&account, password).await?;
                return self.begin_session(account, visit).await;
            }
            Some(account) if is_right => (Some((account.id, account.role)), "account_not_active"),
            Some(account) => (Some((account.id, account.role)), "wrong_password"),
            None => (None, "unknown_address"),
        };
        self.tell_of_refusal(visit, whose, reason).await?;
        self.tell_of_hold_off(&counted, whose, visit).await?;
        Err(AccountError::Refused)
    }

    /// Keeps a password that was hashed by weaker rules than today's by today's. The password stays the same.
    async fn strengthen(&self, account: &Account, password: &SecretString) -> Result<(), AccountError> {
        let hash = account.password_hash.as_deref().filter(|hash| self.inner().hasher.is_weak(hash));
        if hash.is_none() {
            return Ok(());
        }
        match self.inner().hasher.hash(password).await {
            Ok(stronger) => {
                self.store().strengthen_password(account.id, &stronger, account.password_changed_at).await?;
                Ok(())
            }
            // There is another day for it.
            Err(AccountError::Busy) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Tells that from now on attempts have to wait, if so.
    pub(crate) async fn tell_of_hold_off(
        &self,
        counted: &Counted,
        whose: Option<(AccountId, Role)>,
        visit: &Visit,
    ) -> Result<(), AccountError> {
        if !counted.holds_off {
            return Ok(());
        }
        self.tell_of_visitor(visit, whose, (Action::LockOut, Outcome::Permitted), "too_many_failures").await
    }

    async fn refuse_held_off(
        &self,
        error: AccountError,
        address: Option<&Email>,
        visit: &Visit,
    ) -> Result<AccountError, AccountError> {
        if matches!(error, AccountError::HeldOff { .. }) {
            let account = match address {
                Some(address) => self.store().find_account_by_email(address).await?,
                None => None,
            };
            let whose = account.map(|account| (account.id, account.role));
            self.tell_of_refusal(visit, whose, "held_off").await?;
        }
        Ok(error)
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
