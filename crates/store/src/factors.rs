use portico_database::Transaction;
use portico_model::{AccountId, Timestamp};
use portico_vault::{Class, Zeroizing};
use sea_orm::ActiveValue::Set;
use sea_orm::ExprTrait;
use sea_orm::prelude::*;
use sea_orm::sea_query::{Alias, Query};
use sea_orm::{DbErr, QueryOrder};

use crate::accounts::entity as account;
use crate::columns::{Place, from_ms, to_ms};
use crate::{NewOutgoing, Store, StoreError};

/// An authenticator that is to be (RFC 6238).
#[derive(Clone)]
pub struct NewTotp {
    pub id: Uuid,
    pub account: AccountId,
    /// The person's own name for it.
    pub label: String,
    pub secret: Zeroizing<Vec<u8>>,
    pub created_at: Timestamp,
}

/// An authenticator that shows time-based codes.
#[derive(Clone)]
pub struct Totp {
    pub id: Uuid,
    pub account: AccountId,
    pub label: String,
    pub secret: Zeroizing<Vec<u8>>,
    pub created_at: Timestamp,
    /// Absent until its first code was proved; until then it opens nothing.
    pub confirmed_at: Option<Timestamp>,
    pub last_used_at: Option<Timestamp>,
    /// The last code that was not taken and is of a step nearby, since one was taken.
    pub missed: Option<TotpMiss>,
}

/// A code of a step that is too far off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TotpMiss {
    pub step: i64,
    /// Ahead of the portal's clock; negative where the phone is slow.
    pub steps_off: i64,
}

impl Store {
    /// Keeps an authenticator that waits for its first code, in the place of any other that waits.
    pub async fn begin_totp(&self, new: &NewTotp) -> Result<(), StoreError> {
        let seal = |column, plaintext: &[u8]| place(column, new.id).seal(self.vault(), plaintext);
        let row = entity::ActiveModel {
            id: Set(new.id),
            account: Set(new.account.0),
            label: Set(seal("totp.label", new.label.as_bytes())),
            secret: Set(seal("totp.secret", &new.secret)),
            created_at: Set(to_ms(new.created_at)),
            ..Default::default()
        };
        let change = self.writes().begin().await?;
        entity::Entity::delete_many()
            .filter(entity::Column::Account.eq(new.account.0))
            .filter(entity::Column::ConfirmedAt.is_null())
            .exec(&change)
            .await?;
        entity::Entity::insert(row).exec_without_returning(&change).await?;
        Ok(change.commit().await?)
    }

    pub async fn find_totp(&self, account: AccountId, id: Uuid) -> Result<Option<Totp>, StoreError> {
        let found = entity::Entity::find_by_id(id).filter(entity::Column::Account.eq(account.0));
        found.one(self.reads()).await?.map(|row| self.to_totp(&row)).transpose()
    }

    /// The account's authenticators, oldest first, also one that waits for its first code.
    pub async fn list_totp(&self, account: AccountId) -> Result<Vec<Totp>, StoreError> {
        let rows = entity::Entity::find()
            .filter(entity::Column::Account.eq(account.0))
            .order_by_asc(entity::Column::CreatedAt)
            .all(self.reads())
            .await?;
        rows.iter().map(|row| self.to_totp(row)).collect()
    }

    /// Makes a waiting authenticator a factor, its code of `step` used up. With `only_as_first` it is
    /// refused (`false`) where the account has a factor already, however many try at once. `also` is to leave the house if it
    /// was not.
    pub async fn confirm_totp(
        &self,
        id: Uuid,
        account: AccountId,
        step: i64,
        only_as_first: bool,
        confirmed_at: Timestamp,
        also: &[NewOutgoing],
    ) -> Result<bool, StoreError> {
        let mut waiting = entity::Entity::update_many()
            .col_expr(entity::Column::ConfirmedAt, Expr::value(to_ms(confirmed_at)))
            .col_expr(entity::Column::LastUsedAt, Expr::value(to_ms(confirmed_at)))
            .col_expr(entity::Column::LastUsedStep, Expr::value(step))
            .col_expr(entity::Column::MissedStep, Expr::value(None::<i64>))
            .col_expr(entity::Column::MissedBy, Expr::value(None::<i64>))
            .filter(entity::Column::Id.eq(id))
            .filter(entity::Column::Account.eq(account.0))
            .filter(entity::Column::ConfirmedAt.is_null());
        if only_as_first {
            waiting = waiting.filter(Expr::not_exists(confirmed_of(account)));
        }
        let change = self.writes().begin().await?;
        take_turns(account, &change).await?;
        let confirmed = waiting.exec(&change).await?.rows_affected == 1;
        if confirmed {
            self.put_outgoing(also, &change).await?;
        }
        change.commit().await?;
        Ok(confirmed)
    }

