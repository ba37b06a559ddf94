//! How far each follower of the audit log has come. A cursor is held by one process at a time, for a short while that
//! its holder prolongs; what is done under it is repeated after a crash, never left out.

use portico_model::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::Condition;
use sea_orm::prelude::*;

use crate::columns::to_ms;
use crate::oversight::NewAlert;
use crate::{Store, StoreError};

/// How far a follower has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The index of the entry that comes next.
    pub next: u64,
    /// The index of the oldest entry that what comes next may still depend on.
    pub replay_from: u64,
}

impl Store {
    /// Takes or prolongs a follower's turn until `until`; `None` while somebody else has it. A follower that is new
    /// begins at the first entry.
    pub async fn hold_cursor(
        &self,
        name: &str,
        holder: Uuid,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<Cursor>, StoreError> {
        self.begin_cursor(name).await?;
        let is_free = Condition::any()
            .add(entity::Column::Holder.is_null())
            .add(entity::Column::Holder.eq(holder))
            .add(entity::Column::HeldUntil.lte(to_ms(now)));
        let held = entity::Entity::update_many()
            .col_expr(entity::Column::Holder, Expr::value(holder))
            .col_expr(entity::Column::HeldUntil, Expr::value(to_ms(until)))
            .filter(entity::Column::Name.eq(name))
            .filter(is_free)
            .exec_with_returning(self.writes())
            .await?;
        held.into_iter().next().map(|row| row.cursor()).transpose()
    }

    /// Moves a held cursor on from `from`, and keeps the alerts that were found on the way, all or nothing. An alert
    /// that is there already stays as it is. `false`, and nothing done, if somebody else has moved it.
    pub async fn move_cursor(
        &self,
        name: &str,
        holder: Uuid,
        (from, to): (u64, Cursor),
        alerts: &[NewAlert],
    ) -> Result<bool, StoreError> {
        let transaction = self.writes().begin().await?;
        let moved = entity::Entity::update_many()
            .col_expr(entity::Column::NextEntry, Expr::value(stored(to.next)))
            .col_expr(entity::Column::ReplayFrom, Expr::value(stored(to.replay_from)))
            .filter(entity::Column::Name.eq(name))
            .filter(entity::Column::Holder.eq(holder))
            .filter(entity::Column::NextEntry.eq(stored(from)))
            .exec(&transaction)
            .await?;
        if moved.rows_affected != 1 {
            transaction.rollback().await;
            return Ok(false);
        }
        super::alerts::insert(&transaction, self.vault(), alerts).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// How far a follower has come; `None` if it never began.
    pub async fn find_cursor(&self, name: &str) -> Result<Option<Cursor>, StoreError> {
        let row = entity::Entity::find_by_id(name).one(self.reads()).await?;
        row.map(|row| row.cursor()).transpose()
    }

    async fn begin_cursor(&self, name: &str) -> Result<(), StoreError> {
        if entity::Entity::find_by_id(name).one(self.reads()).await?.is_some() {
            return Ok(());
        }
        let row = entity::ActiveModel {
            name: Set(name.to_owned()),
            next_entry: Set(0),
            replay_from: Set(0),
            holder: Set(None),
            held_until: Set(0),
        };
        let begin = entity::Entity::insert(row).on_conflict_do_nothing();
        begin.exec_without_returning(self.writes()).await?;
        Ok(())
    }
}

pub(super) fn stored(index: u64) -> i64 {
    i64::try_from(index).expect("a log has fewer than 2^57 entries")
}

pub(super) fn index(column: &'static str, stored: i64) -> Result<u64, StoreError> {
    u64::try_from(stored).map_err(|_| StoreError::Unreadable { column })
}

impl entity::Model {
    fn cursor(&self) -> Result<Cursor, StoreError> {
        Ok(Cursor {
            next: index("log_cursor.next_entry", self.next_entry)?,
            replay_from: index("log_cursor.replay_from", self.replay_from)?,
        })
    }
}

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "log_cursor")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub name: String,
        pub next_entry: i64,
        pub replay_from: i64,
        pub holder: Option<Uuid>,
        pub held_until: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
