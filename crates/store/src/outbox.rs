//! What is to leave the house, kept in the transaction of its cause. Workers claim a row before they carry it; a claim that
//! is not kept ends by the clock, and the row is carried again.

use jiff::SignedDuration;
use portico_model::{CaseId, Causes, Timestamp};
use portico_vault::Class;
use sea_orm::ActiveValue::Set;
use sea_orm::prelude::*;
use sea_orm::{Condition, ConnectionTrait, ExprTrait, QueryOrder, QuerySelect, UpdateMany};
use serde::{Deserialize, Serialize};

use crate::columns::{Place, from_word, to_ms, to_word};
use crate::{Mail, RecordWrite, Store, StoreError};

/// Who carries something out of the house. Names are stored; add, never rename.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Courier {
    /// The body is a [`Mail`] in JSON.
    Mail,
    /// The body is a [`RecordWrite`] in JSON.
    RecordSystem,
}

/// Something that is to leave the house. Its `id` goes along, so that the other side can tell a repetition; a row with an id
/// that is there already is left out, so that an id made from its cause (UUID version 5) sends once.
#[derive(Clone)]
pub struct NewOutgoing {
    pub id: Uuid,
    pub courier: Courier,
    pub body: Vec<u8>,
    /// The case that hears of a failure.
    pub case: Option<CaseId>,
    /// Not before.
    pub at: Timestamp,
}

impl NewOutgoing {
    pub fn mail(mail: &Mail, case: Option<CaseId>, at: Timestamp) -> Self {
        let body = serde_json::to_vec(mail).expect("a letter becomes JSON");
        Self { id: Uuid::now_v7(), courier: Courier::Mail, body, case, at }
    }

    /// The `id` is made from what is written, so that it is written once.
    pub fn to_record_system(id: Uuid, write: &RecordWrite, at: Timestamp) -> Self {
        let body = serde_json::to_vec(write).expect("what is written becomes JSON");
        Self { id, courier: Courier::RecordSystem, body, case: None, at }
    }
}

/// Something that a worker has claimed.
#[derive(Clone)]
pub struct Outgoing {
    pub id: Uuid,
    pub courier: Courier,
    pub body: Vec<u8>,
    pub case: Option<CaseId>,
    /// How often it was claimed, this time counted.
    pub attempts: u32,
    /// The worker that has it.
    pub claim: Uuid,
}

/// How full the outbox is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OutboxCounts {
    pub waiting: u64,
    pub done: u64,
    pub failed: u64,
}

impl Store {
    /// Keeps what has no other change to go along with.
    pub async fn enqueue(&self, also: &[NewOutgoing]) -> Result<(), StoreError> {
        let change = self.writes().begin().await?;
        self.put_outgoing(also, &change).await?;
        Ok(change.commit().await?)
    }

    /// Keeps what goes along with `change`.
    pub(crate) async fn put_outgoing(
        &self,
        also: &[NewOutgoing],
        change: &impl ConnectionTrait,
    ) -> Result<(), StoreError> {
        for new in also {
            let row = entity::ActiveModel {
                id: Set(new.id),
                case_id: Set(new.case.map(|case| case.0)),
                courier: Set(to_word(new.courier)),
                body: Set(place(new.id).seal(self.vault(), &new.body)),
                attempts: Set(0),
                created_at: Set(to_ms(new.at)),
                next_at: Set(Some(to_ms(new.at))),
                ..Default::default()
            };
            let insert = entity::Entity::insert(row).on_conflict_do_nothing();
            insert.exec_without_returning(change).await?;
        }
        Ok(())
    }

    /// Claims for `worker` what is due for one of `couriers`, also what others claimed and dropped, the longest due first, until
    /// `now + lease`.
    pub async fn claim_outgoing(
        &self,
        couriers: &[Courier],
        worker: Uuid,
        now: Timestamp,
        lease: SignedDuration,
        most: u64,
    ) -> Result<Vec<Outgoing>, StoreError> {
        let due = entity::Entity::find()
            .filter(is_free(now))
            .filter(entity::Column::Courier.is_in(couriers.iter().map(to_word)))
            .order_by_asc(entity::Column::NextAt)
            .order_by_asc(entity::Column::Id)
            .limit(most)
            .all(self.reads())
            .await?;
        let mut claimed = Vec::with_capacity(due.len());
        for row in due {
            if !self.claim(&row, worker, now, now + lease).await? {
                continue;
            }
            match self.to_outgoing(&row, worker) {
                Ok(outgoing) => claimed.push(outgoing),
                Err(error) => self.fail_unreadable(&row, now, &error).await?,
            }
        }
        Ok(claimed)
    }

