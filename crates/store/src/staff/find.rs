use portico_model::{AccountId, ResourceId};
use sea_orm::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

use super::{
    StaffMember, Subject, entity, external_id_index, practitioner_index, subject_index, user_name_index,
};
use crate::{Email, Store, StoreError};

impl Store {
    pub async fn find_staff(&self, account: AccountId) -> Result<Option<StaffMember>, StoreError> {
        let row = entity::Entity::find_by_id(account.0).one(self.reads()).await?;
        row.map(|row| row.to_member(self.vault())).transpose()
    }

    pub async fn find_staff_by_subject(&self, subject: &Subject) -> Result<Option<StaffMember>, StoreError> {
        self.find_staff_by(entity::Column::SubjectIndex, subject_index(self.vault(), subject)).await
    }

    pub async fn find_staff_by_user_name(&self, name: &str) -> Result<Option<StaffMember>, StoreError> {
        self.find_staff_by(entity::Column::UserNameIndex, user_name_index(self.vault(), name)).await
    }

    pub async fn find_staff_by_external_id(&self, id: &str) -> Result<Option<StaffMember>, StoreError> {
        self.find_staff_by(entity::Column::ExternalIdIndex, external_id_index(self.vault(), id)).await
    }

    /// Who of those who may sign in is this FHIR `Practitioner`; the one who was known first, if several say so.
    pub async fn find_staff_by_practitioner(
        &self,
        id: &ResourceId,
    ) -> Result<Option<StaffMember>, StoreError> {
        let row = entity::Entity::find()
            .filter(entity::Column::PractitionerIndex.eq(practitioner_index(self.vault(), id)))
            .filter(entity::Column::IsActive.eq(true))
            .filter(entity::Column::RemovedAt.is_null())
            .order_by_asc(entity::Column::Account)
            .one(self.reads())
            .await?;
        row.map(|row| row.to_member(self.vault())).transpose()
    }

    pub async fn find_staff_by_email(&self, email: &Email) -> Result<Option<StaffMember>, StoreError> {
        match self.find_staff_account_by_email(email).await? {
            Some(account) => self.find_staff(account.id).await,
            None => Ok(None),
        }
    }

    /// Those whom the directory knows, in a lasting order, and how many there are in all.
    pub async fn list_staff(&self, skip: u64, most: u64) -> Result<(Vec<StaffMember>, u64), StoreError> {
        let known = entity::Entity::find().filter(entity::Column::RemovedAt.is_null());
        let all = known.clone().count(self.reads()).await?;
        let page = known.order_by_asc(entity::Column::Account).offset(skip).limit(most);
        let rows = page.all(self.reads()).await?;
        let members = rows.iter().map(|row| row.to_member(self.vault())).collect::<Result<_, _>>()?;
        Ok((members, all))
    }

    async fn find_staff_by(
        &self,
        column: entity::Column,
        index: Vec<u8>,
    ) -> Result<Option<StaffMember>, StoreError> {
        let row = entity::Entity::find().filter(column.eq(index)).one(self.reads()).await?;
        row.map(|row| row.to_member(self.vault())).transpose()
    }
}
