//! Cases as they are kept: what was asked sealed, the way of the case beside it. A case changes by steps, one after the
//! other, and each change, its step and what leaves the house because of it are one transaction.

use portico_database::Transaction;
use portico_model::{
    AccountId, CaseAct, CaseId, CaseKind, CaseState, CaseSubject, Causes, PatientId, Role, Timestamp,
};
use portico_vault::Class;
use sea_orm::ActiveValue::Set;
use sea_orm::prelude::*;
use sea_orm::{Order, QueryOrder, QuerySelect, Select, TryInsertResult};

use crate::columns::{Place, from_ms, from_word, to_ms, to_word};
use crate::steps::{NewStep, put_step};
use crate::{NewOutgoing, Quota, Store, StoreError};

/// A case that is to be.
#[derive(Clone)]
pub struct NewCase {
    pub id: CaseId,
    pub subject: CaseSubject,
    /// Absent where the house itself opens it.
    pub asker: Option<AccountId>,
    /// Whose record it is about.
    pub patient: Option<PatientId>,
    pub pool: Role,
    pub due_at: Timestamp,
    /// The same asker and key are the same case, however often the form is sent.
    pub key: String,
    pub at: Timestamp,
}

impl NewCase {
    /// With the pool and the clock of its kind.
    pub fn new(subject: CaseSubject, key: impl Into<String>, at: Timestamp) -> Self {
        let kind = subject.kind();
        Self {
            id: CaseId(Uuid::now_v7()),
            subject,
            asker: None,
            patient: None,
            pool: kind.pool(),
            due_at: at + kind.answer_within(),
            key: key.into(),
            at,
        }
    }
}

/// A case as it is now.
#[derive(Clone, PartialEq, Eq)]
pub struct Case {
    pub id: CaseId,
    pub kind: CaseKind,
    pub state: CaseState,
    pub subject: CaseSubject,
    pub asker: Option<AccountId>,
    pub patient: Option<PatientId>,
    pub pool: Role,
    pub owner: Option<AccountId>,
    pub due_at: Timestamp,
    /// When somebody must be told that it is late; absent when it is over.
    pub watch_at: Option<Timestamp>,
    /// How many steps it took; a change is refused if there were more meanwhile.
    pub steps: u32,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// What came of opening a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    New(CaseId),
    /// The same was asked before, and nothing was added.
    Before(CaseId),
}

impl Opened {
    pub fn id(self) -> CaseId {
        match self {
            Opened::New(id) | Opened::Before(id) => id,
        }
    }
}

/// Which cases of a pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Queue {
    /// Not over; the first due first.
    Waiting,
    /// Over; the newest first.
    Over,
}

impl Store {
    /// Opens a case, and keeps `also` with it. A case that is there already is answered, and nothing is kept.
    pub async fn open_case(&self, new: &NewCase, also: &[NewOutgoing]) -> Result<Opened, StoreError> {
        let change = self.writes().begin().await?;
        let opened = self.put_case(new, &change).await?;
        if let Opened::New(_) = opened {
            self.put_outgoing(also, &change).await?;
        }
        change.commit().await?;
        Ok(opened)
    }

    /// The same, if `check` lets it pass beside the open cases of whoever asks. Two that come at the same moment are checked
    /// one after the other.
    ///
    /// Fails with [`StoreError::UsedUp`] as well.
    pub async fn open_case_within<E: From<StoreError>>(
        &self,
        new: &NewCase,
        quota: &Quota,
        check: impl FnOnce(&[Case]) -> Result<(), E> + Send,
        also: &[NewOutgoing],
    ) -> Result<Opened, E> {
        let change = self.writes().begin().await.map_err(StoreError::from)?;
        let opened = self.put_case(new, &change).await?;
        if let Opened::New(id) = opened {
            self.use_up(quota, new.at, &change).await?;
            let open = entity::Entity::find()
                .filter(entity::Column::Asker.eq(new.asker.map(|asker| asker.0)))
                .filter(entity::Column::IsOver.eq(0))
                .filter(entity::Column::Id.ne(id.0));
            let rows = open.all(&change).await.map_err(StoreError::from)?;
            let open = rows.into_iter().map(|row| self.read_case(row)).collect::<Result<Vec<_>, _>>()?;
            check(&open)?;
            self.put_outgoing(also, &change).await?;
        }
        change.commit().await.map_err(StoreError::from)?;
        Ok(opened)
    }

    /// Opens a case within the change that causes it.
    pub(crate) async fn put_case(&self, new: &NewCase, change: &Transaction) -> Result<Opened, StoreError> {
        let key = self.case_key(new);
        let insert = entity::Entity::insert(self.to_case_row(new, &key))
            .on_conflict_do_nothing_on([entity::Column::KeyIndex]);
        if !matches!(insert.exec_without_returning(change).await?, TryInsertResult::Inserted(1)) {
            let before = entity::Entity::find().filter(entity::Column::KeyIndex.eq(key)).one(change).await?;
            let before = before.ok_or(StoreError::Unreadable { column: "desk_case.key_index" })?;
            return Ok(Opened::Before(CaseId(before.id)));
        }
        let step = NewStep { at: new.at, by: new.asker, act: CaseAct::Opened, note: None };
        put_step(self.vault(), &step, None, &to_case(new), change).await?;
        Ok(Opened::New(new.id))
    }