    async fn claim(
        &self,
        row: &entity::Model,
        worker: Uuid,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<bool, StoreError> {
        let claimed = entity::Entity::update_many()
            .col_expr(entity::Column::ClaimedBy, Expr::value(worker))
            .col_expr(entity::Column::ClaimedUntil, Expr::value(to_ms(until)))
            .col_expr(entity::Column::Attempts, Expr::col(entity::Column::Attempts).add(1))
            .filter(entity::Column::Id.eq(row.id))
            .filter(entity::Column::Attempts.eq(row.attempts))
            .filter(is_free(now))
            .exec(self.writes())
            .await?;
        Ok(claimed.rows_affected == 1)
    }

    /// Nobody could ever carry it, and it would be the first in the queue for ever.
    async fn fail_unreadable(
        &self,
        row: &entity::Model,
        at: Timestamp,
        error: &StoreError,
    ) -> Result<(), StoreError> {
        tracing::error!(outbox.id = %row.id, error = %Causes(error), "something that is to leave the house cannot be read");
        failed(at, "unreadable").filter(entity::Column::Id.eq(row.id)).exec(self.writes()).await?;
        Ok(())
    }

    /// It has left. What it said is forgotten; `also` goes on from it. Answers `false`, keeping nothing, if another worker has
    /// it by now.
    pub async fn finish_outgoing(
        &self,
        carried: &Outgoing,
        at: Timestamp,
        also: &[NewOutgoing],
    ) -> Result<bool, StoreError> {
        let change = self.writes().begin().await?;
        let done = of_claim(carried)
            .col_expr(entity::Column::DoneAt, Expr::value(to_ms(at)))
            .col_expr(entity::Column::NextAt, Expr::value(None::<i64>))
            .col_expr(entity::Column::Body, Expr::value(place(carried.id).seal(self.vault(), b"")))
            .exec(&change)
            .await?;
        if done.rows_affected == 0 {
            return Ok(false);
        }
        self.put_outgoing(also, &change).await?;
        change.commit().await?;
        Ok(true)
    }

    /// It has not left, and is due again at `next_at`. `trouble` is a word, never what the other side said.
    pub async fn put_off_outgoing(
        &self,
        carried: &Outgoing,
        next_at: Timestamp,
        trouble: &'static str,
    ) -> Result<bool, StoreError> {
        let put_off = of_claim(carried)
            .col_expr(entity::Column::NextAt, Expr::value(to_ms(next_at)))
            .col_expr(entity::Column::Trouble, Expr::value(trouble))
            .exec(self.writes())
            .await?;
        Ok(put_off.rows_affected == 1)
    }

    /// It will not leave any more. What it said is kept until it is dropped.
    pub async fn fail_outgoing(
        &self,
        carried: &Outgoing,
        at: Timestamp,
        trouble: &'static str,
    ) -> Result<bool, StoreError> {
        let failed = held_by(failed(at, trouble), carried).exec(self.writes()).await?;
        Ok(failed.rows_affected == 1)
    }

    pub async fn count_outgoing(&self) -> Result<OutboxCounts, StoreError> {
        let count = |which: Condition| entity::Entity::find().filter(which).count(self.reads());
        let done = entity::Column::DoneAt.is_not_null();
        let failed = entity::Column::FailedAt.is_not_null();
        Ok(OutboxCounts {
            waiting: count(is_waiting()).await?,
            done: count(Condition::all().add(done)).await?,
            failed: count(Condition::all().add(failed)).await?,
        })
    }

    /// Drops what left or failed before `before`. Answers how many.
    pub async fn drop_old_outgoing(&self, before: Timestamp) -> Result<u64, StoreError> {
        let is_old = Condition::any()
            .add(entity::Column::DoneAt.lt(to_ms(before)))
            .add(entity::Column::FailedAt.lt(to_ms(before)));
        Ok(entity::Entity::delete_many().filter(is_old).exec(self.writes()).await?.rows_affected)
    }

    fn to_outgoing(&self, row: &entity::Model, claim: Uuid) -> Result<Outgoing, StoreError> {
        let attempts =
            u32::try_from(row.attempts).map_err(|_| StoreError::Unreadable { column: "outbox.attempts" })?;
        Ok(Outgoing {
            id: row.id,
            courier: from_word("outbox.courier", row.courier.clone())?,
            body: place(row.id).open(self.vault(), &row.body)?,
            case: row.case_id.map(CaseId),
            attempts: attempts.saturating_add(1),
            claim,
        })
    }
}

/// A change of the row that this claim still holds, which it lets go.
fn of_claim(carried: &Outgoing) -> UpdateMany<entity::Entity> {
    held_by(let_go(), carried)
}

fn held_by(change: UpdateMany<entity::Entity>, carried: &Outgoing) -> UpdateMany<entity::Entity> {
    change
        .filter(entity::Column::Id.eq(carried.id))
        .filter(entity::Column::ClaimedBy.eq(carried.claim))
        .filter(entity::Column::Attempts.eq(to_count(carried.attempts)))
        .filter(is_waiting())
}

fn let_go() -> UpdateMany<entity::Entity> {
    entity::Entity::update_many()
        .col_expr(entity::Column::ClaimedBy, Expr::value(None::<Uuid>))
        .col_expr(entity::Column::ClaimedUntil, Expr::value(None::<i64>))
}

fn failed(at: Timestamp, trouble: &'static str) -> UpdateMany<entity::Entity> {
    let_go()
        .col_expr(entity::Column::FailedAt, Expr::value(to_ms(at)))
        .col_expr(entity::Column::NextAt, Expr::value(None::<i64>))
        .col_expr(entity::Column::Trouble, Expr::value(trouble))
}

fn is_waiting() -> Condition {
    Condition::all().add(entity::Column::DoneAt.is_null()).add(entity::Column::FailedAt.is_null())
}

fn is_free(now: Timestamp) -> Condition {
    let unclaimed = Condition::any()
        .add(entity::Column::ClaimedUntil.is_null())
        .add(entity::Column::ClaimedUntil.lte(to_ms(now)));
    is_waiting().add(entity::Column::NextAt.lte(to_ms(now))).add(unclaimed)
}

fn to_count(attempts: u32) -> i32 {
    i32::try_from(attempts).unwrap_or(i32::MAX)
}

fn place(id: Uuid) -> Place<[u8; 16]> {
    Place { class: Class::Messages, column: "outbox.body", row: id.into_bytes() }
}

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "outbox")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub case_id: Option<Uuid>,
        pub courier: String,
        pub body: Vec<u8>,
        pub attempts: i32,
        pub created_at: i64,
        pub next_at: Option<i64>,
        pub claimed_by: Option<Uuid>,
        pub claimed_until: Option<i64>,
        pub done_at: Option<i64>,
        pub failed_at: Option<i64>,
        pub trouble: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
