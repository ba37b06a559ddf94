//! Which browsers an account was used in: by keyed hash, so that the list says nothing by itself. And which changes of
//! age were announced.

use jiff::civil::Date;
use portico_model::{AccountId, GrantId, Timestamp};
use portico_vault::Class;
use sea_orm::ActiveValue::Set;
use sea_orm::TryInsertResult;
use sea_orm::prelude::*;
use sea_orm::sea_query::OnConflict;

use crate::columns::to_ms;
use crate::{NewOutgoing, Store, StoreError};

impl Store {
    /// The account was used in this browser. `also` leaves the house with it.
    pub async fn remember_device(
        &self,
        account: AccountId,
        device: &str,
        seen_at: Timestamp,
        also: &[NewOutgoing],
    ) -> Result<(), StoreError> {
        let row = device::ActiveModel {
            account: Set(account.0),
            device_hash: Set(self.device_hash(device)),
            last_seen_at: Set(to_ms(seen_at)),
        };
        let again = OnConflict::columns([device::Column::Account, device::Column::DeviceHash])
            .update_column(device::Column::LastSeenAt)
            .to_owned();
        let change = self.writes().begin().await?;
        device::Entity::insert(row).on_conflict(again).exec_without_returning(&change).await?;
        self.put_outgoing(also, &change).await?;
        Ok(change.commit().await?)
    }

    /// Whether the account was ever used in a browser that is remembered.
    pub async fn has_devices(&self, account: AccountId) -> Result<bool, StoreError> {
        let known = device::Entity::find().filter(device::Column::Account.eq(account.0));
        Ok(known.count(self.reads()).await? > 0)
    }

    /// Whether one of the accounts was used in this browser.
    pub async fn is_device_of(&self, accounts: &[AccountId], device: &str) -> Result<bool, StoreError> {
        let known = device::Entity::find()
            .filter(device::Column::Account.is_in(accounts.iter().map(|account| account.0)))
            .filter(device::Column::DeviceHash.eq(self.device_hash(device)));
        Ok(known.count(self.reads()).await? > 0)
    }

    /// Whether it was said that a grant changes on a day.
    pub async fn is_announced(&self, grant: GrantId, change_on: Date) -> Result<bool, StoreError> {
        let said = announcement::Entity::find_by_id((grant.0, change_on.to_string()));
        Ok(said.count(self.reads()).await? > 0)
    }

    /// Says once, and only once, that a grant changes on a day. Answers `false`, sending nothing, if it was said before.
    pub async fn announce(
        &self,
        grant: GrantId,
        change_on: Date,
        at: Timestamp,
        also: &[NewOutgoing],
    ) -> Result<bool, StoreError> {
        let row = announcement::ActiveModel {
            proxy_grant: Set(grant.0),
            change_on: Set(change_on.to_string()),
            announced_at: Set(to_ms(at)),
        };
        let change = self.writes().begin().await?;
        let first = announcement::Entity::insert(row).on_conflict_do_nothing();
        if !matches!(first.exec_without_returning(&change).await?, TryInsertResult::Inserted(1)) {
            return Ok(false);
        }
        self.put_outgoing(also, &change).await?;
        change.commit().await?;
        Ok(true)
    }

    fn device_hash(&self, device: &str) -> Vec<u8> {
        self.vault().blind_index(Class::Identity, "device", device).to_vec()
    }
}

mod device {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "known_device")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub device_hash: Vec<u8>,
        pub last_seen_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod announcement {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "announcement")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub proxy_grant: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub change_on: String,
        pub announced_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
