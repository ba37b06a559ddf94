//! Which session at the identity provider a session here came from, so that its end there is the end here.

use std::collections::BTreeSet;

use portico_model::{AccountId, Timestamp};
use portico_vault::Class;
use sea_orm::ActiveValue::Set;
use sea_orm::TransactionTrait;
use sea_orm::prelude::*;

use crate::columns::to_ms;
use crate::sessions::entity as session;
use crate::{NewSession, Store, StoreError, Subject};

impl Store {
    /// `proved_at` is when the identity provider last asked for a factor; `provider_session` is its `sid`, if it says one.
    pub async fn create_staff_session(
        &self,
        new: &NewSession,
        proved_at: Timestamp,
        issuer: &str,
        provider_session: Option<&str>,
    ) -> Result<(), StoreError> {
        let change = self.writes().begin().await?;
        let mut row = self.session_row(new);
        row.authenticated_at = Set(to_ms(proved_at));
        session::Entity::insert(row).exec_without_returning(&change).await?;
        if let Some(sid) = provider_session {
            let index = self.provider_session_index(issuer, sid);
            let row = entity::ActiveModel { session: Set(new.id.0), provider_session_index: Set(index) };
            entity::Entity::insert(row).exec_without_returning(&change).await?;
        }
        Ok(change.commit().await?)
    }

    /// Ends what came from this session at the identity provider. Answers whose it was.
    pub async fn end_provider_session(
        &self,
        issuer: &str,
        provider_session: &str,
    ) -> Result<BTreeSet<AccountId>, StoreError> {
        let index = self.provider_session_index(issuer, provider_session);
        let rows = entity::Entity::find().filter(entity::Column::ProviderSessionIndex.eq(index));
        let ids: Vec<Uuid> = rows.all(self.reads()).await?.into_iter().map(|row| row.session).collect();
        let open = session::Entity::find().filter(session::Column::Id.is_in(ids.clone()));
        let accounts: BTreeSet<_> =
            open.all(self.reads()).await?.into_iter().map(|row| AccountId(row.account)).collect();
        let ended = session::Entity::delete_many().filter(session::Column::Id.is_in(ids));
        ended.exec(self.writes()).await?;
        for account in &accounts {
            self.forget_sessions_of(*account);
        }
        Ok(accounts)
    }

    /// Ends all sessions of somebody. Answers whose they were.
    pub async fn end_sessions_of_subject(&self, subject: &Subject) -> Result<Option<AccountId>, StoreError> {
        let Some(member) = self.find_staff_by_subject(subject).await? else {
            return Ok(None);
        };
        self.end_sessions(member.account, None).await?;
        Ok(Some(member.account))
    }

    fn provider_session_index(&self, issuer: &str, sid: &str) -> Vec<u8> {
        self.vault().blind_index(Class::Identity, "staff_session", &format!("{issuer}\n{sid}")).to_vec()
    }
}

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "staff_session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub session: Uuid,
        pub provider_session_index: Vec<u8>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
