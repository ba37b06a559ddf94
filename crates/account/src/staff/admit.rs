//! Somebody whom the provider proved becomes somebody with an account here, as the directory says now.

use portico_audit::{Action, Outcome};
use portico_model::{AccountId, Language, Role};
use portico_store::{Account, Email, NewAccount, StaffChange, StaffMember, StoreError, Subject};
use uuid::Uuid;

use super::token::Proved;
use super::{StaffDoor, StaffError};
use crate::{AccountError, Visit};

impl StaffDoor {
    pub(super) async fn admit(&self, proved: &Proved, visit: &Visit) -> Result<Account, StaffError> {
        let role = self.settings().role_of(&proved.more.groups()).ok_or(StaffError::NoRole)?;
        let subject = self.subject(&proved.subject);
        let account = match self.find_member(proved, &subject).await? {
            Some(member) => self.welcome_back(member, role, proved, subject).await?,
            None => self.welcome(role, proved, subject, visit).await?,
        };
        let account = self.store().find_account(account).await?;
        account.ok_or(StaffError::Account(AccountError::Ended))
    }

    /// By the subject; before the first sign-in, by the directory's own id, or by an address that the provider has verified
    /// where the directory gave none. Everything else of a profile is the person's own to change.
    async fn find_member(
        &self,
        proved: &Proved,
        subject: &Subject,
    ) -> Result<Option<StaffMember>, StaffError> {
        let store = self.store();
        if let Some(member) = store.find_staff_by_subject(subject).await? {
            return Ok(Some(member));
        }
        let (mut announced, mut is_by_address) = (None, false);
        for id in proved.directory_ids() {
            announced = announced.or(store.find_staff_by_external_id(id).await?);
        }
        if announced.is_none()
            && let Some(email) = email(proved).filter(|_| proved.is_email_verified)
        {
            announced = store.find_staff_by_email(&email).await?;
            is_by_address = true;
        }
        match announced {
            // An address that was given to somebody new: the directory has to say so first.
            Some(member) if member.subject.is_some() => Err(StaffError::LetGo),
            Some(member) if is_by_address && member.external_id.is_some() => Err(StaffError::LetGo),
            announced => Ok(announced),
        }
    }

    pub(super) async fn welcome_back(
        &self,
        mut member: StaffMember,
        role: Role,
        proved: &Proved,
        subject: Subject,
    ) -> Result<AccountId, StaffError> {
        let id = member.account;
        let before = self.store().find_account(id).await?.ok_or(StaffError::LetGo)?;
        member.subject = Some(subject);
        member.claims = proved.more.staff_claims();
        member.changed_at = self.now();
        let name = proved.name.clone().unwrap_or(before.name);
        let email = email(proved).unwrap_or(before.email);
        let change = StaffChange { member, role, name, email, ends_sessions: false };
        if self.store().renew_staff(&change).await? { Ok(id) } else { Err(StaffError::LetGo) }
    }

    async fn welcome(
        &self,
        role: Role,
        proved: &Proved,
        subject: Subject,
        visit: &Visit,
    ) -> Result<AccountId, StaffError> {
        if !self.settings().takes_unannounced {
            return Err(StaffError::LetGo);
        }
        let email = email(proved).ok_or(StaffError::Untrusted("no_address"))?;
        let account = NewAccount {
            id: AccountId(Uuid::now_v7()),
            role,
            name: proved.name.clone().unwrap_or_else(|| email.as_str().to_owned()),
            email,
            phone: None,
            language: Language::default(),
            own_record: None,
            password_hash: None,
            created_at: self.now(),
        };
        let member = StaffMember {
            account: account.id,
            subject: Some(subject),
            user_name: proved.user_name.clone().unwrap_or_else(|| account.email.as_str().to_owned()),
            external_id: None,
            claims: proved.more.staff_claims(),
            is_active: true,
            changed_at: account.created_at,
            removed_at: None,
        };
        let whose = Some((account.id, role));
        let made = (Action::CreateAccount, Outcome::Permitted);
        self.accounts().tell_of_visitor(visit, whose, made, "staff").await?;
        match self.store().create_staff(&account, &member).await {
            Ok(()) => Ok(account.id),
            // Two sign-ins at once: the other one made it.
            Err(StoreError::Taken) => Err(StaffError::NotUnderWay),
            Err(error) => Err(error.into()),
        }
    }
}

fn email(proved: &Proved) -> Option<Email> {
    proved.email.as_ref()?.parse().ok()
}
