use portico_model::{AccountId, Role};
use sea_orm::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

use crate::accounts::entity;
use crate::columns::to_word;
use crate::{AccountState, Store, StoreError};

impl Store {
    /// Everybody of this role who may sign in.
    pub async fn list_pool(&self, role: Role) -> Result<Vec<AccountId>, StoreError> {
        let ids: Vec<Uuid> = entity::Entity::find()
            .select_only()
            .column(entity::Column::Id)
            .filter(entity::Column::Role.eq(to_word(role)))
            .filter(entity::Column::State.eq(to_word(AccountState::Active)))
            .order_by_asc(entity::Column::CreatedAt)
            .into_tuple()
            .all(self.reads())
            .await?;
        Ok(ids.into_iter().map(AccountId).collect())
    }
}
