//! Ways to a first account: codes that staff make for a patient, and sign-ups that have begun and wait for the code in
//! the mail.

use portico_model::{AccountId, PatientId, Timestamp};
use portico_vault::Class;
use sea_orm::ActiveValue::Set;
use sea_orm::prelude::*;

use crate::accounts::entity as account;
use crate::columns::{Place, from_ms, taken, to_ms};
use crate::grants::patient_index;
use crate::{NewAccount, NewOutgoing, Quota, Store, StoreError};

/// A code that opens one sign-up for one patient. It is found by its keyed hash.
#[derive(Clone)]
pub struct NewActivationCode {
    pub code_hash: [u8; 32],
    pub patient: PatientId,
    pub made_by: AccountId,
    pub at: Timestamp,
    pub expires_at: Timestamp,
}

/// A sign-up that has begun. `content` is whatever it has to remember, sealed.
#[derive(Clone)]
pub struct NewSignUp {
    pub token_hash: [u8; 32],
    pub content: Vec<u8>,
    pub expires_at: Timestamp,
}

impl Store {
    /// Keeps a new code with the letter that takes it away; earlier ones of the same patient open nothing any more.
    pub async fn create_activation_code(
        &self,
        new: &NewActivationCode,
        also: &[NewOutgoing],
    ) -> Result<(), StoreError> {
        let index = patient_index(self.vault(), &new.patient);
        let row = code::ActiveModel {
            code_hash: Set(new.code_hash.to_vec()),
            patient: Set(code_place(&new.code_hash).seal(self.vault(), new.patient.as_str().as_bytes())),
            patient_index: Set(index.clone()),
            made_by: Set(new.made_by.0),
            created_at: Set(to_ms(new.at)),
            expires_at: Set(to_ms(new.expires_at)),
            used_at: Set(None),
        };
        let change = self.writes().begin().await?;
        let of_patient = code::Entity::delete_many().filter(code::Column::PatientIndex.eq(index));
        of_patient.filter(code::Column::UsedAt.is_null()).exec(&change).await?;
        code::Entity::insert(row).exec_without_returning(&change).await?;
        self.put_outgoing(also, &change).await?;
        Ok(change.commit().await?)
    }

    /// Whose sign-up the code opens; `None` if there is no such code, or it was used, or its time is over.
    pub async fn find_activation_code(
        &self,
        code_hash: &[u8; 32],
        now: Timestamp,
    ) -> Result<Option<PatientId>, StoreError> {
        let row = code::Entity::find_by_id(code_hash.to_vec())
            .filter(code::Column::UsedAt.is_null())
            .filter(code::Column::ExpiresAt.gt(to_ms(now)))
            .one(self.reads())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let text = code_place(code_hash).open_text(self.vault(), &row.patient)?;
        text.parse().map(Some).map_err(|_| StoreError::Unreadable { column: "activation_code.patient" })
    }

    /// Keeps a sign-up that has begun at `at`, with the letter that takes its code away. Each of `quotas` is counted.
    ///
    /// Fails with [`StoreError::UsedUp`].
    pub async fn begin_sign_up(
        &self,
        new: &NewSignUp,
        (quotas, at): (&[Quota], Timestamp),
        also: &[NewOutgoing],
    ) -> Result<(), StoreError> {
        let row = sign_up::ActiveModel {
            token_hash: Set(new.token_hash.to_vec()),
            content: Set(sign_up_place(&new.token_hash).seal(self.vault(), &new.content)),
            expires_at: Set(to_ms(new.expires_at)),
        };
        let change = self.writes().begin().await?;
        for quota in quotas {
            self.use_up(quota, at, &change).await?;
        }
        sign_up::Entity::insert(row).exec_without_returning(&change).await?;
        self.put_outgoing(also, &change).await?;
        Ok(change.commit().await?)
    }

    /// What a sign-up remembers and when it ends; `None` if there is none, or its time is over.
    pub async fn find_sign_up(
        &self,
        token_hash: &[u8; 32],
        now: Timestamp,
    ) -> Result<Option<(Vec<u8>, Timestamp)>, StoreError> {
        let row = sign_up::Entity::find_by_id(token_hash.to_vec())
            .filter(sign_up::Column::ExpiresAt.gt(to_ms(now)))
            .one(self.reads())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let content = sign_up_place(token_hash).open(self.vault(), &row.content)?;
        Ok(Some((content, from_ms("sign_up.expires_at", row.expires_at)?)))
    }

    /// Makes the account, uses up the code and ends the sign-up, all or nothing. Answers `false` if the code was used
    /// meanwhile; fails with [`StoreError::Taken`] if the address or the record has an account already.
    pub async fn finish_sign_up(
        &self,
        token_hash: &[u8; 32],
        code_hash: &[u8; 32],
        new: &NewAccount,
        also: &[NewOutgoing],
    ) -> Result<bool, StoreError> {
        let change = self.writes().begin().await?;
        let used = code::Entity::update_many()
            .col_expr(code::Column::UsedAt, Expr::value(to_ms(new.created_at)))
            .filter(code::Column::CodeHash.eq(code_hash.to_vec()))
            .filter(code::Column::UsedAt.is_null())
            .exec(&change)
            .await?;
        if used.rows_affected == 0 {
            return Ok(false);
        }
        let row = new.to_row(self.vault());
        account::Entity::insert(row).exec_without_returning(&change).await.map_err(taken)?;
        sign_up::Entity::delete_by_id(token_hash.to_vec()).exec(&change).await?;
        self.put_outgoing(also, &change).await?;
        change.commit().await?;
        Ok(true)
    }

    /// Drops sign-ups and unused codes whose time is over. Answers how many.
    pub async fn drop_old_sign_ups(&self, now: Timestamp) -> Result<u64, StoreError> {
        let sign_ups = sign_up::Entity::delete_many().filter(sign_up::Column::ExpiresAt.lte(to_ms(now)));
        let codes = code::Entity::delete_many()
            .filter(code::Column::ExpiresAt.lte(to_ms(now)))
            .filter(code::Column::UsedAt.is_null());
        let dropped = sign_ups.exec(self.writes()).await?.rows_affected;
        Ok(dropped + codes.exec(self.writes()).await?.rows_affected)
    }
}

fn code_place(code_hash: &[u8; 32]) -> Place<[u8; 32]> {
    Place { class: Class::Identity, column: "activation_code.patient", row: *code_hash }
}

fn sign_up_place(token_hash: &[u8; 32]) -> Place<[u8; 32]> {
    Place { class: Class::Identity, column: "sign_up.content", row: *token_hash }
}

mod code {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "activation_code")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub code_hash: Vec<u8>,
        pub patient: Vec<u8>,
        pub patient_index: Vec<u8>,
        pub made_by: Uuid,
        pub created_at: i64,
        pub expires_at: i64,
        pub used_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod sign_up {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sign_up")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub token_hash: Vec<u8>,
        pub content: Vec<u8>,
        pub expires_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
