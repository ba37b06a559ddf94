use sea_orm::ActiveValue::Set;
use sea_orm::prelude::*;
use sea_orm::sea_query::OnConflict;

use crate::{Store, StoreError};

/// Small facts that outlive a restart, such as which sample people were made. Never secrets.
impl Store {
    pub async fn find_setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        let row = entity::Entity::find_by_id(name).one(self.reads()).await?;
        Ok(row.map(|row| row.value))
    }

    pub async fn change_setting(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let row = entity::ActiveModel { name: Set(name.to_owned()), value: Set(value.to_owned()) };
        let replace =
            OnConflict::column(entity::Column::Name).update_column(entity::Column::Value).to_owned();
        entity::Entity::insert(row).on_conflict(replace).exec_without_returning(self.writes()).await?;
        Ok(())
    }
}

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "setting")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub name: String,
        pub value: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
