//! Sign-ins that are under way at the identity provider, and logout tokens that were used: each opens its door once.

use portico_database::Transaction;
use portico_model::Timestamp;
use portico_vault::Class;
use sea_orm::ActiveValue::Set;
use sea_orm::TryInsertResult;
use sea_orm::prelude::*;

use super::sessions::ProviderLogout;
use crate::columns::{Place, to_ms};
use crate::{Store, StoreError};

/// A sign-in that is under way.
#[derive(Clone)]
pub struct OidcAttempt {
    /// SHA-256 of the `state`.
    pub state_hash: [u8; 32],
    /// Nonce, PKCE verifier and where to go on, for whoever began it to read. Sealed.
    pub secrets: Vec<u8>,
    pub expires_at: Timestamp,
}

impl Store {
    pub async fn begin_oidc_attempt(&self, new: &OidcAttempt) -> Result<(), StoreError> {
        let row = attempt::ActiveModel {
            state_hash: Set(new.state_hash.to_vec()),
            secrets: Set(place(new.state_hash).seal(self.vault(), &new.secrets)),
            expires_at: Set(to_ms(new.expires_at)),
        };
        attempt::Entity::insert(row).exec_without_returning(self.writes()).await?;
        Ok(())
    }

    /// The secrets of an attempt that has not expired. Of many who ask, one gets them.
    pub async fn take_oidc_attempt(
        &self,
        state_hash: [u8; 32],
        now: Timestamp,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let found = attempt::Entity::find_by_id(state_hash.to_vec()).one(self.reads()).await?;
        let Some(row) = found else {
            return Ok(None);
        };
        let taken = attempt::Entity::delete_by_id(state_hash.to_vec()).exec(self.writes()).await?;
        if taken.rows_affected == 0 || row.expires_at <= to_ms(now) {
            return Ok(None);
        }
        place(state_hash).open(self.vault(), &row.secrets).map(Some)
    }

    /// Uses up a logout token within the change that it causes. Answers `false` if it was used before.
    pub(super) async fn use_logout_token(
        &self,
        used: &ProviderLogout<'_>,
        change: &Transaction,
    ) -> Result<bool, StoreError> {
        let name = format!("{}\n{}", used.issuer, used.token_id);
        let index = self.vault().blind_index(Class::Identity, "logout_token", &name).to_vec();
        let row = logout::ActiveModel { token_index: Set(index), expires_at: Set(to_ms(used.expires_at)) };
        let used = logout::Entity::insert(row).on_conflict_do_nothing();
        let used = used.exec_without_returning(change).await?;
        Ok(matches!(used, TryInsertResult::Inserted(1)))
    }

    /// Drops attempts and logout tokens whose time is over.
    pub async fn drop_old_oidc(&self, now: Timestamp) -> Result<(), StoreError> {
        let attempts = attempt::Entity::delete_many().filter(attempt::Column::ExpiresAt.lte(to_ms(now)));
        attempts.exec(self.writes()).await?;
        let tokens = logout::Entity::delete_many().filter(logout::Column::ExpiresAt.lte(to_ms(now)));
        tokens.exec(self.writes()).await?;
        Ok(())
    }
}

fn place(state_hash: [u8; 32]) -> Place<[u8; 32]> {
    Place { class: Class::Identity, column: "oidc_attempt.secrets", row: state_hash }
}

mod attempt {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "oidc_attempt")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub state_hash: Vec<u8>,
        pub secrets: Vec<u8>,
        pub expires_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod logout {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "logout_token")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub token_index: Vec<u8>,
        pub expires_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
