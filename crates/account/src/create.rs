use portico_audit::{Action, Outcome};
use portico_model::{AccountId, Language, PatientId, Role};
use portico_store::{Email, NewAccount, NewTotp, StoreError};
use secrecy::SecretString;
use uuid::Uuid;

use crate::passwords;
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
                passwords::check(password, &email, &person.name)?;
                Some(self.inner().hasher.hash(password).await?)
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
            self.keep_authenticator(id, authenticator).await?;
        }
        Ok(id)
    }

    async fn keep_authenticator(
        &self,
        account: AccountId,
        authenticator: Authenticator,
    ) -> Result<(), AccountError> {
        let Authenticator { label, secret } = authenticator;
        let id = Uuid::new_v4();
        self.store().begin_totp(&NewTotp { id, account, label, secret, created_at: self.now() }).await?;
        self.store().confirm_totp(id, account, 0, true, self.now()).await?;
        Ok(())
    }
}
