//! Somebody who was invited to act for a patient, and has no account yet. That they hold the link proves their address.

use portico_audit::{Action, Outcome};
use portico_model::Language;
use portico_store::StoreError;
use secrecy::SecretString;

use super::{Arrival, SignUpFault};
use crate::{AccountError, Accounts, LinkToken, SignedIn, Visit};

/// Letters of a name at most.
const LONGEST_NAME: usize = 200;

/// What the invited person says of themselves.
#[derive(Clone)]
pub struct InvitedPerson {
    pub name: String,
    pub password: SecretString,
    pub language: Language,
    pub is_adult: bool,
}

impl Accounts {
    /// Makes an account for the address that the invitation was sent to. The invitation is still to be answered, after a
    /// second factor is set up.
    pub async fn sign_up_invited(
        &self,
        token: &LinkToken,
        person: InvitedPerson,
        visit: &Visit,
    ) -> Result<SignedIn, AccountError> {
        let email = self.invited_email(token).await?;
        let name = person.name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            return Err(SignUpFault::NameMissing.into());
        }
        if !person.is_adult {
            return Err(self.refuse_sign_up(visit, "adults_only", SignUpFault::AdultsOnly));
        }
        if self.store().find_account_by_email(&email).await?.is_some() {
            return Err(self.refuse_sign_up(visit, "has_account", SignUpFault::HasAccount));
        }
        let account = self
            .new_account(
                Arrival {
                    email,
                    phone: None,
                    name: name.to_owned(),
                    language: person.language,
                    own_record: None,
                    password: &person.password,
                },
                visit,
            )
            .await?;
        let whose = Some((account.id, account.role));
        self.tell_of_visitor(visit, whose, (Action::CreateAccount, Outcome::Permitted), "invited").await?;
        match self.store().create_account(&account).await {
            Ok(()) => self.enter(account.id, visit).await,
            Err(StoreError::Taken) => Err(self.refuse_sign_up(visit, "taken", SignUpFault::HasAccount)),
            Err(error) => Err(error.into()),
        }
    }
}
