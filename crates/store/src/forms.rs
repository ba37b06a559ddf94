//! Forms on their way: which were sent, so that one that is sent twice is done once; and which were sent or left when their
//! session was over, so that what was typed is there again for the same person.

use jiff::SignedDuration;
use portico_model::{AccountId, SessionId, Timestamp};
use portico_vault::Class;
use sea_orm::ActiveValue::Set;
use sea_orm::TryInsertResult;
use sea_orm::prelude::*;
use sea_orm::sea_query::OnConflict;

use crate::columns::{Place, to_ms};
use crate::{Store, StoreError};

/// What came of claiming a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormClaim {
    /// It was not sent before: whoever claimed it does what it says.
    New,
    /// Somebody else is about it.
    UnderWay,
    /// It was done, and this was answered.
    Answered(Vec<u8>),
}

/// A form that waits for its person.
pub struct NewFormDraft {
    /// The session of its page: one draft each.
    pub session: SessionId,
    pub account: AccountId,
    pub secret_hash: [u8; 32],
    /// Sealed.
    pub content: Vec<u8>,
    pub expires_at: Timestamp,
}

impl Store {
    /// Claims a form. A claim that nobody settled for `lasts` is given to the next.
    pub async fn claim_form(
        &self,
        key: [u8; 32],
        now: Timestamp,
        lasts: SignedDuration,
    ) -> Result<FormClaim, StoreError> {
        let row = form_key::ActiveModel {
            key_hash: Set(key.to_vec()),
            claimed_at: Set(to_ms(now)),
            answer: Set(None),
        };
        let insert = form_key::Entity::insert(row).on_conflict_do_nothing();
        if matches!(insert.exec_without_returning(self.writes()).await?, TryInsertResult::Inserted(1)) {
            return Ok(FormClaim::New);
        }
        let stale = form_key::Entity::update_many()
            .col_expr(form_key::Column::ClaimedAt, Expr::value(to_ms(now)))
            .filter(form_key::Column::KeyHash.eq(key.to_vec()))
            .filter(form_key::Column::Answer.is_null())
            .filter(form_key::Column::ClaimedAt.lt(to_ms(now - lasts)));
        if stale.exec(self.writes()).await?.rows_affected == 1 {
            return Ok(FormClaim::New);
        }
        match form_key::Entity::find_by_id(key.to_vec()).one(self.writes()).await?.map(|row| row.answer) {
            Some(Some(sealed)) => key_place(key).open(self.vault(), &sealed).map(FormClaim::Answered),
            // Given back in between: it is as if it were under way, and asked for again.
            Some(None) | None => Ok(FormClaim::UnderWay),
        }
    }

    /// What was answered to a form that was done.
    pub async fn find_form_answer(&self, key: [u8; 32]) -> Result<Option<Vec<u8>>, StoreError> {
        let row = form_key::Entity::find_by_id(key.to_vec()).one(self.reads()).await?;
        let sealed = row.and_then(|row| row.answer);
        sealed.map(|sealed| key_place(key).open(self.vault(), &sealed)).transpose()
    }

    /// The form was done: keeps what was answered for whoever sends it again.
    pub async fn settle_form(&self, key: [u8; 32], answer: &[u8]) -> Result<(), StoreError> {
        let sealed = key_place(key).seal(self.vault(), answer);
        form_key::Entity::update_many()
            .col_expr(form_key::Column::Answer, Expr::value(Some(sealed)))
            .filter(form_key::Column::KeyHash.eq(key.to_vec()))
            .exec(self.writes())
            .await?;
        Ok(())
    }

    /// Nothing was done: the form may be sent again.
    pub async fn give_form_back(&self, key: [u8; 32]) -> Result<(), StoreError> {
        let unsettled =
            form_key::Entity::delete_by_id(key.to_vec()).filter(form_key::Column::Answer.is_null());
        unsettled.exec(self.writes()).await?;
        Ok(())
    }

    /// Keeps a draft, in the place of an earlier one of the same session.
    pub async fn keep_form_draft(&self, new: &NewFormDraft) -> Result<(), StoreError> {
        let row = form_draft::ActiveModel {
            session: Set(new.session.0),
            account: Set(new.account.0),
            secret_hash: Set(new.secret_hash.to_vec()),
            content: Set(draft_place(new.secret_hash).seal(self.vault(), &new.content)),
            expires_at: Set(to_ms(new.expires_at)),
        };
        let anew = OnConflict::column(form_draft::Column::Session)
            .update_columns([
                form_draft::Column::SecretHash,
                form_draft::Column::Content,
                form_draft::Column::ExpiresAt,
            ])
            .to_owned();
        form_draft::Entity::insert(row).on_conflict(anew).exec_without_returning(self.writes()).await?;
        Ok(())
    }

    /// The draft of this secret, for its own person alone.
    pub async fn find_form_draft(
        &self,
        account: AccountId,
        secret_hash: [u8; 32],
        now: Timestamp,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let found = form_draft::Entity::find()
            .filter(form_draft::Column::SecretHash.eq(secret_hash.to_vec()))
            .filter(form_draft::Column::Account.eq(account.0))
            .filter(form_draft::Column::ExpiresAt.gt(to_ms(now)))
            .one(self.reads())
            .await?;
        found.map(|row| draft_place(secret_hash).open(self.vault(), &row.content)).transpose()
    }

    pub async fn drop_form_draft(&self, account: AccountId, secret_hash: [u8; 32]) -> Result<(), StoreError> {
        form_draft::Entity::delete_many()
            .filter(form_draft::Column::SecretHash.eq(secret_hash.to_vec()))
            .filter(form_draft::Column::Account.eq(account.0))
            .exec(self.writes())
            .await?;
        Ok(())
    }

    /// Drops drafts whose time is over, and what forms were answered that were sent before `sent_before`.
    pub async fn drop_old_forms(&self, now: Timestamp, sent_before: Timestamp) -> Result<(), StoreError> {
        let drafts = form_draft::Entity::delete_many();
        drafts.filter(form_draft::Column::ExpiresAt.lte(to_ms(now))).exec(self.writes()).await?;
        let keys = form_key::Entity::delete_many();
        keys.filter(form_key::Column::ClaimedAt.lt(to_ms(sent_before))).exec(self.writes()).await?;
        Ok(())
    }
}

/// An answer may hold a new token, or codes that are shown once.
fn key_place(key: [u8; 32]) -> Place<[u8; 32]> {
    Place { class: Class::Identity, column: "form_key.answer", row: key }
}

fn draft_place(secret_hash: [u8; 32]) -> Place<[u8; 32]> {
    Place { class: Class::Messages, column: "form_draft.content", row: secret_hash }
}

mod form_key {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "form_key")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key_hash: Vec<u8>,
        pub claimed_at: i64,
        pub answer: Option<Vec<u8>>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod form_draft {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "form_draft")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub session: Uuid,
        pub account: Uuid,
        pub secret_hash: Vec<u8>,
        pub content: Vec<u8>,
        pub expires_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
