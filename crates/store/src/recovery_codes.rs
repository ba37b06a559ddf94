use portico_model::{AccountId, Timestamp};
use portico_vault::Class;
use sea_orm::ActiveValue::Set;
use sea_orm::prelude::*;

use crate::columns::to_ms;
use crate::{NewOutgoing, Store, StoreError};

/// Recovery codes are kept as keyed hashes, each bound to its account.
impl Store {
    /// Puts `codes` in the place of all earlier ones of the account. `also` is to leave the house with it.
    pub async fn replace_recovery_codes(
        &self,
        account: AccountId,
        codes: &[impl AsRef<str>],
        created_at: Timestamp,
        also: &[NewOutgoing],
    ) -> Result<(), StoreError> {
        let rows = codes.iter().map(|code| entity::ActiveModel {
            account: Set(account.0),
            code_index: Set(self.recovery_index(account, code.as_ref())),
            created_at: Set(to_ms(created_at)),
            used_at: Set(None),
        });
        let change = self.writes().begin().await?;
        let of_account = entity::Column::Account.eq(account.0);
        entity::Entity::delete_many().filter(of_account).exec(&change).await?;
        entity::Entity::insert_many(rows).exec_without_returning(&change).await?;
        self.put_outgoing(also, &change).await?;
        Ok(change.commit().await?)
    }

    /// Uses up one code; `also` is to leave the house then. Answers `false` if it is none of the account's, or was used.
    pub async fn use_recovery_code(
        &self,
        account: AccountId,
        code: &str,
        used_at: Timestamp,
        also: &[NewOutgoing],
    ) -> Result<bool, StoreError> {
        let change = self.writes().begin().await?;
        let used = entity::Entity::update_many()
            .col_expr(entity::Column::UsedAt, Expr::value(to_ms(used_at)))
            .filter(entity::Column::Account.eq(account.0))
            .filter(entity::Column::CodeIndex.eq(self.recovery_index(account, code)))
            .filter(entity::Column::UsedAt.is_null())
            .exec(&change)
            .await?;
        let is_used = used.rows_affected == 1;
        if is_used {
            self.put_outgoing(also, &change).await?;
        }
        change.commit().await?;
        Ok(is_used)
    }

    /// How many codes are left.
    pub async fn count_recovery_codes(&self, account: AccountId) -> Result<u64, StoreError> {
        let unused = entity::Entity::find()
            .filter(entity::Column::Account.eq(account.0))
            .filter(entity::Column::UsedAt.is_null());
        Ok(unused.count(self.reads()).await?)
    }

    fn recovery_index(&self, account: AccountId, code: &str) -> Vec<u8> {
        let bound = format!("{account}/{code}");
        self.vault().blind_index(Class::Identity, "recovery_code", &bound).to_vec()
    }
}

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "recovery_code")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub code_index: Vec<u8>,
        pub created_at: i64,
        pub used_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