    /// The case that the same asker opened with the same key, if there is one.
    pub async fn find_case_of(&self, new: &NewCase) -> Result<Option<CaseId>, StoreError> {
        let key = entity::Column::KeyIndex.eq(self.case_key(new));
        let row = entity::Entity::find().filter(key).one(self.reads()).await?;
        Ok(row.map(|row| CaseId(row.id)))
    }

    pub async fn find_case(&self, id: CaseId) -> Result<Option<Case>, StoreError> {
        let row = entity::Entity::find_by_id(id.0).one(self.reads()).await?;
        row.map(|row| self.read_case(row)).transpose()
    }

    pub(crate) async fn case_within(
        &self,
        id: CaseId,
        change: &Transaction,
    ) -> Result<Option<Case>, StoreError> {
        let row = entity::Entity::find_by_id(id.0).one(change).await?;
        row.map(|row| self.read_case(row)).transpose()
    }

    /// What somebody asked for, newest first.
    pub async fn list_cases_of(&self, asker: AccountId, most: u64) -> Result<Vec<Case>, StoreError> {
        let own = entity::Entity::find().filter(entity::Column::Asker.eq(asker.0));
        self.list(own.order_by_desc(entity::Column::CreatedAt).limit(most)).await
    }

    pub async fn list_cases_in(&self, pool: Role, queue: Queue, most: u64) -> Result<Vec<Case>, StoreError> {
        let of_pool = entity::Entity::find().filter(entity::Column::Pool.eq(to_word(pool)));
        let (is_over, column, order) = match queue {
            Queue::Waiting => (0, entity::Column::DueAt, Order::Asc),
            Queue::Over => (1, entity::Column::UpdatedAt, Order::Desc),
        };
        let queue = of_pool.filter(entity::Column::IsOver.eq(is_over)).order_by(column, order);
        self.list(queue.order_by_asc(entity::Column::Id).limit(most)).await
    }

    /// What is to be escalated by `now`, the longest waiting first. One that cannot be read holds up no other.
    pub async fn list_late_cases(&self, now: Timestamp, most: u64) -> Result<Vec<Case>, StoreError> {
        let late = entity::Entity::find().filter(entity::Column::WatchAt.lte(to_ms(now)));
        let rows = late.order_by_asc(entity::Column::WatchAt).limit(most).all(self.reads()).await?;
        let cases = rows.into_iter().map(|row| (row.id, self.read_case(row)));
        let readable = cases.filter_map(|(id, case)| {
            let log = |error: &StoreError| {
                tracing::error!(case.id = %id, error = %Causes(error), "a case that is late cannot be read");
            };
            case.inspect_err(log).ok()
        });
        Ok(readable.collect())
    }

    /// Puts `after` in the place of `before`, with its step and what leaves the house. Answers `false`, changing nothing, if the
    /// case took another step in between: then read it again.
    pub async fn change_case(
        &self,
        before: &Case,
        after: &Case,
        step: &NewStep,
        also: &[NewOutgoing],
    ) -> Result<bool, StoreError> {
        let change = self.writes().begin().await?;
        if !self.put_case_change((before, after), step, &change).await? {
            return Ok(false);
        }
        self.put_outgoing(also, &change).await?;
        change.commit().await?;
        Ok(true)
    }

    /// Changes a case within the change that decides it. Answers `false` if the case took another step in between: then the
    /// whole change must be dropped.
    pub(crate) async fn put_case_change(
        &self,
        (before, after): (&Case, &Case),
        step: &NewStep,
        change: &Transaction,
    ) -> Result<bool, StoreError> {
        let changed = entity::Entity::update_many()
            .col_expr(entity::Column::State, Expr::value(to_word(after.state)))
            .col_expr(entity::Column::IsOver, Expr::value(i32::from(after.state.is_over())))
            .col_expr(entity::Column::Pool, Expr::value(to_word(after.pool)))
            .col_expr(entity::Column::Owner, Expr::value(after.owner.map(|owner| owner.0)))
            .col_expr(entity::Column::WatchAt, Expr::value(after.watch_at.map(to_ms)))
            .col_expr(entity::Column::Steps, Expr::value(to_number(before.steps + 1)))
            .col_expr(entity::Column::UpdatedAt, Expr::value(to_ms(step.at)))
            .filter(entity::Column::Id.eq(before.id.0))
            .filter(entity::Column::Steps.eq(to_number(before.steps)))
            .exec(change)
            .await?;
        if changed.rows_affected == 0 {
            return Ok(false);
        }
        put_step(self.vault(), step, Some(before), after, change).await?;
        Ok(true)
    }

