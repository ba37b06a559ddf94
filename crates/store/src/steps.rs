//! The history of a case: who did what, when, and what they wrote.

use portico_model::{AccountId, CaseAct, CaseId, CaseState, Role, Timestamp};
use portico_vault::{Class, Vault};
use sea_orm::ActiveValue::Set;
use sea_orm::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder};

use crate::cases::to_number;
use crate::columns::{Place, from_ms, from_word, to_ms, to_word};
use crate::{Case, Store, StoreError};

/// A step that is to be taken.
#[derive(Clone)]
pub struct NewStep {
    pub at: Timestamp,
    /// Absent where the portal itself took it.
    pub by: Option<AccountId>,
    pub act: CaseAct,
    pub note: Option<String>,
}

/// A step of a case.
#[derive(Clone, PartialEq, Eq)]
pub struct Step {
    /// Counted from one.
    pub number: u32,
    pub at: Timestamp,
    pub by: Option<AccountId>,
    pub act: CaseAct,
    /// Absent at the first step.
    pub before: Option<CaseState>,
    pub after: CaseState,
    /// Where the case lay after it.
    pub pool: Role,
    pub owner: Option<AccountId>,
    pub note: Option<String>,
}

impl Store {
    /// All steps, the first one first.
    pub async fn list_steps(&self, case: CaseId) -> Result<Vec<Step>, StoreError> {
        let rows = entity::Entity::find()
            .filter(entity::Column::CaseId.eq(case.0))
            .order_by_asc(entity::Column::Number)
            .all(self.reads())
            .await?;
        rows.into_iter().map(|row| to_step(self.vault(), row)).collect()
    }
}

/// Keeps the step from `before` to `after` within `change`.
pub(crate) async fn put_step(
    vault: &Vault,
    step: &NewStep,
    before: Option<&Case>,
    after: &Case,
    change: &impl ConnectionTrait,
) -> Result<(), StoreError> {
    let number = before.map_or(0, |before| before.steps) + 1;
    let note = step.note.as_deref();
    let row = entity::ActiveModel {
        case_id: Set(after.id.0),
        number: Set(to_number(number)),
        at: Set(to_ms(step.at)),
        by: Set(step.by.map(|by| by.0)),
        act: Set(to_word(step.act)),
        state_before: Set(before.map(|before| to_word(before.state))),
        state_after: Set(to_word(after.state)),
        pool: Set(to_word(after.pool)),
        owner: Set(after.owner.map(|owner| owner.0)),
        note: Set(note.map(|note| note_of(after.id, to_number(number)).seal(vault, note.as_bytes()))),
    };
    entity::Entity::insert(row).exec_without_returning(change).await?;
    Ok(())
}

fn to_step(vault: &Vault, row: entity::Model) -> Result<Step, StoreError> {
    let note = |sealed: &Vec<u8>| note_of(CaseId(row.case_id), row.number).open_text(vault, sealed);
    Ok(Step {
        note: row.note.as_ref().map(note).transpose()?,
        number: u32::try_from(row.number)
            .map_err(|_| StoreError::Unreadable { column: "desk_step.number" })?,
        at: from_ms("desk_step.at", row.at)?,
        by: row.by.map(AccountId),
        act: from_word("desk_step.act", row.act)?,
        before: row.state_before.map(|word| from_word("desk_step.state_before", word)).transpose()?,
        after: from_word("desk_step.state_after", row.state_after)?,
        pool: from_word("desk_step.pool", row.pool)?,
        owner: row.owner.map(AccountId),
    })
}

fn note_of(case: CaseId, number: i32) -> Place<Vec<u8>> {
    let row = [&case.0.into_bytes()[..], &number.to_be_bytes()].concat();
    Place { class: Class::Messages, column: "desk_step.note", row }
}

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "desk_step")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub case_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i32,
        pub at: i64,
        pub by: Option<Uuid>,
        pub act: String,
        pub state_before: Option<String>,
        pub state_after: String,
        pub pool: String,
        pub owner: Option<Uuid>,
        pub note: Option<Vec<u8>>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