    /// Uses up the code of `step` (RFC 6238 § 5.2). Answers `false` if it, or a later one, was used: of
    /// many who try at once, one gets `true`.
    pub async fn use_totp_step(&self, id: Uuid, step: i64, used_at: Timestamp) -> Result<bool, StoreError> {
        let is_unused = entity::Column::LastUsedStep.is_null().or(entity::Column::LastUsedStep.lt(step));
        let used = entity::Entity::update_many()
            .col_expr(entity::Column::LastUsedStep, Expr::value(step))
            .col_expr(entity::Column::LastUsedAt, Expr::value(to_ms(used_at)))
            .col_expr(entity::Column::MissedStep, Expr::value(None::<i64>))
            .col_expr(entity::Column::MissedBy, Expr::value(None::<i64>))
            .filter(entity::Column::Id.eq(id))
            .filter(entity::Column::ConfirmedAt.is_not_null())
            .filter(is_unused)
            .exec(self.writes())
            .await?;
        Ok(used.rows_affected == 1)
    }

    /// Remembers a code that is too far off, in the place of the one before.
    pub async fn note_totp_miss(&self, id: Uuid, miss: TotpMiss) -> Result<(), StoreError> {
        entity::Entity::update_many()
            .col_expr(entity::Column::MissedStep, Expr::value(miss.step))
            .col_expr(entity::Column::MissedBy, Expr::value(miss.steps_off))
            .filter(entity::Column::Id.eq(id))
            .exec(self.writes())
            .await?;
        Ok(())
    }

    /// Answers `false`, removing nothing, where there is no such authenticator or the account has no other that is a factor,
    /// however many try at once.
    pub async fn remove_totp(
        &self,
        account: AccountId,
        id: Uuid,
        also: &[NewOutgoing],
    ) -> Result<bool, StoreError> {
        let mut others = confirmed_of(account);
        others.and_where(Expr::col((Alias::new(OTHER), entity::Column::Id)).ne(id));
        let removed = entity::Entity::delete_by_id(id)
            .filter(entity::Column::Account.eq(account.0))
            .filter(Expr::exists(others));
        let change = self.writes().begin().await?;
        take_turns(account, &change).await?;
        let is_removed = removed.exec(&change).await?.rows_affected == 1;
        if is_removed {
            self.put_outgoing(also, &change).await?;
        }
        change.commit().await?;
        Ok(is_removed)
    }

    fn to_totp(&self, row: &entity::Model) -> Result<Totp, StoreError> {
        let secret = place("totp.secret", row.id).open(self.vault(), &row.secret)?;
        let at = |column, ms: Option<i64>| ms.map(|ms| from_ms(column, ms)).transpose();
        Ok(Totp {
            id: row.id,
            account: AccountId(row.account),
            label: place("totp.label", row.id).open_text(self.vault(), &row.label)?,
            secret: Zeroizing::new(secret),
            created_at: from_ms("totp.created_at", row.created_at)?,
            confirmed_at: at("totp.confirmed_at", row.confirmed_at)?,
            last_used_at: at("totp.last_used_at", row.last_used_at)?,
            missed: row.missed_step.zip(row.missed_by).map(|(step, steps_off)| TotpMiss { step, steps_off }),
        })
    }
}

/// Holds the account's row until the change is committed: changes of one account follow each other.
async fn take_turns(id: AccountId, change: &Transaction) -> Result<(), DbErr> {
    account::Entity::update_many()
        .col_expr(account::Column::State, Expr::col(account::Column::State))
        .filter(account::Column::Id.eq(id.0))
        .exec(change)
        .await?;
    Ok(())
}

/// How a query calls the authenticators of the account beside the one that it is about.
const OTHER: &str = "other";

fn confirmed_of(account: AccountId) -> sea_orm::sea_query::SelectStatement {
    let other = Alias::new(OTHER);
    Query::select()
        .expr(Expr::value(1))
        .from_as(entity::Entity, other.clone())
        .and_where(Expr::col((other.clone(), entity::Column::Account)).eq(account.0))
        .and_where(Expr::col((other, entity::Column::ConfirmedAt)).is_not_null())
        .to_owned()
}

fn place(column: &'static str, id: Uuid) -> Place<[u8; 16]> {
    Place { class: Class::Identity, column, row: id.into_bytes() }
}

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "totp")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub account: Uuid,
        pub label: Vec<u8>,
        pub secret: Vec<u8>,
        pub created_at: i64,
        pub confirmed_at: Option<i64>,
        pub last_used_step: Option<i64>,
        pub last_used_at: Option<i64>,
        pub missed_step: Option<i64>,
        pub missed_by: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
