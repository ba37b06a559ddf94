//! Charts that somebody opened without standing, in need: for minutes, with a reason, one patient at a time.

use std::fmt;

use portico_model::{AccountId, BreakGlassReason, PatientId, Timestamp};
use portico_vault::Class;
use sea_orm::ActiveValue::Set;
use sea_orm::prelude::*;
use sea_orm::{Condition, ConnectionTrait, QueryOrder};

use crate::columns::{Place, from_ms, from_word, to_ms, to_word};
use crate::{NewCase, NewOutgoing, Store, StoreError};

/// Somebody's broken glass. `Debug` shows neither the patient nor the words.
#[derive(Clone, PartialEq, Eq)]
pub struct BreakGlass {
    pub id: Uuid,
    pub account: AccountId,
    pub patient: PatientId,
    pub reason: BreakGlassReason,
    /// What the person wrote.
    pub words: String,
    pub begins_at: Timestamp,
    /// The instant from which it opens nothing.
    pub ends_at: Timestamp,
}

impl fmt::Debug for BreakGlass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BreakGlass")
            .field("id", &self.id)
            .field("reason", &self.reason)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Breaks the glass, opens the case that looks into it, and keeps `also`, all in one step, if `check` lets it pass beside
    /// what this person has opened and not closed, or opened since `since`. Two that come at the same moment are checked one
    /// after the other.
    pub async fn begin_break_glass<E: From<StoreError>>(
        &self,
        new: &BreakGlass,
        since: Timestamp,
        check: impl FnOnce(&[BreakGlass]) -> Result<(), E> + Send,
        (review, also): (&NewCase, &[NewOutgoing]),
    ) -> Result<(), E> {
        let change = self.writes().begin().await.map_err(StoreError::from)?;
        self.hold("break_glass", &new.account.to_string(), new.begins_at, &change).await?;
        check(&self.glass_since(new.account, (since, new.begins_at), &change).await?)?;
        let row = self.break_glass_row(new);
        let insert = entity::Entity::insert(row).exec_without_returning(&change).await;
        insert.map_err(StoreError::from)?;
        self.put_case(review, &change).await?;
        self.put_outgoing(also, &change).await?;
        Ok(change.commit().await.map_err(StoreError::from)?)
    }

    /// What this person has opened and not closed by `now`, or opened since `since`.
    pub async fn list_break_glass(
        &self,
        account: AccountId,
        since: Timestamp,
        now: Timestamp,
    ) -> Result<Vec<BreakGlass>, StoreError> {
        self.glass_since(account, (since, now), self.reads()).await
    }

    async fn glass_since(
        &self,
        account: AccountId,
        (since, now): (Timestamp, Timestamp),
        from: &impl ConnectionTrait,
    ) -> Result<Vec<BreakGlass>, StoreError> {
        let lately = Condition::any()
            .add(entity::Column::BeginsAt.gt(to_ms(since)))
            .add(entity::Column::EndsAt.gt(to_ms(now)));
        let rows = entity::Entity::find()
            .filter(entity::Column::Account.eq(account.0))
            .filter(lately)
            .order_by_desc(entity::Column::BeginsAt)
            .all(from)
            .await?;
        rows.into_iter().map(|row| self.to_break_glass(row)).collect()
    }

    /// What opens this patient's chart for this person now; the one that lasts longest. Read on every request.
    pub async fn find_break_glass(
        &self,
        account: AccountId,
        patient: &PatientId,
        now: Timestamp,
    ) -> Result<Option<BreakGlass>, StoreError> {
        let row = entity::Entity::find()
            .filter(entity::Column::Account.eq(account.0))
            .filter(entity::Column::PatientIndex.eq(self.patient_of_break_glass(patient)))
            .filter(entity::Column::BeginsAt.lte(to_ms(now)))
            .filter(entity::Column::EndsAt.gt(to_ms(now)))
            .order_by_desc(entity::Column::EndsAt)
            .one(self.reads())
            .await?;
        row.map(|row| self.to_break_glass(row)).transpose()
    }

    /// One of them, whoever and whenever it was.
    pub async fn find_break_glass_by_id(&self, id: Uuid) -> Result<Option<BreakGlass>, StoreError> {
        let row = entity::Entity::find_by_id(id).one(self.reads()).await?;
        row.map(|row| self.to_break_glass(row)).transpose()
    }

    /// Ends everything that opens this patient's chart for this person before its time. Answers whether there was any.
    pub async fn end_break_glass(
        &self,
        account: AccountId,
        patient: &PatientId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let ended = entity::Entity::update_many()
            .col_expr(entity::Column::EndsAt, Expr::value(to_ms(now)))
            .filter(entity::Column::Account.eq(account.0))
            .filter(entity::Column::PatientIndex.eq(self.patient_of_break_glass(patient)))
            .filter(entity::Column::EndsAt.gt(to_ms(now)))
            .exec(self.writes())
            .await?;
        Ok(ended.rows_affected > 0)
    }

    fn break_glass_row(&self, new: &BreakGlass) -> entity::ActiveModel {
        let seal = |column, text: &str| place(column, new.id).seal(self.vault(), text.as_bytes());
        entity::ActiveModel {
            id: Set(new.id),
            account: Set(new.account.0),
            patient: Set(seal("break_glass.patient", new.patient.as_str())),
            patient_index: Set(self.patient_of_break_glass(&new.patient)),
            reason: Set(to_word(new.reason)),
            words: Set(seal("break_glass.words", &new.words)),
            begins_at: Set(to_ms(new.begins_at)),
            ends_at: Set(to_ms(new.ends_at)),
        }
    }

    fn to_break_glass(&self, row: entity::Model) -> Result<BreakGlass, StoreError> {
        let open = |column, sealed: &[u8]| place(column, row.id).open_text(self.vault(), sealed);
        let patient = open("break_glass.patient", &row.patient)?;
        Ok(BreakGlass {
            id: row.id,
            account: AccountId(row.account),
            patient: patient.parse().map_err(|_| StoreError::Unreadable { column: "break_glass.patient" })?,
            words: open("break_glass.words", &row.words)?,
            reason: from_word("break_glass.reason", row.reason)?,
            begins_at: from_ms("break_glass.begins_at", row.begins_at)?,
            ends_at: from_ms("break_glass.ends_at", row.ends_at)?,
        })
    }

    fn patient_of_break_glass(&self, patient: &PatientId) -> Vec<u8> {
        self.vault().blind_index(Class::Identity, "break_glass.patient", patient.as_str()).to_vec()
    }
}

fn place(column: &'static str, id: Uuid) -> Place<[u8; 16]> {
    Place { class: Class::Identity, column, row: id.into_bytes() }
}

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "break_glass")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub account: Uuid,
        pub patient: Vec<u8>,
        pub patient_index: Vec<u8>,
        pub reason: String,
        pub words: Vec<u8>,
        pub begins_at: i64,
        pub ends_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
