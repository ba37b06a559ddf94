use portico_audit::{Action, Outcome};
use portico_model::{AccountId, Language, PatientId, Role};
use portico_store::{AccountState, Email, NewAccount, NewTotp, StoreError};
use secrecy::SecretString;
use uuid::Uuid;

use crate::turns::Lane;
use crate::{AccountError, Accounts, Authenticator, Visit};

/// Somebody who is to have an account.
pub struct NewPerson {
    pub role: Role,
    pub email: String,
    pub phone: Option<String>,
    /// The name as the person wants to be addressed.
    pub name: String,
    pub language: Language,
    /// The person's own record, where they are a patient.
    pub own_record: Option<PatientId>,
    /// Absent where somebody else checks who it is (staff): then nobody can sign in by password.
    pub password: Option<SecretString>,
    /// An authenticator that was set up with the person by other means (at a desk, in a demo). Without one
    /// the person enrols one at the first sign-in.
    pub authenticator: Option<Authenticator>,
}

impl Accounts {
    /// Makes an account.
    ///
    /// Fails with [`AccountError::InvalidEmail`], [`AccountError::Password`] and [`AccountError::Taken`];
    /// the last one is not for the eyes of strangers.
    pub async fn create(&self, person: NewPerson, visit: &Visit) -> Result<AccountId, AccountError> {
        let email: Email = person.email.parse().map_err(|_| AccountError::InvalidEmail)?;
        let password_hash = match &person.password {
            Some(password) => {
                self.check_password(password, &email, &person.name)?;
                Some(self.inner().hasher.hash(password, Lane::Known).await?)
            }
            None => None,
        };
        let id = AccountId(Uuid::now_v7());
        let account = NewAccount {
            id,
            role: person.role,
            email,
            phone: person.phone,
            name: person.name,
            language: person.language,
            own_record: person.own_record,
            password_hash,
            created_at: self.now(),
        };
        let whose = Some((id, account.role));
        self.tell_of_visitor(visit, whose, (Action::CreateAccount, Outcome::Permitted), "").await?;
        if let Err(error) = self.store().create_account(&account).await {
            let is_taken = matches!(error, StoreError::Taken);
            let reason = if is_taken { "taken" } else { "store_failed" };
            self.tell_of_visitor(visit, whose, (Action::CreateAccount, Outcome::Failed), reason).await?;
            return Err(if is_taken { AccountError::Taken } else { error.into() });
        }
        if let Some(authenticator) = person.authenticator {
            self.tell_of_visitor(visit, whose, (Action::EnrolFactor, Outcome::Permitted), "").await?;
            let kept = self.keep_authenticator(id, authenticator).await;
            if kept.is_err() {
                let failed = (Action::EnrolFactor, Outcome::Failed);
                self.tell_of_visitor(visit, whose, failed, "store_failed").await?;
            }
            kept?;
        }
        Ok(id)
    }

    /// Suspends a patient's account, opens it again, or closes it for good. It holds from the next request of every session.
    ///
    /// [`AccountError::NotFound`] where no patient has this address, or the account is closed.
    pub async fn change_state(
        &self,
        email: &str,
        state: AccountState,
        visit: &Visit,
    ) -> Result<(), AccountError> {
        let email: Email = email.parse().map_err(|_| AccountError::InvalidEmail)?;
        let found = self.store().find_account_by_email(&email).await?;
        let account = found.filter(|account| account.state != AccountState::Closed);
        let account = account.ok_or(AccountError::NotFound)?;
        let whose = Some((account.id, account.role));
        let reason = match state {
            AccountState::Active => "opened_again",
            AccountState::Suspended => "suspended",
            AccountState::Closed => "closed",
        };
        self.tell_of_visitor(visit, whose, (Action::ChangeAccount, Outcome::Permitted), reason).await?;
        if let Err(error) = self.store().change_account_state(account.id, state).await {
            let failed = (Action::ChangeAccount, Outcome::Failed);
            self.tell_of_visitor(visit, whose, failed, "store_failed").await?;
            return Err(error.into());
        }
        Ok(())
    }

    async fn keep_authenticator(
        &self,
        account: AccountId,
        authenticator: Authenticator,
    ) -> Result<(), AccountError> {
        let Authenticator { label, secret } = authenticator;
        let id = Uuid::new_v4();
        self.store().begin_totp(&NewTotp { id, account, label, secret, created_at: self.now() }).await?;
        let is_kept = self.store().confirm_totp(id, account, 0, true, self.now(), &[]).await?;
        if is_kept { Ok(()) } else { Err(AccountError::NotFound) }
    }
}
