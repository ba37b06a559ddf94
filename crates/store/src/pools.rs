use portico_model::{AccountId, Role};
use sea_orm::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{QueryOrder, QuerySelect};

use crate::accounts::entity;
use crate::columns::to_word;
use crate::staff::entity as staff;
use crate::{AccountState, Store, StoreError};

impl Store {
    /// Everybody of staff who may sign in and by whose last sign-in this is their role. Who never signed in has none yet.
    pub async fn list_pool(&self, role: Role) -> Result<Vec<AccountId>, StoreError> {
        let ids: Vec<Uuid> = entity::Entity::find()
            .select_only()
            .column(entity::Column::Id)
            .filter(entity::Column::Role.eq(to_word(role)))
            .filter(entity::Column::State.eq(to_word(AccountState::Active)))
            .filter(entity::Column::Id.in_subquery(who_signed_in()))
            .order_by_asc(entity::Column::CreatedAt)
            .into_tuple()
            .all(self.reads())
            .await?;
        Ok(ids.into_iter().map(AccountId).collect())
    }
}

fn who_signed_in() -> sea_orm::sea_query::SelectStatement {
    Query::select()
        .column(staff::Column::Account)
        .from(staff::Entity)
        .and_where(staff::Column::IsActive.eq(true))
        .and_where(staff::Column::RemovedAt.is_null())
        .and_where(staff::Column::SubjectIndex.is_not_null())
        .to_owned()
}
