//! Provisioning (SCIM 2.0, RFC 7643 and 7644): the directory says who works here before they come, and at once when they go.

use aws_lc_rs::constant_time;
use aws_lc_rs::digest::{SHA256, digest};
use portico_audit::{Action, Outcome};
use portico_model::{AccountId, Language, Role, StaffClaims, Timestamp};
use portico_store::{Account, Email, NewAccount, StaffChange, StaffMember, StoreError};
use secrecy::ExposeSecret;
use uuid::Uuid;

use super::{StaffDoor, StaffError};
use crate::{AccountError, Visit};

/// What the directory says of a person.
#[derive(Clone, PartialEq, Eq)]
pub struct ProvisionedPerson {
    pub user_name: String,
    pub external_id: Option<String>,
    pub name: String,
    pub email: String,
    pub is_active: bool,
    /// The person's groups, where the directory speaks of them. Otherwise the role is known at the next sign-in.
    pub groups: Option<Vec<String>>,
}

/// The same with what the portal adds.
#[derive(Clone, PartialEq, Eq)]
pub struct Provisioned {
    pub id: AccountId,
    pub person: ProvisionedPerson,
    pub created_at: Timestamp,
    pub changed_at: Timestamp,
}

/// Whom to list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    Everybody,
    UserName(String),
    ExternalId(String),
}

/// Some of those whom a filter fits.
pub struct Listed {
    pub people: Vec<Provisioned>,
    /// How many there are in all.
    pub all: u64,
}

/// Why the directory's word was not taken.
#[derive(Debug, thiserror::Error)]
pub enum ProvisionFault {
    #[error("no such person")]
    NotFound,
    /// Another person has this user name, address or external id.
    #[error("another person has this name or address")]
    Taken,
    #[error("not an e-mail address")]
    InvalidEmail,
    #[error(transparent)]
    Staff(#[from] StaffError),
}

impl From<StoreError> for ProvisionFault {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Taken => Self::Taken,
            error => Self::Staff(error.into()),
        }
    }
}

impl StaffDoor {
    /// Whether it is the directory that speaks. Takes the same time for every wrong token.
    pub fn is_directory(&self, token: &str) -> bool {
        let Some(right) = &self.settings().provisioning_token else {
            return false;
        };
        let hash = |text: &str| digest(&SHA256, text.as_bytes());
        let (sent, right) = (hash(token), hash(right.expose_secret()));
        constant_time::verify_slices_are_equal(sent.as_ref(), right.as_ref()).is_ok()
    }

    /// Tells that somebody spoke for the directory who is not, now or with others like it.
    pub fn note_false_directory(&self, visit: &Visit) -> Result<(), StaffError> {
        let what = (Action::Provision, Outcome::Refused);
        Ok(self.accounts().note(visit, None, what, "wrong_token")?)
    }

    /// What is known of somebody, for a change of it.
    pub async fn find_provisioned(&self, id: AccountId) -> Result<Provisioned, ProvisionFault> {
        let member = self.store().find_staff(id).await?.filter(|member| member.removed_at.is_none());
        self.provisioned(member.ok_or(ProvisionFault::NotFound)?).await
    }

    /// The same for the directory to read. That it was read is in the log before it is answered.
    pub async fn read_provisioned(
        &self,
        id: AccountId,
        visit: &Visit,
    ) -> Result<Provisioned, ProvisionFault> {
        let found = self.find_provisioned(id).await?;
        let role = self.account_of(id).await?.role;
        self.tell_of_directory(visit, Some((id, role)), Outcome::Permitted, "read").await?;
        Ok(found)
    }

    /// Some of them, from the one after `skip` on. That they were read is in the log before it is answered.
    pub async fn list_provisioned(
        &self,
        filter: &Filter,
        skip: u64,
        most: u64,
        visit: &Visit,
    ) -> Result<Listed, ProvisionFault> {
        let store = self.store();
        let (members, all) = match filter {
            Filter::Everybody => store.list_staff(skip, most).await?,
            Filter::UserName(name) => one(store.find_staff_by_user_name(name).await?),
            Filter::ExternalId(id) => one(store.find_staff_by_external_id(id).await?),
        };
        let mut people = Vec::with_capacity(members.len());
        for member in members {
            people.push(self.provisioned(member).await?);
        }
        self.tell_of_directory(visit, None, Outcome::Permitted, "listed").await?;
        Ok(Listed { people, all })
    }

