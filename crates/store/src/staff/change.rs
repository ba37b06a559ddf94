use portico_database::Transaction;
use portico_model::Role;
use sea_orm::IntoActiveModel;
use sea_orm::prelude::*;

use super::{StaffMember, entity};
use crate::accounts::{entity as account, staff_row};
use crate::columns::taken;
use crate::{Email, NewAccount, Store, StoreError};

/// What the directory says now of somebody who is known.
#[derive(Clone)]
pub struct StaffChange {
    pub member: StaffMember,
    pub role: Role,
    pub name: String,
    pub email: Email,
    /// Nobody goes on with what they were before.
    pub ends_sessions: bool,
}

impl Store {
    /// Makes the account and the member of staff in one step. Fails with [`StoreError::Taken`] if the address, the subject
    /// or the user name is somebody else's of staff.
    pub async fn create_staff(&self, account: &NewAccount, member: &StaffMember) -> Result<(), StoreError> {
        let change = self.writes().begin().await?;
        let insert = account::Entity::insert(account.to_row(self.vault()));
        insert.exec_without_returning(&change).await.map_err(taken)?;
        let insert = entity::Entity::insert(member.to_row(self.vault()));
        insert.exec_without_returning(&change).await.map_err(taken)?;
        Ok(change.commit().await?)
    }

    /// Takes over what the identity provider says at a sign-in. Answers `false`, changing nothing, if the person may not
    /// sign in any more.
    pub async fn renew_staff(&self, new: &StaffChange) -> Result<bool, StoreError> {
        let change = self.writes().begin().await?;
        let mut row = new.member.to_row(self.vault()).into_active_model();
        row.is_active = sea_orm::ActiveValue::NotSet;
        row.removed_at = sea_orm::ActiveValue::NotSet;
        let renewed = entity::Entity::update_many()
            .set(row)
            .filter(entity::Column::Account.eq(new.member.account.0))
            .filter(entity::Column::IsActive.eq(true))
            .exec(&change)
            .await
            .map_err(taken)?;
        if renewed.rows_affected == 0 {
            return Ok(false);
        }
        self.change_staff_account(new, &change).await?;
        change.commit().await?;
        self.forget_sessions_of(new.member.account);
        Ok(true)
    }

    /// Takes over what provisioning says. Whoever is not active any more, or is to sign in again, has no session when this
    /// answers.
    pub async fn change_staff(&self, new: &StaffChange) -> Result<(), StoreError> {
        let change = self.writes().begin().await?;
        entity::Entity::update_many()
            .set(new.member.to_row(self.vault()))
            .filter(entity::Column::Account.eq(new.member.account.0))
            .exec(&change)
            .await
            .map_err(taken)?;
        self.change_staff_account(new, &change).await?;
        if !new.member.is_active || new.ends_sessions {
            self.end_sessions_within(new.member.account, None, &change).await?;
        }
        change.commit().await?;
        self.forget_sessions_of(new.member.account);
        Ok(())
    }

    async fn change_staff_account(&self, new: &StaffChange, change: &Transaction) -> Result<(), StoreError> {
        let row = staff_row(self.vault(), new.member.account, new.role, &new.name, &new.email);
        let update = account::Entity::update_many().set(row);
        update.filter(account::Column::Id.eq(new.member.account.0)).exec(change).await.map_err(taken)?;
        Ok(())
    }
}
