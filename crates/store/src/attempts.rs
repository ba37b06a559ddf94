use portico_model::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::ExprTrait;
use sea_orm::prelude::*;

use crate::columns::{from_ms, to_ms};
use crate::{Store, StoreError};

/// How often somebody tried in vain, and until when further attempts are refused unread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempts {
    pub failures: u32,
    pub last_at: Timestamp,
    pub held_until: Timestamp,
}

/// What is counted is named by a keyed hash: an address, an account, a network address.
impl Store {
    pub async fn find_attempts(&self, subject: [u8; 32]) -> Result<Option<Attempts>, StoreError> {
        let row = entity::Entity::find_by_id(subject.to_vec()).one(self.reads()).await?;
        row.map(|row| row.to_attempts()).transpose()
    }

    /// Puts `after` in the place of `before`. Answers `false`, changing nothing, if somebody else counted
    /// in between: then read again.
    pub async fn count_attempt(
        &self,
        subject: [u8; 32],
        before: Option<Attempts>,
        after: Attempts,
    ) -> Result<bool, StoreError> {
        let row = entity::ActiveModel {
            subject: Set(subject.to_vec()),
            failures: Set(count(after.failures)),
            last_at: Set(to_ms(after.last_at)),
            held_until: Set(to_ms(after.held_until)),
        };
        let Some(before) = before else {
            let first = entity::Entity::insert(row).on_conflict_do_nothing();
            let inserted = first.exec_without_returning(self.writes()).await?;
            return Ok(matches!(inserted, sea_orm::TryInsertResult::Inserted(1)));
        };
        let counted = entity::Entity::update_many()
            .set(row)
            .filter(entity::Column::Subject.eq(subject.to_vec()))
            .filter(entity::Column::Failures.eq(count(before.failures)))
            .filter(entity::Column::LastAt.eq(to_ms(before.last_at)))
            .exec(self.writes())
            .await?;
        Ok(counted.rows_affected == 1)
    }

    /// Takes one attempt back, which turned out to be a good one.
    pub async fn forgive_attempt(&self, subject: [u8; 32], now: Timestamp) -> Result<(), StoreError> {
        entity::Entity::update_many()
            .col_expr(entity::Column::Failures, Expr::col(entity::Column::Failures).sub(1))
            .col_expr(entity::Column::HeldUntil, Expr::value(to_ms(now)))
            .filter(entity::Column::Subject.eq(subject.to_vec()))
            .filter(entity::Column::Failures.gt(0))
            .exec(self.writes())
            .await?;
        Ok(())
    }

    pub async fn forget_attempts(&self, subject: [u8; 32]) -> Result<(), StoreError> {
        entity::Entity::delete_by_id(subject.to_vec()).exec(self.writes()).await?;
        Ok(())
    }

    /// Drops what was last counted before `quiet_since`. Answers how many.
    pub async fn drop_old_attempts(&self, quiet_since: Timestamp) -> Result<u64, StoreError> {
        let old = entity::Entity::delete_many().filter(entity::Column::LastAt.lt(to_ms(quiet_since)));
        Ok(old.exec(self.writes()).await?.rows_affected)
    }
}

impl entity::Model {
    fn to_attempts(&self) -> Result<Attempts, StoreError> {
        Ok(Attempts {
            failures: u32::try_from(self.failures)
                .map_err(|_| StoreError::Unreadable { column: "attempt.failures" })?,
            last_at: from_ms("attempt.last_at", self.last_at)?,
            held_until: from_ms("attempt.held_until", self.held_until)?,
        })
    }
}

fn count(failures: u32) -> i32 {
    i32::try_from(failures).unwrap_or(i32::MAX)
}

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "attempt")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub subject: Vec<u8>,
        pub failures: i32,
        pub last_at: i64,
        pub held_until: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