    /// Takes somebody in. Somebody who was removed before comes back as the same person.
    pub async fn provision(
        &self,
        person: ProvisionedPerson,
        visit: &Visit,
    ) -> Result<Provisioned, ProvisionFault> {
        if let Some(before) = self.store().find_staff_by_user_name(&person.user_name).await? {
            return match before.removed_at {
                Some(_) => self.change_provisioned(before, person, visit).await,
                None => Err(ProvisionFault::Taken),
            };
        }
        let email: Email = person.email.parse().map_err(|_| ProvisionFault::InvalidEmail)?;
        // Nobody can do anything by this role before the first sign-in says the right one.
        let role = self.role_said(&person).unwrap_or(Role::Support);
        let account = NewAccount {
            id: AccountId(Uuid::now_v7()),
            role,
            email,
            phone: None,
            name: person.name.clone(),
            language: Language::default(),
            own_record: None,
            password_hash: None,
            created_at: self.now(),
        };
        let member = StaffMember {
            account: account.id,
            subject: None,
            user_name: person.user_name.clone(),
            external_id: person.external_id.clone(),
            claims: StaffClaims::default(),
            is_active: person.is_active,
            changed_at: account.created_at,
            removed_at: None,
        };
        self.tell_of_directory(visit, Some((account.id, role)), Outcome::Permitted, "taken_in").await?;
        self.store().create_staff(&account, &member).await?;
        Ok(Provisioned {
            id: account.id,
            person,
            created_at: account.created_at,
            changed_at: member.changed_at,
        })
    }

    /// Puts `person` in the place of what was known. Whoever is not active, or has no group with their role any more, has no
    /// session when this answers.
    pub async fn replace_provisioned(
        &self,
        id: AccountId,
        person: ProvisionedPerson,
        visit: &Visit,
    ) -> Result<Provisioned, ProvisionFault> {
        let member = self.store().find_staff(id).await?.filter(|member| member.removed_at.is_none());
        self.change_provisioned(member.ok_or(ProvisionFault::NotFound)?, person, visit).await
    }

    /// Forgets somebody: nothing of theirs opens anything any more.
    pub async fn remove_provisioned(&self, id: AccountId, visit: &Visit) -> Result<(), ProvisionFault> {
        let member = self.store().find_staff(id).await?.filter(|member| member.removed_at.is_none());
        let mut member = member.ok_or(ProvisionFault::NotFound)?;
        let account = self.account_of(id).await?;
        self.tell_of_directory(visit, Some((id, account.role)), Outcome::Permitted, "removed").await?;
        (member.is_active, member.changed_at) = (false, self.now());
        member.removed_at = Some(member.changed_at);
        let Account { role, name, email, .. } = account;
        let change = StaffChange { member, role, name, email, ends_sessions: true };
        Ok(self.store().change_staff(&change).await?)
    }

    fn role_said(&self, person: &ProvisionedPerson) -> Option<Role> {
        self.settings().role_of(person.groups.as_deref()?)
    }

    async fn change_provisioned(
        &self,
        before: StaffMember,
        person: ProvisionedPerson,
        visit: &Visit,
    ) -> Result<Provisioned, ProvisionFault> {
        let email: Email = person.email.parse().map_err(|_| ProvisionFault::InvalidEmail)?;
        let account = self.account_of(before.account).await?;
        let said = self.role_said(&person);
        let role = said.unwrap_or(account.role);
        let ends_sessions = !person.is_active || (person.groups.is_some() && said != Some(account.role));
        let reason = match (before.is_active, person.is_active) {
            (true, false) => "let_go",
            (false, true) => "taken_in",
            _ if ends_sessions => "role_taken",
            _ => "changed",
        };
        self.tell_of_directory(visit, Some((account.id, role)), Outcome::Permitted, reason).await?;
        let member = StaffMember {
            user_name: person.user_name.clone(),
            external_id: person.external_id.clone(),
            is_active: person.is_active,
            changed_at: self.now(),
            removed_at: None,
            ..before
        };
        let changed_at = member.changed_at;
        let change = StaffChange { member, role, name: person.name.clone(), email, ends_sessions };
        self.store().change_staff(&change).await?;
        Ok(Provisioned { id: account.id, person, created_at: account.created_at, changed_at })
    }

    async fn account_of(&self, id: AccountId) -> Result<Account, ProvisionFault> {
        let found = self.store().find_account(id).await?;
        found.ok_or(ProvisionFault::Staff(StaffError::Account(AccountError::NotFound)))
    }

    async fn provisioned(&self, member: StaffMember) -> Result<Provisioned, ProvisionFault> {
        let account = self.account_of(member.account).await?;
        let person = ProvisionedPerson {
            user_name: member.user_name,
            external_id: member.external_id,
            name: account.name,
            email: account.email.as_str().to_owned(),
            is_active: member.is_active,
            groups: None,
        };
        let (created_at, changed_at) = (account.created_at, member.changed_at);
        Ok(Provisioned { id: account.id, person, created_at, changed_at })
    }
}

/// Removed people are not found.
fn one(found: Option<StaffMember>) -> (Vec<StaffMember>, u64) {
    let found: Vec<_> = found.into_iter().filter(|member| member.removed_at.is_none()).collect();
    let all = found.len() as u64;
    (found, all)
}
