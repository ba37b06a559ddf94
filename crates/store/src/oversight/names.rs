use std::collections::HashMap;

use portico_model::{AccountId, Role};
use sea_orm::prelude::*;

use crate::accounts::entity;
use crate::{Email, Store, StoreError};

/// Who an account belongs to, as far as a list says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub name: String,
    pub role: Role,
}

impl Store {
    /// The people behind these accounts; those that are not there are left out.
    pub async fn list_named(&self, of: &[AccountId]) -> Result<HashMap<AccountId, Named>, StoreError> {
        let ids = of.iter().map(|account| account.0);
        let rows = entity::Entity::find().filter(entity::Column::Id.is_in(ids)).all(self.reads()).await?;
        let named = |row: entity::Model| {
            Ok((AccountId(row.id), Named { name: row.name(self.vault())?, role: row.role()? }))
        };
        rows.into_iter().map(named).collect()
    }

    /// The account with this address: a member of staff's, else a patient's.
    pub async fn find_actor_by_email(&self, email: &Email) -> Result<Option<AccountId>, StoreError> {
        let found = match self.find_staff_account_by_email(email).await? {
            Some(staff) => Some(staff),
            None => self.find_account_by_email(email).await?,
        };
        Ok(found.map(|account| account.id))
    }
}