    /// Cases that were over before `before`, with all that belongs to them. Answers how many.
    pub async fn drop_old_cases(&self, before: Timestamp) -> Result<u64, StoreError> {
        let old = entity::Entity::delete_many()
            .filter(entity::Column::IsOver.eq(1))
            .filter(entity::Column::UpdatedAt.lt(to_ms(before)));
        Ok(old.exec(self.writes()).await?.rows_affected)
    }

    async fn list(&self, cases: Select<entity::Entity>) -> Result<Vec<Case>, StoreError> {
        let rows = cases.all(self.reads()).await?;
        rows.into_iter().map(|row| self.read_case(row)).collect()
    }

    fn case_key(&self, new: &NewCase) -> Vec<u8> {
        let asker = new.asker.map(|asker| asker.to_string()).unwrap_or_default();
        let key = format!("{asker}/{}", new.key);
        self.vault().blind_index(Class::Messages, "case_key", &key).to_vec()
    }

    fn to_case_row(&self, new: &NewCase, key: &[u8]) -> entity::ActiveModel {
        let vault = self.vault();
        let subject = serde_json::to_vec(&new.subject).expect("a subject becomes JSON");
        let patient = new.patient.as_ref().map(PatientId::as_str);
        entity::ActiveModel {
            id: Set(new.id.0),
            kind: Set(to_word(new.subject.kind())),
            state: Set(to_word(CaseState::Open)),
            is_over: Set(0),
            pool: Set(to_word(new.pool)),
            owner: Set(None),
            asker: Set(new.asker.map(|asker| asker.0)),
            patient: Set(patient.map(|id| place("desk_case.patient", new.id).seal(vault, id.as_bytes()))),
            patient_index: Set(
                patient.map(|id| vault.blind_index(Class::Messages, "case_patient", id).to_vec())
            ),
            subject: Set(place("desk_case.subject", new.id).seal(vault, &subject)),
            key_index: Set(key.to_vec()),
            due_at: Set(to_ms(new.due_at)),
            watch_at: Set(Some(to_ms(new.due_at))),
            steps: Set(1),
            created_at: Set(to_ms(new.at)),
            updated_at: Set(to_ms(new.at)),
        }
    }

    fn read_case(&self, row: entity::Model) -> Result<Case, StoreError> {
        let id = CaseId(row.id);
        let unreadable = |column| StoreError::Unreadable { column };
        let patient = |sealed: &Vec<u8>| {
            let text = place("desk_case.patient", id).open_text(self.vault(), sealed)?;
            text.parse().map_err(|_| unreadable("desk_case.patient"))
        };
        let subject = place("desk_case.subject", id).open(self.vault(), &row.subject)?;
        Ok(Case {
            id,
            kind: from_word("desk_case.kind", row.kind)?,
            state: from_word("desk_case.state", row.state)?,
            subject: serde_json::from_slice(&subject).map_err(|_| unreadable("desk_case.subject"))?,
            asker: row.asker.map(AccountId),
            patient: row.patient.as_ref().map(patient).transpose()?,
            pool: from_word("desk_case.pool", row.pool)?,
            owner: row.owner.map(AccountId),
            due_at: from_ms("desk_case.due_at", row.due_at)?,
            watch_at: row.watch_at.map(|ms| from_ms("desk_case.watch_at", ms)).transpose()?,
            steps: u32::try_from(row.steps).map_err(|_| unreadable("desk_case.steps"))?,
            created_at: from_ms("desk_case.created_at", row.created_at)?,
            updated_at: from_ms("desk_case.updated_at", row.updated_at)?,
        })
    }
}

/// A new case before its first step.
fn to_case(new: &NewCase) -> Case {
    Case {
        id: new.id,
        kind: new.subject.kind(),
        state: CaseState::Open,
        subject: new.subject.clone(),
        asker: new.asker,
        patient: new.patient.clone(),
        pool: new.pool,
        owner: None,
        due_at: new.due_at,
        watch_at: Some(new.due_at),
        steps: 0,
        created_at: new.at,
        updated_at: new.at,
    }
}

pub(crate) fn to_number(steps: u32) -> i32 {
    i32::try_from(steps).unwrap_or(i32::MAX)
}

fn place(column: &'static str, id: CaseId) -> Place<[u8; 16]> {
    Place { class: Class::Messages, column, row: id.0.into_bytes() }
}

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "desk_case")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub kind: String,
        pub state: String,
        pub is_over: i32,
        pub pool: String,
        pub owner: Option<Uuid>,
        pub asker: Option<Uuid>,
        pub patient: Option<Vec<u8>>,
        pub patient_index: Option<Vec<u8>>,
        pub subject: Vec<u8>,
        pub key_index: Vec<u8>,
        pub due_at: i64,
        pub watch_at: Option<i64>,
        pub steps: i32,
        pub created_at: i64,
        pub updated_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
